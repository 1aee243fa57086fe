//! Receiving a result: the choice of the way, the post clerk's list, the order sheet.

use motcua_core::dossier::PostState;

use super::words;
use crate::views::{Language, ReturnInput};

words! {
    choose: "Nhận kết quả bằng cách nào", "How to receive the result";
    choose_hint: "Bản điện tử luôn có trên cổng. Đổi được đến khi kết quả giao cho bưu chính.",
        "The electronic result is always on the portal. It can be changed until the parcel is with the carrier.";
    online: "Trực tuyến, trên cổng này", "Online, on this portal";
    counter: "Tại quầy một cửa", "At the one-stop counter";
    post: "Qua bưu chính, đến tận nơi", "By public post, to an address";
    post_hint: "Chỉ điền ba ô này khi chọn bưu chính. Bạn trả cước cho bưu chính; cổng không thu.",
        "Fill these in only for the post. You pay the carrier; the portal takes no postage.";
    name: "Người nhận", "Recipient";
    name_hint: "Họ và tên như trên giấy tờ; người này ký nhận.", "The full name as on their papers; they sign for it.";
    name_wrong: "Ghi họ và tên người nhận, ví dụ Trần Thị Mai Lan", "Give the recipient's full name, for example Trần Thị Mai Lan";
    phone: "Số điện thoại người nhận", "The recipient's telephone";
    phone_hint: "Bưu tá gọi trước khi giao, ví dụ 0912 345 678.", "The carrier calls before coming, for example 0912 345 678.";
    phone_wrong: "Ghi số điện thoại ở Việt Nam, ví dụ 0912 345 678", "Give a telephone number of Viet Nam, for example 0912 345 678";
    address: "Địa chỉ nhận", "Address";
    address_hint: "Số nhà, đường hoặc thôn, xã, phường, tỉnh.", "House, street or hamlet, commune, province.";
    address_wrong: "Ghi đủ địa chỉ nhận, ví dụ 12 Phan Bội Châu, phường Xuân Hương, Lâm Đồng",
        "Give the whole address, for example 12 Phan Bội Châu, phường Xuân Hương, Lâm Đồng";
    change: "Đổi cách nhận kết quả", "Change how to receive the result";
    keep: "Lưu cách nhận", "Keep this way";
    where_parcel: "Bưu gửi đang ở đâu", "Where the parcel is";
    item: "Mã bưu gửi", "Item code";
    item_hint: "Mã trên nhãn của bưu chính, ví dụ RR473124829VN.", "The code on the carrier's label, for example RR473124829VN.";
    title: "Bưu chính", "Post";
    lead: "Kết quả trả qua dịch vụ bưu chính công ích. Hồ sơ chỉ xong khi người nhận đã ký.",
        "Results sent by public post. A dossier is done only when the recipient has signed.";
    to_hand: "Giao bưu chính hôm nay", "To hand over today";
    to_hand_none: "Không có bưu gửi nào chờ giao.", "No parcel waits for the carrier.";
    to_hand_hint: "Ghi mã của những bưu gửi giao lần này; ô để trống thì chưa giao. Hai bên đếm và ký, giao đủ hoặc không giao.",
        "Type the codes of the parcels handed over now; what is left empty stays. Both count and sign: all of them, or none.";
    carrier: "Người của bưu chính ký nhận", "Who signs for the carrier";
    carrier_hint: "Họ tên nhân viên bưu chính.", "The name of the carrier's clerk.";
    hand_over: "Giao cho bưu chính", "Hand over to the carrier";
    on_the_way: "Đang chuyển phát", "On the way";
    on_the_way_none: "Không có bưu gửi nào đang chuyển.", "Nothing is on the way.";
    came_back: "Bị chuyển hoàn", "Returned";
    came_back_none: "Không có bưu gửi nào bị chuyển hoàn.", "Nothing came back.";
    came_back_hint: "Gửi lại hoặc trả tại quầy từ trang hồ sơ.", "Send it again, or hand it over at the counter, from the dossier's page.";
    lately: "Đã phát gần đây", "Delivered lately";
    sheet: "Phiếu gửi", "Order sheet";
    sheet_title: "Phiếu gửi kết quả qua bưu chính", "Order sheet for a result by post";
    sheet_print: "In phiếu gửi", "Print the order sheet";
    sender: "Nơi gửi", "Sender";
    contents: "Nội dung gửi", "Contents";
    made_at: "Lập lúc", "Made at";
    sent_at: "Giao bưu chính lúc", "Handed over at";
    carrier_signed: "Người ký cho bưu chính", "Signed for the carrier by";
    sign_agency: "Người giao (cơ quan)", "Handed over by (agency)";
    sign_carrier: "Người nhận (bưu chính)", "Taken by (carrier)";
    sign_recipient: "Người nhận kết quả", "Recipient of the result";
    sign_hint: "Ký, ghi rõ họ tên, ngày", "Signature, full name, date";
    delivered: "Đã phát, người nhận đã ký", "Delivered and signed for";
    received_by: "Người ký nhận", "Who signed for it";
    signed_on: "Ngày ký, để trống nếu là hôm nay", "The day it was signed; empty for today";
    signed_on_hint: "Ví dụ 26/11/2026.", "For example 26/11/2026.";
    returned: "Bị chuyển hoàn về cơ quan", "It came back to the agency";
    returned_why: "Vì sao không phát được", "Why it was not delivered";
    returned_hint: "Ví dụ: gọi ba lần không gặp người nhận. Người nộp sẽ đọc.", "For example: called three times, nobody there. The applicant reads it.";
    record: "Ghi nhận", "Record";
    order: "Lập phiếu gửi", "Make the order sheet";
    order_text: "Kết quả đi đến địa chỉ người nộp đã đăng ký.", "The result goes to the address the applicant registered.";
    order_again: "Lập phiếu gửi lại", "Make another order sheet";
    unsaid: "Người nộp chưa chọn cách nhận.", "The applicant has not said how to receive it.";
    to_list: "Danh sách bưu chính", "The list of parcels";
    scan_words: "Quét để theo dõi hồ sơ:", "Scan to follow the dossier:";
    item_wrong: "Mã bưu gửi không đúng. So lại từng chữ số trên nhãn", "This is no item code. Compare it with the label";
    item_taken: "Mã này đã dùng cho bưu gửi khác. So lại với nhãn", "This code belongs to another parcel. Compare it with the label";
    none_coded: "Ghi mã của ít nhất một bưu gửi để giao.", "Type the code of at least one parcel to hand over.";
    carrier_missing: "Ghi họ tên người của bưu chính ký nhận.", "Give the name of the carrier's clerk who signs.";
    unsigned: "Trả qua bưu chính chỉ xong khi người nhận ký: lập phiếu gửi, giao bưu chính, rồi ghi nhận đã phát.",
        "By post the result is handed over by the recipient's signature: make the sheet, hand it over, then record the delivery.";
    no_way: "Người nộp chưa chọn nhận qua bưu chính. Ghi cách nhận trước.", "The applicant has not chosen the post. Record the way first.";
    nothing_to_send: "Chưa có kết quả để gửi.", "There is no result to send yet.";
    ordered_already: "Đã có phiếu gửi và bưu gửi chưa đi. Dùng phiếu đó.", "There is a sheet whose parcel has not left. Use that one.";
    no_order: "Bưu gửi này không còn ở bước đó. Tải lại trang để xem tình trạng mới.", "This parcel is not at that step any more. Reload the page.";
    away: "Bưu chính đang giữ kết quả. Chờ phát xong hoặc chuyển hoàn.", "The carrier has the result. Wait until it is delivered or comes back.";
    signed_early: "Ngày ký không thể trước ngày giao bưu chính.", "It cannot be signed for before it was handed to the carrier.";
    signed_unread: "Không đọc được ngày ký. Ghi như 26/11/2026.", "The day cannot be read. Write it like 26/11/2026.";
    way_missing: "Chọn một cách nhận kết quả.", "Choose how to receive the result.";
}

