//! The first sheet: how much there is, which dimensions are treated, who leads, what falls due when, what is missing.

use super::book::{Book, SEVERITIES, colour};
use super::sheet::{Sheet, lines_of, print_setup};
use super::writer::Writer;
use crate::audit::coverage::{By, Sum, Totals};
use crate::audit::plan::last_day;
use crate::audit::{CHECKS, Finding};
use crate::error::Failure;
use crate::export::Context;
use crate::export::words;
use crate::link::record::Record;
use crate::note::Severity;
use crate::value::Role;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// Its name, Vietnamese first.
pub const NAME: [&str; 2] = ["Tổng quan", "Overview"];
/// Widths of its columns in characters.
const WIDTHS: [f64; 9] = [62.0, 16.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0];
/// First and last column of a sentence that is wider than one.
const SENTENCE: [u16; 2] = [4, 8];
/// Characters that fit beside each other in these.
const SENTENCE_WIDTH: f64 = 78.0;
/// Bodies, months and failures that are listed.
const MOST_AGENCIES: usize = 25;
const MOST_MONTHS: usize = 60;
const MOST_FAILURES: usize = 50;

/// What one body has to do.
#[derive(Debug, Clone, Copy, Default)]
struct Load {
    lead: usize,
    responsible: usize,
    support: usize,
    with_deadline: usize,
}

/// What the sheet counts.
pub struct Overview {
    index: String,
    plans: usize,
    duplicates: usize,
    tasks: usize,
    with_agency: usize,
    with_lead: usize,
    with_deadline: usize,
    agencies: BTreeMap<String, Load>,
    /// Deadlines by year and month.
    months: BTreeMap<(i16, i8), usize>,
    /// Findings of each check: new ones, accepted ones.
    findings: BTreeMap<String, (usize, usize)>,
    failures: Vec<(String, String)>,
    failed: usize,
    dimensions: BTreeMap<u8, Sum>,
}

impl Overview {
    /// Adds the sheet, to be filled at the end.
    pub fn add(book: &mut Book, context: &Context) -> Result<Self, XlsxError> {
        let name = book.lang.of(NAME[0], NAME[1]);
        let page = book.workbook.add_worksheet();
        page.set_name(name)?;
        print_setup(page, name);
        Ok(Self {
            index: context.index.name.clone(),
            plans: 0,
            duplicates: 0,
            tasks: 0,
            with_agency: 0,
            with_lead: 0,
            with_deadline: 0,
            agencies: BTreeMap::new(),
            months: BTreeMap::new(),
            findings: BTreeMap::new(),
            failures: Vec::new(),
            failed: 0,
            dimensions: BTreeMap::new(),
        })
    }

    /// Counts a plan.
    pub fn record(&mut self, record: &Record) {
        self.plans += 1;
        self.tasks += record.tasks.len();
        for task in &record.tasks {
            let due = !task.deadlines.is_empty();
            let leads = |role: Role| task.agencies.iter().any(|agency| agency.role == role);
            self.with_agency += usize::from(!task.agencies.is_empty());
            self.with_lead += usize::from(leads(Role::Lead) || leads(Role::Responsible));
            self.with_deadline += usize::from(due);
            for agency in task.agencies.iter().filter(|agency| !agency.generic) {
                let load = self.agencies.entry(agency.name.clone()).or_default();
                match agency.role {
                    Role::Lead => load.lead += 1,
                    Role::Responsible => load.responsible += 1,
                    Role::Support => load.support += 1,
                }
                load.with_deadline += usize::from(due);
            }
            for day in task.deadlines.iter().filter_map(last_day) {
                *self.months.entry((day.year(), day.month())).or_default() += 1;
            }
        }
    }

    /// Counts a document that is another one once more.
    pub fn duplicate(&mut self) {
        self.duplicates += 1;
    }

    /// Counts a finding.
    pub fn finding(&mut self, finding: &Finding) {
        let (new, accepted) = self.findings.entry(finding.check.clone()).or_default();
        match finding.accepted {
            Some(_) => *accepted += 1,
            None => *new += 1,
        }
    }

    /// Notes an input that could not be read.
    pub fn failure(&mut self, failure: &Failure) {
        self.failed += 1;
        if self.failures.len() < MOST_FAILURES {
            let reason = (failure.path.clone(), failure.message.clone());
            self.failures.push(reason);
        }
    }

