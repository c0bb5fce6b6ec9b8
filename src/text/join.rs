//! Step 8: a sentence that a page end or a hard wrap broke becomes one line again, but only where that is certain;
//! the outline, which knows the rules, decides the rest.

use super::edits::Edits;
use super::lines::{Line, lines};
use crate::value::label::{self, LabelKind};
use memchr::memchr2;

/// Joins each line to the one it surely continues.
pub fn join(text: &str) -> Edits {
    let mut edits = Edits::default();
    let mut above: Option<Above> = None;
    let mut blank = false;
    let mut all = lines(text).peekable();
    while let Some(line) = all.next() {
        if line.text.is_empty() {
            blank = true;
            continue;
        }
        let before_border = all.peek().is_some_and(Line::is_border);
        // The first cell of a table whose first border is missing goes on from nothing above the table.
        let cell = before_border && above.is_some_and(|above| !above.in_cell);
        let glue = above.and_then(|above| glue(text, &above, &line, blank));
        let glue = glue.filter(|_| !(cell && is_upper(line.text)));
        let begin = match (above, glue) {
            (Some(above), Some(glue)) => {
                edits.replace(above.line.end()..line.start, glue.text());
                above.begin
            }
            _ => line.start,
        };
        let in_cell = match above {
            Some(above) if above.line.is_border() => !blank,
            Some(above) => above.in_cell && !blank,
            None => false,
        };
        above = Some(Above {
            line,
            begin,
            in_cell,
        });
        blank = false;
    }
    edits
}

/// The last line with text, and where the sentence it belongs to begins.
#[derive(Clone, Copy)]
struct Above<'t> {
    line: Line<'t>,
    begin: usize,
    /// It stands below a border between cells, without a blank line between.
    in_cell: bool,
}

/// What stands between two joined lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Glue {
    Space,
    /// A word or number was broken at its hyphen or stroke.
    Nothing,
}

impl Glue {
    fn text(self) -> &'static str {
        match self {
            Glue::Space => " ",
            Glue::Nothing => "",
        }
    }
}

/// How `line` continues the text above, if it surely does.
fn glue(text: &str, above: &Above, line: &Line, blank: bool) -> Option<Glue> {
    let (a, b) = (above.line.text, line.text);
    if answers(a, b) || !blank && goes_on_after_dash(a, b) {
        let apart = is_fixed(&above.line) || is_fixed(line);
        return (!apart).then_some(Glue::Space);
    }
    let whole = text.get(above.begin..above.line.end()).unwrap_or(a);
    let glue = if is_upper(b) && is_upper(whole) {
        let heading = label::read(whole).is_some_and(|label| {
            // `PHẦN THỨ NHẤT` alone is half a heading, whatever stands between it and its name.
            let is_bare = matches!(label.kind, LabelKind::Part | LabelKind::Chapter)
                && !whole[label.len..].contains(char::is_alphanumeric);
            is_section(label.kind) && (!blank || is_bare)
        });
        heading.then_some(Glue::Space)
    } else if blank && ends_inside_number(a) && b.starts_with(char::is_uppercase) {
        Some(Glue::Nothing)
    } else if blank {
        continues_after_blank(whole, b).then_some(Glue::Space)
    } else {
        continues(a, b)
    }?;
    // Asked last, since they cost more than what most lines fail above.
    let apart = is_fixed(&above.line) || is_fixed(line) || starts_new(b) || ends_for_good(a);
    (!apart && label::read(b).is_none()).then_some(glue)
}

/// Without a blank line between.
fn continues(a: &str, b: &str) -> Option<Glue> {
    let first = b.chars().next()?;
    if first.is_alphanumeric() && ends_inside_number(a) {
        return Some(Glue::Nothing);
    }
    // `01 lần/` + `năm`
    let before_stroke = a.strip_suffix('/').and_then(|before| before.chars().last());
    if first.is_lowercase() && before_stroke.is_some_and(char::is_alphabetic) {
        return Some(Glue::Nothing);
    }
    let bare_bullet = matches!(a, "-" | "+" | "*") && first.is_alphanumeric();
    // `chuyển đổi số`, `hằng năm` end a phrase, too.
    let function = || ends_with_function_word(a) && (first.is_ascii_digit() || !asks_for_number(a));
    let goes_on = first.is_lowercase()
        || matches!(first, ')' | ']' | '}' | ',' | ';' | '%')
        || a.ends_with([',', '(', '[', '{'])
        || function()
        || (a.ends_with(" -") && first.is_alphanumeric());
    (goes_on || bare_bullet).then_some(Glue::Space)
}

