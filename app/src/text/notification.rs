//! What people are told, in words: one template a matter, in both languages, for the portal's list, for letters and for
//! short messages. Letters hold a number and no answers: whoever reads them on the way learns little.

use motcua_core::notification::{Channel, Matter};

use super::words;
use crate::views::Language;

words! {
    title: "Thông báo của tôi", "My notifications";
    short: "Thông báo", "Notices";
    none: "Chưa có thông báo nào. Khi hồ sơ của bạn có thay đổi, cổng báo ở đây.",
        "Nothing yet. When something happens to a dossier of yours, you read it here.";
    unread: "chưa đọc", "unread";
    new: "Mới", "New";
    read: "Đánh dấu đã đọc", "Mark as read";
    read_all: "Đánh dấu tất cả đã đọc", "Mark all as read";
    open: "Xem hồ sơ", "See the dossier";
    mend: "Xem và bổ sung", "See and mend";
    answer: "Xem và trả lời", "See and answer";
    also_by: "Nhận thêm qua thư điện tử hoặc tin nhắn", "Receive them by e-mail or text message too";
    check_link: "Kiểm tra một tin nhắn có thật không", "Check whether a message is genuine";
    due: "Hẹn trả kết quả", "Result promised";
    check_title: "Tin nhắn này có thật không?", "Is this message genuine?";
    check_lead: "Mọi thư và tin nhắn của cổng đều có một mã 10 ký tự. Nhập mã để biết có đúng cổng đã gửi không.",
        "Every letter and message of the portal bears a code of 10 signs. Type it to see whether the portal sent it.";
    check_label: "Mã tin nhắn", "Code of the message";
    check_hint: "Ví dụ K7Q2M-9XH4T. Chữ hoa hay chữ thường đều được.", "For example K7Q2M-9XH4T. Upper or lower case.";
    check_button: "Kiểm tra", "Check";
    check_wrong: "Nhập đủ 10 ký tự của mã, ví dụ K7Q2M-9XH4T", "Type all 10 signs of the code, for example K7Q2M-9XH4T";
    genuine: "Đúng, cổng đã gửi tin nhắn này", "Yes, the portal sent this message";
    genuine_when: "Gửi lúc", "Sent at";
    genuine_about: "Nội dung", "About";
    genuine_but: "So lại: tin nhắn bạn nhận phải nói đúng việc này. Nếu nội dung khác, đừng làm theo.",
        "Compare: what you received must be about this. If it says something else, do not follow it.";
    not_genuine: "Cổng không gửi tin nhắn nào có mã này", "The portal sent no message with this code";
    not_genuine_text: "Nếu bạn đã gõ đúng mã thì tin nhắn đó không phải của cổng. Đừng bấm vào liên kết, đừng chuyển tiền, và báo công an hoặc bộ phận một cửa.",
        "If the code is typed as it stands there, the message is not ours. Do not follow its links or pay, and tell the police or the one-stop desk.";
    never_asks: "Cổng không bao giờ hỏi mật khẩu, mã OTP, và không bảo bạn chuyển tiền hay cài ứng dụng qua thư hoặc tin nhắn.",
        "The portal never asks for a password or a one-time code, and never tells you to pay or install anything by letter or message.";
    channels: "Nhận thông báo ở đâu", "Where you are told";
    channels_text: "Mọi thông báo luôn có trên cổng. Bạn có thể nhận thêm ở đây; cổng chỉ gửi đến địa chỉ bạn đã xác nhận.",
        "Every notification is here on the portal. You can receive it elsewhere too, at an address you have confirmed.";
    no_channels: "Cổng này chưa gửi thư điện tử hay tin nhắn. Thông báo có ở mục Thông báo của tôi.",
        "This portal sends no e-mail or messages yet. You find everything under My notifications.";
    channels_not_yours: "Chỉ người đại diện, hoặc người được uỷ quyền mọi việc, chọn nơi tổ chức nhận thông báo. Thông báo luôn có ở mục",
        "Only the representative, or whoever is entrusted with everything, chooses where the organisation is told. Everything is under";
    wanted: "Gửi thông báo cho tôi ở đây", "Send me notifications here";
    save: "Lưu", "Save";
    confirmed: "đã xác nhận", "confirmed";
    unconfirmed: "chưa xác nhận", "not confirmed";
    type_code: "Mã 6 số vừa gửi đến địa chỉ này", "The 6 digits just sent to this address";
    type_code_hint: "Mã dùng được trong 30 phút. Để nhận mã mới, bấm Lưu lần nữa.",
        "Good for 30 minutes. Press Save again for another one.";
    confirm: "Xác nhận", "Confirm";
    remove_hint: "Để trống để thôi nhận ở đây.", "Leave empty to stop receiving here.";
    deliveries: "Thư và tin nhắn chưa gửi được", "Messages that could not be sent";
    deliveries_text: "Những thư, tin nhắn đã thử nhiều lần hoặc bị máy nhận từ chối. Thông báo trên cổng vẫn đến người nhận.",
        "Messages tried often enough, or refused by the receiver. Their readers still find them on the portal.";
    no_deliveries: "Không có thư hay tin nhắn nào bị kẹt.", "Nothing is stuck.";
    stopped: "Đã thôi thử", "Given up";
    still_tried: "Đang thử lại", "Being tried again";
    tried: "đã thử", "tried";
    times: "lần", "times";
    next_try: "thử lại lúc", "next at";
    given_up: "thôi thử lúc", "given up at";
    problem: "Lý do", "Reason";
    retry: "Gửi lại", "Try again";
    discard: "Bỏ", "Discard";
    discard_text: "Bỏ thư này? Người nhận vẫn đọc được thông báo trên cổng.", "Discard it? Its reader still has the notification here.";
    discard_yes: "Đúng, bỏ thư này", "Yes, discard it";
    waiting_count: "Đang chờ gửi", "Waiting to be sent";
}

