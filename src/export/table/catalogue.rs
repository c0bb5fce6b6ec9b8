//! The list of all tables.

use super::{Reference, Rows, Table};
use super::{citation, coverage, dimension, finding, header, remark, review, task};

const OF_DOCUMENT: &[Reference] = &[Reference {
    columns: &["document"],
    table: "documents",
}];

const OF_TASK: &[Reference] = &[
    Reference {
        columns: &["document"],
        table: "documents",
    },
    Reference {
        columns: &["document", "task"],
        table: "tasks",
    },
];

/// All tables. Every sink that writes tables, the schemas and the data dictionary follow this list.
pub const TABLES: &[Table] = &[
    Table {
        name: "documents",
        title: ["Kế hoạch", "Plans"],
        about: [
            "Mỗi văn bản đã đọc một dòng. Các giá trị trước; căn cứ của từng giá trị sau. Văn bản có trong nhiều tệp chỉ tính một lần: tệp đầu có trong mọi bảng; các tệp khác chỉ có ở bảng này (và trong `records.jsonl`), với `duplicate_of`. Muốn đếm văn bản thì đếm các dòng để trống cột đó.",
            "One row for each document that was read. Values first; the evidence for each value after all values. A document that is there more than once counts once: the first is in all tables, the others are in this one only (and in `records.jsonl`), with `duplicate_of`. To count documents, count the rows where it is empty.",
        ],
        columns: header::columns,
        key: &["document"],
        references: &[],
        rows: Rows::OfRecord(header::rows),
    },
    Table {
        name: "tasks",
        title: ["Nhiệm vụ", "Tasks"],
        about: ["Mỗi nhiệm vụ một dòng.", "One row for each task."],
        columns: task::columns,
        key: &["document", "task"],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(task::tasks),
    },
    Table {
        name: "assignments",
        title: ["Phân công", "Assignments"],
        about: [
            "Mỗi cơ quan trong một nhiệm vụ, với vai trò của nó, một dòng.",
            "One row for each agency in a task and its role.",
        ],
        columns: task::assignment_columns,
        key: &[],
        references: OF_TASK,
        rows: Rows::OfRecord(task::assignments),
    },
    Table {
        name: "deadlines",
        title: ["Thời hạn", "Deadlines"],
        about: [
            "Mỗi thời hạn của một nhiệm vụ một dòng.",
            "One row for each deadline of a task.",
        ],
        columns: task::deadline_columns,
        key: &[],
        references: OF_TASK,
        rows: Rows::OfRecord(task::deadlines),
    },
    Table {
        name: "dimensions",
        title: ["Nội dung chỉ số", "Dimensions"],
        about: [
            "Mỗi nội dung của một chỉ số mà văn bản đề cập một dòng.",
            "One row for each dimension of an index that a document treats.",
        ],
        columns: dimension::columns,
        key: &["document", "index", "dimension"],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(dimension::rows),
    },
    Table {
        name: "citations",
        title: ["Viện dẫn", "Citations"],
        about: [
            "Mỗi văn bản được viện dẫn bằng số một dòng.",
            "One row for each document that is cited by number.",
        ],
        columns: citation::columns,
        key: &[],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(citation::rows),
    },
    Table {
        name: "mentions",
        title: ["Nhắc lại", "Mentions"],
        about: [
            "Mỗi chỗ nhắc lại một văn bản đã viện dẫn một dòng: lại số của nó, hoặc cách gọi ngắn như `Kế hoạch nêu trên`, `Nghị định này`, tên gọi tắt. Chỗ có thể hiểu là hai văn bản thì không có dòng nào.",
            "One row for each place that comes back to a cited document: its number again, or a short form such as `Kế hoạch nêu trên`, `Nghị định này`, `Quyết định số 12`, a name given by `sau đây gọi tắt là …`. What could mean two documents has no row.",
        ],
        columns: citation::mention_columns,
        key: &[],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(citation::mentions),
    },
    Table {
        name: "recipients",
        title: ["Nơi nhận", "Recipients"],
        about: [
            "Mỗi dòng của `Nơi nhận` một dòng.",
            "One row for each line of `Nơi nhận`.",
        ],
        columns: remark::recipient_columns,
        key: &[],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(remark::recipients),
    },
    Table {
        name: "repairs",
        title: ["Lỗi chữ đã hiểu", "Repairs"],
        about: [
            "Lỗi gõ hoặc lỗi nhận dạng được đọc là thuật ngữ đã biết. Văn bản gốc không bị sửa: `text` của mọi giá trị là nguyên văn.",
            "Slips of typing or scanning that were read as the known terms they stand for. The source is not rewritten: `text` of every value is as it stands there.",
        ],
        columns: remark::repair_columns,
        key: &[],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(remark::repairs),
    },
    Table {
        name: "notes",
        title: ["Ghi chú", "Notes"],
        about: [
            "Điều chương trình lưu ý: điều không hiểu, hoặc phải lựa chọn.",
            "What the program remarked: what it did not understand, or had to choose.",
        ],
        columns: remark::note_columns,
        key: &[],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(remark::notes),
    },
    Table {
        name: "review",
        title: ["Giá trị cần xem lại", "Review"],
        about: [
            "Các giá trị nên xem lại: độ tin cậy dưới `--review-below` (0,95 nếu không nêu), của mọi văn bản, kém chắc chắn nhất trước; nhiều nhất 100.000 dòng.",
            "The values that are worth a second look: those whose confidence is below `--review-below` (0.95 where it is not said), of all documents, the least sure first; 100,000 rows at most.",
        ],
        columns: review::columns,
        key: &[],
        references: OF_TASK,
        rows: Rows::WorstFirst(review::review),
    },
    Table {
        name: "failures",
        title: ["Tệp không đọc được", "Failures"],
        about: [
            "Mỗi đầu vào không đọc được một dòng. Lần chạy vẫn tiếp tục và kết thúc với mã thoát 1.",
            "One row for each input that could not be read. The run goes on without it and ends with exit code 1.",
        ],
        columns: remark::failure_columns,
        key: &[],
        references: &[],
        rows: Rows::OfFailure(remark::failure),
    },
    Table {
        name: "findings",
        title: ["Phát hiện", "Findings"],
        about: [
            "Mỗi phát hiện của việc kiểm tra một dòng: trước hết là trong từng kế hoạch, rồi giữa các kế hoạch. `kehoach audit output` làm lại bảng này và `links`. Để chấp nhận một phát hiện, ghi `id` và lý do (`reason`) vào tệp `accepted.csv` bên cạnh các bảng (UTF-8, dòng đầu `id,reason`).",
            "What the audit found, a row each: first what it found in a plan, plan after plan, then what it found across plans. `kehoach audit output` makes this table and `links` anew. To accept a finding, write its `id` and a `reason` into a file `accepted.csv` beside the tables (UTF-8, first line `id,reason`).",
        ],
        columns: finding::columns,
        key: &[],
        references: &[
            Reference {
                columns: &["document"],
                table: "documents",
            },
            Reference {
                columns: &["document", "task"],
                table: "tasks",
            },
            Reference {
                columns: &["other_document"],
                table: "documents",
            },
        ],
        rows: Rows::OfFinding(finding::finding),
    },
    Table {
        name: "links",
        title: ["Quan hệ giữa các kế hoạch", "Links"],
        about: [
            "Kế hoạch nào của lần chạy viện dẫn kế hoạch nào. Viện dẫn được tính khi khớp số và ngày, hoặc số và cơ quan khi không ghi ngày: số văn bản bắt đầu lại mỗi năm, ở mỗi cơ quan.",
            "Which plan of the run cites which. A citation counts where number and date fit, or number and issuer where it gives no date: numbers begin anew every year and with every issuer.",
        ],
        columns: finding::link_columns,
        key: &[],
        references: &[
            Reference {
                columns: &["document"],
                table: "documents",
            },
            Reference {
                columns: &["parent"],
                table: "documents",
            },
        ],
        rows: Rows::OfLink(finding::link),
    },
    Table {
        name: "coverage",
        title: ["Ma trận bao phủ", "Coverage"],
        about: [
            "Ma trận: mỗi văn bản đã đọc một dòng, mỗi nội dung của một chỉ số (`--index`, mặc định PAPI) một cột; ô trống là không đề cập.",
            "The matrix: one row for each document that was read, one column for each dimension of one index (`--index`, PAPI where it is not said); an empty cell is a dimension that is not treated.",
        ],
        columns: dimension::matrix_columns,
        key: &["document"],
        references: OF_DOCUMENT,
        rows: Rows::OfRecord(dimension::matrix),
    },
    Table {
        name: "coverage_dimensions",
        title: ["Bao phủ theo nội dung", "Coverage by dimension"],
        about: [
            "Mỗi nội dung của các chỉ số mà kế hoạch nhằm cải thiện, tính vào năm của kế hoạch, một dòng, kể cả nội dung không được đề cập; với số nhiệm vụ và phần nêu rõ ai làm, khi nào xong.",
            "One row for each dimension, of the indices that a plan sets out to improve, that counts in its year, those that it leaves out too; with its tasks and how many of them say who acts and by when.",
        ],
        columns: coverage::columns,
        key: &["document", "index", "dimension"],
        references: OF_DOCUMENT,
        rows: Rows::OfCoverage(coverage::rows),
    },
    Table {
        name: "coverage_subdimensions",
        title: [
            "Bao phủ theo nội dung thành phần",
            "Coverage by sub-dimension",
        ],
        about: [
            "Như trên, cho từng nội dung thành phần của năm khảo sát. Nội dung thành phần chỉ được tính khi được nêu tên: giao việc, mô tả là có nhiệm vụ nêu tên nó; nhắc đến là tên nó có trong kế hoạch, ngoài các nhiệm vụ.",
            "The same for each sub-dimension of the survey year. A sub-dimension counts by its own name alone: `assigned` and `described` are tasks that name it; `mentioned` is its name elsewhere in the plan.",
        ],
        columns: coverage::sub_columns,
        key: &["document", "index", "dimension", "sub"],
        references: OF_DOCUMENT,
        rows: Rows::OfCoverage(coverage::sub_rows),
    },
    Table {
        name: "coverage_units",
        title: ["Bao phủ theo đơn vị", "Coverage by unit"],
        about: [
            "Mỗi đơn vị hành chính, năm và nội dung một dòng: bao nhiêu kế hoạch về chỉ số đó giao việc, mô tả, nhắc đến hoặc bỏ sót nội dung.",
            "One row for each administrative unit, year and dimension: how many of its plans for the index assign, describe, mention or leave out the dimension.",
        ],
        columns: coverage::unit_columns,
        key: &[],
        references: &[],
        rows: Rows::OfTotals(coverage::units),
    },
    Table {
        name: "coverage_provinces",
        title: ["Bao phủ theo tỉnh, thành phố", "Coverage by province"],
        about: [
            "Như trên, theo tỉnh, thành phố và năm.",
            "The same by province and year.",
        ],
        columns: coverage::province_columns,
        key: &[],
        references: &[],
        rows: Rows::OfTotals(coverage::provinces),
    },
    Table {
        name: "coverage_years",
        title: ["Bao phủ theo năm", "Coverage by year"],
        about: ["Như trên, theo năm.", "The same by year."],
        columns: coverage::year_columns,
        key: &[],
        references: &[],
        rows: Rows::OfTotals(coverage::years),
    },
];
