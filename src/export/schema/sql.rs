//! What `dataset.sqlite` has beside the tables: views, columns for search, indexes. In one list, so that the data
//! dictionary describes them also in a build that cannot write the file.

/// A view.
#[derive(Debug)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// What its rows are, Vietnamese first.
    pub about: [&'static str; 2],
    /// The query.
    pub sql: &'static str,
}

/// Columns that have a second one, `…_folded`: small letters without diacritics, for search.
pub const FOLDED: &[(&str, &str)] = &[
    ("documents", "title"),
    ("documents", "issuer"),
    ("tasks", "text"),
    ("assignments", "agency"),
];

/// Columns that queries often ask for, beside keys and references.
pub const INDEXED: &[(&str, &str)] = &[
    ("documents", "unit_code"),
    ("assignments", "agency"),
    ("deadlines", "last_day"),
    ("findings", "id"),
    ("findings", "check"),
];

/// The views.
pub const VIEWS: &[View] = &[
    View {
        name: "task_dimensions",
        about: [
            "Mỗi nhiệm vụ và nội dung chỉ số mà nó phục vụ một dòng.",
            "One row for each task and dimension that it serves.",
        ],
        sql: "SELECT document, task, part.value AS dimension \
              FROM tasks, json_each('[\"' || replace(dimensions, '; ', '\",\"') || '\"]') AS part \
              WHERE dimensions IS NOT NULL",
    },
    View {
        name: "work",
        about: [
            "Mỗi nhiệm vụ một dòng: ai chủ trì, ai chịu trách nhiệm, ai phối hợp, thời hạn nguyên văn và ngày cuối.",
            "One row a task: who leads, who is responsible, who supports, the deadlines as written and the last day.",
        ],
        sql: "SELECT t.document, d.unit, d.year, t.task, t.text, t.dimensions, \
              (SELECT group_concat(agency, '; ') FROM assignments a WHERE a.document = t.document AND a.task = t.task AND role = 'lead') AS lead, \
              (SELECT group_concat(agency, '; ') FROM assignments a WHERE a.document = t.document AND a.task = t.task AND role = 'responsible') AS responsible, \
              (SELECT group_concat(agency, '; ') FROM assignments a WHERE a.document = t.document AND a.task = t.task AND role = 'support') AS support, \
              (SELECT group_concat(text, '; ') FROM deadlines x WHERE x.document = t.document AND x.task = t.task) AS deadlines, \
              (SELECT max(last_day) FROM deadlines x WHERE x.document = t.document AND x.task = t.task) AS last_day \
              FROM tasks t JOIN documents d USING (document)",
    },
    View {
        name: "open_deadlines_by_agency",
        about: [
            "Thời hạn chưa qua, tính đến hôm nay, của các cơ quan chủ trì hoặc chịu trách nhiệm, với số ngày còn lại.",
            "Deadlines that have not passed today, of bodies that lead or are made to act, with the days that are left.",
        ],
        sql: "SELECT a.agency, a.role, x.last_day, \
              CAST(julianday(x.last_day) - julianday(date('now', 'localtime')) AS INTEGER) AS days_left, \
              x.text AS deadline_text, t.text AS task_text, d.unit, x.document, x.task \
              FROM deadlines x JOIN assignments a USING (document, task) JOIN tasks t USING (document, task) JOIN documents d USING (document) \
              WHERE a.role IN ('lead', 'responsible') AND x.last_day >= date('now', 'localtime') \
              ORDER BY a.agency, x.last_day",
    },
    View {
        name: "coverage_by_unit",
        about: [
            "Mỗi đơn vị, năm và chỉ số một dòng: bao nhiêu nội dung có giao việc, chỉ mô tả, chỉ nhắc đến, bỏ sót; tỷ lệ nhiệm vụ nêu rõ ai làm và có thời hạn.",
            "One row for each unit, year and index: how many dimensions have work assigned, are described, only mentioned, left out; share of tasks that say who acts and by when.",
        ],
        sql: "SELECT province, level, unit, unit_code, year, \"index\", \
              sum(plans_assigned > 0) AS dimensions_assigned, \
              sum(plans_assigned = 0 AND plans_described > 0) AS dimensions_described, \
              sum(plans_assigned = 0 AND plans_described = 0 AND plans_mentioned > 0) AS dimensions_mentioned, \
              sum(plans_without = plans) AS dimensions_left_out, \
              sum(tasks) AS tasks, \
              round(1.0 * sum(tasks_with_agency) / nullif(sum(tasks), 0), 3) AS share_with_agency, \
              round(1.0 * sum(tasks_with_deadline) / nullif(sum(tasks), 0), 3) AS share_with_deadline \
              FROM coverage_units GROUP BY province, level, unit, unit_code, year, \"index\"",
    },
    View {
        name: "load_by_agency",
        about: [
            "Mỗi cơ quan một dòng: chủ trì, chịu trách nhiệm, phối hợp bao nhiêu nhiệm vụ, trong bao nhiêu kế hoạch.",
            "One row an agency: in how many tasks it leads, is made to act, supports, in how many plans.",
        ],
        sql: "SELECT agency, sum(role = 'lead') AS lead, sum(role = 'responsible') AS responsible, \
              sum(role = 'support') AS support, count(DISTINCT document) AS plans \
              FROM assignments WHERE generic = 0 GROUP BY agency ORDER BY lead + responsible DESC, agency",
    },
    View {
        name: "findings_in_full",
        about: [
            "Các phát hiện chưa được chấp nhận, nặng nhất trước, với đơn vị và năm của kế hoạch.",
            "The findings that were not accepted, the gravest first, with unit and year of the plan.",
        ],
        sql: "SELECT f.severity, f.\"check\", f.message_vi, f.message_en, d.unit, d.year, f.document, f.task, f.text, f.line, f.id \
              FROM findings f LEFT JOIN documents d USING (document) WHERE f.status = 'new' \
              ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.document, f.line",
    },
];
