//! A dimension that the plan above treats and the plan that rests on it leaves out.

use super::example::example;
use super::set::Set;
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;

pub(super) const CHECK: Check = Check {
    id: "chain/dimension-dropped",
    name_vi: "Cấp dưới bỏ nội dung",
    name_en: "Dimension dropped below",
    severity: Severity::Warning,
    why_vi: "Nội dung mà cấp trên yêu cầu bị bỏ ở cấp dưới: không tới được người dân.",
    why_en: "What the level above asks for is dropped below: it never reaches the people.",
    run: Run::Across(run),
    fires: &[
        PROVINCE,
        example!(
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh Bình Định;\n\n1. Công khai, minh bạch\n- Phòng Nội vụ công khai danh sách."
        ),
    ],
    silent: &[
        PROVINCE,
        example!(
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024 của UBND tỉnh Bình Định;\n\n1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra huyện thanh tra đột xuất.\n2. Quản trị môi trường\n- Phòng Tài nguyên và Môi trường đo chất lượng nước."
        ),
    ],
};

const PROVINCE: &str = example!(unit "TỈNH BÌNH ĐỊNH", number "12/KH-UBND", date "ngày 15 tháng 01 năm 2024", title "Nâng cao Chỉ số PAPI tỉnh Bình Định năm 2024", to "- Các sở, ban, ngành;", "1. Kiểm soát tham nhũng trong khu vực công\n- Thanh tra tỉnh thanh tra đột xuất.\n2. Quản trị môi trường\n- Sở Tài nguyên và Môi trường đo chất lượng nước.");

fn run(set: &mut Set, _rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    set.each_descent(|_, link, child, parent| {
        let shared = |dimension: &&String| {
            let index = dimension.rsplit_once('-').map_or("", |(index, _)| index);
            child.indices.iter().any(|own| own == index)
        };
        let dropped: Vec<&str> = parent
            .treated
            .difference(&child.treated)
            .filter(shared)
            .map(String::as_str)
            .collect();
        if dropped.is_empty() {
            return Ok(());
        }
        let (list, above) = (dropped.join(", "), parent.name());
        let mut remark = child.remark(
            format!("{}|{list}", parent.key),
            format!("Bỏ các nội dung có trong {above}: {list}."),
            format!("Leaves out dimensions of {above}: {list}."),
        );
        remark.evidence = vec![child.evidence(&link.text, link.span), parent.titled()];
        tell(link.child, child, remark)
    })
}