/// What stands in a message.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The procedure's plain name.
    pub procedure: &'a str,
    /// The dossier's number.
    pub number: &'a str,
    /// The agency's name.
    pub agency: &'a str,
    /// The body that was asked, by name.
    pub body: &'a str,
    /// The step of the process that it is in.
    pub step: &'a str,
    /// The date promised, or by which an answer is wanted.
    pub due: Option<&'a str>,
    /// The amount, written out.
    pub amount: Option<&'a str>,
    /// The digits to type back.
    pub digits: &'a str,
    /// The carrier's code of a parcel.
    pub item: &'a str,
}

/// What goes around a message that leaves the portal.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// The province's name.
    pub province: &'a str,
    /// The portal's address.
    pub portal: &'a str,
    /// The address of what it is about.
    pub link: &'a str,
    /// The code of the message.
    pub code: &'a str,
}

/// Names a channel, as the label of its address.
pub const fn channel(language: Language, channel: Channel) -> &'static str {
    match (language, channel) {
        (Language::Vi, Channel::Email) => "Thư điện tử",
        (Language::Vi, Channel::Sms) => "Số điện thoại nhận tin nhắn",
        (Language::Vi, Channel::Zalo) => "Số điện thoại có Zalo",
        (Language::En, Channel::Email) => "E-mail",
        (Language::En, Channel::Sms) => "Telephone for text messages",
        (Language::En, Channel::Zalo) => "Telephone with Zalo",
    }
}

