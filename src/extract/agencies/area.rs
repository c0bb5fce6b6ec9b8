//! Areas behind a name: `huyện`, `các xã, thị trấn`, `tỉnh Lai Châu`, and the levels that they name.

use super::AreaLevel;
use crate::rules::Rules;
use crate::rules::phrases::List;
use crate::value::Level;

/// An area behind a name: where it ends, and which levels it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Bytes from the start of the text it was looked for in.
    pub end: usize,
    /// The levels.
    pub levels: Vec<AreaLevel>,
    /// A name alone, without `tỉnh`, `huyện` …
    pub bare: bool,
}

/// ` XI`, ` 8` behind `… khu vực`: the number of the region, in bytes.
pub(super) fn region_number(name: &str, after: &str) -> usize {
    let word = after
        .trim_start()
        .split([' ', ',', ';', '.', '\n'])
        .next()
        .unwrap_or("");
    let number = !word.is_empty()
        && (word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || word.bytes().all(|b| b.is_ascii_digit()));
    if number && name.to_lowercase().ends_with("khu vực") {
        after.len() - after.trim_start().len() + word.len()
    } else {
        0
    }
}

/// A province's name behind a broadcaster's without `tỉnh`: `Đài Phát thanh và Truyền hình Hưng Yên`.
pub(in crate::extract) fn bare_unit(normal: &str, folded: &str, rules: &Rules) -> Option<Area> {
    let rest = normal.strip_prefix([' ', '\n'])?;
    let len = unit_name(rest, "", rules);
    let name = &folded[1..=len.min(folded.len() - 1)];
    let units = rules.units.find(None, name, None).into_iter();
    // The name of a province is often that of one of its towns, too.
    let unit = units
        .filter(|unit| unit.level < Level::Commune)
        .min_by_key(|unit| unit.level)?;
    (len > 0).then(|| Area {
        end: len + 1,
        levels: vec![AreaLevel::Level(unit.level)],
        bare: true,
    })
}

/// A place behind a name that is no unit of administration: `Ban Quản lý Khu kinh tế Đông Nam`, in bytes. At most four
/// words with capitals that end a clause or an item of a list, and are no body themselves. `own`: the words belong to the
/// name (`Trường Tiểu học Lê Lợi`), and anything may follow.
pub(super) fn place_name(normal: &str, folded: &str, own: bool, rules: &Rules) -> usize {
    let mut end = 0;
    for _ in 0..4 {
        let rest = &normal[end..];
        let Some(word) = rest.strip_prefix([' ', '\n']) else {
            break;
        };
        let len = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len());
        if len == 0 || !word.starts_with(char::is_uppercase) {
            break;
        }
        end += 1 + len;
    }
    let rest = &folded[end..];
    let ends = own
        || rest.is_empty()
        || rest.starts_with([',', ';', ')', ':'])
        || rest.starts_with(" và ");
    let words = folded[..end].trim_start();
    let body = rules.agencies.starts(words).is_some();
    let verb = rules.phrases.starts(List::TaskVerb, words).is_some();
    if ends && !body && !verb { end } else { 0 }
}

/// The area that begins `folded` (after a space): `huyện`, `tỉnh Lai Châu`, `các xã, thị trấn`, `cấp huyện, cấp xã`.
pub fn area_at(normal: &str, folded: &str, rules: &Rules) -> Option<Area> {
    let lead = folded.len() - folded.trim_start().len();
    if lead == 0 && !folded.is_empty() {
        return None;
    }
    // `04 xã`: so many of them.
    let count = number_before(&folded[lead..]);
    let word = lead + count;
    let mut end = word + rules.phrases.starts(List::AreaWord, &folded[word..])?;
    // `phản biện xã hội`, `Viện Hàn lâm Khoa học xã hội`
    if folded[..end].ends_with("xã") && normal[end..].starts_with(" hội") {
        return None;
    }
    let mut levels = levels_of(&folded[word..end], rules);
    // `cấp huyện, cấp xã`; `huyện và cấp xã`
    while let Some((next, more)) = next_area(&folded[end..], rules) {
        end += next;
        levels.extend(more);
    }
    while let Some((next, lower)) = lower_area(&normal[end..], &folded[end..], &levels, rules) {
        end += next;
        levels.extend(lower);
    }
    levels.dedup();
    end += unit_name(&normal[end..], &folded[lead..end], rules);
    Some(Area {
        end,
        levels,
        bare: false,
    })
}

/// `04 ` before the kind of unit that it counts, in bytes; at most three digits.
fn number_before(folded: &str) -> usize {
    let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
    let counts = (1..=3).contains(&digits) && folded[digits..].starts_with(' ');
    if counts { digits + 1 } else { 0 }
}

