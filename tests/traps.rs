//! What others fell into: each trap stands in a small whole plan, and the record must not be caught by it.

use crate::plan;

use kehoach::RunOptions;
use kehoach::link::record::{Record, Task};
use plan::{record_of, record_of_bytes, utf16};
use std::fs;
use unicode_normalization::UnicodeNormalization;

const LETTERHEAD: &str = "ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ\n-------\n";
const NUMBER_AND_DATE: &str = "Số: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 3 năm 2024\n\n";
const TITLE: &str = "KẾ HOẠCH\nNâng cao Chỉ số PAPI năm 2024\n\n";
const CLOSING: &str = "\n\nNơi nhận:\n- UBND tỉnh Bắc Kạn;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n";

/// A plan of 2024 with these paragraphs of tasks.
fn plan_with(tasks: &str) -> String {
    format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}I. NHIỆM VỤ\n\n{tasks}{CLOSING}")
}

/// A plan of 2024 with this legal basis.
fn plan_based_on(basis: &str) -> String {
    let task = "I. NHIỆM VỤ\n\n- Phòng Nội vụ công khai lịch tiếp dân.";
    format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}{basis}\n\n{task}{CLOSING}")
}

/// The only task of a plan that has this one.
fn task_of(task: &str) -> Task {
    let record = record_of(&plan_with(task));
    let texts: Vec<&str> = record.tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(
        texts.len(),
        1,
        "expected one task of {task:?}, got {texts:?}"
    );
    record.tasks.into_iter().next().unwrap()
}

fn deadlines(task: &Task) -> Vec<&str> {
    task.deadlines.iter().map(|d| d.value.as_str()).collect()
}

/// Asserts the deadlines of a task that a bullet states.
fn due(words: &str, expected: &[&str]) {
    let task = task_of(&format!(
        "- Phòng Nội vụ kiểm tra bộ phận một cửa các xã {words}"
    ));
    assert_eq!(deadlines(&task), expected, "{words:?}");
}

/// Asserts the deadlines of a table row with these words in the column of times.
fn due_in_column(words: &str, expected: &[&str]) {
    let head = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành";
    let row = format!("1\tLập sổ theo dõi kiến nghị\tPhòng Nội vụ\t{words}");
    let task = task_of(&format!("{head}\n{row}"));
    assert_eq!(deadlines(&task), expected, "column: {words:?}");
}

/// Asserts number and date of each citation of a legal basis.
fn cites(basis: &str, expected: &[(&str, Option<&str>)]) {
    let record = record_of(&plan_based_on(basis));
    let citations = record.citations.iter();
    let found: Vec<(&str, Option<&str>)> = citations
        .map(|citation| (citation.number.as_str(), citation.date.as_deref()))
        .collect();
    assert_eq!(found, expected, "{basis:?}");
}

const SECOND: &str = "during 2024-04-01/2024-06-30";
const THIRD: &str = "during 2024-07-01/2024-09-30";
const FOURTH: &str = "during 2024-10-01/2024-12-31";

#[test]
fn a_quarter_is_read_to_its_last_digit() {
    due_in_column("Quý I", &["during 2024-01-01/2024-03-31"]);
    due_in_column("Quý II", &[SECOND]);
    due_in_column("Quý III", &[THIRD]);
    due_in_column("Quý IV", &[FOURTH]);
    due_in_column("Quý II/2024", &[SECOND]);
    due_in_column("Quý III-2024", &[THIRD]);
    due_in_column("Quý III năm 2024", &[THIRD]);
    due("trong quý II/2024.", &[SECOND]);
    due("trong quý III năm 2024.", &[THIRD]);
    due("hoàn thành trong quý III.", &[THIRD]);
}

#[test]
fn two_quarters_are_one_stretch() {
    due_in_column("Quý II, III năm 2021", &["during 2021-04-01/2021-09-30"]);
    due_in_column("Quý II, III", &["during 2024-04-01/2024-09-30"]);
    due_in_column("Quý II và III năm 2024", &["during 2024-04-01/2024-09-30"]);
    due_in_column("Quý III-IV/2024", &["during 2024-07-01/2024-12-31"]);
}

