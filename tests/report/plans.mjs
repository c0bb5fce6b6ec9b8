// Plans for what the sample corpus does not have: a chain from province to commune, and texts that try to run.
const plan = (head, unit, number, place, day, rests, body) => `${head}
${unit}
-------
Số: ${number}

${place}, ngày ${day}

KẾ HOẠCH
Nâng cao chỉ số PAPI năm 2024

${rests}

I. NHIỆM VỤ
1. Tham gia của người dân ở cấp cơ sở
${body}

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn A
`;
const TASK = "- Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp tuyên truyền trước ngày 15/11/2024.";

export const CHAIN = {
  "tinh.txt": plan("ỦY BAN NHÂN DÂN", "TỈNH THỪA THIÊN HUẾ", "120/KH-UBND", "Thừa Thiên Huế", "05 tháng 3 năm 2024",
    "Căn cứ Luật Tổ chức chính quyền địa phương;", "- Sở Nội vụ chủ trì tuyên truyền trước ngày 30/11/2024."),
  "huyen.txt": plan("ỦY BAN NHÂN DÂN", "HUYỆN NAM ĐÔNG", "164/KH-UBND", "Nam Đông", "03 tháng 6 năm 2024",
    "Thực hiện Kế hoạch số 120/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Thừa Thiên Huế;", TASK),
  "xa.txt": plan("ỦY BAN NHÂN DÂN", "XÃ HƯƠNG PHÚ", "31/KH-UBND", "Hương Phú", "20 tháng 6 năm 2024",
    "Thực hiện Kế hoạch số 164/KH-UBND ngày 03 tháng 6 năm 2024 của Ủy ban nhân dân huyện Nam Đông;", TASK),
};

const RUN = "window.ran = true";
export const HOSTILE_NAME = `a "b" <img src=x onerror='${RUN}'> & c.txt`;
export const HOSTILE = {
  [HOSTILE_NAME]: plan("ỦY BAN NHÂN DÂN", "HUYỆN NAM ĐÔNG", "164/KH-UBND", "Nam Đông", "03 tháng 6 năm 2024",
    `Căn cứ </script><script>${RUN}</script><!-- <svg onload="${RUN}">;`,
    `- Giao Phòng Nội vụ chủ trì <img src=x onerror="${RUN}"> tuyên truyền 😀 trước ngày 15/11/2024.\n- Giao Phòng <script>${RUN}</script> chủ trì \u2028 việc khác; javascript:${RUN}.`),
};
