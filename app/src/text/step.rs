//! The steps of a filing: what is kept, papers, review.

use super::words;
use crate::views::Language;

words! {
    not_kept: "Chưa lưu những gì vừa gõ", "What you just typed is not saved yet";
    keeping: "Đang lưu…", "Saving…";
    kept_offline: "Chưa lưu được vì mất kết nối. Những gì bạn gõ vẫn còn trên trang này; cổng sẽ tự thử lại.",
        "Could not save: the connection is down. What you typed is still on this page; it will be tried again.";
    kept_on_device: "Đã giữ trên máy này; chưa lên cổng vì mất kết nối. Có mạng lại, cổng tự gửi.",
        "Kept on this device; not on the portal yet, the connection is down. It is sent once it is back.";
    kept_signed_out: "Chưa lưu được vì phiên đăng nhập đã hết. Những gì bạn gõ vẫn còn trên trang này: đăng nhập lại ở thẻ mới rồi bấm “Thử lại”.",
        "Could not save: you have been signed out. What you typed is still on this page: sign in again in a new tab, then press “Try again”.";
    kept_failed: "Chưa lưu được. Những gì bạn gõ vẫn còn trên trang này.", "Could not save. What you typed is still on this page.";
    sign_in_new_tab: "Đăng nhập ở thẻ mới", "Sign in in a new tab";
    show_more: "Hiện câu hỏi theo câu trả lời này", "Show the questions this answer leads to";
    asks_more: "Câu trả lời của bạn có thêm câu hỏi", "Your answer leads to more questions";
    asks_more_text: "Mời bạn xem các câu hỏi mới trong phần này rồi tiếp tục.",
        "Please look at the new questions in this section, then go on.";
    mends_title: "Bạn đang bổ sung hồ sơ", "You are mending a dossier";
    mends_text: "Sửa những chỗ cán bộ yêu cầu, rồi xem lại và gửi. Số hồ sơ không đổi:",
        "Mend what the officer asked for, then review and send. The number stays the same:";
    attach_more: "Thêm tệp hoặc chụp ảnh", "Add a file or take a photo";
    sending_file: "Đang gửi tệp, bạn chờ một chút…", "Uploading, please wait…";
    papers_lead: "Chụp rõ cả bốn góc, đọc được chữ. Nhận ảnh JPG, PNG và tệp PDF.",
        "Photograph all four corners, with readable text. JPG, PNG and PDF are taken.";
    each_at_most: "Mỗi tệp nhiều nhất ", "Each file at most ";
    to_present: "Mang theo khi đến, không gửi kèm", "Bring along; do not attach";
    to_present_text: "Cán bộ chỉ xem rồi trả lại, hoặc nhận bản giấy tại quầy.", "The officer only looks at these, or takes them on paper at the counter.";
    filled_here: "Đã điền trên cổng", "Filled in here";
    no_papers: "Hồ sơ này không cần gửi kèm giấy tờ nào. Bấm “Lưu và tiếp tục”.",
        "Nothing needs to be attached. Press “Save and continue”.";
    paper_required: "bắt buộc", "required";
    paper_if_any: "nếu có", "if you have it";
    refused_nothing_chosen: "Chưa chọn tệp nào. Bấm vào khung, chọn tệp hoặc chụp ảnh, rồi gửi.",
        "No file was chosen. Tap the box, choose a file or take a photo, then upload.";
    refused_empty: "Tệp trống, không có nội dung. Chụp lại hoặc chọn tệp khác.", "The file is empty. Take the photo again or choose another.";
    refused_encrypted: "Tệp có mật khẩu nên cán bộ không mở được. Bỏ mật khẩu rồi gửi lại, hoặc chụp ảnh giấy tờ.",
        "The file has a password, so the officer could not open it. Remove the password and send it again, or photograph the paper.";
    refused_archive: "Đây là tệp nén (zip, rar). Mở ra rồi gửi từng giấy tờ bên trong.",
        "This is an archive (zip, rar). Unpack it and send each paper inside.";
    refused_macros: "Tệp có chứa chương trình (macro). Lưu thành PDF rồi gửi lại.", "The file contains a program (macros). Save it as PDF and send that.";
    refused_infected: "Tệp có vi-rút nên đã bị xoá. Quét vi-rút trên máy của bạn, rồi chụp lại giấy tờ hoặc gửi tệp khác.",
        "The file carries a virus and was deleted. Scan your device, then photograph the paper again or send another file.";
    refused_guest_full: "Khi chưa đăng nhập, cổng chỉ giữ được chừng ấy giấy tờ. Đăng nhập rồi gửi tiếp; những gì đã gửi vẫn còn.",
        "Before you sign in, no more papers can be kept. Sign in and send the rest; what you sent stays.";
    takes_these: "Nhận: ", "Taken: ";
    refused_wrong_type: "Cổng chỉ nhận ảnh JPG, PNG hoặc tệp PDF. Chụp ảnh giấy tờ rồi gửi lại.",
        "Only JPG, PNG and PDF are taken. Photograph the paper and send that.";
    refused_truncated: "Tệp chưa đến đủ hoặc bị hỏng. Kiểm tra mạng rồi gửi lại.", "The file did not arrive whole. Check the connection and send it again.";
    refused_too_many: "Đã đủ số tệp. Bỏ bớt tệp không cần rồi gửi lại.", "There are enough files. Remove one you do not need, then send again.";
    refused_other: "Chưa nhận được tệp này. Thử lại, hoặc chọn tệp khác.", "This file could not be taken. Try again, or choose another.";
    review_lead: "Đọc lại một lượt. Chỗ nào chưa đúng, bấm “Sửa”: những gì đã gõ vẫn còn.",
        "Read it once more. Where something is wrong, press “Change”: nothing typed is lost.";
    not_answered: "Chưa trả lời", "Not answered";
    files: "Giấy tờ gửi kèm", "Attached papers";
    no_files: "Không có giấy tờ gửi kèm.", "Nothing is attached.";
    receives: "Nơi nhận hồ sơ", "Received by";
    receiver_unknown: "Chưa rõ: hoàn tất câu trả lời về nơi nhận", "Not clear yet: complete the answers about the receiving office";
    expected: "Nếu tiếp nhận ngay, có kết quả ngày", "If accepted now, the result comes on";
    to_pay: "Phí, lệ phí", "Fees and charges";
    after_sending: "Sau khi nộp", "After you file";
    after_sending_text: "Bạn nhận số hồ sơ ngay. Cán bộ một cửa xem hồ sơ rồi tiếp nhận, hoặc báo bạn bổ sung một lần.",
        "You get a number at once. The one-stop desk looks at it and accepts it, or asks you once for everything missing.";
    declaration: "Lời cam đoan", "Declaration";
    i_declare: "Tôi cam đoan như trên", "I declare this";
    file_it: "Nộp hồ sơ", "File the dossier";
    send_mended: "Gửi bổ sung", "Send what was mended";
    mend_this: "Cần sửa", "To be mended";
    look_again: "Nên xem lại", "Worth another look";
    cannot_send_yet: "Chưa nộp được: sửa những chỗ ghi ở đầu trang trước.", "Not yet: mend what is listed at the top first.";
    must_declare: "Đọc và đánh dấu vào lời cam đoan rồi nộp", "Read and tick the declaration, then file";
    start_title: "Bắt đầu nộp hồ sơ", "Start filing";
    start_lead: "Hồ sơ được giữ trên cổng từ câu trả lời đầu tiên. Bạn dừng lúc nào cũng được.",
        "Your dossier is kept from the first answer. Stop whenever you like.";
    sign_in_first: "Đăng nhập để nộp hồ sơ", "Sign in to file";
    sign_in_first_text: "Cần biết bạn là ai để nhận hồ sơ. Đăng nhập xong bạn trở lại đúng trang này.",
        "We need to know who is filing. After signing in you come back to this page.";
    drafts_here: "Bạn đang có hồ sơ nháp của thủ tục này", "You have a draft of this procedure";
    new_one: "Tạo hồ sơ mới", "Start a new one";
    like_last: "Khai như hồ sơ trước", "Answer as last time";
    like_last_text: "Cổng điền lại các câu trả lời của hồ sơ đó, trừ lời cam đoan và giấy tờ. Bạn xem và sửa từng phần trước khi nộp.",
        "Its answers are filled in again, all but declarations and papers. You look each part over and change it before filing.";
    like_last_begin: "Bắt đầu với câu trả lời của hồ sơ trước", "Start with the last dossier's answers";
    go_on_draft: "Làm tiếp", "Continue";
    kept_at: "Lưu lúc", "Saved at";
}

