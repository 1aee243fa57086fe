//! The guidance page: for citizens and for those who help them.

use super::words;

words! {
    title: "Hướng dẫn", "Guidance";
    lead: "Bốn bước, làm được trên điện thoại.", "Four steps, all possible on a phone.";
    citizen: "Tự làm", "Do it yourself";
    step_find: "Gõ việc bạn cần ở trang chủ, ví dụ “khai sinh”. Không cần gõ dấu.", "Type what you need on the first page, such as “khai sinh”. No accents needed.";
    step_read: "Xem cần giấy tờ gì, mất bao lâu, bao nhiêu tiền. In danh sách nếu muốn.", "See the papers, the time and the cost. Print the list if you like.";
    step_fill: "Bấm “Nộp hồ sơ”, điền từng phần. Dừng lúc nào cũng được, mọi điều đã gõ được giữ.", "Press “Start filing” and fill it in part by part. Stop whenever you like; everything is kept.";
    step_track: "Giữ số hồ sơ trên giấy tiếp nhận. Tra cứu bất cứ lúc nào để biết đã đến đâu.", "Keep the number on the receipt. Track it whenever you like.";
    helper: "Làm hộ người khác", "Helping somebody";
    helper_consent: "Hỏi và được người đó đồng ý trước khi xem giấy tờ hay gõ thông tin của họ.", "Ask and get their consent before you read their papers or type their data.";
    helper_beside: "Ngồi cạnh, đọc từng câu, gõ đúng lời họ nói. Đừng đoán thay.", "Sit beside them, read each question, type what they say. Do not guess.";
    helper_account: "Dùng tài khoản của chính họ. Không giữ mật khẩu, ảnh giấy tờ hay bản in của họ.", "Use their own account. Keep no password, photo or print of theirs.";
    helper_review: "Trước khi gửi, cho họ xem lại trang “Xem lại và gửi”. Chỉ họ mới cam đoan.", "Before sending, show them the review page. Only they can declare.";
    helper_receipt: "In hoặc chép số hồ sơ cho họ, chỉ cách tra cứu và ngày hẹn.", "Print or copy the number for them; show the tracking and the date.";
    papers: "Chụp giấy tờ cho rõ", "Photographing papers";
    papers_text: "Đặt giấy trên nền tối, đủ sáng, thấy cả bốn góc, không bị lóa. Mỗi giấy một ảnh hoặc một tệp PDF.", "Dark background, good light, all four corners, no glare. One photo or PDF for each paper.";
    no_line: "Mạng yếu hoặc mất điện", "A weak line or no power";
    no_line_text: "Trang vẫn đọc và điền được khi mạng chậm. Bấm “Lưu và tiếp tục” sau mỗi phần; phần đã lưu không mất.", "Pages work on a slow line. Save after each part; what is saved is not lost.";
    scams: "Cẩn thận kẻ mạo danh", "Beware of impostors";
    scams_text: "Cán bộ không gọi điện xin mật khẩu, mã OTP hay bảo bạn cài ứng dụng lạ. Phí chỉ trả qua cổng hoặc tại quầy, có biên lai.", "Officials never call for a password or code, or ask you to install an app. Fees are paid only here or at the desk, with a receipt.";
}
