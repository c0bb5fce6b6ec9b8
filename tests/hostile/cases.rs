//! The kinds of bad input, one a row of the table in docs/reliability.md: how each is made, and what it gets.

use super::bytes::*;
use std::fs;
use std::io;
use std::path::Path;

/// What an input gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gets {
    /// A row of `failures` with this code; its sentence holds these words.
    Fails(&'static str, &'static str),
    /// A record whose text, title or notes hold these words; none says that it is enough to be read.
    Read(&'static str),
    /// A record or a failure, whichever: what is left of a damaged file is read.
    Either,
    /// Nothing: the input is none.
    Nothing,
}
use Gets::{Either, Fails, Nothing, Read};

/// A kind of bad input.
pub struct Case {
    /// Its name, in the table and as a folder.
    pub name: &'static str,
    /// Makes its files in a folder.
    pub make: fn(&Path) -> io::Result<()>,
    /// What they get.
    pub gets: Gets,
}

macro_rules! cases {
    ($($name:literal, $file:expr, $bytes:expr, $gets:expr;)*) => {
        &[$(Case {
            name: $name,
            make: |folder| fs::write(folder.join($file), $bytes),
            gets: $gets,
        },)*]
    };
}

const PLAN: &str = "ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ\n\nKẾ HOẠCH\nNâng cao Chỉ số PAPI năm 2024\n\n- Giao Phòng Nội vụ kiểm tra trước ngày 15/11/2024.\n";

