//! What payers and testers see of the simulated gateway: plain pages that need no script.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use motcua_core::payment::money::grouped;

use crate::failure_page::escape;

use super::{
    Switches,
    book::{Order, Outcome},
};

const STYLE: &str = "body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:32rem;padding:1rem;color:#1a1a1a}\
    button{font:inherit;min-height:48px;width:100%;margin:.5rem 0;border:2px solid #0b5394;border-radius:4px;\
    background:#fff;color:#0b5394}.go{background:#0b5394;color:#fff}.note{border-left:4px solid #b45309;padding:.5rem 1rem;\
    background:#fff7ed}label{display:block;min-height:40px}input[type=text]{font:inherit;width:6rem}td,th{text-align:left;\
    padding:.25rem .5rem;font-size:15px;overflow-wrap:anywhere}";

fn whole(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=vi><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <link rel=icon href=\"data:,\"><title>{title}</title><style>{STYLE}</style><main><h1>{title}</h1>\
         <p class=note>Cổng thanh toán mô phỏng. Không có tiền thật.</p>{body}</main></html>"
    )
}

/// The page on which a payer pays.
pub(super) fn pay(order: &Order) -> Response {
    let body = format!(
        "<p>Số tiền: <strong>{} đồng</strong></p><p>{}</p><p>Mã giao dịch: {}</p>\
         <form method=post action=\"/thanh-toan/{}\">\
         <button class=go name=outcome value=paid>Thanh toán</button>\
         <button name=outcome value=refused>Thẻ không đủ tiền</button>\
         <button name=outcome value=cancelled>Huỷ giao dịch</button></form>",
        grouped(order.dong()),
        escape(&order.info),
        escape(&order.reference),
        escape(&order.reference),
    );
    Html(whole("Thanh toán VNPAY", &body)).into_response()
}

/// The page that says why nothing can be paid.
pub(super) fn problem(code: &str, words: &str) -> Response {
    let body = format!("<p>{} (mã {})</p>", escape(words), escape(code));
    let page = whole("Không thanh toán được", &body);
    (
        StatusCode::BAD_REQUEST,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        page,
    )
        .into_response()
}

/// The page on which testers tell it how to behave.
pub(super) fn control(switches: &Switches, orders: &[Order]) -> String {
    let tick = |name: &str, label: &str, is_on: bool| {
        let checked = if is_on { " checked" } else { "" };
        format!("<label><input type=checkbox name={name}{checked}> {label}</label>")
    };
    let number = |name: &str, label: &str, value: u64| {
        format!("<label>{label} <input type=text inputmode=numeric name={name} value={value}></label>")
    };
    let lines: String = orders
        .iter()
        .rev()
        .take(200)
        .map(|order| {
            let outcome = match (order.outcome, &order.refund) {
                (None, _) => "chờ",
                (Some(Outcome::Paid), None) => "đã trả",
                (Some(Outcome::Paid), Some(_)) => "đã hoàn",
                (Some(Outcome::Cancelled), _) => "huỷ",
                (Some(Outcome::Refused), _) => "từ chối",
            };
            format!(
                "<tr><td>{}<td>{}<td>{outcome}<td>{}",
                escape(&order.reference),
                grouped(order.dong()),
                escape(&order.transaction)
            )
        })
        .collect();
    let body = [
        "<form method=post action=/dieu-khien>",
        &number("delay_ms", "Chậm báo (mili giây)", switches.delay_ms),
        &number("drop", "Mất bao nhiêu thông báo tới", u64::from(switches.drop)),
        &tick("twice", "Báo hai lần", switches.twice),
        &tick("forged", "Ký sai", switches.forged),
        &tick("other_amount", "Sai số tiền", switches.other_amount),
        &tick("refuse", "Từ chối người trả", switches.refuse),
        &tick("down", "Không trả lời", switches.down),
        "<button class=go>Lưu</button></form><h2>Giao dịch</h2><table><tr><th>Mã<th>Đồng<th>Kết quả<th>Số GD",
        &lines,
        "</table>",
    ]
    .concat();
    whole("Điều khiển mô phỏng", &body)
}
