//! Results as papers: issuing and signing them on the desk, having them, and proving them to anybody.

use super::words;
use crate::views::{Language, ResultState};

words! {
    issue: "Ban hành kết quả", "Issue the result";
    issue_corrected: "Ban hành kết quả đã sửa", "Issue the corrected result";
    issue_text: "Văn bản có số, ngày ký và mã kiểm tra; người nộp tải về được. Trình ký: lãnh đạo xem và ký số, hồ sơ kết thúc khi ký. Kết thúc ngay: khi kết quả đã ký ở nơi khác hoặc trao bản giấy.",
        "The paper has a number, a date and a code that anybody can check; the applicant downloads it. For signing: the head reads it and signs, and that ends the work. At once: where it is signed elsewhere or handed over on paper.";
    which: "Kết quả nào", "Which result";
    other: "Kết quả khác, ghi tên dưới đây", "Another one, named below";
    other_name: "Tên kết quả khác", "Name of the other result";
    number: "Số, ký hiệu", "Number and symbol";
    number_hint: "Ví dụ 125/TLKS-BS hoặc 12/2026.", "Such as 125/TLKS-BS or 12/2026.";
    issued_on: "Ngày ký", "Dated";
    issued_on_hint: "Ghi như 26/02/2026; không sau hôm nay.", "Like 26/02/2026; not later than today.";
    paper: "Văn bản", "The paper";
    from_form: "Lập từ mẫu với dữ liệu của hồ sơ", "Made from the form with the dossier's data";
    from_file: "Tải tệp PDF lên", "Uploaded as a PDF";
    on_paper: "Chỉ trao bản giấy, không có tệp", "On paper only, without a file";
    file: "Tệp PDF của kết quả", "PDF of the result";
    submit: "Trình ký", "Submit for signing";
    finish: "Kết thúc ngay", "Finish at once";
    waiting: "Chờ lãnh đạo ký", "Waiting for the head's signature";
    submitted: "Trình lúc", "Submitted";
    read_draft: "Xem dự thảo", "Read the draft";
    sign: "Ký ban hành", "Sign and issue";
    sign_text: "Ký số bằng chứng thư của bạn rồi đóng dấu số của cơ quan. Hồ sơ kết thúc và người nộp được báo ngay.",
        "Signs with your certificate, then with the agency's seal. The work ends and the applicant is told at once.";
    decline: "Trả lại dự thảo", "Send the draft back";
    decline_text: "Người trình thấy lý do trong quá trình hồ sơ và trình lại.", "Whoever submitted it sees the reason in the history and submits again.";
    revoke: "Thu hồi kết quả", "Revoke the result";
    revoke_text: "Trang kiểm tra sẽ báo kết quả đã bị thu hồi, người nộp được báo ngay. Không hoàn tác được.",
        "The page that proves it will say that it was revoked, and the applicant is told. This cannot be undone.";
    results: "Kết quả đã ban hành", "Results issued";
    download: "Tải kết quả", "Download the result";
    proof: "Trang kiểm tra", "Page that proves it";
    valid: "Đang có hiệu lực", "Valid";
    replaced: "Đã được thay thế", "Replaced";
    revoked: "Đã bị thu hồi", "Revoked";
    since: "từ", "since";
    only_paper: "Không có tệp: nhận bản giấy.", "No file: handed over on paper.";
    slot: "Kết quả giải quyết hồ sơ", "Result of a dossier";
    check_title: "Kiểm tra kết quả", "Check a result";
    valid_title: "Kết quả có thật và đang có hiệu lực", "Genuine and valid";
    valid_text: "Cổng đã ban hành văn bản có các thông tin dưới đây. So từng mục với văn bản bạn đang xem.",
        "The portal issued a paper with what stands below. Compare each with the paper in your hands.";
    replaced_title: "Kết quả này đã được thay thế", "This result was replaced";
    replaced_text: "Cơ quan đã sửa và ban hành kết quả khác. Không dùng văn bản này nữa.",
        "The agency corrected it and issued another one. Do not rely on this paper any more.";
    revoked_title: "Kết quả này đã bị thu hồi", "This result was revoked";
    revoked_text: "Văn bản không còn giá trị. Hỏi cơ quan ban hành nếu cần biết thêm.", "The paper is not valid any more. Ask the agency that issued it.";
    see_new: "Xem kết quả thay thế", "See the one that replaced it";
    none_title: "Không có kết quả nào với mã này", "No result has this code";
    none_text: "Kiểm tra lại mã in cạnh ô mã QR. Nếu mã đúng mà vẫn không có, cổng này không ban hành văn bản đó.",
        "Check the code beside the QR code. If it is right and still unknown, this portal did not issue the paper.";
    name: "Kết quả", "Result";
    kind: "Mã kết quả", "Code of the result";
    agency: "Cơ quan ban hành", "Issued by";
    to: "Cấp cho (chữ cái đầu)", "Issued to (initials)";
    code: "Mã kiểm tra", "Code";
    ended: "Hết hiệu lực từ", "Not valid since";
    compare: "Đối chiếu tệp", "Compare the file";
    compare_text: "Có tệp PDF thì kiểm tra thêm chữ ký số trong tệp: tệp có đúng là tệp cơ quan đã ký không.",
        "If you have the PDF, check the signature in it too: whether it is the very file the agency signed.";
    to_check: "Kiểm tra tệp PDF", "Check the PDF";
    of_portal: "Tệp này là kết quả do cổng ban hành", "This file is a result issued here";
    of_portal_ended: "Chữ ký trong tệp vẫn nguyên vẹn, nhưng kết quả không còn hiệu lực", "The signature is intact, but the result is not valid any more";
    see_page: "Xem trang kiểm tra của kết quả", "See the page that proves the result";

    number_missing: "Ghi số, ký hiệu của văn bản kết quả.", "Give the number and symbol of the result.";
    issued_later: "Ngày ký của kết quả không được sau hôm nay. Ghi ngày như 26/02/2026.", "The result cannot be dated later than today. Write the day like 26/02/2026.";
    paper_missing: "Trình ký thì phải có tệp PDF hoặc lập từ mẫu.", "To be signed, the result needs a PDF file or a form filled in here.";
    signing_pending: "Dự thảo kết quả đang chờ ký. Lãnh đạo ký hoặc trả lại trước.", "A drafted result is waiting for a signature. The head signs it or sends it back first.";
    nothing_to_sign: "Không có dự thảo kết quả nào đang chờ ký.", "No drafted result is waiting for a signature.";
    nothing_to_revoke: "Không có kết quả nào đang có hiệu lực để thu hồi.", "There is no valid result to revoke.";
    result_revoked: "Kết quả đã bị thu hồi nên không trả được. Mở sửa kết quả và ban hành kết quả mới trước.",
        "The result was revoked and cannot be handed over. Open a correction and issue another one first.";
    result_unsaid: "Chọn kết quả nào của thủ tục, hoặc ghi tên kết quả.", "Choose which result of the procedure it is, or name it.";
    result_no_date: "Không đọc được ngày ký. Ghi như 26/02/2026.", "The day cannot be read. Write it like 26/02/2026.";
    result_no_file: "Chưa chọn tệp kết quả. Chọn một tệp PDF, lập từ mẫu, hoặc chọn trao bản giấy.",
        "No file was chosen. Choose a PDF, have it made from the form, or hand it over on paper.";
    result_file: "Không nhận được tệp kết quả: tệp phải là PDF còn nguyên, không mã hoá và không quá lớn. Hồ sơ giữ nguyên như trước.",
        "The file was not taken: it must be a whole PDF, not encrypted and not too large. The dossier is as it was.";
    result_infected: "Phần mềm quét thấy mã độc trong tệp nên cổng không nhận. Hồ sơ giữ nguyên như trước.",
        "The scanner found malicious code in the file, so it was not taken. The dossier is as it was.";
    not_signed: "Ký số không thành công, hồ sơ và dự thảo giữ nguyên. Kiểm tra chứng thư, con dấu số rồi ký lại; nếu vẫn vậy, báo quản trị.",
        "The signature failed; the dossier and the draft are as they were. Check certificate and seal, then sign again; if it fails again, tell the administrator.";
    no_templates: "Cổng này không lập được văn bản từ mẫu. Tải tệp PDF lên.", "This portal cannot make papers from forms. Upload a PDF.";
}

/// Says how a result stands.
pub const fn state(language: Language, state: ResultState) -> &'static str {
    match state {
        ResultState::Valid => valid(language),
        ResultState::Replaced => replaced(language),
        ResultState::Revoked => revoked(language),
    }
}

/// Returns what to say about a refusal of a result, by its code.
pub(super) fn refused(language: Language, code: &str) -> Option<&'static str> {
    Some(match code {
        "number_missing" => number_missing(language),
        "issued_later" => issued_later(language),
        "paper_missing" => paper_missing(language),
        "signing_pending" => signing_pending(language),
        "nothing_to_sign" => nothing_to_sign(language),
        "nothing_to_revoke" => nothing_to_revoke(language),
        "result_revoked" => result_revoked(language),
        "result_unsaid" => result_unsaid(language),
        "result_no_date" => result_no_date(language),
        "result_no_file" => result_no_file(language),
        "result_file" => result_file(language),
        "result_infected" => result_infected(language),
        "not_signed" => not_signed(language),
        "no_templates" => no_templates(language),
        _ => return None,
    })
}
