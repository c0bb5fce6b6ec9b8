//! Who does what and when, in forms that plans of communes and annexes to them have, each written anew.

use crate::plan;

use kehoach::link::record::Record;
use plan::{actors, commune_plan_with, dues, texts};

/// The bodies and the times of each task, bodies by name and role.
fn said(record: &Record) -> Vec<(Vec<String>, Vec<&str>)> {
    let tasks = record.tasks.iter();
    tasks.map(|task| (actors(task), dues(task))).collect()
}

#[test]
fn tables_of_annexes_that_follow_each_other_are_tables_of_their_own() {
    let record = commune_plan_with(
        "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n\
         I\tTham gia của người dân ở cấp cơ sở\n\
         1\tTổ chức họp thôn bàn mức đóng góp\tPhòng Kinh tế\tCác thôn\tQuý IV/2025\n\
         II. Công khai, minh bạch\n\
         1\tCông khai kế hoạch sử dụng đất\tPhòng Kinh tế\t\tTrước ngày 15/11/2025\n\n\
         PHỤ LỤC II\nCHỈ TIÊU CỦA CÁC THÔN\nSTT\tThôn\tChỉ tiêu\n1\tThôn Đồng Tâm\t80%\n\n\
         PHỤ LỤC III\nLỊCH KIỂM TRA\nSTT\tNội dung kiểm tra\tĐơn vị thực hiện\tThời gian hoàn thành\n\
         1\tKiểm tra việc niêm yết thủ tục hành chính\tVăn phòng HĐND và UBND\t20/10/2025",
    );
    let [meeting, land, visit] = record.tasks.as_slice() else {
        panic!("{:?}", texts(&record.tasks));
    };
    assert_eq!(meeting.dimensions, ["PAPI-1"]);
    assert_eq!(land.dimensions, ["PAPI-2"]);
    assert_eq!(actors(land), ["Phòng Kinh tế/commune/lead"]);
    assert_eq!(dues(land), ["by 2025-11-15"]);
    let office = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân/commune/responsible";
    assert_eq!(actors(visit), [office]);
    assert_eq!(dues(visit), ["by 2025-10-20"]);
}
