//! Why the rules said no, and what to do about it.

use super::words;
use crate::api::ApiError;
use crate::views::Language;

words! {
    any: "Quy định không cho phép bước này lúc này. Xem tình trạng hồ sơ để biết việc tiếp theo.",
        "The rules do not allow this step now. See the dossier's status for what comes next.";
    submitted: "Hồ sơ này đã được gửi. Xem trong mục Hồ sơ của tôi.",
        "This dossier was sent already. You find it under My dossiers.";
    moved_on: "Hồ sơ đã sang bước khác, việc này không còn làm được. Tải lại trang để xem tình trạng mới.",
        "The dossier has moved on, so this can no longer be done. Reload the page to see where it stands.";
    waiting: "Hồ sơ đang chờ người nộp bổ sung. Chờ bổ sung xong rồi làm tiếp.",
        "The dossier is waiting for the applicant. Go on once they have answered.";
    not_asked: "Không có yêu cầu bổ sung nào đang chờ trả lời.", "No request for a supplement is waiting for an answer.";
    reason_missing: "Hãy ghi rõ lý do hoặc kết quả bằng lời.", "Give the reason or the result in words.";
    nothing_asked: "Hãy đánh dấu ít nhất một chỗ cần bổ sung và nói rõ cần gì.",
        "Mark at least one place to mend and say what is needed.";
    already_visible: "Không yêu cầu bổ sung lần nữa được: chỗ này đã thấy được từ lần yêu cầu đầu và chưa thay đổi từ đó. Mọi thiếu sót phải được yêu cầu một lần, đầy đủ (Nghị định 61/2018/NĐ-CP, Điều 17)",
        "This cannot be asked for again: it was visible at the first request and has not changed since. Everything missing is asked for once (Decree 61/2018/NĐ-CP, art. 17)";
    still_missing: "Có chỗ được yêu cầu sửa vẫn như cũ. Sửa chỗ này rồi gửi lại", "Something you were asked to mend is as it was. Mend it and send again";
    extended: "Ngày hẹn trả của hồ sơ này đã lùi một lần rồi. Luật chỉ cho hẹn lại một lần.", "The date of this dossier was moved once already. The law allows it once.";
    too_late_to_extend: "Đã quá muộn để hẹn lại: phải xin lỗi và hẹn lại trước ngày hẹn trả ít nhất một ngày.",
        "It is too late to move the date: the apology must go out at least a day before it.";
    no_due_date: "Hồ sơ này chưa có ngày hẹn trả nên không có gì để lùi.", "This dossier has no promised date to move.";
    clock_not_running: "Thời hạn đang không chạy (chờ người nộp, hoặc đã kết thúc) nên không lùi được.",
        "The clock is not running (waiting for the applicant, or ended), so the date cannot be moved.";
    not_later: "Ngày hẹn mới phải sau ngày hẹn cũ. Chọn một ngày muộn hơn.", "The new date must be later than the present one. Choose a later day.";
    day_off: "Ngày hẹn mới rơi vào ngày nghỉ. Chọn một ngày làm việc.", "The new date is a day off. Choose a working day.";
    too_far: "Ngày hẹn mới quá xa. Chọn một ngày gần hơn.", "The new date is too far away. Choose a nearer one.";
    extend_unsaid: "Chọn số ngày làm việc, hoặc ghi ngày hẹn mới.", "Choose the number of working days, or name the new day.";
    extend_twice: "Chỉ chọn một cách: số ngày làm việc, hoặc một ngày cụ thể.", "Choose one way: working days, or a day of its own.";
    extend_no_date: "Không đọc được ngày hẹn mới. Ghi như 26/02/2026.", "The new day cannot be read. Write it like 26/02/2026.";
    date_is_computed: "Thủ tục này có thời hạn, ngày hẹn trả được tính tự động. Không ghi ngày khi tiếp nhận.",
        "This procedure has a time limit and its date is computed. Name no date on acceptance.";
    other_dossier: "Nội dung gửi lên là của hồ sơ khác. Tải lại trang rồi làm lại.", "What was sent belongs to another dossier. Reload the page and try again.";
    nothing_to_pay: "Số tiền phải lớn hơn 0 đồng.", "The amount must be more than 0 đồng.";
    statement_columns: "Dòng đầu của tệp phải có tên cột ngày, số tiền và nội dung. Xuất lại tệp CSV có dòng tiêu đề", "The first line must name columns for day, amount and text. Export the CSV with its header";
    statement_day: "Ngày không đọc được. Sửa ngày ở dòng này rồi nhận lại cả tệp", "The day cannot be read. Mend this line and take the file again";
    statement_amount: "Số tiền không đọc được. Sửa số tiền ở dòng này rồi nhận lại cả tệp", "The amount cannot be read. Mend this line and take the file again";
    statement_shape: "Dòng này thiếu hoặc thừa cột. Sửa rồi nhận lại cả tệp", "This line has too many or too few columns. Mend it and take the file again";
    statement_text: "Tệp không phải văn bản CSV mã UTF-8. Xuất lại tệp từ ngân hàng.", "The file is no CSV text in UTF-8. Export it again.";
    statement_big: "Tệp quá lớn: đến 2 MB và 20.000 dòng. Chia tệp theo ngày.", "The file is too large: up to 2 MB and 20,000 lines. Split it by day.";
    statement_empty: "Chưa chọn tệp, hoặc tệp không có dòng tiền vào nào.", "No file was chosen, or it has no line with money coming in.";
    no_such_dossier: "Không có hồ sơ mang số này. Kiểm tra lại số hồ sơ.", "There is no dossier with this number. Check it.";
    not_a_transfer: "Dòng này của cổng thanh toán, không gắn tay vào hồ sơ được.", "This line is a gateway's; it cannot be given to a dossier by hand.";
    owes_already: "Hồ sơ còn một khoản chưa nộp. Thu xong khoản đó rồi mới yêu cầu khoản khác.", "Something is still owed for this dossier. Take that first.";
    no_payment_here: "Cổng này chưa nhận tiền.", "This portal takes no money.";
    nothing_owed: "Hồ sơ không còn khoản phải nộp. Có thể khoản này vừa được nộp xong.", "Nothing is owed any more. It may just have been paid.";
    payment_at_gateway: "Khoản này đang được thanh toán trực tuyến. Chờ có kết quả, hoặc hết giờ của giao dịch đó.", "It is being paid online right now. Wait for the outcome, or until its time is over.";
    no_amount: "Ghi số tiền bằng số, ví dụ 75.000.", "Give the amount in digits, for example 75.000.";
    too_much: "Số tiền quá lớn. Kiểm tra lại số chữ số 0.", "The amount is too large. Check the number of zeros.";
    refund_asked: "Khoản này đã có đề nghị hoàn, hoặc đã hoàn.", "A refund of this was asked for already, or made.";
    own_refund: "Bạn đã đề nghị hoàn khoản này nên không được tự duyệt. Chuyển người khác duyệt.", "You asked for this refund, so somebody else approves it.";
    refund_is_owed: "Khoản này nộp thừa, phải trả lại cho người nộp.", "This was paid when nothing was owed: it has to be given back.";
    refund_not_here: "Khoản này không trả tại quầy được lúc này. Tải lại trang để xem.", "This cannot be given back by hand now. Reload the page.";
    no_till: "Bạn chưa mở quầy thu. Quầy mở khi bạn thu khoản tiền mặt đầu tiên trong ngày.", "You have no open till. It opens with the first cash you take.";
    till_too_little: "Trong quầy không đủ tiền để trả khoản này.", "There is not enough in the till for this.";
    till_differs: "Số đếm được khác số phải có. Đếm lại, hoặc ghi lý do chênh lệch.", "The count differs from what should be there. Count again, or say why.";
    payment_awaited: "Hồ sơ đang chờ đúng khoản đã yêu cầu nộp. Thu khoản đó.", "The dossier waits for the payment that was asked. Take that one.";
    nothing_to_refund: "Hồ sơ không có khoản đã nộp nào để hoàn.", "Nothing was paid for this dossier that could be given back.";
    wrong_amount: "Số tiền khác với số đã yêu cầu. So lại với yêu cầu nộp tiền.", "The amount differs from what was asked. Compare it with the request.";
    receiver_missing: "Ghi họ tên người đã ký nhận kết quả.", "Give the name of whoever signed for the result.";
    no_result: "Chưa có kết quả nên chưa có gì để sửa. Việc này chỉ dành cho hồ sơ đã có hoặc đã trả kết quả.",
        "There is no result to correct. This is for dossiers whose result is ready or handed over.";
    correction_open: "Kết quả đang được sửa. Ghi kết quả đã sửa trước, rồi mới trả.", "The result is being corrected. Record the corrected result first, then hand it over.";
    not_in_work: "Chỉ làm được khi hồ sơ đang giải quyết và thời hạn đang chạy.", "This can be done only while the dossier is in work and its clock runs.";
    consultation_open: "Còn cơ quan được lấy ý kiến chưa trả lời. Chờ trả lời, hoặc thôi lấy ý kiến và nêu lý do, rồi mới kết thúc.",
        "A body that was asked has not answered. Wait, or ask it no longer and say why, before you finish.";
    no_consultation: "Câu hỏi này đã khép lại: đã trả lời, đã thôi hỏi, hoặc hồ sơ đã kết thúc.", "This question has ended: it was answered, asked no longer, or the dossier ended.";
    nobody_asked: "Chọn ít nhất một cơ quan để lấy ý kiến.", "Choose at least one body to ask.";
    own_agency: "Không lấy ý kiến của chính cơ quan mình. Chọn cơ quan khác.", "Your own agency cannot be asked. Choose another.";
    asked_already: "Cơ quan này đang được hỏi và chưa trả lời. Chờ trả lời, hoặc thôi lấy ý kiến rồi hỏi lại.",
        "This body is asked already and has not answered. Wait, or ask it no longer and then anew.";
    position_missing: "Chọn đồng ý, không đồng ý, hoặc không có ý kiến.", "Choose whether your agency agrees, disagrees or has no opinion.";
    file_unchecked: "Tệp chưa được quét xong vi-rút nên chưa dùng được. Thử lại sau ít phút.", "The file is not checked for viruses yet. Try again in a few minutes.";
    no_process: "Hồ sơ này không ở bước nào của quy trình nội bộ.", "This dossier is in no step of a process.";
    steps_left: "Còn bước xử lý chưa làm xong. Chuyển qua các bước đó rồi mới ghi kết quả.", "Steps of the work are left. Pass it on through them before you record the result.";
    last_step: "Đây là bước ra kết quả. Ghi kết quả thì hồ sơ tự sang bước trả.", "The result is made in this step. Record it, and the dossier moves on by itself.";
    no_such_step: "Không có bước trước nào như vậy để trả lại.", "There is no such earlier step to send it back to.";
    no_duty: "Người này không được giao nhiệm vụ của bước tiếp theo. Chọn người khác.", "This officer is not entrusted with the next step. Choose another.";
    no_correction: "Không có việc sửa kết quả nào đang mở.", "No correction is open.";
    withdrawal_pending: "Yêu cầu rút hồ sơ đang chờ bộ phận một cửa xác nhận.", "A withdrawal is waiting for the desk to confirm it.";
    already_assigned: "Hồ sơ đã có người xử lý.", "An officer has this dossier already.";
    not_assigned: "Hồ sơ chưa giao cho ai.", "No officer has this dossier yet.";
    same_officer: "Hồ sơ đang do chính người này xử lý.", "This officer has the dossier already.";
    none_left: "Không còn hồ sơ nào chưa có người xử lý.", "No dossier is left that nobody has.";
    too_many: "Bạn đã lưu đủ số bộ lọc. Xoá bớt rồi lưu lại.", "You keep as many filters as there may be. Delete one first.";
    none_chosen: "Chưa chọn hồ sơ nào.", "No dossier was chosen.";
    over: "Hồ sơ đã kết thúc.", "The dossier has ended.";
    no_withdrawal: "Không có yêu cầu rút hồ sơ nào đang chờ.", "No withdrawal is waiting.";
    draft_too_large: "Tờ khai dài quá mức lưu được. Viết ngắn lại rồi lưu.", "The form is longer than can be kept. Shorten it and save again.";
    too_many_drafts: "Bạn đang có quá nhiều hồ sơ viết dở. Xóa bớt trong mục Hồ sơ của tôi rồi bắt đầu lại.",
        "You have too many unfinished drafts. Delete some under My dossiers and start again.";
    not_filed_here: "Thủ tục này chưa nộp được trên cổng. Trang thủ tục nói nộp ở đâu.",
        "This procedure cannot be filed here yet. Its page says where.";
    register_days: "Chọn ngày đầu và ngày cuối của sổ; ngày cuối không trước ngày đầu.", "Choose the first and the last day of the register; the last not before the first.";
    register_too_long: "Sổ của khoảng ngày này dài quá 1.000 hồ sơ. Chọn ít ngày hơn.", "The register of these days holds more than 1,000 dossiers. Choose fewer days.";
    too_long: "Đoạn viết dài quá. Viết ngắn lại rồi gửi.", "The text is too long. Shorten it and send again.";
    hostile_text: "Đoạn viết có ký tự ẩn hoặc không đọc được. Gõ lại rồi gửi.",
        "The text has hidden or unreadable characters. Type it again and send.";
    sign_in_over: "Lần đăng nhập này không còn dùng được: đã quá 10 phút, đã dùng rồi, hoặc bắt đầu ở trình duyệt khác. Hãy đăng nhập lại từ đây.",
        "This sign-in can no longer be used: more than 10 minutes have passed, it was used already, or it began in another browser. Begin again here.";
    sign_in_forged: "Thông tin định danh nhận được không đúng với lần đăng nhập này nên cổng không dùng. Hãy đăng nhập lại; nếu vẫn vậy, báo bộ phận một cửa.",
        "The identity received does not belong to this sign-in, so it was not used. Sign in again; if it happens again, tell the one-stop desk.";
    sign_in_declined: "Bạn đã không đồng ý hoặc đã dừng ở trang định danh. Bạn chưa đăng nhập; có thể thử lại bất cứ lúc nào.",
        "You declined or stopped at the identity provider. You are not signed in, and may try again at any time.";
    sign_in_down: "Hệ thống định danh chưa trả lời. Hãy thử lại sau ít phút, hoặc chọn cách đăng nhập khác.",
        "The identity provider does not answer. Try again in a few minutes, or sign in in another way.";
    sign_in_no_number: "Hệ thống định danh không cho biết số định danh cá nhân hay mã số thuế, nên cổng chưa biết tài khoản nào là của bạn. Hãy dùng tài khoản định danh đã xác minh.",
        "The identity provider told neither a personal id nor a tax code, so the portal cannot know which account is yours. Use a verified identity.";
    delegate_id: "Số định danh của người được uỷ quyền chưa đúng. Nhập 12 số in trên thẻ căn cước, ví dụ 068195000123.",
        "The personal id is not right. Type the 12 digits on the identity card, such as 068195000123.";
    delegate_name: "Nhập họ tên của người được uỷ quyền, không quá 100 chữ.", "Type the name of whom you entrust, at most 100 letters.";
    delegate_procedure: "Có mã thủ tục không có trên cổng. Mỗi mã cách nhau bằng dấu phẩy, ví dụ 1.001193, 1.001612.",
        "A procedure code is not known here. Write codes with commas between, such as 1.001193, 1.001612.";
    delegate_agency: "Có mã cơ quan không có trên cổng. Mỗi mã cách nhau bằng dấu phẩy, ví dụ H36.175.",
        "An agency code is not known here. Write codes with commas between, such as H36.175.";
    delegate_dates: "Ngày hết hạn phải từ hôm nay và không trước ngày bắt đầu.", "The last day must be today or later, and not before the first.";
    branch_code: "Mã số thuế của chi nhánh gồm 10 số của tổ chức này, dấu - và 3 số; và cần có tên chi nhánh.",
        "The branch's tax code is this organisation's 10 digits, a hyphen and 3 more; and it needs a name.";
    branch_known: "Chi nhánh này đã có tài khoản trên cổng.", "This branch has an account here already.";
    channel_email: "Địa chỉ thư điện tử chưa đúng. Nhập đủ như ten@vidu.vn.", "The e-mail address is not right. Type it in full, such as name@example.vn.";
    channel_phone: "Số điện thoại chưa đúng. Nhập số di động 10 số, ví dụ 0912 345 678.",
        "The telephone number is not right. Type a mobile number of 10 digits, such as 0912 345 678.";
    channel_code: "Mã xác nhận chưa đúng hoặc đã hết hạn. Nhập lại 6 số trong thư mới nhất, hoặc bấm Lưu để nhận mã mới.",
        "The code is not right or too old. Type the 6 digits of the latest message, or press Save for another one.";
    channel_often: "Cổng đã gửi nhiều mã đến đây. Chờ một lát rồi bấm Lưu lại; mỗi ngày gửi được vài mã.",
        "Several codes were sent here already. Wait a while and press Save again; a few can be sent a day.";
    sign_in_wrong: "Tên đăng nhập, mật khẩu hoặc mã xác thực chưa đúng. Kiểm tra từng mục rồi thử lại; mỗi mã chỉ dùng được một lần.",
        "The user name, password or code is not right. Check each and try again; a code works once.";
    sign_in_wait: "Đã thử sai nhiều lần từ nơi này. Số giây cần chờ trước khi thử lại",
        "Too many wrong tries from here. Seconds to wait before the next";
    sign_in_changed: "Tài khoản định danh này trước đây thuộc về một số định danh khác. Để bảo vệ hồ sơ của bạn, hãy đến bộ phận một cửa để kiểm tra.",
        "This identity belonged to another personal id before. To protect your dossiers, have it checked at the one-stop desk.";
    sign_in_too_weak: "Tài khoản của bạn trên cổng đã được định danh mức độ 02. Hãy đăng nhập bằng tài khoản định danh mức độ 02.",
        "Your account here was identified at level 02. Sign in with an identity of level 02.";
    nothing_written: "Hãy viết nội dung rồi gửi.", "Write something, then send it.";
    message_often: "Bạn gửi nhiều tin trong một giờ. Chờ một lát rồi gửi.", "Many messages within an hour. Wait a while.";
    thread_over: "Hồ sơ này không nhận thêm tin nhắn.", "This dossier takes no more messages.";
    signed_later: "Biên bản giao nhận không thể ký sau lúc này. Xem lại ngày giờ trên biên bản.", "The hand-over record cannot be signed later than now. Check its day and time.";
    signed_on_day_off: "Ngày ký biên bản giao nhận rơi vào ngày nghỉ. Xem lại ngày trên biên bản.", "The hand-over record would be signed on a day off. Check its day.";
    signed_long_ago: "Biên bản giao nhận ký đã quá 30 ngày. Xem lại ngày trên biên bản.", "The hand-over record would be signed more than 30 days ago. Check its day.";
    not_their_entry: "Hồ sơ này do cán bộ khác nhập. Cán bộ đó mới gửi được.", "Another officer is entering this dossier; only they can file it.";
    identity_differs: "Số định danh này trên cổng là của người có họ tên hoặc ngày sinh khác. Đọc lại thẻ căn cước, nhập đúng từng số và họ tên.",
        "On this portal the personal id is of somebody with another name or date of birth. Read the card again and type the number and the name as they are on it.";
    intake_id: "Số định danh chưa đúng. Nhập 12 số in trên thẻ căn cước, ví dụ 068195000123.", "The personal id is not right. Type the 12 digits on the card, such as 068195000123.";
    intake_name: "Nhập đủ họ, chữ đệm và tên như trên giấy tờ.", "Type the full name as on the card.";
    intake_born: "Ngày sinh chưa đọc được. Ghi như 08/03/1996.", "The date of birth cannot be read. Write it like 08/03/1996.";
    intake_born_year: "Năm sinh không khớp với số định danh. Xem lại cả hai trên thẻ căn cước.", "The year of birth does not go with the personal id. Check both on the card.";
    intake_phone: "Số điện thoại chưa đúng. Nhập số di động 10 số, hoặc bỏ trống.", "The telephone number is not right. Type 10 digits, or leave it empty.";
    intake_tax: "Mã số thuế chưa đúng. Nhập 10 số; chi nhánh thêm dấu - và 3 số.", "The tax code is not right. Type 10 digits; a branch adds a hyphen and 3 more.";
    intake_organisation: "Nhập tên tổ chức, không quá 200 chữ.", "Type the organisation's name, at most 200 letters.";
    intake_how: "Chọn cách hồ sơ đến: tại quầy hay qua bưu chính, và hồ sơ của ai.", "Choose how the dossier came, and whose it is.";
    intake_signed: "Ghi ngày và giờ ký biên bản giao nhận, như 20/11/2026 và 14:30.", "Give day and time of the signed hand-over record, such as 20/11/2026 and 14:30.";
    link_over_title: "Đường dẫn này đã hết hiệu lực", "This link is over";
    link_over: "Đường dẫn đã quá hạn, hoặc người chia sẻ đã thu lại. Nếu vẫn cần xem giấy tờ, hãy nhờ họ gửi đường dẫn mới.",
        "It has expired, or whoever shared it took it back. If you still need the paper, ask them for a new link.";
}