#[test]
fn misplaced_tone_marks_are_read() {
    due_in_column("qúy IV", &[FOURTH]);
    due_in_column("Quí IV", &[FOURTH]);
    due_in_column("Quí III-2024", &[THIRD]);
    due("trong qúy II năm 2024.", &[SECOND]);
}

#[test]
fn abbreviated_months_are_read() {
    due_in_column("Th12", &["during 2024-12-01/2024-12-31"]);
    due_in_column("Th12/2024", &["during 2024-12-01/2024-12-31"]);
}

#[test]
fn a_day_before_the_word_month_is_read() {
    due("trước 21 tháng 09.", &["by 2024-09-21"]);
    due("trước ngày 21 tháng 09.", &["by 2024-09-21"]);
    due("trước ngày 21 tháng 09 năm 2024.", &["by 2024-09-21"]);
}

#[test]
fn a_bound_is_not_a_stretch() {
    due("xong trước tháng 6/2024.", &["by 2024-05-31"]);
    due("xong trong tháng 6.", &["during 2024-06-01/2024-06-30"]);
    due("xong trước 15/11.", &["by 2024-11-15"]);
    due("chậm nhất ngày 30 tháng 11 năm 2024.", &["by 2024-11-30"]);
}

#[test]
fn a_slip_for_phan_dau_is_no_date() {
    due("đúng giờ. Phần đầu năm 2024 hồ sơ trễ hạn dưới 1%.", &[]);
    let record = record_of(&plan_with("- Phần đầu năm 2024 các xã tăng điểm đánh giá."));
    let found: Vec<_> = record.tasks.iter().flat_map(deadlines).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn markdown_marks_inside_a_date_are_no_part_of_it() {
    due("trước ngày **10/12/2024**.", &["by 2024-12-10"]);
    due("**trước ngày 10/12**/2024.", &["by 2024-12-10"]);
    due("*trước ngày* **10 tháng 12** năm 2024.", &["by 2024-12-10"]);
    let task = task_of("- Phòng Nội vụ gửi báo cáo trước ngày **10/12/2024**.");
    assert!(
        task.deadlines[0].text.contains("**10/12/2024"),
        "{:?}",
        task.deadlines
    );
}

#[test]
fn a_day_of_every_month_is_a_period() {
    due("trước ngày 25 hằng tháng.", &["every P1M"]);
    due("trước ngày 25 hàng tháng.", &["every P1M"]);
    due_in_column("Trước ngày 25 hằng tháng", &["every P1M"]);
    due("hằng quý, trước ngày 20 tháng cuối quý.", &["every P3M"]);
}

#[test]
fn an_open_span_of_years_is_no_deadline() {
    due("theo Đề án chuyển đổi số giai đoạn 2021-2030.", &[]);
    due(
        "theo chương trình giai đoạn 2021 - 2025, định hướng đến năm 2030.",
        &[],
    );
    due("theo kết quả năm 2023.", &[]);
}

#[test]
fn working_days_and_descriptions_are_no_deadline() {
    due("và trả lời trong 05 ngày làm việc.", &[]);
    due("theo dự toán hằng năm.", &[]);
}

#[test]
fn irregular_is_said_once() {
    due_in_column("Định kỳ, thường xuyên", &["continuous"]);
    due_in_column("Thường xuyên", &["continuous"]);
    due_in_column("Định kỳ hàng quý", &["every P3M"]);
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_a_note() {
    for words in ["trước ngày 31/02/2024.", "trước ngày 31 tháng 02 năm 2024."] {
        let text = plan_with(&format!("- Phòng Nội vụ kiểm tra các xã {words}"));
        let record = record_of(&text);
        assert_eq!(deadlines(&record.tasks[0]), [""; 0], "{words}");
        let noted = record
            .notes
            .iter()
            .find(|note| note.code == "deadline-unread");
        let span = noted.and_then(|note| note.span);
        let span = span.unwrap_or_else(|| panic!("{words}: no note in {:?}", record.notes));
        let quote: String = text
            .chars()
            .skip(span.start)
            .take(span.end - span.start)
            .collect();
        assert!(quote.contains("31"), "{quote:?}");
    }
}

#[test]
fn an_impossible_date_of_issue_is_not_a_date() {
    let text = plan_with("- Phòng Nội vụ kiểm tra các xã.");
    let record = record_of(&text.replace("ngày 04 tháng 3", "ngày 31 tháng 02"));
    let date = record.document.date.map(|date| date.value);
    assert!(
        date.as_deref()
            .is_none_or(|date| date.len() <= "2024-03".len()),
        "{date:?}"
    );
}

#[test]
fn each_citation_keeps_its_own_year() {
    cites(
        "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ, Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ;",
        &[
            ("61/2018/NĐ-CP", Some("2018-04-23")),
            ("107/2021/NĐ-CP", Some("2021-12-06")),
        ],
    );
    cites(
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2023 của UBND tỉnh;\nCăn cứ Công văn số 77/SNV-CCHC ngày 08 tháng 02 năm 2024 của Sở Nội vụ;",
        &[
            ("12/KH-UBND", Some("2023-01-15")),
            ("77/SNV-CCHC", Some("2024-02-08")),
        ],
    );
}

#[test]
fn the_date_of_one_citation_is_not_that_of_the_next() {
    cites(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh và Công văn số 77/SNV-CCHC của Sở Nội vụ, UBND huyện ban hành kế hoạch.",
        &[("12/KH-UBND", Some("2024-01-15")), ("77/SNV-CCHC", None)],
    );
    cites(
        "Thực hiện Công văn số 77/SNV-CCHC của Sở Nội vụ và Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh, UBND huyện ban hành kế hoạch.",
        &[("77/SNV-CCHC", None), ("12/KH-UBND", Some("2024-01-15"))],
    );
}

#[test]
fn a_number_without_its_slash_is_completed() {
    cites(
        "Thực hiện Kế hoạch số 1492 KH-UBND ngày 20/5/2023 của UBND tỉnh;",
        &[("1492/KH-UBND", Some("2023-05-20"))],
    );
    let text = plan_based_on("").replace("Số: 88/KH-UBND", "Số: 1492 KH-UBND");
    assert_eq!(number(&record_of(&text)), Some("1492/KH-UBND"));
}

#[test]
fn the_icelandic_letter_is_read_as_the_vietnamese() {
    cites(
        "Căn cứ Quyết định số 55/Q\u{d0}-UBND ngày 02/3/2023 của UBND tỉnh;",
        &[("55/Q\u{110}-UBND", Some("2023-03-02"))],
    );
}

const LETTER: (&str, Option<&str>) = ("31/UBND-NV", Some("2024-03-15"));

#[test]
fn a_page_number_inside_a_citation_is_no_part_of_it() {
    let cut =
        "Thực hiện Công văn số 31/UBND-NV ngày 15\n\n2\n\ntháng 3 năm 2024 của UBND tỉnh về PAPI;";
    cites(cut, &[LETTER]);
    let dashes =
        "Thực hiện Công văn số\n\n- 2 -\n\n31/UBND-NV ngày 15/3/2024 của UBND tỉnh về PAPI;";
    cites(dashes, &[LETTER]);
}

fn number(record: &Record) -> Option<&str> {
    Some(record.document.number.as_ref()?.fact.value.as_str())
}

fn date(record: &Record) -> Option<&str> {
    Some(record.document.date.as_ref()?.value.as_str())
}

/// A plan of 2024 with this line of number and this of place and date.
fn draft(number: &str, date: &str) -> Record {
    let task = "I. NHIỆM VỤ\n\n- Phòng Nội vụ kiểm tra các xã trước ngày 15/11.";
    record_of(&format!(
        "{LETTERHEAD}{number}\n\n{date}\n\n{TITLE}{task}{CLOSING}"
    ))
}

#[test]
fn blanks_of_a_draft_stay_blank() {
    let record = draft("Số:      /KH-UBND", "Ba Bể, ngày      tháng 7 năm 2024");
    assert_eq!(
        (number(&record), date(&record)),
        (Some("/KH-UBND"), Some("2024-07"))
    );
    assert_eq!(record.document.number.unwrap().serial, None);
    let record = draft(
        "Số: ...../KH-UBND",
        "Ba Bể, ngày ..... tháng ..... năm 2024",
    );
    assert_eq!(
        (number(&record), date(&record)),
        (Some("/KH-UBND"), Some("2024"))
    );
    let record = draft("Số:     /KH-UBND", "Ba Bể, ngày …… tháng 7 năm 2024");
    assert_eq!(
        (number(&record), date(&record)),
        (Some("/KH-UBND"), Some("2024-07"))
    );
    assert_eq!(record.document.place.unwrap().value, "Ba Bể");
    assert_eq!(deadlines(&record.tasks[0]), ["by 2024-11-15"]);
}

#[test]
fn a_date_over_lines_and_cells_is_one() {
    let record = draft(
        "|\nSố:\n88/KH-UBND\n|",
        "Ba\nBể, ngày 04\ntháng 3 năm\n2024\n|",
    );
    assert_eq!(
        (number(&record), date(&record)),
        (Some("88/KH-UBND"), Some("2024-03-04"))
    );
    assert_eq!(record.document.place.unwrap().value, "Ba Bể");
}

#[test]
fn a_sites_data_block_is_not_the_document() {
    let block = "Số hiệu: 88/KH-UBND\nNgười ký: Trần Thị Khác\nNgày ban hành: 04/03/2024\n\n";
    let task = "I. NHIỆM VỤ\n\n- Phòng Nội vụ kiểm tra các xã.\n";
    let record = record_of(&format!("{block}{TITLE}{task}"));
    assert_eq!((number(&record), date(&record)), (None, None));
    assert_eq!(record.document.signer, None);
}

/// What a plan says, without where it says so.
fn content(record: &Record) -> Vec<String> {
    let mut said = vec![
        number(record).unwrap_or("").to_string(),
        date(record).unwrap_or("").to_string(),
        record.document.title.as_ref().unwrap().value.clone(),
        record.document.issuer.as_ref().unwrap().fact.value.clone(),
        record.document.signer.as_ref().unwrap().fact.value.clone(),
    ];
    for task in &record.tasks {
        said.push(format!("{:?} {:?}", task.path, deadlines(task)));
        let agencies = task.agencies.iter();
        said.extend(agencies.map(|a| format!("{} {:?} {:?}", a.name, a.level, a.role)));
    }
    let citations = record.citations.iter();
    said.extend(citations.map(|c| format!("{} {:?} {:?}", c.number, c.date, c.issuer)));
    said
}

const WHOLE: &str = "1. Công khai, minh bạch\n\n- Phòng Nội vụ chủ trì, phối hợp với Công an huyện niêm yết số điện thoại trước ngày 15/11/2024 theo Quyết định số 55/QĐ-UBND ngày 02/3/2024 của UBND tỉnh.\n\n- Giao Ủy ban nhân dân các xã hoà giải, thuỷ lợi; hoàn thành trong quý II.";

#[test]
fn decomposed_letters_say_the_same() {
    let text = plan_with(WHOLE);
    let composed = record_of(&text.nfc().collect::<String>());
    let decomposed = record_of(&text.nfd().collect::<String>());
    assert_eq!(content(&composed), content(&decomposed));
    assert_eq!(content(&composed)[0], "88/KH-UBND");
    let title = &decomposed.document.title.as_ref().unwrap().value;
    assert!(
        title.nfc().eq(title.chars()),
        "values are composed: {title:?}"
    );
}

#[test]
fn windows_line_ends_say_the_same() {
    let text = plan_with(WHOLE);
    let record = record_of(&text.replace('\n', "\r\n"));
    assert_eq!(content(&record_of(&text)), content(&record));
    assert!(!record.document.title.unwrap().value.contains('\r'));
}

#[test]
fn utf16_says_the_same() {
    let text = plan_with(WHOLE);
    let record = record_of_bytes(&utf16(&text));
    assert_eq!(content(&record_of(&text)), content(&record));
    assert_eq!(record.source.encoding, "UTF-16LE");
}

/// A plan full of lines that a spreadsheet would take for formulas.
fn formulas() -> String {
    plan_with(
        "=1+1\n\n- Phòng Nội vụ lập danh sách.\n\n+ Giao Phòng Tư pháp niêm yết.\n\n- =SUM(A1) do Phòng Nội vụ tính.\n\n-\n\n+\n\n@Phòng Nội vụ công khai số điện thoại.",
    )
}

#[test]
fn lines_like_formulas_keep_their_words() {
    let text = formulas();
    let record = record_of(&text);
    assert!(record.tasks.len() >= 2, "{:?}", record.tasks);
    for task in &record.tasks {
        assert!(text.contains(&task.text), "{:?}", task.text);
    }
}

#[test]
fn no_cell_of_the_tables_is_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("=plan.txt"), folder.path().join("out"));
    fs::write(&input, formulas()).unwrap();
    let options = RunOptions {
        output: output.clone(),
        formats: vec!["csv".to_string()],
        index: "PAPI".to_string(),
        jobs: Some(1),
        rules: None,
        reading: Default::default(),
        memory: Default::default(),
        review_below: kehoach::value::confidence::Confidence::of(kehoach::export::REVIEW_BELOW),
        fresh: false,
        lang: kehoach::value::lang::Lang::default(),
    };
    kehoach::run(&[input.to_string_lossy().into_owned()], &options, &()).unwrap();
    let mut cells = 0;
    for entry in fs::read_dir(output).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let mut reader = csv::Reader::from_path(&path).unwrap();
        for cell in reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{}: {cell:?}",
                path.display()
            );
            cells += 1;
        }
    }
    assert!(cells > 20, "{cells}");
}