    /// Takes what all plans cover, of the index that the workbook is about.
    pub fn totals(&mut self, totals: &Totals) {
        for (_, index, dimension, sum) in totals.by(By::Year) {
            if index == self.index {
                self.dimensions.entry(dimension).or_default().join(sum);
            }
        }
    }

    /// Fills the sheet.
    pub fn finish(
        &self,
        book: &mut Book,
        sheets: &[&Sheet],
        dictionary: &str,
    ) -> Result<(), XlsxError> {
        let (lang, styles) = (book.lang, &book.styles);
        let page = book.workbook.worksheet_from_index(0)?;
        for (at, width) in (0..).zip(WIDTHS) {
            page.set_column_width(at, width)?;
        }
        let mut writer = Writer {
            page,
            lang,
            row: 0,
            head: &styles.head,
            text: &styles.text,
            word: &styles.word,
            number: &styles.count,
            share: &styles.share,
            link: &styles.link,
            part: &styles.part,
        };
        let title = lang.of("Tổng quan các kế hoạch", "The plans at a glance");
        writer
            .page
            .write_string_with_format(0, 0, title, &styles.title)?;
        let made = lang.of(
            "Do kehoach đọc từ văn bản; mọi giá trị có căn cứ ở các trang sau. Hãy đối chiếu với văn bản gốc trước khi công bố.",
            "Read from the documents by kehoach; every value has its evidence on the sheets behind. Compare with the source before you publish.",
        );
        writer
            .page
            .write_string_with_format(1, 0, made, &styles.remark)?;
        writer.row = 3;
        writer.contents(sheets, dictionary)?;
        self.counts(&mut writer)?;
        self.coverage(&mut writer)?;
        self.missing(&mut writer)?;
        self.loads(&mut writer)?;
        self.calendar(&mut writer)?;
        self.unread(&mut writer)
    }

    fn counts(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        writer.part(["Số liệu chung", "Counts"])?;
        for (name, count, of) in [
            (["Kế hoạch đã đọc", "Plans read"], self.plans, None),
            (
                [
                    "Tệp trùng với một kế hoạch trên (không tính)",
                    "Files with one of these once more (not counted)",
                ],
                self.duplicates,
                None,
            ),
            (["Tệp không đọc được", "Files not read"], self.failed, None),
            (["Nhiệm vụ", "Tasks"], self.tasks, None),
            (
                ["– nêu rõ ai làm", "– that name who acts"],
                self.with_agency,
                Some(self.tasks),
            ),
            (
                [
                    "– có cơ quan chủ trì hoặc chịu trách nhiệm",
                    "– with a body that leads or is made to act",
                ],
                self.with_lead,
                Some(self.tasks),
            ),
            (
                ["– có thời hạn", "– with a deadline"],
                self.with_deadline,
                Some(self.tasks),
            ),
        ] {
            writer.words(0, writer.lang.of(name[0], name[1]))?;
            writer.count(1, count)?;
            if let Some(of) = of {
                writer.share(2, count, of)?;
            }
            writer.row += 1;
        }
        writer.row += 1;
        Ok(())
    }

    fn coverage(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        let index = &self.index;
        let name = writer.lang.of(
            format!("Các kế hoạch về {index} đề cập nội dung nào"),
            format!("Which dimensions the plans for {index} treat"),
        );
        writer.part([&name, &name])?;
        writer.heads(&[
            ["Nội dung", "Dimension"],
            ["Số kế hoạch", "Plans"],
            ["Giao việc", "Assigned"],
            ["Mô tả", "Described"],
            ["Nhắc đến", "Mentioned"],
            ["Không đề cập", "Not treated"],
            ["Số nhiệm vụ", "Tasks"],
            ["Nêu rõ ai làm", "Say who acts"],
            ["Có thời hạn", "With deadline"],
        ])?;
        for (number, sum) in &self.dimensions {
            writer.words(0, &format!("{number}. {}", sum.name))?;
            let counts = [
                sum.plans,
                sum.assigned,
                sum.described,
                sum.mentioned,
                sum.left_out(),
                sum.tasks.all,
            ];
            for (at, count) in (1..).zip(counts) {
                writer.count(at, count)?;
            }
            writer.share(7, sum.tasks.with_agency, sum.tasks.all)?;
            writer.share(8, sum.tasks.with_deadline, sum.tasks.all)?;
            writer.row += 1;
        }
        writer.row += 1;
        Ok(())
    }