/// Inputs that are one file.
pub const FILES: &[Case] = cases! {
    // Archives.
    "zip-bomb", "a.zip", zipped(&[("plan.txt", &vec![b' '; 8 << 20])]), Fails("too-large", "400 times");
    "zip-bomb-in-docx", "a.docx", docx("", &" ".repeat(8 << 20)), Fails("too-large", "400 times");
    "zip-bomb-in-zip", "a.zip", zipped(&[("in.zip", &zipped(&[("plan.txt", &vec![0; 8 << 20])]))]), Fails("too-large", "400 times");
    "zip-in-zip-in-zip", "a.zip", zipped(&[("b.zip", &zipped(&[("c.zip", &zipped(&[("d.txt", b"x")]))]))]), Fails("unsupported", "one level deep");
    "zip-overlapping", "a.zip", overlapping(65, 64 << 20), Fails("too-large", "4 GiB");
    "zip-quine", "a.zip", quine(), Fails("corrupt", "");
    "zip-dotdot", "a.zip", zipped(&[("../../../escaped.txt", PLAN.as_bytes())]), Read("PAPI");
    "zip-absolute", "a.zip", zipped(&[("/escaped.txt", PLAN.as_bytes())]), Read("PAPI");
    "zip-drive", "a.zip", zipped(&[("C:\\escaped.txt", PLAN.as_bytes())]), Read("PAPI");
    "zip-device-name", "a.zip", zipped(&[("CON.txt", PLAN.as_bytes())]), Read("PAPI");
    "zip-control-names", "a.zip", zipped(&[("a\u{1b}[31m\n.txt", PLAN.as_bytes())]), Read("PAPI");
    "zip-locked", "a.zip", lying_zip(&zip_member("plan.txt", 1, b"0123456789abcdef"), &[("plan.txt", 1, 16, 0)]), Fails("encrypted", "password");
    "zip-empty", "a.zip", zipped(&[]), Fails("not-found", "no file to read");
    "zip-many-members", "a.zip", zip_of_many(20_001), Fails("too-large", "20000 files");
    "zip-cut", "a.zip", cut(&zipped(&[("plan.txt", PLAN.as_bytes())]), 60), Fails("corrupt", "cut short");
    "zip-size-lie", "a.zip", lying_zip(&zip_member("plan.txt", 0, b"plan"), &[("plan.txt", 0, 60_000, 0)]), Fails("corrupt", "");
    "tar-symlink", "a.tar", tarred(tar::EntryType::Symlink, "plan.txt", "/etc/passwd", 0, b""), Fails("not-found", "no file to read");
    "tar-hardlink", "a.tar", tarred(tar::EntryType::Link, "plan.txt", "/etc/passwd", 0, b""), Fails("not-found", "no file to read");
    "tar-device", "a.tar", tarred(tar::EntryType::Char, "plan.txt", "", 0, b""), Fails("not-found", "no file to read");
    "tar-dotdot", "a.tar", tarred(tar::EntryType::Regular, "../../escaped.txt", "", 4, b"plan"), Read("");
    "tar-size-lie", "a.tar", tarred(tar::EntryType::Regular, "plan.txt", "", 1 << 40, b"plan"), Fails("too-large", "");
    "gzip-bomb", "plan.txt.gz", gzipped(&vec![0; 65 << 20]), Fails("too-large", "64 MiB");
    "gzip-cut", "plan.tgz", cut(&gzipped(&[7; 9000]), 50), Fails("corrupt", "");
    // XML in packages.
    "xml-billion-laughs", "a.docx", docx("<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>", &paragraph("cười &c;")), Read("");
    "xml-quadratic-entity", "a.docx", docx(&format!("<!DOCTYPE a [<!ENTITY a '{}'>]>", "x".repeat(100_000)), &paragraph(&"&a;".repeat(10_000)).replace("<w:t>", "<w:t>chữ")), Read("");
    "xml-external-file", "a.docx", docx("<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", &paragraph("trước &a; sau")), Read("");
    "xml-external-web", "a.docx", docx("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd' [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/b'> %a;]>", &paragraph("chữ")), Read("");
    "xml-deep", "a.docx", docx("", &"<w:sdt>".repeat(1_000_000)), Fails("too-deep", "256 elements");
    "xml-elements", "a.odt", odt(&"<a/>".repeat(1_000_001)), Fails("too-large", "1000000 elements");
    "xml-attributes", "a.odt", odt(&format!("<a {}/>", "b='' ".repeat(2_000_001))), Fails("too-large", "2000000 attributes");
    "xml-broken", "a.odt", odt("<text:p>a</b>"), Fails("corrupt", "damaged");
    // Word.
    "docx-without-text", "a.docx", zipped(&[("[Content_Types].xml", b"<Types/>")]), Fails("corrupt", "save it again");
    "docx-locked", "a.docx", compound(&[("EncryptedPackage", b"0123456789"), ("EncryptionInfo", b"x")]), Fails("encrypted", "password");
    "docx-wide-cell", "a.docx", docx("", &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", format!("<w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>{}</w:tc>", paragraph("ô")).repeat(3000))), Read("");
    "docx-tables-in-tables", "a.docx", docx("", &"<w:tbl><w:tr><w:tc>".repeat(500)), Fails("too-deep", "save the document again");
    "docx-flipped", "a.docx", flipped(DOCX, 997), Either;
    "docx-numbering-overflow", "a.docx", docx("", &format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='99999999999'/><w:numId w:val='-1'/></w:numPr></w:pPr></w:p>{}", paragraph("chữ"))), Read("");
    // OpenDocument.
    "odt-repeated-columns", "a.odt", odt("<table:table><table:table-row><table:table-cell table:number-columns-repeated='1000000000'><text:p>ô</text:p></table:table-cell></table:table-row></table:table>"), Read("");
    "odt-repeated-rows", "a.odt", odt("<table:table><table:table-row table:number-rows-repeated='1000000000'><table:table-cell><text:p>ô</text:p></table:table-cell><table:table-cell><text:p>ô</text:p></table:table-cell></table:table-row></table:table>"), Read("");
    "odt-repeated-spaces", "a.odt", odt("<text:p>a<text:s text:c='1000000000'/>b</text:p>"), Read("");
    "odt-flipped", "a.odt", flipped(ODT, 997), Either;
    // Workbooks.
    "xlsx-last-cell", "a.xlsx", xlsx("<row r='1048576'><c r='XFD1048576' t='str'><v>chữ</v></c></row>", ""), Read("");
    "xlsx-no-such-string", "a.xlsx", xlsx("<row><c t='s'><v>99999999999</v></c><c t='s'><v>-1</v></c><c t='str'><v>chữ</v></c></row>", "<si><t>x</t></si>"), Read("");
    "xlsx-formula", "a.xlsx", xlsx("<row><c t='str'><f>cmd|' /C calc'!A0</f><v>=cmd|' /C calc'!A0</v></c></row>", ""), Read("");
    "xlsx-million-cells", "a.xlsx", xlsx(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(500_001)), ""), Fails("too-large", "1000000 elements");
    "xlsx-wild-numbers", "a.xlsx", xlsx("<row r='18446744073709551616'><c r='ZZZZ0'><v>1e999</v></c><c s='9'><v>-99999999</v></c><c t='str'><v>chữ</v></c></row>", ""), Read("");
    "xlsx-empty", "a.xlsx", xlsx("", ""), Fails("empty", "no text");
    // RTF.
    "rtf-deep", "a.rtf", format!("{{\\rtf1 {}", "{".repeat(1_000_000)), Fails("too-deep", "2000 groups");
    "rtf-million-groups", "a.rtf", format!("{{\\rtf1 {} chu}}", "{}".repeat(1_000_000)), Read("");
    "rtf-huge-bin", "a.rtf", "{\\rtf1 chu {\\pict\\bin2147483647 abc}", Read("");
    "rtf-cut", "a.rtf", cut(RTF, 50), Read("");
    "rtf-wild-numbers", "a.rtf", "{\\rtf1\\uc-1\\u99999999999 \\itap-5\\trowd\\cellx-99999999999\\cellx99999999999 chu\\cell\\row\\li2147483648}", Read("");
    "rtf-many-rows", "a.rtf", format!("{{\\rtf1 {}}}", "\\trowd\\clvmrg\\cellx900\\cellx1800 a\\cell b\\cell\\row".repeat(20_000)), Read("");
    // Web pages.
    "html-deep", "a.html", "<div>".repeat(1_000_000), Fails("too-deep", "512 elements");
    "html-formatting-bomb", "a.html", format!("<p>{}</p>{}", (0..400).map(|n| format!("<b id={n}>")).collect::<String>(), "<p>x</p>".repeat(10_000)), Fails("too-large", "1000000 elements");
    "html-wide-cell", "a.html", format!("<table><tr>{}</table>", "<td colspan=1000000000>ô".repeat(3000)), Read("");
    "html-wild-spans", "a.html", "<table><tr><td rowspan=-1 colspan=-9>ô<td rowspan=0>b<td rowspan=99999999999999999999>c</table>", Read("");
    "html-many-cells", "a.html", format!("<table>{}", "<td>".repeat(1_000_001)), Fails("too-large", "1000000 elements");
    "html-script", "a.html", "<p>KẾ HOẠCH</p><script>document.write('x')</script><img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe>", Read("");
    "html-wild-entities", "a.html", "<p>&#1114112;&#xD800;&#0;&#99999999999;&unknown; chữ", Read("");
    "html-named-doc", "a.doc", "<html><body><p>KẾ HOẠCH</p></body></html>", Read("format-mismatch");
    "mhtml-named-doc", "a.doc", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n\n<p>chữ</p>\n--a--\n", Read("format-mismatch");
    // PDF.
    "pdf-locked", "a.pdf", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", &[b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O(".as_slice(), &[b'o'; 32], b")/U(", &[b'u'; 32], b")>>"].concat()], "/Encrypt 3 0 R/ID[(a)(a)]"), Fails("encrypted", "password");
    "pdf-page-loop", "a.pdf", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"], ""), Fails("empty", "");
    "pdf-reference-loop", "a.pdf", pdf(&[b"2 0 R", b"1 0 R"], ""), Fails("corrupt", "");
    "pdf-xref-loop", "a.pdf", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"], "/Prev 130"), Either;
    "pdf-page-count", "a.pdf", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2147483647>>"], ""), Either;
    "pdf-huge-page", "a.pdf", pdf_page("0 0 1e30 1e30", "", DRAWN), Read("");
    "pdf-deep-object", "a.pdf", pdf(&[b"<</Type/Catalog/Pages 2 0 R>>", "[".repeat(1_000_000).as_bytes()], ""), Fails("corrupt", "");
    "pdf-deep-content", "a.pdf", pdf_page("0 0 595 842", "", &"q [ [ << ".repeat(200_000).into_bytes()), Either;
    "pdf-stream-bomb", "a.pdf", pdf_page("0 0 595 842", "/Filter/FlateDecode", &deflated(&vec![b' '; 80 << 20])), Either;
    "pdf-cut", "a.pdf", cut(PDF, 50), Either;
    "pdf-flipped", "a.pdf", flipped(PDF, 997), Either;
    "pdf-head-only", "a.pdf", "%PDF-1.7\n", Fails("corrupt", "");
    // Old Word.
    "doc-cut", "a.doc", cut(DOC, 50), Fails("corrupt", "");
    "doc-flipped", "a.doc", flipped(DOC, 997), Either;
    "doc-cyclic-fat", "a.doc", cyclic(DOC), Either;
    "doc-text-outside", "a.doc", outside(DOC), Fails("corrupt", "");
    "doc-no-text", "a.doc", compound(&[("WordDocument", &[0; 4000])]), Fails("corrupt", "");
    "xls-named-doc", "a.doc", compound(&[("Workbook", &[9; 4000])]), Fails("corrupt", "");
    // Text and encodings.
    "empty-txt", "a.txt", "", Fails("empty", "");
    "empty-docx", "a.docx", "", Fails("empty", "");
    "one-byte", "a.txt", "x", Read("");
    "lone-bracket", "a.md", ">", Read("");
    "mark-only", "a.txt", "\u{feff}", Fails("empty", "");
    "utf16-odd", "a.txt", [b"\xFF\xFE".as_slice(), &"KẾ HOẠCH".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), b"x"].concat(), Fails("undecodable", "save the file as UTF-8");
    "nuls", "a.txt", [0; 1000], Fails("binary", "");
    "binary", "a.txt", (0..=255).cycle().take(5000).collect::<Vec<u8>>(), Fails("binary", "");
    "controls", "a.txt", format!("{PLAN}\u{1b}[2J\u{1b}]0;x\u{7}\u{8}"), Read("PAPI");
    "bidi", "a.txt", format!("{PLAN}\u{202e}gnud iờht\u{202c} \u{2066}x\u{2069} \u{5d0}\u{5d1} \u{627}\n"), Read("PAPI");
    "zero-width", "a.txt", PLAN.replace(' ', " \u{200b}\u{200d}\u{2060}"), Read("PAPI");
    "marks", "a.txt", format!("{PLAN}a{}\n", "\u{301}".repeat(100_000)), Read("PAPI");
    "lost-characters", "a.txt", "K\u{fffd} ho\u{fffd}ch c\u{fffd}a huy\u{fffd}n năm 2024\n", Read("characters-lost");
    "long-line", "a.txt", "kế hoạch ".repeat(4 << 20), Fails("too-large", "16 MiB");
    "many-lines", "a.txt", format!("{PLAN}{}", "\n".repeat(1_000_000)), Read("PAPI");
    "many-tabs", "a.txt", format!("{PLAN}{}", "\t".repeat(1_000_000)), Read("PAPI");
    "many-stars", "a.md", format!("{PLAN}{}", "*".repeat(100_000)), Read("PAPI");
    "many-bars", "a.md", format!("{PLAN}{}", "|".repeat(100_000)), Read("PAPI");
    "many-bar-lines", "a.txt", format!("{PLAN}{}", "|\n".repeat(100_000)), Read("PAPI");
    "many-cells", "a.txt", format!("{PLAN}{}", "|\nviệc\n".repeat(50_000)), Read("PAPI");
    "many-tab-lines", "a.txt", format!("{PLAN}{}", "a\tb\n".repeat(50_000)), Read("PAPI");
    "many-pipe-lines", "a.txt", format!("{PLAN}{}", "|a|b|\n".repeat(50_000)), Read("PAPI");
    "many-entities", "a.md", format!("{PLAN}&{}lt;\n", "amp;".repeat(20_000)), Read("PAPI");
    "formulas", "a.txt", "KẾ HOẠCH\nnăm 2024\n\n- =cmd|' /C calc'!A0 giao Phòng Nội vụ\n=1+1\n+1\n@SUM(A1)\n\t=1\n", Read("");
    "script-in-text", "a.txt", "KẾ HOẠCH\n\n- <script>alert(1)</script> giao Phòng Nội vụ <img src=x onerror=alert(1)>\n", Read("");
    // Names and kinds of files.
    "named-newline", "a\nb.txt", PLAN, Read("PAPI");
    "named-quotes", "a\"',;b.txt", PLAN, Read("PAPI");
    "named-escapes", "a\u{1b}[31mb.txt", PLAN, Read("PAPI");
    "named-formula", "=1+1.txt", PLAN, Read("PAPI");
    "named-255-bytes", format!("{}.txt", "a".repeat(251)), PLAN, Read("PAPI");
    "picture-named-docx", "a.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89", Fails("corrupt", "");
    "program-named-pdf", "a.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0", Fails("corrupt", "");
    "program-named-txt", "a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0\x01\0\0\0\0\x10@\0\0\0\0\0", Fails("binary", "");
    "docx-named-txt", "a.txt", DOCX, Read("format-mismatch");
    "pdf-named-html", "a.html", PDF, Read("format-mismatch");
};

