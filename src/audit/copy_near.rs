//! A plan that is mostly another one's text.

use super::example::example;
use super::finding::Remark;
use super::set::Set;
use super::summary::Summary;
use super::{Check, Run};
use crate::note::Severity;
use crate::rules::Rules;
use std::collections::{BTreeMap, HashMap};

pub(super) const CHECK: Check = Check {
    id: "copy/near",
    name_vi: "Gần như chép lại",
    name_en: "Nearly a copy",
    severity: Severity::Warning,
    why_vi: "Kế hoạch gần như chép của đơn vị khác hoặc năm khác: ít gắn với tình hình của chính đơn vị.",
    why_en: "The plan is mostly copied from another unit's or year's: it says little of the unit's own situation.",
    run: Run::Across(run),
    fires: &[FIRST, COPY],
    silent: &[FIRST, OTHER],
};

const FIRST: &str = example!(unit "HUYỆN PHÙ CÁT", number "45/KH-UBND", date "ngày 12 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;", "II. NHIỆM VỤ\n1. Phòng Nội vụ hướng dẫn các xã bầu trưởng thôn có từ hai ứng cử viên trở lên, niêm yết danh sách cử tri đúng thời hạn.\n2. Thanh tra huyện kiểm tra đột xuất việc thu phí, lệ phí tại bộ phận một cửa các xã, thị trấn và báo cáo kết quả.\n3. Phòng Tài nguyên và Môi trường công bố kế hoạch sử dụng đất hằng năm tại trụ sở các xã, thị trấn và trên trang thông tin điện tử.");
const COPY: &str = example!(unit "HUYỆN PHÙ MỸ", number "51/KH-UBND", date "ngày 20 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;", "II. NHIỆM VỤ\n1. Phòng Nội vụ hướng dẫn các xã bầu trưởng thôn có từ hai ứng cử viên trở lên, niêm yết danh sách cử tri đúng thời hạn.\n2. Thanh tra huyện kiểm tra đột xuất việc thu phí, lệ phí tại bộ phận một cửa các xã, thị trấn và báo cáo kết quả.\n3. Phòng Tài nguyên và Môi trường công bố kế hoạch sử dụng đất hằng năm tại trụ sở các xã, thị trấn và trên trang thông tin điện tử.");
const OTHER: &str = example!(unit "HUYỆN PHÙ MỸ", number "51/KH-UBND", date "ngày 20 tháng 3 năm 2024", title "Nâng cao Chỉ số PAPI năm 2024", to "- Phòng Nội vụ;", "II. NHIỆM VỤ\n1. Phòng Y tế kiểm tra vệ sinh các trạm y tế, khảo sát ý kiến người bệnh về thái độ phục vụ của nhân viên trong quý II.\n2. Phòng Giáo dục và Đào tạo công khai các khoản thu đầu năm học tại bảng tin của từng trường trước ngày khai giảng.\n3. Phòng Văn hóa và Thông tin nâng cấp trang thông tin điện tử của huyện để người dân gửi câu hỏi và nhận trả lời.");

/// Share of the shorter plan's text from which it counts as a copy.
const COPIED: f64 = 0.7;

/// Shorter plans are alike by chance: runs of four words in about fifty words.
const FEWEST_RUNS: usize = 40;

/// A run is looked up in this many of the earliest plans that have it: a province's model is found in each of its
/// hundreds of copies without comparing every copy with every other.
const MODELS: usize = 8;

fn run(set: &Set, _rules: &Rules) -> Vec<(usize, Remark)> {
    let mut remarks = Vec::new();
    for (at, models) in models(set) {
        let copy = &set.plans[at];
        let shares = models
            .into_iter()
            .map(|model| (copy.text_shared(&set.plans[model]), model));
        // The closest; of equals the first, which is the earliest.
        let closest = shares.rev().max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((share, model)) = closest.filter(|(share, _)| *share >= COPIED) {
            remarks.push((at, remark(copy, &set.plans[model], share)));
        }
    }
    remarks
}

fn remark(copy: &Summary, model: &Summary, share: f64) -> Remark {
    let (percent, name) = ((share * 100.0).round(), model.name());
    let mut remark = copy.remark(
        model.key.clone(),
        format!("Khoảng {percent} % nội dung nhiệm vụ trùng với {name}."),
        format!("About {percent} % of its tasks' text is that of {name}."),
    );
    remark.evidence.push(model.titled());
    remark
}

/// For each plan the earlier ones that share enough runs with it to be its model, the earliest first.
fn models(set: &Set) -> BTreeMap<usize, Vec<usize>> {
    let mut order: Vec<usize> = (0..set.plans.len())
        .filter(|&at| set.plans[at].runs >= FEWEST_RUNS)
        .collect();
    order.sort_by_key(|&at| (&set.plans[at].date, at));
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut models = BTreeMap::new();
    for at in order {
        let plan = &set.plans[at];
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &plan.sketch {
            let earlier = holders.entry(*run).or_default();
            for &model in earlier.iter() {
                *shared.entry(model).or_default() += 1;
            }
            if earlier.len() < MODELS {
                earlier.push(at);
            }
        }
        // Those that share little cannot reach the share asked for. Two files of one number are no copy: `document/number-twice`.
        let near = shared.into_iter().filter(|(model, count)| {
            let model = &set.plans[*model];
            *count * 5 >= plan.sketch.len().min(model.sketch.len()) && model.key != plan.key
        });
        let mut near: Vec<usize> = near.map(|(model, _)| model).collect();
        near.sort_by_key(|&model| (&set.plans[model].date, model));
        models.insert(at, near);
    }
    models
}
