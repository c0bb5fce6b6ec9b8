//! What plans are made of, whole and spoilt: random plans and fuzz inputs are put together from it.

/// Letterheads, number, place and date.
pub const MASTHEADS: &[&str] = &[
    "",
    "ỦY BAN NHÂN DÂN\nHUYỆN BA BỂ\n-------\nSố: 88/KH-UBND\n\nBa Bể, ngày 04 tháng 3 năm 2024\n\n",
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN BA BỂ\tĐộc lập - Tự do - Hạnh phúc\nSố:     /KH-UBND\tBa Bể, ngày     tháng 7 năm 2024\n\n",
    "ỦY\nBAN NHÂN DÂN\nXÃ CHỢ RÃ\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n1492 KH-UBND\n|\nChợ\nRã, ngày 31 tháng\n02 năm 2025\n|\n",
    "# UBND TỈNH CÀ MAU\n\n**SỞ TƯ PHÁP**\n\nSố: **12**/KH-STP\n\n*Cà Mau, ngày 9 tháng 1 năm 2026*\n\n",
    "Số hiệu: 5/KH-UBND\nNgười ký: Ai Đó\n\nỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\nSố: 5/KH-UBND\nHưng Yên, ngày … tháng … năm 2021\n",
];

/// Document types and subjects.
pub const TITLES: &[&str] = &[
    "",
    "KẾ HOẠCH\nNâng cao Chỉ số PAPI năm 2024\n\n",
    "KẾ HOẠCH\nCẢI THIỆN CHỈ SỐ PAPI, PAR INDEX\nVÀ SIPAS NĂM 2025\n",
    "# KẾ HOẠCH\n\n## Duy trì Chỉ số PAPI giai đoạn 2021-2025\n\n",
    "KẾ HOẠCH\nTrồng cây năm 2024\n---------\n",
];

/// Lines and paragraphs of all kinds, tables among them.
pub const BLOCKS: &[&str] = &[
    "Căn cứ Quyết định số 55/QÐ-UBND ngày 02/3/2023 của UBND tỉnh; Kế hoạch số 12/KH-UBND;\n",
    "Thực hiện Công văn số 7/UBND-NV ngày\n\n2\n\n15/3/2024 của UBND tỉnh, UBND huyện ban hành kế hoạch:\n",
    "I. MỤC ĐÍCH, YÊU CẦU\n",
    "II. NHIỆM VỤ, GIẢI PHÁP\n\n",
    "PHẦN II\nTỔ CHỨC THỰC HIỆN\n",
    "1. Tham gia của người dân ở cấp cơ sở\n",
    "2. Công khai, minh bạch trong việc ra quyết định:\n",
    "1.1. Quản trị điện tử\n\n",
    "### 3. Thủ tục hành chính công\n\n",
    "a) Phòng Nội vụ có trách nhiệm:\n",
    "(1) Các thôn lập danh sách.\n",
    "- Giao Phòng Nội vụ chủ trì, phối hợp với Công an huyện kiểm tra trước ngày 15/11/2024.\n",
    "- **Sở Tư pháp** hướng dẫn; *hoàn thành trong tháng 10*.\n\n",
    "+ UBND các xã, thị trấn hoà giải, thuỷ lợi trước ngày 25 hằng tháng\nvà báo cáo Phòng Nội vụ.\n",
    "- Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện giám sát trước ngày 31/02/2024.\n",
    "Các cơ quan, đơn vị thường xuyên công khai; định kỳ hằng quý gửi báo cáo.\n\n",
    "* Thực hiện: Phòng Tư pháp, UBND các xã.\n",
    "**** Thời gian thực hiện:** Quý II, III năm 2021.\n",
    "Thời gian thực hiện: Từ tháng 9 đến tháng 12.\n\n",
    "=1+1\n-\n+\n",
    "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n1\tLập sổ\tPhòng Nội vụ\tCác xã\tqúy IV\n2\tHọp dân\t\tCông an huyện\tTh12/2024\n\tTổng cộng\t\t\t\n",
    "TT\tNội dung\tPhân công\t\tThời gian\nhoàn thành\n\t\tChủ trì\tPhối hợp\t\n1\tNiêm yết\tThanh tra huyện\tCác xã\t21 tháng 09\n",
    "\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n| I | **QUẢN TRỊ MÔI TRƯỜNG** | | |\n| 1 | Thu gom rác | Phòng Kinh tế | Hằng tuần |\n\n",
    "TT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\nThời gian\n|\n1\n|\nNiêm yết danh sách\nhộ nghèo\n|\nUBND các xã\n|\nQuý III\n|\nHọp dân\n|\nPhòng Nội vụ\n|\n",
    "|\nTT\n|\nNhiệm vụ\n|\nThời gian\n|\n|\n1\n|\nSơ kết\n|\nTrước 30/6\n|\n",
];

/// What scanners, web sites and hands leave between them.
pub const NOISE: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\t",
    "|",
    "\n|\n",
    "||",
    "- ",
    "**",
    "***",
    "_____\n",
    "\n3\n",
    "\n\n- 4 -\n\n",
    "Trang 5/12\n",
    "&nbsp;",
    "\u{fffd}",
    "\u{301}",
    "Ð",
    "=",
    "ngày",
    "/",
    "quý ",
    "số ",
    "31/02/",
    "năm 20",
    "tháng 13",
    "UBND",
    "Phòng ",
    "PHỤ LỤC\n",
    "Nơi nhận:\n",
    "TM. ỦY BAN NHÂN DÂN\n",
    "Phần đầu năm 2024 ",
    "🌾",
];

/// Recipients, signatures and annexes.
pub const CLOSINGS: &[&str] = &[
    "",
    "\nTrên đây là Kế hoạch của UBND huyện./.\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tạo\n",
    "\nNơi nhận:\tKT. CHỦ TỊCH\n- Sở Nội vụ;\tPHÓ CHỦ TỊCH\n- Lưu: VT.\t\n\tHoàng Văn Tạo\n\nPHỤ LỤC\nPHÂN CÔNG\n",
    "\nNơi nhận:\n- Như trên;\n- Lưu.\n|\nGIÁM ĐỐC\nTrần Thị Mơ\n|\n",
];