/// Says where a parcel is.
pub const fn state(language: Language, state: PostState) -> &'static str {
    match (language, state) {
        (Language::Vi, PostState::Ordered) => "Chờ giao bưu chính",
        (Language::Vi, PostState::OnTheWay) => "Bưu chính đang chuyển",
        (Language::Vi, PostState::Delivered) => "Người nhận đã ký",
        (Language::Vi, PostState::CameBack) => "Bị chuyển hoàn về cơ quan",
        (Language::Vi, PostState::Lapsed) => "Phiếu gửi đã huỷ",
        (Language::En, PostState::Ordered) => "Waiting for the carrier",
        (Language::En, PostState::OnTheWay) => "With the carrier",
        (Language::En, PostState::Delivered) => "The recipient signed",
        (Language::En, PostState::CameBack) => "Came back to the agency",
        (Language::En, PostState::Lapsed) => "The sheet lapsed",
    }
}

/// Says how a result is to be received, in one line.
pub fn way(language: Language, way: &ReturnInput) -> String {
    match way.way.as_str() {
        "post" => {
            let by = match language {
                Language::Vi => "Qua bưu chính, đến ",
                Language::En => "By post, to ",
            };
            [by, &way.name, ", ", &way.phone, ", ", &way.address].concat()
        }
        "counter" => counter(language).to_owned(),
        _ => online(language).to_owned(),
    }
}

/// Says what is wrong with an input of a recipient.
pub fn problem(language: Language, input: &str) -> &'static str {
    match input {
        "name" => name_wrong(language),
        "phone" => phone_wrong(language),
        "address" => address_wrong(language),
        _ => way_missing(language),
    }
}

/// Says why the rules of the post said no; none for what is not of the post.
pub fn refused(language: Language, code: &str) -> Option<&'static str> {
    Some(match code {
        "item_code" => item_wrong(language),
        "item_code_taken" => item_taken(language),
        "none_coded" => none_coded(language),
        "carrier_missing" => carrier_missing(language),
        "post_unsigned" => unsigned(language),
        "no_postal_way" => no_way(language),
        "nothing_to_send" => nothing_to_send(language),
        "post_ordered_already" => ordered_already(language),
        "no_post_order" => no_order(language),
        "parcel_away" => away(language),
        "signed_before_sent" => signed_early(language),
        "signed_unread" => signed_unread(language),
        "return_name" => name_wrong(language),
        "return_phone" => phone_wrong(language),
        "return_address" => address_wrong(language),
        "return_way" => way_missing(language),
        _ => return None,
    })
}