/// Says why a file was not taken, by the code of the reason; `most` is the greatest size of a file, `most_together` of all.
pub fn refused(language: Language, code: &str, most: u64, most_together: u64) -> String {
    let words = match code {
        "nothing_chosen" => refused_nothing_chosen(language),
        "empty" => refused_empty(language),
        "wrong_type" => refused_wrong_type(language),
        "truncated" => refused_truncated(language),
        "too_many" => refused_too_many(language),
        "encrypted" => refused_encrypted(language),
        "archive" => refused_archive(language),
        "macros" => refused_macros(language),
        "infected" => refused_infected(language),
        "guest_full" => refused_guest_full(language),
        "dossier_full" => {
            let (before, after) = match language {
                Language::Vi => (
                    "Các tệp của hồ sơ này cộng lại nhiều hơn ",
                    ". Bỏ bớt tệp không cần, hoặc chụp lại với độ nét vừa phải.",
                ),
                Language::En => (
                    "The files of this dossier together are more than ",
                    ". Remove those you do not need, or take smaller photos.",
                ),
            };
            return [before, &super::number::size(most_together), after].concat();
        }
        "too_large" => {
            let (before, after) = match language {
                Language::Vi => ("Tệp lớn quá. Gửi tệp nhỏ hơn ", ", hoặc chụp lại với độ nét vừa phải."),
                Language::En => ("The file is too large. Send one under ", ", or take a smaller photo."),
            };
            return [before, &super::number::size(most), after].concat();
        }
        _ => refused_other(language),
    };
    words.to_owned()
}

/// Says how large a file may be.
pub fn at_most(language: Language, most: u64) -> String {
    [each_at_most(language), &super::number::size(most), "."].concat()
}

/// Says that a dossier of the procedure was filed before.
pub fn filed_before(language: Language, number: &str, on: &str) -> String {
    match language {
        Language::Vi => ["Bạn đã nộp hồ sơ ", number, " ngày ", on, "."].concat(),
        Language::En => ["You filed dossier ", number, " on ", on, "."].concat(),
    }
}