// Known bugs. Each of these fails as it should until the bug is gone; then take `should_panic` away.

#[test]
fn a_day_and_month_in_a_column_is_no_month() {
    due_in_column("21 tháng 09", &["by 2024-09-21"]);
}

#[test]
fn a_second_quarter_after_a_sign_counts() {
    due_in_column("Quý II + III", &["during 2024-04-01/2024-09-30"]);
}

#[test]
fn a_third_quarter_counts() {
    due(
        "trong các quý II, III và IV.",
        &["during 2024-04-01/2024-12-31"],
    );
}

#[test]
fn a_month_of_one_letter_is_read() {
    due_in_column("T6/2024", &["during 2024-06-01/2024-06-30"]);
}

#[test]
fn the_end_of_a_year_is_a_bound() {
    due("đến hết năm 2024.", &["by 2024-12-31"]);
}

#[test]
fn a_page_number_before_a_date_in_figures_goes() {
    cites(
        "Thực hiện Công văn số 31/UBND-NV ngày\n\n2\n\n15/3/2024 của UBND tỉnh;",
        &[LETTER],
    );
}

#[test]
fn a_page_number_without_blank_lines_is_no_part_of_a_date() {
    cites(
        "Thực hiện Công văn số 31/UBND-NV ngày 15\n2\ntháng 3 năm 2024 của UBND tỉnh;",
        &[LETTER],
    );
}

