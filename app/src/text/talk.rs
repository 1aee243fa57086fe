//! What is written beside a dossier: messages, the desk's own notes, duplicates, and the scan beside an answer.

use super::words;
use crate::views::Language;

words! {
    messages: "Trao đổi về hồ sơ", "Messages about the dossier";
    messages_of_desk: "Trao đổi với người nộp", "Messages with the applicant";
    none_yet: "Chưa có tin nhắn nào.", "No messages yet.";
    lead: "Hỏi hoặc trả lời cơ quan đang giải quyết. Khi có tin mới, cổng báo bạn.",
        "Ask the agency, or answer it. You are told when something new comes.";
    desk_lead: "Người nộp đọc được và được báo. Cần thêm hoặc sửa giấy tờ, thông tin thì dùng Yêu cầu bổ sung (mẫu 02): tin nhắn không dừng thời hạn.",
        "The applicant reads this and is told. To ask for papers or corrections use the supplement request (form 02): a message stops no time limit.";
    composer: "Tin nhắn", "Message";
    composer_hint: "Tối đa 2.000 chữ. Không gửi mật khẩu, mã OTP hay số thẻ ngân hàng.",
        "At most 2,000 characters. Never send passwords, one-time codes or card numbers.";
    desk_composer_hint: "Tối đa 2.000 chữ.", "At most 2,000 characters.";
    send: "Gửi tin nhắn", "Send the message";
    closed: "Hồ sơ đã kết thúc nên không nhận thêm tin nhắn. Cần hỏi, liên hệ bộ phận một cửa.",
        "The dossier has ended and takes no more messages. To ask, contact the one-stop desk.";
    you: "Bạn", "You";
    applicant: "Người nộp", "Applicant";
    agency: "Cơ quan", "Agency";
    read_at: "đã đọc lúc", "read at";
    not_read: "chưa đọc", "not read yet";
    new: "mới", "new";
    notes: "Ghi chú nội bộ", "Internal notes";
    notes_lead: "Chỉ cán bộ của cơ quan thấy. Ghi rồi thì không sửa, không xoá được.",
        "Only officers of the agency see these. What is noted cannot be changed or deleted.";
    no_notes: "Chưa có ghi chú.", "No notes.";
    note: "Ghi chú", "Note";
    note_hint: "Tối đa 2.000 chữ.", "At most 2,000 characters.";
    keep_note: "Lưu ghi chú", "Keep the note";
    scan: "Bản chụp giấy tờ", "Scan of the paper";
    scan_hint: "Bấm tên giấy tờ cạnh câu trả lời để xem ở đây.", "Press a paper beside an answer to see it here.";
    see: "Xem", "See";
    see_beside: "Xem bên cạnh câu trả lời", "See it beside the answers";
    page: "trang", "page";
    alike: "Có thể trùng hồ sơ", "Possibly filed twice";
    alike_desk: "Cùng người, cùng thủ tục, đang giải quyết hoặc nộp trong 90 ngày qua. Xem lại trước khi làm tiếp.",
        "Same person and procedure, open or filed in the last 90 days. Look before you go on.";
    alike_elsewhere: "Một hồ sơ ở", "One at";
    alike_own: "Bạn đã nộp thủ tục này", "You have filed this before";
    alike_own_text: "Nếu đây là cùng một việc, đừng nộp lần nữa: xem hồ sơ đã nộp, hoặc nhắn cho cơ quan ở trang hồ sơ đó. Nếu là việc khác, bạn cứ gửi.",
        "If this is the same matter, do not file it again: see the dossier you sent, or write to the agency on its page. If it is another matter, go on.";
    sent_on: "nộp ngày", "sent on";
}

/// Says how many dossiers may be the same.
pub fn alike_count(language: Language, count: u32) -> String {
    let count = count.to_string();
    match language {
        Language::Vi => ["có thể trùng ", &count].concat(),
        Language::En => [&count, " alike"].concat(),
    }
}