/// Names a matter in a few words.
pub const fn matter(language: Language, matter: Matter) -> &'static str {
    let (vi, en) = match matter {
        Matter::Submitted => ("Cổng đã nhận hồ sơ", "Dossier received by the portal"),
        Matter::Accepted => ("Hồ sơ được tiếp nhận", "Dossier accepted"),
        Matter::ReceptionRefused => ("Hồ sơ không được tiếp nhận", "Dossier not accepted"),
        Matter::SupplementAsked => ("Bạn cần bổ sung hồ sơ", "Your dossier needs something more"),
        Matter::PaymentAsked => ("Bạn cần nộp phí, lệ phí", "A fee is to be paid"),
        Matter::PaymentConfirmed => ("Đã nhận phí, lệ phí", "Fee received"),
        Matter::FeeRefunded => ("Đã hoàn phí, lệ phí", "Fee given back"),
        Matter::Extended => ("Xin lỗi và hẹn lại ngày trả kết quả", "Apology and a new date"),
        Matter::WithdrawalConfirmed => ("Hồ sơ đã được rút", "Dossier withdrawn"),
        Matter::WithdrawalDeclined => ("Hồ sơ không được rút", "Withdrawal declined"),
        Matter::Stopped => ("Dừng giải quyết hồ sơ", "Work on the dossier stopped"),
        Matter::Finished => ("Hồ sơ đã có kết quả", "Your result is ready"),
        Matter::ResultReturned => ("Đã trả kết quả", "Result handed over"),
        Matter::ResultRevoked => ("Kết quả đã bị thu hồi", "Your result was revoked"),
        Matter::PostHandedOver => ("Kết quả đã giao cho bưu chính", "Your result is with the post"),
        Matter::PostCameBack => (
            "Kết quả bị bưu chính chuyển hoàn",
            "Your result came back from the post",
        ),
        Matter::AddressCheck => ("Mã xác nhận địa chỉ", "Code to confirm an address"),
        Matter::Message => ("Cơ quan nhắn cho bạn", "The agency wrote to you"),
        Matter::DeskMessage => ("Người nộp nhắn cho cơ quan", "The applicant wrote to the agency"),
        Matter::DeskAssigned => ("Bạn được giao hồ sơ", "A dossier was given to you"),
        Matter::DeadlineSoon => ("Hồ sơ sắp đến hạn", "A dossier is due soon"),
        Matter::DeadlineOverdue => ("Hồ sơ đã quá hạn", "A dossier is overdue"),
        Matter::DeadlineEscalated => (
            "Hồ sơ quá hạn chưa xong, báo lãnh đạo",
            "A dossier stays overdue: told to the head",
        ),
        Matter::ConsultationSilent => (
            "Cơ quan được lấy ý kiến chưa trả lời đúng hạn",
            "A body that was asked has not answered in time",
        ),
        Matter::ConsultationAsked => ("Cơ quan bạn được hỏi ý kiến", "Your agency is asked for its opinion"),
        Matter::ConsultationAnswered => (
            "Cơ quan được lấy ý kiến đã trả lời",
            "A body that was asked has answered",
        ),
        Matter::StepLate => ("Hồ sơ quá giờ của bước", "A step takes longer than it may"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// The sentences of a matter, with what stands in braces to be filled in.
const fn template(language: Language, matter: Matter) -> &'static str {
    let (vi, en) = match matter {
        Matter::Submitted => (
            "Cổng đã nhận hồ sơ “{procedure}” và chuyển đến {agency}. Cán bộ sẽ xem, rồi tiếp nhận hoặc báo bạn bổ sung một lần.",
            "The portal has your dossier “{procedure}” and passed it to {agency}. An officer will accept it, or ask you once for what is missing.",
        ),
        Matter::Accepted => (
            "{agency} đã tiếp nhận hồ sơ “{procedure}”.{due}",
            "{agency} has accepted your dossier “{procedure}”.{due}",
        ),
        Matter::ReceptionRefused => (
            "{agency} không tiếp nhận hồ sơ “{procedure}”. Lý do có trên cổng.",
            "{agency} did not accept your dossier “{procedure}”. The reason is on the portal.",
        ),
        Matter::SupplementAsked => (
            "{agency} cần bạn bổ sung hồ sơ “{procedure}”. Mọi chỗ cần bổ sung đã ghi đủ một lần trên cổng. Thời hạn giải quyết tạm dừng đến khi bạn gửi lại.",
            "{agency} needs you to mend your dossier “{procedure}”. Everything needed is listed at once on the portal. The time limit waits until you answer.",
        ),
        Matter::PaymentAsked => (
            "Hồ sơ “{procedure}” cần nộp {amount}. Chỉ nộp trên cổng hoặc tại bộ phận một cửa.",
            "{amount} is to be paid for your dossier “{procedure}”. Pay on the portal or at the one-stop desk only.",
        ),
        Matter::PaymentConfirmed => (
            "Cổng đã nhận {amount} cho hồ sơ “{procedure}”.{due}",
            "{amount} was received for your dossier “{procedure}”.{due}",
        ),
        Matter::FeeRefunded => (
            "{agency} đã hoàn {amount} của hồ sơ “{procedure}” về nơi bạn đã nộp.",
            "{agency} gave {amount} of your dossier “{procedure}” back the way it was paid.",
        ),
        Matter::Extended => (
            "{agency} xin lỗi vì chưa giải quyết xong hồ sơ “{procedure}” đúng hẹn.{due} Lý do có trên cổng.",
            "{agency} apologises: your dossier “{procedure}” is not finished in time.{due} The reason is on the portal.",
        ),
        Matter::WithdrawalConfirmed => (
            "{agency} đã đồng ý cho rút hồ sơ “{procedure}”.",
            "{agency} has confirmed the withdrawal of your dossier “{procedure}”.",
        ),
        Matter::WithdrawalDeclined => (
            "{agency} không đồng ý cho rút hồ sơ “{procedure}” và tiếp tục giải quyết. Lý do có trên cổng.",
            "{agency} declined the withdrawal of your dossier “{procedure}” and goes on with it. The reason is on the portal.",
        ),
        Matter::Stopped => (
            "{agency} dừng giải quyết hồ sơ “{procedure}”. Lý do có trên cổng.",
            "{agency} stopped the work on your dossier “{procedure}”. The reason is on the portal.",
        ),
        Matter::Finished => (
            "Hồ sơ “{procedure}” đã có kết quả tại {agency}.{early}",
            "The result of your dossier “{procedure}” is ready at {agency}.{early}",
        ),
        Matter::ResultReturned => (
            "Kết quả hồ sơ “{procedure}” đã được trả. Nếu bạn chưa nhận, báo ngay {agency}.",
            "The result of your dossier “{procedure}” was handed over. If you have not received it, tell {agency} at once.",
        ),
        Matter::ResultRevoked => (
            "{agency} đã thu hồi kết quả hồ sơ “{procedure}”. Lý do có trên cổng. Kết quả này không còn giá trị sử dụng.",
            "{agency} has revoked the result of your dossier “{procedure}”. The reason is on the portal. The result is not valid any more.",
        ),
        Matter::PostHandedOver => (
            "{agency} đã giao kết quả hồ sơ “{procedure}” cho bưu chính. Mã bưu gửi: {item}. Người nhận ký khi nhận.",
            "{agency} has handed the result of your dossier “{procedure}” to the post. Item code: {item}. The recipient signs for it.",
        ),
        Matter::PostCameBack => (
            "Bưu chính không phát được kết quả hồ sơ “{procedure}” và đã trả về {agency}. Xem lý do và kiểm tra lại địa chỉ nhận trên cổng; cơ quan gửi lại hoặc trả tại quầy.",
            "The post could not deliver the result of your dossier “{procedure}” and returned it to {agency}. See the reason and check the address on the portal; it is sent again or handed over at the counter.",
        ),
        Matter::AddressCheck => (
            "Mã xác nhận của bạn là {digits}. Nhập mã này ở trang Tài khoản của tôi trong 30 phút. Nếu bạn không yêu cầu, hãy bỏ qua.",
            "Your code is {digits}. Type it on the page My account within 30 minutes. If you did not ask for it, ignore this message.",
        ),
        Matter::Message => (
            "{agency} có tin nhắn cho bạn về hồ sơ “{procedure}”. Đọc và trả lời trên trang hồ sơ.",
            "{agency} has written to you about your dossier “{procedure}”. Read and answer on the dossier's page.",
        ),
        Matter::DeskMessage => (
            "Người nộp hồ sơ “{procedure}” có tin nhắn chờ trả lời.",
            "The applicant of the dossier “{procedure}” has written and waits for an answer.",
        ),
        Matter::DeskAssigned => (
            "Hồ sơ “{procedure}” được giao cho bạn.{due}",
            "The dossier “{procedure}” was given to you.{due}",
        ),
        Matter::DeadlineSoon => (
            "Hồ sơ “{procedure}” sắp đến hạn.{due} Nếu không kịp, phải xin lỗi và hẹn lại trước hạn ít nhất một ngày.",
            "The dossier “{procedure}” is due soon.{due} If it cannot be done, the apology must go out at least a day before.",
        ),
        Matter::DeadlineOverdue => (
            "Hồ sơ “{procedure}” đã quá hạn.{due}",
            "The dossier “{procedure}” is overdue.{due}",
        ),
        Matter::DeadlineEscalated => (
            "Hồ sơ “{procedure}” đã quá hạn một ngày làm việc mà chưa xong.{due}",
            "The dossier “{procedure}” is not finished a working day after its date.{due}",
        ),
        Matter::ConsultationSilent => (
            "Hồ sơ “{procedure}”: cơ quan được lấy ý kiến đã quá hạn mà chưa trả lời. Thời hạn của hồ sơ vẫn chạy.",
            "Dossier “{procedure}”: a body that was asked let its date pass without an answer. The dossier’s own clock runs on.",
        ),
        Matter::ConsultationAsked => (
            "{agency} lấy ý kiến cơ quan bạn về hồ sơ “{procedure}”. Trả lời chậm nhất {until}.",
            "{agency} asks your agency for its opinion on the dossier “{procedure}”. To be answered by {until}.",
        ),
        Matter::ConsultationAnswered => (
            "{body} đã trả lời về hồ sơ “{procedure}”. Nội dung trả lời có trên trang hồ sơ.",
            "{body} has answered about the dossier “{procedure}”. The answer is on the dossier's page.",
        ),
        Matter::StepLate => (
            "Hồ sơ “{procedure}” ở bước “{step}” đã quá giờ của bước. Giờ của bước là giờ nội bộ; ngày hẹn trả không đổi.",
            "The dossier “{procedure}” has been in the step “{step}” for longer than it may take. The hours of a step are the agency's own; the promised date stays.",
        ),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// Says what happened and what follows, in full sentences.
pub fn told(language: Language, matter: Matter, facts: &Facts<'_>) -> String {
    let due = facts.due.map(|due| match language {
        Language::Vi => [" Hẹn trả kết quả: ", due, "."].concat(),
        Language::En => [" The result is promised for ", due, "."].concat(),
    });
    // A result bears a date only where it came before the one that was promised.
    let early = facts.due.map(|due| match language {
        Language::Vi => [" Sớm hơn hẹn: cơ quan đã hẹn ", due, "."].concat(),
        Language::En => [" This is earlier than promised: it was due ", due, "."].concat(),
    });
    let mut out = String::new();
    let mut rest = template(language, matter);
    // Filled in one pass: what a person typed is never looked at for braces.
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(match name {
            "procedure" => facts.procedure,
            "number" => facts.number,
            "agency" => facts.agency,
            "body" => facts.body,
            "step" => facts.step,
            "item" => facts.item,
            "early" => early.as_deref().unwrap_or_default(),
            "due" => due.as_deref().unwrap_or_default(),
            "until" => facts.due.unwrap_or_default(),
            "amount" => facts.amount.unwrap_or_default(),
            "digits" => facts.digits,
            _ => "",
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Writes a letter: its subject and its text.
pub fn letter(language: Language, about: Matter, facts: &Facts<'_>, envelope: &Envelope<'_>) -> (String, String) {
    let Envelope {
        province,
        portal,
        link,
        code,
    } = envelope;
    let subject = [
        matter(language, about),
        if facts.number.is_empty() { "" } else { " – " },
        facts.number,
    ]
    .concat();
    let mut text = told(language, about, facts);
    let (number, see, bears, how, stop, from) = match language {
        Language::Vi => (
            "Số hồ sơ",
            "Xem trên cổng",
            "Mã của thư này",
            "Muốn biết thư có đúng do cổng gửi không, tự gõ địa chỉ này rồi nhập mã",
            "Thôi nhận thư",
            "Cổng dịch vụ công",
        ),
        Language::En => (
            "Dossier number",
            "See it on the portal",
            "Code of this letter",
            "To see whether the portal sent it, type this address yourself and enter the code",
            "To stop these letters",
            "Public service portal",
        ),
    };
    text.push_str("\n\n");
    if !facts.number.is_empty() {
        text.push_str(&[number, ": ", facts.number, "\n"].concat());
    }
    text.push_str(&[see, ": ", link, "\n\n--\n", bears, ": ", code, "\n"].concat());
    text.push_str(
        &[
            how,
            ": ",
            portal,
            crate::paths::GENUINE,
            "\n",
            never_asks(language),
            "\n",
        ]
        .concat(),
    );
    text.push_str(
        &[
            stop,
            ": ",
            portal,
            crate::paths::ACCOUNT,
            "\n",
            from,
            " ",
            province,
            "\n",
        ]
        .concat(),
    );
    (subject, text)
}

/// Writes a short message.
pub fn short_message(language: Language, about: Matter, facts: &Facts<'_>, envelope: &Envelope<'_>) -> String {
    let code = match language {
        Language::Vi => " Mã tin: ",
        Language::En => " Code: ",
    };
    let what = if about == Matter::AddressCheck {
        told(language, about, facts)
    } else {
        [matter(language, about), " ", facts.number, ". ", envelope.link].concat()
    };
    [envelope.province, ": ", &what, code, envelope.code].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts<'_> = Facts {
        procedure: "Đăng ký {digits} khai sinh",
        number: "H36.175-261120-0001",
        agency: "UBND phường Xuân Hương",
        body: "Sở Tư pháp",
        step: "Thẩm định",
        due: Some("17:00 ngày 23/11/2026"),
        amount: Some("8.000 đ"),
        digits: "123456",
        item: "RR473124829VN",
    };

    #[test]
    fn every_matter_has_whole_sentences_in_both_languages_and_leaves_no_brace_of_its_own() {
        for language in [Language::Vi, Language::En] {
            for about in Matter::ALL {
                let facts = Facts {
                    procedure: "Đăng ký khai sinh",
                    ..FACTS
                };
                let said = told(language, about, &facts);
                assert!(said.ends_with('.') && !said.contains(['{', '}']), "{said}");
                assert!(!matter(language, about).is_empty());
                assert_ne!(matter(Language::Vi, about), matter(Language::En, about));
            }
        }
    }

    #[test]
    fn what_a_person_typed_is_never_taken_for_a_place_to_fill() {
        let said = told(Language::Vi, Matter::Accepted, &FACTS);
        assert!(said.contains("“Đăng ký {digits} khai sinh”"), "{said}");
        assert!(said.ends_with("Hẹn trả kết quả: 17:00 ngày 23/11/2026."));
    }

    #[test]
    fn a_letter_says_how_to_check_it_and_never_links_the_code() {
        let envelope = Envelope {
            province: "Lâm Đồng",
            portal: "https://dvc.example.vn",
            link: "https://dvc.example.vn/tra-cuu/H36.175-261120-0001",
            code: "K7Q2M-9XH4T",
        };
        let (subject, text) = letter(Language::Vi, Matter::SupplementAsked, &FACTS, &envelope);
        assert_eq!(subject, "Bạn cần bổ sung hồ sơ – H36.175-261120-0001");
        assert!(text.contains("Mã của thư này: K7Q2M-9XH4T\n"));
        assert!(text.contains("https://dvc.example.vn/kiem-tra-tin-nhan\n"), "{text}");
        assert!(text.contains(never_asks(Language::Vi)));
        let short = short_message(Language::Vi, Matter::SupplementAsked, &FACTS, &envelope);
        assert!(short.chars().count() < 201 && short.ends_with("K7Q2M-9XH4T"), "{short}");
        let check = short_message(Language::En, Matter::AddressCheck, &FACTS, &envelope);
        assert!(check.contains("123456"));
    }
}