#[test]
fn a_page_number_inside_a_notation_does_not_lose_the_citation() {
    cites(
        "Thực hiện Kế hoạch số 45/KH-\n\n3\n\nUBND ngày 01/2/2024 của UBND tỉnh;",
        &[("45/KH-UBND", Some("2024-02-01"))],
    );
}

#[test]
fn a_citation_dated_by_its_year_alone_keeps_the_year() {
    cites(
        "Thực hiện Kế hoạch số 45/KH-UBND năm 2024 của UBND tỉnh;",
        &[("45/KH-UBND", Some("2024"))],
    );
}

/// The short forms of a plan with this basis and these tasks: number and words, in the order of the citations.
fn mentions(basis: &str, tasks: &str) -> Vec<(String, String)> {
    let plan =
        format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}{basis}\n\nI. NHIỆM VỤ\n\n{tasks}{CLOSING}");
    let record = record_of(&plan);
    let all = record.citations.iter().flat_map(|citation| {
        let number = citation.number.clone();
        let mentions = citation.mentions.iter();
        mentions.map(move |mention| (number.clone(), mention.text.clone()))
    });
    all.collect()
}

#[test]
fn short_forms_mean_the_document_that_was_cited() {
    let basis = "Thực hiện Kế hoạch số 218/KH-UBND ngày 24/5/2023 của UBND tỉnh Bắc Kạn về nâng cao Chỉ số PAPI \
                 (sau đây gọi tắt là Kế hoạch 218); Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.";
    for (task, number, words) in [
        (
            "rà soát các việc theo Kế hoạch số 218/KH-UBND.",
            "218/KH-UBND",
            "Kế hoạch số 218/KH-UBND",
        ),
        (
            "rà soát các việc theo Kế hoạch số 218 nêu trên.",
            "218/KH-UBND",
            "Kế hoạch số 218 nêu trên",
        ),
        (
            "rà soát các việc theo Kế hoạch 218 của tỉnh.",
            "218/KH-UBND",
            "Kế hoạch 218",
        ),
        (
            "rà soát các việc theo Kế hoạch nêu trên của tỉnh.",
            "218/KH-UBND",
            "Kế hoạch nêu trên",
        ),
        (
            "tiếp nhận hồ sơ đúng Nghị định này.",
            "61/2018/NĐ-CP",
            "Nghị định này",
        ),
        (
            "tiếp nhận hồ sơ đúng Nghị định số 61.",
            "61/2018/NĐ-CP",
            "Nghị định số 61",
        ),
    ] {
        let found = mentions(basis, &format!("- Phòng Nội vụ {task}"));
        assert_eq!(found, [(number.to_string(), words.to_string())], "{task}");
    }
}