/// With blank lines between, as a page end leaves them.
fn continues_after_blank(a: &str, b: &str) -> bool {
    /// Shorter lines are headings and mastheads more often than broken sentences.
    const LEAST: usize = 25;
    let Some(first) = b.chars().next() else {
        return false;
    };
    if a.ends_with(',') {
        // `Theo đề nghị của …,` and a new paragraph: a capital begins it.
        return first.is_lowercase() || first.is_ascii_digit();
    }
    // `… đầu năm` may end a title: only its number continues it.
    if asks_for_number(a) {
        return first.is_ascii_digit() || first.is_lowercase();
    }
    if ends_with_function_word(a) {
        return first.is_alphanumeric();
    }
    first.is_lowercase()
        && !a.ends_with(['.', ';', ':', '?', '!', '/', '"'])
        && a.chars().take(LEAST).count() == LEAST
}

/// Whether a line ends with a word behind which a number may stand.
fn asks_for_number(a: &str) -> bool {
    ["ngày", "tháng", "năm", "số"]
        .iter()
        .any(|word| a.ends_with(word))
}

/// Lines that are parts of a table or strokes between parts.
fn is_fixed(line: &Line) -> bool {
    let bytes = line.text.as_bytes();
    memchr2(b'|', b'\t', bytes).is_some() || line.is_rule()
}

/// `2026` + `- 2030`, `kinh tế` + `- xã hội`: a dash inside a phrase that a wrap put at the start of a line.
fn goes_on_after_dash(a: &str, b: &str) -> bool {
    let Some(rest) = b.strip_prefix("- ") else {
        return false;
    };
    (ends_with_year(a) && starts_with_year(rest))
        || (rest.starts_with("xã hội") && a.ends_with(char::is_lowercase))
}

/// `trong quý` + `II.`, `trước ngày` + `15.`: a number that ends a sentence looks like the label of an empty item.
fn answers(a: &str, b: &str) -> bool {
    const ASKING: [&str; 7] = ["quý", "Quý", "tháng", "ngày", "năm", "số", "khoản"];
    // Most lines begin with something else.
    if !b.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')) {
        return false;
    }
    let asked = a
        .rsplit(' ')
        .next()
        .is_some_and(|last| ASKING.contains(&last));
    let number = b.trim_end_matches(['.', ')', ';', ',']);
    let digits = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let roman = number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    asked && !number.is_empty() && number.len() < b.len() && (digits || roman)
}

fn starts_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20"))
}

fn ends_with_year(text: &str) -> bool {
    let word = text.rsplit([' ', '(']).next().unwrap_or("");
    word.len() == 4 && starts_with_year(word)
}

