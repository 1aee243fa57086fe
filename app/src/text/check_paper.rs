//! Checking whether a paper is genuine.

use super::words;
use crate::views::{Language, SignatureWorth};

words! {
    title: "Kiểm tra văn bản điện tử", "Check an electronic paper";
    lead: "Chọn tệp PDF nhận từ cơ quan nhà nước. Cổng xem chữ ký số trong tệp: ai ký, và tệp có bị sửa sau khi ký không.",
        "Choose a PDF you got from an agency. The portal looks at the digital signature in it: who signed, and whether it was changed since.";
    file: "Tệp PDF", "PDF file";
    hint: "Tối đa 20 MB. Tệp chỉ được đọc để kiểm tra, không được lưu lại.", "At most 20 MB. The file is read for this check only and not kept.";
    check: "Kiểm tra", "Check";
    paper_copy: "Bản in trên giấy không kiểm tra được ở đây: tra cứu hồ sơ theo số hoặc mã QR in trên giấy.",
        "A printed copy cannot be checked here: track the dossier by the number or the QR code printed on it.";
    no_file: "Chưa chọn tệp", "No file chosen";
    no_file_next: "Chọn một tệp PDF rồi bấm Kiểm tra.", "Choose a PDF, then press Check.";
    not_now: "Chưa kiểm tra được lúc này", "This cannot be checked just now";
    not_now_next: "Nhiều người đang kiểm tra, hoặc đường truyền quá chậm. Hãy thử lại sau ít phút.",
        "Many are checking, or the line is too slow. Try again in a few minutes.";
    too_large: "Tệp lớn hơn 20 MB", "The file is larger than 20 MB";
    too_large_next: "Văn bản có chữ ký số thường dưới 5 MB. Hãy chọn đúng tệp nhận được.", "Signed papers are usually under 5 MB. Choose the file as you got it.";
    not_a_pdf: "Tệp này không phải PDF", "This file is no PDF";
    not_a_pdf_next: "Ảnh chụp hay tệp Word không mang chữ ký số của cơ quan. Hãy chọn tệp PDF gốc.",
        "A photograph or a Word file carries no signature of an agency. Choose the original PDF.";
    not_signed: "Tệp không có chữ ký số", "The file is not signed";
    not_signed_next: "Không thể biết ai làm ra tệp này. Hãy hỏi cơ quan đã trả kết quả cho bạn.",
        "Nobody can tell who made this file. Ask the agency that gave it to you.";
    signer: "Người ký", "Signed by";
    unknown: "Không đọc được", "Cannot be read";
    claimed_at: "Thời điểm ký ghi trong tệp", "Time of signing, as the file says";
}

/// Says what a signature is worth, and what to do with the paper.
pub fn worth(language: Language, worth: SignatureWorth) -> (&'static str, &'static str) {
    match (language, worth) {
        (Language::Vi, SignatureWorth::Good) => (
            "Văn bản nguyên vẹn, chữ ký hợp lệ",
            "Tệp không bị sửa từ khi cơ quan ký.",
        ),
        (Language::En, SignatureWorth::Good) => (
            "Genuine: the signature is valid",
            "The file has not been changed since the agency signed it.",
        ),
        (Language::Vi, SignatureWorth::AddedTo) => (
            "Có nội dung thêm vào sau chữ ký này",
            "Phần đã ký còn nguyên, nhưng tệp có phần thêm vào sau. Nếu bên dưới không có chữ ký hợp lệ cho cả tệp, đừng dùng tệp này.",
        ),
        (Language::En, SignatureWorth::AddedTo) => (
            "Something was added after this signature",
            "What was signed is intact, but more was appended. Unless a valid signature of the whole file stands below, do not rely on it.",
        ),
        (Language::Vi, SignatureWorth::Changed) => (
            "Tệp đã bị sửa sau khi ký",
            "Đừng dùng tệp này. Hãy tải lại bản gốc hoặc hỏi cơ quan đã ký.",
        ),
        (Language::En, SignatureWorth::Changed) => (
            "The file was changed after it was signed",
            "Do not rely on it. Get the original again, or ask the agency that signed.",
        ),
        (Language::Vi, SignatureWorth::UnknownSigner) => (
            "Cổng này không biết người ký",
            "Tệp còn nguyên như khi ký, nhưng chữ ký không phải của cơ quan mà cổng này công nhận. Hãy hỏi cơ quan được nêu tên.",
        ),
        (Language::En, SignatureWorth::UnknownSigner) => (
            "This portal does not know who signed",
            "The file is as it was signed, but by none of the agencies this portal vouches for. Ask the agency it names.",
        ),
        (Language::Vi, SignatureWorth::NotInForce) => (
            "Chứng thư số của người ký không còn hiệu lực hôm nay",
            "Tệp còn nguyên như khi ký. Hãy hỏi cơ quan đã ký xem văn bản còn giá trị không.",
        ),
        (Language::En, SignatureWorth::NotInForce) => (
            "The signer's certificate is not in force today",
            "The file is as it was signed. Ask the agency whether the paper still stands.",
        ),
        (Language::Vi, SignatureWorth::Broken) => (
            "Chữ ký trong tệp bị hỏng",
            "Đừng dùng tệp này. Hãy tải lại bản gốc hoặc hỏi cơ quan đã ký.",
        ),
        (Language::En, SignatureWorth::Broken) => (
            "The signature in the file is broken",
            "Do not rely on it. Get the original again, or ask the agency that signed.",
        ),
    }
}