#[test]
fn the_plan_itself_and_other_numbers_are_no_short_forms() {
    let basis = "Thực hiện Kế hoạch số 218/KH-UBND ngày 24/5/2023 của UBND tỉnh Bắc Kạn.";
    for task in [
        "- Phòng Nội vụ theo dõi việc thực hiện Kế hoạch này.",
        "- Phòng Nội vụ thực hiện Kế hoạch số 219 của Thanh tra.",
        "- Phòng Nội vụ lập kế hoạch trên cơ sở ý kiến của các xã.",
    ] {
        assert_eq!(mentions(basis, task), [], "{task}");
    }
}

/// The bodies that act in a task, with their roles.
fn acts(task: &str) -> Vec<(String, String)> {
    let task = task_of(&format!("- {task}"));
    let agencies = task.agencies.iter().filter(|agency| !agency.generic);
    agencies
        .map(|agency| (agency.name.clone(), agency.role.as_str().to_string()))
        .collect()
}

#[test]
fn the_body_that_a_post_heads_acts() {
    let pair = |name: &str, role: &str| (name.to_string(), role.to_string());
    for (task, expected) in [
        (
            "Giám đốc Sở Nội vụ chủ trì, phối hợp với Sở Tài chính lập danh sách.",
            vec![pair("Sở Nội vụ", "lead"), pair("Sở Tài chính", "support")],
        ),
        (
            "Phòng Y tế, Công an huyện căn cứ chức năng của cơ quan mình chủ trì, phối hợp với Phòng Nội vụ lập danh sách.",
            vec![
                pair("Phòng Y tế", "lead"),
                pair("Công an", "lead"),
                pair("Phòng Nội vụ", "support"),
            ],
        ),
        (
            "Bộ trưởng Bộ Quốc phòng, Bộ trưởng Bộ Công an chỉ đạo các đơn vị hỗ trợ người dân.",
            vec![
                pair("Bộ Quốc phòng", "responsible"),
                pair("Bộ Công an", "responsible"),
            ],
        ),
        (
            "Giao Trưởng Phòng Nội vụ tổng hợp, báo cáo kết quả.",
            vec![pair("Phòng Nội vụ", "responsible")],
        ),
        (
            "Kiểm tra việc thực hiện theo đề nghị của Giám đốc Sở Nội vụ.",
            vec![],
        ),
        (
            "UBND tỉnh yêu cầu Sở Tài chính, Sở Nội vụ thẩm định dự toán.",
            vec![
                pair("Sở Tài chính", "responsible"),
                pair("Sở Nội vụ", "responsible"),
            ],
        ),
        (
            "Sau khi được Quốc hội thông qua, Sở Tài chính trình phương án phân bổ vốn.",
            vec![pair("Sở Tài chính", "responsible")],
        ),
        (
            "Phối hợp chặt chẽ với Ban Quản lý Khu kinh tế Đông Nam, Sở Công Thương khảo sát địa điểm.",
            vec![
                pair("Ban Quản lý Khu kinh tế", "support"),
                pair("Sở Công Thương", "support"),
            ],
        ),
    ] {
        assert_eq!(acts(task), expected, "{task}");
    }
}