/// Inputs that are more than one file, or none.
pub const OTHERS: &[Case] = &[
    Case {
        name: "docx-cut",
        make: |folder| every_tenth(folder, DOCX, "docx"),
        gets: Fails("corrupt", ""),
    },
    Case {
        name: "folder-named-docx",
        make: |folder| {
            fs::create_dir(folder.join("a.docx"))?;
            fs::write(folder.join("a.docx/plan.txt"), PLAN)
        },
        gets: Read("PAPI"),
    },
    #[cfg(unix)]
    Case {
        name: "named-invalid-utf8",
        make: |folder| {
            use std::os::unix::ffi::OsStrExt;
            fs::write(folder.join(std::ffi::OsStr::from_bytes(b"a\xff.txt")), PLAN)
        },
        gets: Read("PAPI"),
    },
    #[cfg(unix)]
    Case {
        name: "link-loop",
        make: |folder| {
            std::os::unix::fs::symlink(folder, folder.join("up"))?;
            std::os::unix::fs::symlink("self.txt", folder.join("self.txt"))
        },
        gets: Nothing,
    },
    #[cfg(unix)]
    Case {
        name: "link-to-nothing",
        make: |folder| std::os::unix::fs::symlink("gone.txt", folder.join("a.txt")),
        gets: Nothing,
    },
    #[cfg(unix)]
    Case {
        name: "link-to-device",
        make: |folder| std::os::unix::fs::symlink("/dev/zero", folder.join("a.txt")),
        gets: Nothing,
    },
    #[cfg(unix)]
    Case {
        name: "pipe",
        make: |folder| pipe(&folder.join("a.txt")),
        gets: Nothing,
    },
];

/// A file cut at every tenth of it.
fn every_tenth(folder: &Path, bytes: &[u8], ending: &str) -> io::Result<()> {
    (1..10).try_for_each(|tenths| {
        fs::write(
            folder.join(format!("{tenths}.{ending}")),
            cut(bytes, tenths * 10),
        )
    })
}

/// A named pipe, which whoever opens it waits for.
#[cfg(unix)]
pub fn pipe(path: &Path) -> io::Result<()> {
    let made = std::process::Command::new("mkfifo").arg(path).status()?;
    assert!(made.success());
    Ok(())
}

/// A compound file whose table of sectors leads every sector to itself.
fn cyclic(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let table = u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
    let start = (table + 1) * 512;
    for (number, entry) in bytes[start..start + 512].chunks_mut(4).enumerate() {
        if entry[3] != 0xFF {
            entry.copy_from_slice(&(number as u32).to_le_bytes());
        }
    }
    bytes
}

/// A Word file whose block of places says that everything lies beyond its end.
fn outside(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let block = bytes.windows(2).position(|at| at == [0xEC, 0xA5]).unwrap();
    bytes[block + 0x9A..block + 0x9A + 600].fill(0x7F);
    bytes
}