pub(super) fn next_area(folded: &str, rules: &Rules) -> Option<(usize, Vec<AreaLevel>)> {
    let joint = [", ", " và ", ",", "; "]
        .into_iter()
        .find(|joint| folded.starts_with(joint))?;
    let rest = &folded[joint.len()..];
    let len = rules.phrases.starts(List::AreaWord, rest)?;
    // Only an area in the same form goes on the list: `cấp xã`, `các quận, huyện`, not `tỉnh` of the next name.
    let levels = levels_of(&rest[..len], rules);
    let villages = levels.contains(&AreaLevel::Level(Level::Village));
    // Villages have no such bodies, and are named for themselves: `Mặt trận Tổ quốc xã, các thôn`.
    (rest.starts_with("cấp ") || rest.starts_with("các ") && !villages)
        .then_some((joint.len() + len, levels))
}

/// `, xã, phường, thị trấn` behind `các huyện, thị xã, thành phố`: units of a lower level, without an article of their own.
fn lower_area(
    normal: &str,
    folded: &str,
    above: &[AreaLevel],
    rules: &Rules,
) -> Option<(usize, Vec<AreaLevel>)> {
    let joint = [", ", " và ", "; "]
        .into_iter()
        .find(|joint| folded.starts_with(joint))?;
    let rest = &folded[joint.len()..];
    let end = joint.len() + rules.phrases.starts(List::AreaWord, rest)?;
    let levels = levels_of(&folded[joint.len()..end], rules);
    let of = |level: Option<&AreaLevel>| match level {
        Some(AreaLevel::Level(level)) => Some(*level),
        _ => None,
    };
    // Of villages no body has a committee, and they are named for themselves.
    let level = of(levels.first())?;
    let lower = level > of(above.last())? && level < Level::Village;
    // `UBND huyện, xã Nam Mẫu`: another unit with its name.
    let next = normal[end..].strip_prefix(' ');
    let named = next.is_some_and(|next| next.starts_with(char::is_uppercase));
    (lower && !named && !rest.starts_with("cấp ")).then_some((end, levels))
}

pub(super) fn levels_of(phrase: &str, rules: &Rules) -> Vec<AreaLevel> {
    let note = rules.phrases.note(List::AreaWord, phrase).unwrap_or("");
    note.split([' ', ',', ';', '|', '+'])
        .filter_map(|word| match word {
            "city" => Some(AreaLevel::City),
            "all" => Some(AreaLevel::All),
            "same" => Some(AreaLevel::Same),
            _ => word.parse().ok().map(AreaLevel::Level),
        })
        .collect()
}

/// The unit's name behind its type: capitalised words, at most five, or a number.
pub(in crate::extract) fn unit_name(normal: &str, area: &str, rules: &Rules) -> usize {
    if area.starts_with("cấp") || area.starts_with("các") || area.starts_with("cùng") {
        return 0;
    }
    let (end, count) = capitals(normal, area);
    let (name, rest) = normal.split_at(end);
    let known = |name: &str| !rules.units.find(None, name, None).is_empty();
    // `tỉnh Phê duyệt …`: the capital of a title begins here.
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    if count == 1 && goes_on && !known(name.trim()) {
        return 0;
    }
    // `tỉnh Bà Rịa - Vũng Tàu`
    let dash = [" - ", " – ", "-"]
        .iter()
        .find(|dash| rest.starts_with(**dash));
    let longer = dash.filter(|_| count > 0).map_or(0, |dash| {
        let (more, _) = capitals(&rest[dash.len()..], "");
        if more > 0 { end + dash.len() + more } else { 0 }
    });
    if longer > 0 && known(normal[..longer].trim()) {
        return longer;
    }
    end
}

/// Where words with a capital end, of at most five, and how many there are.
fn capitals(normal: &str, area: &str) -> (usize, usize) {
    let mut end = 0;
    let mut count = 0;
    for word in normal.split_inclusive([' ', '\n']) {
        let bare = word.trim();
        if bare.is_empty() {
            end += word.len();
            continue;
        }
        let name = bare.trim_end_matches([',', ';', '.', ':', ')', '"']);
        let capital = name.starts_with(char::is_uppercase)
            && name.chars().skip(1).any(char::is_lowercase)
            || count == 0
                && name.chars().all(|c| c.is_ascii_digit())
                && !name.is_empty()
                && matches!(area, "phường" | "quận");
        if !capital || count == 5 || name.chars().any(|c| matches!(c, '/' | '(')) {
            break;
        }
        count += 1;
        end += word.len();
        if name.len() < bare.len() {
            end -= word.len() - word.find(name).unwrap_or(0) - name.len();
            return (end, count);
        }
    }
    match count {
        0 => (0, 0),
        count => (normal[..end].trim_end().len(), count),
    }
}