    fn missing(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        writer.part([
            "Điều còn thiếu hoặc mâu thuẫn",
            "What is missing or contradictory",
        ])?;
        writer.heads(&[
            ["Phép kiểm tra", "Check"],
            ["Mức độ", "Severity"],
            ["Mới", "New"],
            ["Đã chấp nhận", "Accepted"],
        ])?;
        let (head, row) = (writer.head, writer.row - 1);
        let why = writer.lang.of("Vì sao quan trọng", "Why it matters");
        let [left, right] = SENTENCE;
        writer.page.merge_range(row, left, row, right, why, head)?;
        let first = writer.row;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let checks = CHECKS.iter().filter(|check| check.severity == severity);
            for check in checks {
                let Some((new, accepted)) = self.findings.get(check.id) else {
                    continue;
                };
                writer.words(0, writer.lang.of(check.name_vi, check.name_en))?;
                let said = words::said(words::SEVERITIES, severity.as_str(), writer.lang);
                let (row, middle) = (writer.row, writer.word);
                writer.page.write_string_with_format(row, 1, said, middle)?;
                writer.count(2, *new)?;
                writer.count(3, *accepted)?;
                let why = writer.lang.of(check.why_vi, check.why_en);
                writer
                    .page
                    .merge_range(row, left, row, right, why, writer.text)?;
                let lines = lines_of(why.chars().count(), SENTENCE_WIDTH);
                writer.page.set_row_height(row, 15.0 * lines as f64)?;
                writer.row += 1;
            }
        }
        let last = writer.row.max(first + 1) - 1;
        colour(writer.page, [first, 1, last, 1], &SEVERITIES, writer.lang)?;
        writer.row += 1;
        Ok(())
    }

    fn loads(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        writer.part(["Các cơ quan nhiều việc nhất", "Bodies with most work"])?;
        writer.heads(&[
            ["Cơ quan", "Agency"],
            ["Chủ trì", "Lead"],
            ["Chịu trách nhiệm", "Responsible"],
            ["Phối hợp", "Support"],
            ["Trong đó có thời hạn", "Of them with deadline"],
        ])?;
        let mut loads: Vec<(&String, &Load)> = self.agencies.iter().collect();
        let first = writer.row;
        // Stable: those with equal loads stay in the order of their names.
        loads.sort_by_key(|(_, load)| {
            std::cmp::Reverse((load.lead + load.responsible, load.support))
        });
        for (name, load) in loads.into_iter().take(MOST_AGENCIES) {
            writer.words(0, name)?;
            let counts = [
                load.lead,
                load.responsible,
                load.support,
                load.with_deadline,
            ];
            for (at, count) in (1..).zip(counts) {
                writer.count(at, count)?;
            }
            writer.row += 1;
        }
        writer.bars(first, [1, 3])?;
        writer.row += 1;
        Ok(())
    }

    fn calendar(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        writer.part(["Thời hạn theo tháng", "Deadlines by month"])?;
        writer.heads(&[["Tháng", "Month"], ["Số thời hạn", "Deadlines"]])?;
        let first = writer.row;
        for ((year, month), count) in self.months.iter().take(MOST_MONTHS) {
            let said = writer
                .lang
                .of(format!("{month:02}/{year}"), format!("{year}-{month:02}"));
            writer.words(0, &said)?;
            writer.count(1, *count)?;
            writer.row += 1;
        }
        writer.bars(first, [1, 1])?;
        writer.row += 1;
        Ok(())
    }

    fn unread(&self, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
        if self.failed == 0 {
            return Ok(());
        }
        writer.part(["Tệp không đọc được", "Files not read"])?;
        for (path, reason) in &self.failures {
            writer.words(0, path)?;
            writer.page.write_string(writer.row, 1, reason)?;
            writer.row += 1;
        }
        if self.failed > self.failures.len() {
            let more = self.failed - self.failures.len();
            let said = writer
                .lang
                .of("tệp khác: xem failures.csv", "more: see failures.csv");
            writer.words(0, &format!("{more} {said}"))?;
        }
        Ok(())
    }
}
