//! A dimension of the plan's index to which no part and no task of the plan belongs.

use super::example::example;
use super::finding::Remark;
use super::plan::Plan;
use super::{Check, Run, scope};
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "dimension/not-treated",
    name_vi: "Bỏ sót chỉ số nội dung",
    name_en: "Dimension left out",
    severity: Severity::Warning,
    why_vi: "Người dân được hỏi về mọi nội dung của chỉ số; nội dung mà kế hoạch bỏ qua sẽ không ai làm.",
    why_en: "The survey asks about every dimension of the index; what the plan leaves out nobody will do.",
    run: Run::Within(run),
    fires: &[example!(
        "1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện chủ trì thanh tra đột xuất."
    )],
    silent: &[example!(
        "1. Tham gia của người dân ở cấp cơ sở\n- Phòng Nội vụ chủ trì tổ chức họp dân.\n2. Công khai, minh bạch\n- Phòng Nội vụ công khai danh sách.\n3. Trách nhiệm giải trình với người dân\n- Thanh tra huyện tiếp công dân.\n4. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện thanh tra đột xuất.\n5. Thủ tục hành chính công\n- Văn phòng HĐND và UBND rà soát thủ tục.\n6. Cung ứng dịch vụ công\n- Phòng Y tế kiểm tra trạm y tế.\n7. Quản trị môi trường\n- Phòng Tài nguyên và Môi trường đo chất lượng nước.\n8. Quản trị điện tử\n- Phòng Văn hóa và Thông tin nâng cấp trang thông tin điện tử."
    )],
};

fn run(plan: &Plan<'_>, rules: &Rules) -> Vec<Remark> {
    let treated = |scoped: &scope::Scoped<'_>| {
        plan.record
            .dimensions
            .iter()
            .any(|entry| entry.index == scoped.index && entry.dimension == scoped.dimension.number)
    };
    scope::dimensions(plan, rules)
        .into_iter()
        .filter(|scoped| !treated(scoped))
        .map(|scoped| {
            let (index, number, name) = (
                scoped.index,
                scoped.dimension.number,
                &scoped.dimension.name,
            );
            plan.remark(
                format!("{index}-{number}"),
                format!("Không có phần hay nhiệm vụ nào của kế hoạch thuộc nội dung {number} của {index}: {name}."),
                format!("No part and no task of the plan belongs to dimension {number} of {index}: {name}."),
            )
        })
        .collect()
}