#[test]
fn items_of_a_notice_that_ask_nobody_are_no_tasks() {
    let notice = "CỤC HẢI QUAN\n-------\nSố: 88/TB-CHQ\n\nHà Nội, ngày 04 tháng 3 năm 2025\n\nTHÔNG BÁO\n\
                  Về kết quả xác định trước mã số hàng hóa\n\n1. Hàng hóa do doanh nghiệp cung cấp\n\n\
                  - Dây cáp tín hiệu dạng cuộn, chưa gắn đầu nối, lõi đồng mạ thiếc.\n\n\
                  Thông báo này có hiệu lực từ ngày ký.\n\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\n\nHoàng Văn Tạo\n";
    let record = record_of(notice);
    let texts: Vec<&str> = record.tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(texts, Vec::<&str>::new());
}

/// The agencies of a task as `name/level/role`.
fn actors(task: &Task) -> Vec<String> {
    task.agencies
        .iter()
        .filter(|agency| !agency.generic)
        .map(|agency| {
            let level = agency.level.map_or("-", |level| level.as_str());
            format!("{}/{level}/{}", agency.name, agency.role.as_str())
        })
        .collect()
}

#[test]
fn a_name_outside_the_list_ends_where_the_next_body_begins() {
    let task = task_of(
        "- Phối hợp Chi nhánh Thủy nông Ba Bể và Ủy ban nhân dân các xã kiểm tra hồ chứa trước mùa mưa.",
    );
    assert_eq!(
        actors(&task),
        [
            "Chi nhánh Thủy nông Ba Bể/district/support",
            "Ủy ban nhân dân/commune/support"
        ]
    );
}