/// `Quyết định số 12/QĐ-` and `24/`: the number goes on on the next line. A word must stand right before the mark.
fn ends_inside_number(a: &str) -> bool {
    if let Some(before) = a.strip_suffix('-') {
        return before.ends_with(char::is_alphanumeric);
    }
    a.strip_suffix('/')
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// Words after which a Vietnamese phrase cannot end. Only lower case, but for `Điều 2. Giao`: titles in capitals are left to
/// the outline.
const FUNCTION_WORDS: [&str; 31] = [
    "bằng", "cho", "các", "của", "do", "dưới", "giữa", "hoặc", "là", "một", "ngày", "những", "năm",
    "số", "theo", "tháng", "trong", "trên", "tại", "từ", "và", "về", "với", "đến", "để", "vào",
    "bởi", "nhằm", "mà", "như", "Giao",
];

fn ends_with_function_word(a: &str) -> bool {
    // `Số` and the like are a field of the masthead when they stand alone.
    /// Bytes of the longest of them, `những`, and of most other words more.
    const LONGEST: usize = 7;
    a.rsplit_once([' ', '-', '(', '"'])
        .is_some_and(|(_, last)| last.len() <= LONGEST && FUNCTION_WORDS.contains(&last))
}

/// `Kính gửi`, `Nơi nhận`: parts of a letter that follow whatever stands above; `TT`: the first head of a table with one cell
/// a line.
fn starts_new(b: &str) -> bool {
    b.starts_with("Kính gửi") || b.starts_with("Nơi nhận") || matches!(b, "TT" | "STT")
}

/// `Số: 12/KH-UBND`, `Nơi nhận:`
fn ends_for_good(a: &str) -> bool {
    a.starts_with("Số:") || a.starts_with("SỐ:") || a.starts_with("Nơi nhận")
}

fn is_section(kind: LabelKind) -> bool {
    matches!(
        kind,
        LabelKind::Part
            | LabelKind::Chapter
            | LabelKind::Article
            | LabelKind::Capital
            | LabelKind::Roman
            | LabelKind::Arabic
            | LabelKind::Decimal(_)
    )
}

fn is_upper(text: &str) -> bool {
    // Most lines have a small letter of ASCII among the first.
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, joined: &str) {
        assert_eq!(join(text).apply(text), joined);
    }

    #[test]
    fn wraps_that_surely_go_on() {
        check(
            "theo Kế hoạch số 5/KH-UBND\nngày 3/4/2025",
            "theo Kế hoạch số 5/KH-UBND ngày 3/4/2025",
        );
        check(
            "ngày 3 tháng 4 năm\n2025 của Sở",
            "ngày 3 tháng 4 năm 2025 của Sở",
        );
        check("Sở Nội vụ,\nSở Tư pháp", "Sở Nội vụ, Sở Tư pháp");
        check(
            "(Sở Nội vụ\n), sau đó (\nUBND)",
            "(Sở Nội vụ ), sau đó ( UBND)",
        );
        check("số 12/QĐ-\nUBND và 24/\nKH", "số 12/QĐ-UBND và 24/KH");
        check("kinh tế -\nXã hội", "kinh tế - Xã hội");
        check("ít nhất 01 lần/\nnăm", "ít nhất 01 lần/năm");
        check(
            "giai đoạn 2026\n- 2030 của kinh tế\n- xã hội",
            "giai đoạn 2026 - 2030 của kinh tế - xã hội",
        );
        check("-\nRà soát", "- Rà soát");
        check("chuyển đổi số\nCông chức", "chuyển đổi số\nCông chức");
        check("Quyết định số\n12/QĐ", "Quyết định số 12/QĐ");
        check(
            "xong trong quý\nII.\nvà trong tháng\n\n5.",
            "xong trong quý II. và trong tháng 5.",
        );
    }

    #[test]
    fn headings_in_capitals() {
        check("I. MỤC ĐÍCH,\nYÊU CẦU", "I. MỤC ĐÍCH, YÊU CẦU");
        check("I. NHIỆM VỤ\nTT\n|\nX", "I. NHIỆM VỤ\nTT\n|\nX");
        check("|\nI. MỤC\nTIÊU\n|", "|\nI. MỤC TIÊU\n|");
        check("KẾ HOẠCH\nNÂNG CAO CHỈ SỐ", "KẾ HOẠCH\nNÂNG CAO CHỈ SỐ");
        check("PHẦN THỨ HAI\n\nNHIỆM VỤ", "PHẦN THỨ HAI NHIỆM VỤ");
        check(
            "PHẦN THỨ HAI NHIỆM VỤ\n\nCÁC CHỈ SỐ",
            "PHẦN THỨ HAI NHIỆM VỤ\n\nCÁC CHỈ SỐ",
        );
        check("II. NHIỆM VỤ\nIII. TỔ CHỨC", "II. NHIỆM VỤ\nIII. TỔ CHỨC");
    }

    #[test]
    fn sentences_that_a_page_broke() {
        check(
            "các sở, ban, ngành cần xác định\n\n\nviệc này là",
            "các sở, ban, ngành cần xác định việc này là",
        );
        check(
            "theo văn bản của\n\nSở Nội vụ",
            "theo văn bản của Sở Nội vụ",
        );
        check("Nhiệm vụ\n\nđược giao", "Nhiệm vụ\n\nđược giao");
        check(
            "Trồng cây đầu năm\n\nThực hiện Kế hoạch",
            "Trồng cây đầu năm\n\nThực hiện Kế hoạch",
        );
        check(
            "Câu thứ nhất đã viết xong rồi.\n\nvà câu sau",
            "Câu thứ nhất đã viết xong rồi.\n\nvà câu sau",
        );
    }

    #[test]
    fn lines_that_stand_for_themselves() {
        for text in [
            "Sở Nội vụ\n|\nban hành",
            "1\tRà soát\ncủa sở",
            "-----\ncủa sở",
            "| a |\nb",
            "gồm các\n- Sở Nội vụ",
            "theo Nghị quyết của\na) Rà soát",
            "Số: 12/KH-UBND, ngày\n2025",
            "Nơi nhận:\nnhư trên",
            "Báo cáo về\nKính gửi: Sở",
            "Mục đích\nYêu cầu",
            "báo cáo trong tháng\n5. Sở Nội vụ",
        ] {
            check(text, text);
        }
    }
}
