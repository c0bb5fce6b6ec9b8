//! Repair of slips on whole documents: none where nothing is wrong, nearly only right ones where noise was strewn in.

use crate::plan;

use kehoach::link::record::{Record, RepairEntry};
use plan::{RULES, record_of, record_of_bytes};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The sample plans that are plain text.
fn samples() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut found: Vec<PathBuf> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.file_name().unwrap() != "README.md")
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "txt" || end == "md")
        })
        .collect();
    found.sort();
    assert!(found.len() > 10);
    found
}

fn told(repairs: &[RepairEntry]) -> Vec<String> {
    let tell = |r: &RepairEntry| format!("{}: {} → {}", r.kind.as_str(), r.before, r.after);
    repairs.iter().map(tell).collect()
}

#[test]
fn clean_plans_are_not_repaired() {
    for path in samples() {
        let record = record_of_bytes(&fs::read(&path).unwrap());
        // One sample has slips; they are what repair is for.
        let expected: &[&str] = if path.to_str().unwrap().contains("noisy") {
            &["spacing: CátMinh → Cát Minh"]
        } else {
            &[]
        };
        assert_eq!(told(&record.repairs), expected, "{}", path.display());
    }
}

/// A row of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's MMIX constants; the high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn terms_in_any_order_are_not_repaired() {
    let words = RULES
        .agencies
        .all()
        .iter()
        .map(|agency| agency.name.as_str());
    let types = RULES.document_types.names();
    let terms: Vec<&str> = words.chain(types).collect();
    let joints = [", ", "; ", " và ", " của ", ". "];
    let mut dice = Dice(7);
    for _ in 0..100 {
        let mut text = String::new();
        for _ in 0..20 {
            text.push_str(terms[dice.below(terms.len())]);
            text.push_str(joints[dice.below(joints.len())]);
        }
        assert_eq!(
            told(&record_of(&text).repairs),
            Vec::<String>::new(),
            "{text}"
        );
    }
}

/// Every letter, mark or space is hit once in so many.
const RARITIES: [usize; 3] = [200, 100, 50];

/// What a hit makes of a character.
fn hit(c: char, dice: &mut Dice) -> String {
    const TWINS: [(char, &str); 10] = [
        ('l', "1"),
        ('o', "0"),
        ('0', "O"),
        ('1', "l"),
        ('m', "rn"),
        ('n', "u"),
        ('u', "n"),
        ('c', "e"),
        ('e', "c"),
        ('h', "b"),
    ];
    const TONES: [&str; 6] = ["aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "ôồốổỗộ"];
    let row = TONES.iter().find(|row| row.contains(c));
    match (dice.below(4), row) {
        (0, _) if c.is_alphabetic() || c == ' ' => String::new(),
        (1, _) if c.is_alphabetic() => format!("{c}{c}"),
        (2, _) => {
            let twin = TWINS.iter().find(|(own, _)| *own == c);
            twin.map_or(c.to_string(), |(_, twin)| (*twin).to_string())
        }
        (_, Some(row)) => row.chars().nth(dice.below(6)).unwrap().to_string(),
        (_, None) if c == 'đ' => "d".to_string(),
        (_, None) if c == 'd' => "đ".to_string(),
        _ => c.to_string(),
    }
}

/// A text with noise, and for each of its code points (and its end) the code point of the clean one.
fn noisy(clean: &str, rarity: usize, dice: &mut Dice) -> (String, Vec<usize>) {
    let (mut text, mut origin) = (String::new(), Vec::new());
    for (at, c) in clean.chars().enumerate() {
        let new = if dice.below(rarity) == 0 {
            hit(c, dice)
        } else {
            c.to_string()
        };
        origin.extend(new.chars().map(|_| at));
        text.push_str(&new);
    }
    origin.push(clean.chars().count());
    (text, origin)
}

/// Right and wrong repairs: a right one brings back what was there.
fn judge(record: &Record, clean: &[char], origin: &[usize], wrong: &mut Vec<String>) -> usize {
    let even = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        kehoach::text::key(&words.join(" ").nfc().collect::<String>())
    };
    let mut right = 0;
    for repair in &record.repairs {
        // What was lost before the first character belongs to it.
        let start = repair
            .span
            .start
            .checked_sub(1)
            .map_or(0, |at| origin[at] + 1);
        let was: String = clean[start..origin[repair.span.end]].iter().collect();
        // One sample has a slip of its own.
        if even(&was) == even(&repair.after) || was == "CátMinh" {
            right += 1;
        } else {
            wrong.push(format!(
                "{} → {}, was {was} ({})",
                repair.before, repair.after, repair.rule
            ));
        }
    }
    right
}

#[test]
fn repairs_of_noise_are_nearly_all_right() {
    let mut dice = Dice(11);
    let (mut right, mut wrong) = (0, Vec::new());
    for rarity in RARITIES {
        for path in samples() {
            // Text that is composed and whole: what the noise does must be all that is wrong.
            let Ok(clean) = fs::read_to_string(&path) else {
                continue;
            };
            let (text, origin) = noisy(&clean, rarity, &mut dice);
            let clean: Vec<char> = clean.chars().collect();
            right += judge(&record_of(&text), &clean, &origin, &mut wrong);
        }
    }
    println!(
        "{right} right, {} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(right > 300, "{right}");
    assert!(
        wrong.len() * 20 <= right,
        "{right} right, wrong: {wrong:#?}"
    );
}

#[test]
fn what_is_quoted_stands_in_the_source() {
    let plan = "ỦY BAN NHÂN ĐÂN\nHUYỆN BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 3 năm 2024\n\nKẾ HOẠCH\nNâng cao Chi số PAPI\n\nI. NHIỆM VỤ\n- Phòng Tài chính - Kê hoạch cân đối kinh phí, hoàn thành trước ngày l5/11.\n";
    let record = record_of(plan);
    let chars: Vec<char> = plan.chars().collect();
    for repair in &record.repairs {
        let there: String = chars[repair.span.start..repair.span.end].iter().collect();
        assert_eq!(there, repair.before);
    }
    let task = &record.tasks[0];
    assert_eq!(task.agencies[0].name, "Phòng Tài chính - Kế hoạch");
    assert_eq!(task.agencies[0].text, "Phòng Tài chính - Kê hoạch");
    assert_eq!(task.deadlines[0].value, "by 2024-11-15");
    assert_eq!(task.deadlines[0].text, "trước ngày l5/11");
    assert!(task.text.contains("Kê hoạch"));
    assert_eq!(record.document.title.unwrap().value, "Nâng cao Chi số PAPI");
}