#[test]
fn a_request_to_several_bodies_may_part_them_by_semicolons() {
    let task = task_of(
        "- Yêu cầu Trưởng các phòng, ban; Chủ tịch Ủy ban nhân dân các xã, thị trấn; Phòng Nội vụ nghiêm túc thực hiện.",
    );
    assert_eq!(
        actors(&task),
        [
            "Chủ tịch Ủy ban nhân dân/commune/responsible",
            "Phòng Nội vụ/district/responsible"
        ]
    );
}

#[test]
fn several_bodies_of_one_name_act_like_one() {
    let task = task_of("- Các Trung tâm Y tế tổ chức trực cấp cứu trong những ngày lễ.");
    assert_eq!(actors(&task), ["Trung tâm Y tế/district/responsible"]);
}

#[test]
fn one_who_goes_on_leading_leads() {
    let tasks = "1. Phòng Tư pháp\n\n- Tiếp tục chủ trì, phối hợp với Phòng Nội vụ rà soát các văn bản đã ban hành.";
    let record = record_of(&plan_with(tasks));
    assert_eq!(
        actors(record.tasks.last().unwrap()),
        [
            "Phòng Tư pháp/district/lead",
            "Phòng Nội vụ/district/support"
        ]
    );
}

#[test]
fn departments_of_a_ministry_act_under_their_own_names() {
    let tasks = "1. Vụ Tổ chức cán bộ\n\n- Rà soát vị trí việc làm của các đơn vị.";
    let record = record_of(&plan_with(tasks));
    assert_eq!(
        actors(record.tasks.last().unwrap()),
        ["Vụ Tổ chức cán bộ/central/responsible"]
    );
}

#[test]
fn a_frequency_behind_its_verb_and_a_paper_that_comes_some_day_are_deadlines() {
    due("02 lần/ngày", &["every P1D"]);
    let task = task_of("- Phòng Nội vụ cập nhật thường xuyên danh sách cán bộ các xã.");
    assert_eq!(deadlines(&task), ["continuous"]);
    let task = task_of("- Phòng Nội vụ trả lời các xã khi nhận được đơn của người dân.");
    assert_eq!(deadlines(&task), ["event: khi nhận được đơn của người dân"]);
}

#[test]
fn a_section_of_aims_that_goes_on_to_list_work_assigns_work() {
    let body = "I. MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP\n\n- Phòng Nội vụ niêm yết lịch tiếp dân.\n\n- Phòng Tư pháp rà soát các văn bản.";
    let plan = format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}{body}{CLOSING}");
    assert_eq!(record_of(&plan).tasks.len(), 2);
    let aims = "I. MỤC TIÊU, YÊU CẦU\n\n- Phòng Nội vụ niêm yết lịch tiếp dân.\n\nII. NHIỆM VỤ\n\n- Phòng Tư pháp rà soát các văn bản.";
    let plan = format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}{aims}{CLOSING}");
    assert_eq!(record_of(&plan).tasks.len(), 1);
}