/// Returns the heading of a refusal that has one of its own.
pub fn title(language: Language, code: &str) -> Option<&'static str> {
    (code == ApiError::LINK_OVER).then(|| link_over_title(language))
}

/// Says what is wrong with a file of a bank or gateway, and on which line.
fn statement(language: Language, code: &str, line: &str) -> String {
    let words = match code {
        "columns" => statement_columns(language),
        "day" => statement_day(language),
        "amount" => statement_amount(language),
        "shape" => statement_shape(language),
        "not_text" => return statement_text(language).to_owned(),
        "too_big" => return statement_big(language).to_owned(),
        _ => return statement_empty(language).to_owned(),
    };
    let at = match language {
        Language::Vi => ": dòng ",
        Language::En => ": line ",
    };
    [words, at, line, "."].concat()
}

/// Returns what to say about a refusal, by its code; a code may name a place after a colon.
pub fn said(language: Language, code: &str) -> String {
    let (code, place) = code.split_once(':').unwrap_or((code, ""));
    if let Some(reason) = code.strip_prefix("upload_") {
        let most = place.parse().unwrap_or_default();
        return super::step::refused(language, reason, most, most);
    }
    if let Some(reason) = code.strip_prefix("statement_") {
        return statement(language, reason, place);
    }
    let words = match code {
        "already_submitted" => submitted(language),
        "illegal_move" | "not_submitted" => moved_on(language),
        "waiting" => waiting(language),
        "not_asked" => not_asked(language),
        "reason_missing" => reason_missing(language),
        "nothing_asked" => nothing_asked(language),
        "already_visible" => already_visible(language),
        "still_missing" => still_missing(language),
        "already_extended" => extended(language),
        "too_late_to_extend" => too_late_to_extend(language),
        "no_due_date" => no_due_date(language),
        "clock_not_running" => clock_not_running(language),
        "not_later" => not_later(language),
        "day_off" => day_off(language),
        "too_far" => too_far(language),
        "extend_unsaid" => extend_unsaid(language),
        "extend_twice" => extend_twice(language),
        "extend_no_date" => extend_no_date(language),
        "date_is_computed" => date_is_computed(language),
        "other_dossier" => other_dossier(language),
        "nothing_to_pay" => nothing_to_pay(language),
        "no_such_dossier" => no_such_dossier(language),
        "not_a_transfer" => not_a_transfer(language),
        "owes_already" => owes_already(language),
        "no_payment_here" => no_payment_here(language),
        "nothing_owed" => nothing_owed(language),
        "payment_at_gateway" => payment_at_gateway(language),
        "no_amount" => no_amount(language),
        "too_much" => too_much(language),
        "refund_asked" => refund_asked(language),
        "own_refund" => own_refund(language),
        "refund_is_owed" => refund_is_owed(language),
        "refund_not_here" => refund_not_here(language),
        "no_till" => no_till(language),
        "till_too_little" => till_too_little(language),
        "till_differs" => till_differs(language),
        "payment_awaited" => payment_awaited(language),
        "nothing_to_refund" => nothing_to_refund(language),
        "wrong_amount" => wrong_amount(language),
        "receiver_missing" => receiver_missing(language),
        "no_result" => no_result(language),
        "correction_open" => correction_open(language),
        "no_correction" => no_correction(language),
        "no_process" => no_process(language),
        "steps_left" => steps_left(language),
        "last_step" => last_step(language),
        "no_such_step" => no_such_step(language),
        "no_duty" => no_duty(language),
        "not_in_work" => not_in_work(language),
        "consultation_open" => consultation_open(language),
        "no_consultation" => no_consultation(language),
        "nobody_asked" => nobody_asked(language),
        "own_agency" => own_agency(language),
        "asked_already" => asked_already(language),
        "position_missing" => position_missing(language),
        "file_unchecked" => file_unchecked(language),
        "withdrawal_pending" => withdrawal_pending(language),
        "already_assigned" => already_assigned(language),
        "not_assigned" => not_assigned(language),
        "same_officer" => same_officer(language),
        "none_left" => none_left(language),
        "too_many" => too_many(language),
        "none_chosen" => none_chosen(language),
        "over" => over(language),
        "no_withdrawal" => no_withdrawal(language),
        "draft_too_large" => draft_too_large(language),
        "too_many_drafts" => too_many_drafts(language),
        "not_filed_here" => not_filed_here(language),
        "too_long" => too_long(language),
        "register_days" => register_days(language),
        "register_too_long" => register_too_long(language),
        "hostile_text" => hostile_text(language),
        "sign_in_over" => sign_in_over(language),
        "sign_in_forged" => sign_in_forged(language),
        "sign_in_declined" => sign_in_declined(language),
        "sign_in_down" => sign_in_down(language),
        "sign_in_no_number" => sign_in_no_number(language),
        "delegate_id" => delegate_id(language),
        "delegate_name" => delegate_name(language),
        "delegate_procedure" => delegate_procedure(language),
        "delegate_agency" => delegate_agency(language),
        "delegate_dates" => delegate_dates(language),
        "branch_code" => branch_code(language),
        "branch_known" => branch_known(language),
        "channel_email" => channel_email(language),
        "channel_phone" => channel_phone(language),
        "channel_code" => channel_code(language),
        "channel_often" => channel_often(language),
        "sign_in_wrong" => sign_in_wrong(language),
        "sign_in_wait" => sign_in_wait(language),
        "sign_in_changed" => sign_in_changed(language),
        "sign_in_too_weak" => sign_in_too_weak(language),
        "nothing_written" => nothing_written(language),
        "message_often" => message_often(language),
        "thread_closed" | "thread_full" => thread_over(language),
        "signed_later" => signed_later(language),
        "signed_on_day_off" => signed_on_day_off(language),
        "signed_long_ago" => signed_long_ago(language),
        "not_their_entry" => not_their_entry(language),
        "identity_differs" => identity_differs(language),
        "intake_id" => intake_id(language),
        "intake_name" => intake_name(language),
        "intake_born" => intake_born(language),
        "intake_born_year" => intake_born_year(language),
        "intake_phone" => intake_phone(language),
        "intake_tax" => intake_tax(language),
        "intake_organisation" => intake_organisation(language),
        "intake_how" => intake_how(language),
        "intake_signed" => intake_signed(language),
        ApiError::LINK_OVER => link_over(language),
        #[cfg(feature = "ssr")]
        code => super::results::refused(language, code)
            .or_else(|| super::posting::refused(language, code))
            .unwrap_or_else(|| any(language)),
        #[cfg(not(feature = "ssr"))]
        _ => any(language),
    };
    match place {
        "" => words.to_owned(),
        place => [words, ": ", place, "."].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_its_place_and_an_unknown_one_still_says_what_to_do() {
        let said_of = |code| said(Language::Vi, code);
        assert!(said_of("still_missing:Họ và tên").ends_with("gửi lại: Họ và tên."));
        assert_eq!(said_of("something_new"), any(Language::Vi));
        assert_ne!(said_of("waiting"), any(Language::Vi));
    }
}
