//! Conversion and detection on sentences of our own, and on the published pairs where they are at hand.

use super::detect::detect;
use super::{Charset, convert};
use std::path::Path;

/// A sentence of each charset, as windows-1252 shows it.
const TCVN3: &str = "KÕ ho¹ch n©ng cao hiÖu qu¶ qu¶n trÞ, phßng Néi vô huyÖn chñ tr×, hoµn thµnh tr\u{AD}íc ngµy 15/12.";
const VNI: &str = "Keá hoaïch naâng cao hieäu quaû quaûn trò, phoøng Noäi vuï huyeän chuû trì, hoaøn thaønh tröôùc ngaøy 15/12.";
const VISCII: &str =
    "Kª hoÕch nâng cao hi®u quä quän tr¸, phòng Nµi vø huy®n chü trì, hoàn thành trß¾c ngày 15/12.";
const VIQR: &str = "Ke^' hoa.ch na^ng cao hie^.u qua? qua?n tri., pho`ng No^.i vu. huye^.n chu? tri`, hoa`n tha`nh tru+o+'c nga`y 15/12.";
const UNICODE: &str =
    "Kế hoạch nâng cao hiệu quả quản trị, phòng Nội vụ huyện chủ trì, hoàn thành trước ngày 15/12.";

#[test]
fn each_charset_gives_the_same_sentence() {
    for (charset, text) in [
        (Charset::Tcvn3, TCVN3),
        (Charset::Vni, VNI),
        (Charset::Viscii, VISCII),
        (Charset::Viqr, VIQR),
    ] {
        let (read, verdict) = convert(text);
        assert_eq!(read, UNICODE, "{}", charset.name());
        assert_eq!(verdict.map(|v| v.charset), Some(charset));
    }
}

#[test]
fn windows_1258_and_utf8_read_twice_are_told_by_content() {
    let (bytes, ..) = encoding_rs::WINDOWS_1258.encode("Kế hoạch nâng cao hiệu quả");
    // The encoder knows no letter with two marks: spelled with combining tones it does.
    assert!(!bytes.is_empty());
    let spelled = "Kê\u{301} hoa\u{323}ch nâng cao hiê\u{323}u qua\u{309} qua\u{309}n tri\u{323}";
    let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode(spelled);
    assert!(!lost);
    let shown: String = bytes.iter().map(|&b| char::from(b)).collect();
    let (read, verdict) = convert(&shown);
    assert_eq!(read, "Kế hoạch nâng cao hiệu quả quản trị");
    assert_eq!(verdict.map(|v| v.charset), Some(Charset::Windows1258));

    let twice: String = UNICODE.bytes().map(char::from).collect();
    let (read, verdict) = convert(&twice);
    assert_eq!(
        (read.as_ref(), verdict.map(|v| v.charset)),
        (UNICODE, Some(Charset::Utf8Twice))
    );
}

#[test]
fn unicode_is_never_converted() {
    for text in [
        UNICODE,
        "Có là và thì mà ra, cô chú bác ông bà, tôi và các cháu",
        "café, naïve, Zürich, São Paulo, Besançon",
        "Is it so? (a) yes; (b) no. See a(ii) and x^2 + y^2.",
        "",
        "Hà Nội",
    ] {
        assert_eq!(convert(text).1, None, "{text}");
        assert_eq!(convert(text).0, text);
    }
}

#[test]
fn a_file_of_two_charsets_is_read_line_by_line() {
    let mixed = format!("{UNICODE}\n{TCVN3}\nCó và là\n");
    let (read, verdict) = convert(&mixed);
    assert_eq!(read, format!("{UNICODE}\n{UNICODE}\nCó và là\n"));
    assert_eq!(verdict.map(|v| v.charset), Some(Charset::Tcvn3));
}

#[test]
fn capitals_of_tcvn3_follow_the_word_and_its_neighbours() {
    let read = Charset::Tcvn3.decode("§¡NG Ký KINH DOANH, Uû BAN NH¢N D¢N, ¤ng Ký ®· ®i. ñy ban");
    assert_eq!(
        read,
        "ĐĂNG KÝ KINH DOANH, UỶ BAN NHÂN DÂN, Ông Ký đã đi. ủy ban"
    );
}

#[test]
fn glyph_names_of_pdf_files_are_letters_beside_letters() {
    let read = Charset::Tcvn3.decode("nhµ n−íc, x∙ héi, t¨ng 5 − 3 phÇn");
    assert_eq!(read, "nhà nước, xã hội, tăng 5 − 3 phần");
}

#[test]
fn a_dot_that_ends_a_sentence_is_no_mark() {
    assert_eq!(
        Charset::Viqr.decode("Vie^.t Nam. DDa^y la` Ha` No^.i\\. (ba?ng 2)"),
        "Việt Nam. Đây là Hà Nội. (bảng 2)"
    );
}

#[test]
fn the_verdict_names_its_evidence() {
    let verdict = detect(TCVN3).expect("verdict");
    assert_eq!(
        verdict.evidence,
        "17 of 17 words with marks are Vietnamese syllables as TCVN3, 2 of 17 as they stand"
    );
}

/// The published pairs, where the folder with them is beside the project.
#[test]
fn published_pairs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/legacy/vectors/pairs.tsv");
    let Ok(pairs) = std::fs::read_to_string(path) else {
        return;
    };
    for line in pairs.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let charset = match fields[0] {
            kind if kind.starts_with("tcvn3") => Charset::Tcvn3,
            kind if kind.starts_with("vni") => Charset::Vni,
            kind if kind.starts_with("viscii") => Charset::Viscii,
            _ => continue,
        };
        let read = charset.decode(fields[1]);
        assert_eq!(read.to_lowercase(), fields[2].to_lowercase(), "{line}");
    }
}
