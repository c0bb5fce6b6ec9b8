//! A plan that is mostly another one's text.

use super::example::example;
use super::finding::Remark;
use super::plans::Plans;
use super::set::Set;
use super::summary::Summary;
use super::{Check, Run, Tell};
use crate::error::Error;
use crate::note::Severity;
use crate::rules::Rules;
use crate::spill::{Sorted, Sorter};

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

fn run(set: &mut Set, _rules: &Rules, tell: &mut Tell<'_>) -> Result<(), Error> {
    for pair in closest(set)? {
        let (at, model) = set.kept(|_| pair)?;
        let (at, model) = (at as usize, model as usize);
        let share = share(set, at, model)?;
        let (copy, model) = (set.plans.get(at)?, set.plans.get(model)?);
        tell(at, &copy, remark(&copy, &model, share))?;
    }
    Ok(())
}

fn share(set: &mut Set, copy: usize, model: usize) -> Result<f64, Error> {
    let (copy, model) = (set.plans.sketch(copy)?, set.plans.sketch(model)?);
    Ok(copy.shared(&model.runs, model.all))
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

/// The plans that are copies, in input order, each with the earlier plan that it is closest to.
fn closest(set: &mut Set) -> Result<Sorted, Error> {
    let order = by_date(&set.plans);
    let mut closest = Sorter::new(set.plans.aside());
    let mut best: Option<(usize, usize, f64)> = None;
    let keep = |set: &mut Set, closest: &mut Sorter, best: Option<(usize, usize, f64)>| match best {
        Some((at, model, share)) if share >= COPIED => {
            set.kept(|_| closest.push(at as u64, model as u64))
        }
        _ => Ok(()),
    };
    for pair in shared(set, &order)? {
        let (both, count) = set.kept(|_| pair)?;
        let place = |rank: u64| order[rank as usize] as usize;
        let (at, model) = (place(both >> 32), place(both & u64::from(u32::MAX)));
        if !near(&set.plans, at, model, count) {
            continue;
        }
        let share = share(set, at, model)?;
        match best {
            // The closest; of equals the first, which is the earliest.
            Some((of, _, least)) if of == at => {
                if share > least {
                    best = Some((at, model, share));
                }
            }
            other => {
                keep(set, &mut closest, other)?;
                best = Some((at, model, share));
            }
        }
    }
    keep(set, &mut closest, best)?;
    set.kept(|_| closest.sorted())
}

/// Whether a plan shares enough runs with an earlier one to be its copy: those that share little cannot reach the share
/// asked for. Two files of one number are no copy: `document/number-twice`.
fn near(plans: &Plans, at: usize, model: usize, count: u64) -> bool {
    let (copy, model) = (&plans.heads()[at], &plans.heads()[model]);
    count * 5 >= copy.kept_runs().min(model.kept_runs()) && copy.key != model.key
}

/// The plans that are long enough, by their dates; a plan without one comes first, of equals the first of the input.
fn by_date(plans: &Plans) -> Vec<u32> {
    let heads = plans.heads();
    let date = |at: &u32| heads[*at as usize].date.map(|date| plans.name(date));
    let long = |at: &u32| heads[*at as usize].runs as usize >= FEWEST_RUNS;
    let mut order: Vec<u32> = (0..).take(heads.len()).filter(long).collect();
    order.sort_by(|one, other| date(one).cmp(&date(other)));
    order
}

/// For each plan the earlier ones that hold runs of it, and how many: pairs of ranks in `order`, the later one in the
/// upper half of the key.
fn shared(set: &mut Set, order: &[u32]) -> Result<Sorted, Error> {
    let mut runs = Sorter::new(set.plans.aside());
    for (rank, at) in order.iter().enumerate() {
        let sketch = set.plans.sketch(*at as usize)?;
        set.kept(|_| {
            sketch
                .runs
                .iter()
                .try_for_each(|run| runs.push(*run, rank as u64))
        })?;
    }
    let mut pairs = Sorter::summing(set.plans.aside());
    let mut holders: Vec<u64> = Vec::with_capacity(MODELS);
    let mut held = None;
    for pair in set.kept(|_| runs.sorted())? {
        let (run, rank) = set.kept(|_| pair)?;
        if held != Some(run) {
            held = Some(run);
            holders.clear();
        }
        let mut models = holders.iter();
        set.kept(|_| models.try_for_each(|model| pairs.push(rank << 32 | model, 1)))?;
        if holders.len() < MODELS {
            holders.push(rank);
        }
    }
    set.kept(|_| pairs.sorted())
}