#[test]
fn a_line_that_only_tells_the_scope_is_no_task() {
    let body = "I. NỘI DUNG\n\n1. Phạm vi: Toàn bộ các thôn thuộc hai xã vùng thấp và các khu dân cư ven suối.\n\n2. Phòng Nội vụ lập danh sách các thôn.";
    let plan = format!("{LETTERHEAD}{NUMBER_AND_DATE}{TITLE}{body}{CLOSING}");
    assert_eq!(record_of(&plan).tasks.len(), 1);
}

#[test]
fn a_bullet_that_asks_for_work_in_parts_is_one_task() {
    let tasks = "- Cửa sông Hậu: Lấy mẫu tại 02 vị trí gồm:\n\n+ 01 vị trí tại bến đò xã Bành Trạch;\n\n+ 01 vị trí tại đập dâng xã Khang Ninh.";
    assert_eq!(record_of(&plan_with(tasks)).tasks.len(), 1);
}

#[test]
fn so_many_communes_are_communes() {
    let task = task_of(
        "- Phối hợp với Ủy ban nhân dân 04 xã: Bành Trạch, Hà Hiệu, Phúc Lộc, Khang Ninh dựng biển báo.",
    );
    assert_eq!(actors(&task), ["Ủy ban nhân dân/commune/support"]);
}

#[test]
fn a_subject_that_leads_in_a_later_clause_leads() {
    let task = task_of(
        "- Phòng Nội vụ hướng dẫn các xã; chủ trì, phối hợp với Phòng Tư pháp rà soát hồ sơ.",
    );
    assert_eq!(
        actors(&task),
        [
            "Phòng Nội vụ/district/lead",
            "Phòng Tư pháp/district/support"
        ]
    );
}

#[test]
fn a_list_goes_on_behind_political_organisations_without_an_article() {
    let task = task_of(
        "- Các phòng, ban, tổ chức chính trị - xã hội, Ủy ban nhân dân các xã chủ động bố trí kinh phí.",
    );
    assert_eq!(actors(&task), ["Ủy ban nhân dân/commune/responsible"]);
}

#[test]
fn grounds_before_the_verb_leave_a_paragraph_a_task() {
    let tasks = "1. Phòng Nội vụ\n\nCăn cứ chức năng, nhiệm vụ được giao, chủ động xây dựng lịch kiểm tra tại các xã.";
    let record = record_of(&plan_with(tasks));
    assert_eq!(
        actors(record.tasks.last().unwrap()),
        ["Phòng Nội vụ/district/responsible"]
    );
}

#[test]
fn a_share_to_be_reached_asks_nobody_for_work() {
    let tasks = "- Phòng Nội vụ lập danh sách các hồ chứa.\n\n- Đến năm 2030, 100% các hồ chứa trên địa bàn được kiểm định và quản lý hiệu quả.";
    assert_eq!(record_of(&plan_with(tasks)).tasks.len(), 1);
}

#[test]
fn an_office_outside_the_list_ends_before_an_unnamed_group() {
    let task = task_of(
        "- Phối hợp với Văn phòng Dự án Sông Năng và cơ quan, đơn vị liên quan kiểm tra các xã.",
    );
    assert_eq!(
        actors(&task),
        ["Văn phòng Dự án Sông Năng/district/support"]
    );
}

#[test]
fn the_courteous_end_of_a_notice_is_no_task() {
    let tasks = "- Phòng Nội vụ lập danh sách các hồ chứa.\n\nỦy ban nhân dân huyện xin trân trọng thông báo để các xã được biết.";
    assert_eq!(record_of(&plan_with(tasks)).tasks.len(), 1);
}

#[test]
fn the_title_of_an_annex_is_no_task() {
    let annex = "\nPHỤ LỤC 02\nPhân công nhiệm vụ\ncho các phòng, ban\n(Kèm theo Kế hoạch số 12/KH-UBND)\n\nPhòng Tư pháp rà soát các văn bản đã ban hành.";
    let body = plan_with("- Phòng Nội vụ lập danh sách hộ nghèo.");
    let record = record_of(&format!("{body}{annex}"));
    let tasks: Vec<&str> = record.tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(
        tasks,
        [
            "- Phòng Nội vụ lập danh sách hộ nghèo.",
            "Phòng Tư pháp rà soát các văn bản đã ban hành."
        ]
    );
}
