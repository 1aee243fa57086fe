//! What the books hold of cash, refunds and files of banks and gateways.

use std::sync::Arc;

use super::*;

#[tokio::test]
async fn money_that_comes_when_nothing_is_owed_is_given_back_by_two_people() {
    for case in Case::all().await {
        let url = case.url().await;
        let notice = case.gateway.pay(&url, "paid").await;
        // The gateway hides it: the try is let go, and the fee is paid in cash.
        let failed = signed(
            notice
                .clone()
                .into_iter()
                .chain([("vnp_ResponseCode".to_owned(), "51".to_owned())])
                .collect(),
            GATEWAY_SECRET,
        );
        assert_eq!(case.portal.vnpay_notice(&failed).await.unwrap(), Reply::Confirmed);
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        assert_eq!(case.portal.vnpay_notice(&notice).await.unwrap(), Reply::Confirmed);
        assert_eq!(case.balance("owed_back").await, -DUE);
        let list = case.portal.refunds(&case.officer).await.unwrap();
        let [surplus] = list.lines.as_slice() else {
            panic!("{list:?}")
        };
        assert_eq!((surplus.state.as_str(), surplus.asked_by.as_str()), ("asked", ""));
        let declined = case
            .portal
            .decide_refund(&case.officer, surplus.id.clone(), false, "Không".to_owned())
            .await;
        assert_eq!(declined, Err(ApiError::Refused("refund_is_owed".to_owned())));
        case.portal
            .decide_refund(&case.officer, surplus.id.clone(), true, String::new())
            .await
            .unwrap();
        look(&case.portal, never()).await.unwrap();
        assert_eq!(case.portal.refunds(&case.officer).await.unwrap().lines[0].state, "done");
        assert_eq!(
            (case.balance("owed_back").await, case.balance("clearing:vnpay").await),
            (0, 0)
        );
        assert_eq!(case.balance("cash").await, DUE, "the fee itself is kept");
        case.end().await;
    }
}

#[tokio::test]
async fn who_asks_for_a_refund_does_not_approve_it() {
    for case in Case::all().await {
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        let reference = case.view().await.paid[0].reference.clone();
        let ask = |reason: &str| {
            case.portal
                .ask_refund(&case.officer, case.number.clone(), reference.clone(), reason.to_owned())
        };
        assert_eq!(ask(" ").await, Err(ApiError::Refused("reason_missing".to_owned())));
        ask("Thu nhầm").await.unwrap();
        assert_eq!(ask("Thu nhầm").await, Err(ApiError::Refused("refund_asked".to_owned())));
        let desk = motcua_app::backend::Desk::dossier(&case.portal, &case.officer, case.number.clone());
        let paid = desk.await.unwrap().money.unwrap().paid.remove(0);
        assert_eq!((paid.refund.as_deref(), paid.may_ask_back), (Some("asked"), false));
        let line = case.portal.refunds(&case.officer).await.unwrap().lines.remove(0);
        assert!(!line.may_decide);
        let own = case
            .portal
            .decide_refund(&case.officer, line.id.clone(), true, String::new())
            .await;
        assert_eq!(own, Err(ApiError::Refused("own_refund".to_owned())));
        case.end().await;
    }
}

#[tokio::test]
async fn a_till_is_closed_with_what_is_in_it_or_a_reason() {
    for case in Case::all().await {
        let wrong = case.portal.take_cash(&case.officer, case.number.clone(), FEE - 1).await;
        assert_eq!(wrong, Err(ApiError::Refused("wrong_amount".to_owned())));
        let none = case.portal.close_till(&case.officer, 0, String::new()).await;
        assert_eq!(none, Err(ApiError::Refused("no_till".to_owned())));
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        let twice = case.portal.take_cash(&case.officer, case.number.clone(), FEE).await;
        assert_eq!(twice, Err(ApiError::Refused("nothing_owed".to_owned())));
        let till = case.portal.till(&case.officer).await.unwrap();
        assert_eq!((till.total, till.cash.len()), (DUE, 1));
        let less = case.portal.close_till(&case.officer, FEE - 1_000, String::new()).await;
        assert_eq!(less, Err(ApiError::Refused("till_differs".to_owned())));
        case.portal
            .close_till(&case.officer, FEE - 1_000, "Thối nhầm".to_owned())
            .await
            .unwrap();
        let till = case.portal.till(&case.officer).await.unwrap();
        assert_eq!(
            (till.opened, till.closed.len(), till.closed[0].counted),
            (None, 1, FEE - 1_000)
        );
        assert_eq!(
            (case.balance("cash").await, case.balance("bank").await),
            (0, DUE - 1_000)
        );
        assert_eq!(case.balance("cash_difference").await, 1_000);
        case.end().await;
    }
}

#[tokio::test]
async fn a_refused_dossier_gives_its_fee_back_and_owes_nothing() {
    for case in Case::all().await {
        case.begin(Way::Transfer).await.unwrap();
        let transfer = case.view().await.attempt.unwrap().transfer.unwrap();
        assert_eq!(transfer.memo.len(), 16);
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        case.act(DeskAction::Refuse {
            reason: "Không thuộc thẩm quyền".to_owned(),
        })
        .await;
        let list = case.portal.refunds(&case.officer).await.unwrap();
        let [back] = list.lines.as_slice() else {
            panic!("{list:?}")
        };
        assert!(back.may_decide, "the portal asked");
        case.portal
            .decide_refund(&case.officer, back.id.clone(), true, String::new())
            .await
            .unwrap();
        case.portal
            .pay_back(&case.officer, back.id.clone(), "Mẹ cháu ký nhận".to_owned())
            .await
            .unwrap();
        assert_eq!(case.view().await.paid[0].state, State::Refunded);
        for account in ["receivable", "fees", "cash", "owed_back"] {
            assert_eq!(case.balance(account).await, 0, "{account}");
        }
        case.end().await;
    }
}

#[tokio::test]
async fn a_dossier_that_ends_unpaid_owes_nothing_and_late_money_is_given_back() {
    for case in Case::all().await {
        let url = case.url().await;
        case.act(DeskAction::Refuse {
            reason: "Không thuộc thẩm quyền".to_owned(),
        })
        .await;
        assert_eq!((case.balance("receivable").await, case.balance("fees").await), (0, 0));
        let notice = case.gateway.pay(&url, "paid").await;
        assert_eq!(case.portal.vnpay_notice(&notice).await.unwrap(), Reply::Confirmed);
        assert_eq!(case.balance("owed_back").await, -DUE);
        assert_eq!(case.portal.refunds(&case.officer).await.unwrap().lines.len(), 1);
        case.end().await;
    }
}

#[tokio::test]
async fn an_officer_asks_for_a_further_sum_and_the_clock_waits() {
    for case in Case::all().await {
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        case.act(DeskAction::Accept).await;
        let seen = case
            .portal
            .dossier(&case.officer, case.number.clone())
            .await
            .unwrap()
            .seen;
        let asked = case
            .portal
            .ask(
                &case.officer,
                case.number.clone(),
                seen,
                16_000,
                "Hai bản sao".to_owned(),
            )
            .await;
        asked.unwrap();
        assert_eq!(case.status().await, Status::AwaitingPayment);
        assert_eq!(case.view().await.owed.unwrap().amount, 16_000);
        case.portal
            .take_cash(&case.officer, case.number.clone(), 16_000)
            .await
            .unwrap();
        assert_eq!(case.status().await, Status::Accepted);
        assert_eq!(case.portal.till(&case.officer).await.unwrap().total, DUE + 16_000);
        case.end().await;
    }
}

fn statement(lines: &[(&str, u64, &str)]) -> String {
    let mut file = "Ngày giao dịch;Số bút toán;Ghi có;Diễn giải\n".to_owned();
    for (number, amount, memo) in lines {
        file.push_str(&format!("20/11/2026;{number};{amount};{memo}\n"));
    }
    file
}

#[tokio::test]
async fn a_transfer_is_settled_by_the_line_that_names_it_and_every_other_line_is_explained() {
    for case in Case::all().await {
        case.begin(Way::Transfer).await.unwrap();
        let memo = case.view().await.attempt.unwrap().transfer.unwrap().memo;
        let written = format!("MBVCB.1234.{}.CT tu TRAN THI LAN", memo.to_lowercase());
        let less = statement(&[("FT1", FEE - 1_000, &written), ("FT2", 50_000, "ung ho quy")]);
        let case = &case;
        let import = |file: String| async move {
            let done = case
                .portal
                .import_statement(&case.officer, Source::Bank, file.as_bytes());
            let done = done.await.unwrap();
            (done.new, done.before, done.open)
        };
        assert_eq!(import(less.clone()).await, (2, 0, 2));
        assert_eq!(import(less).await, (0, 2, 0), "the same file again counts nothing");
        assert!(case.view().await.owed.is_some(), "less than what is owed pays nothing");
        assert_eq!(case.balance("unexplained").await, -(DUE - 1_000 + 50_000));
        case.is_straight().await;
        let right = statement(&[("FT3", FEE, &written), ("FT4", FEE, &written)]);
        assert_eq!(
            import(right).await,
            (2, 0, 1),
            "the second transfer of the same is too much"
        );
        assert_eq!(case.view().await.owed, None);
        assert_eq!(
            (
                case.balance("clearing:transfer").await,
                case.balance("receivable").await
            ),
            (0, 0)
        );
        let open = case.portal.reconciliation(&case.officer).await.unwrap().open;
        let codes: Vec<&str> = open.iter().map(|line| line.difference.as_str()).collect();
        assert_eq!(codes.len(), 3);
        for code in ["other_amount", "unknown", "twice"] {
            assert!(codes.contains(&code), "{codes:?}");
        }
        for line in open {
            let (id, none) = (line.id, String::new());
            let silent = case
                .portal
                .resolve_line(&case.officer, id.clone(), none.clone(), none.clone())
                .await;
            assert_eq!(silent, Err(ApiError::Refused("reason_missing".to_owned())));
            let reason = "Trả lại người gửi, UNC 15".to_owned();
            case.portal
                .resolve_line(&case.officer, id.clone(), none.clone(), reason.clone())
                .await
                .unwrap();
            let again = case.portal.resolve_line(&case.officer, id, none, reason).await;
            assert_eq!(again, Err(ApiError::Conflict));
        }
        assert_eq!(case.balance("unexplained").await, 0);
        assert_eq!(case.balance("bank").await, DUE);
        case.is_straight().await;
    }
}

#[tokio::test]
async fn money_without_a_reference_is_given_to_its_dossier_by_hand() {
    for case in Case::all().await {
        let file = statement(&[("FT1", FEE, "Lan nop le phi cho con")]);
        case.portal
            .import_statement(&case.officer, Source::Bank, file.as_bytes())
            .await
            .unwrap();
        let line = case.portal.reconciliation(&case.officer).await.unwrap().open.remove(0);
        let resolve = |number: &str| {
            let reason = "Gọi điện xác nhận".to_owned();
            case.portal
                .resolve_line(&case.officer, line.id.clone(), number.to_owned(), reason)
        };
        let unknown = resolve("H36.175-261120-9999").await;
        assert_eq!(unknown, Err(ApiError::Refused("no_such_dossier".to_owned())));
        resolve(case.number.as_str()).await.unwrap();
        assert_eq!(case.view().await.owed, None);
        assert_eq!(
            (case.balance("bank").await, case.balance("clearing:transfer").await),
            (DUE, 0)
        );
        case.end().await;
    }
}

#[tokio::test]
async fn the_gateways_file_of_a_day_is_held_against_the_books() {
    for case in Case::all().await {
        let url = case.url().await;
        let notice = case.gateway.pay(&url, "paid").await;
        let file = reqwest::get(format!("{}/api/settlement?day=2026-11-20", case.gateway.at))
            .await
            .unwrap();
        let file = file.text().await.unwrap();
        // The notice never came: the file says that it was paid, and the gateway itself is asked.
        let done = case
            .portal
            .import_statement(&case.officer, Source::Vnpay, file.as_bytes())
            .await
            .unwrap();
        assert_eq!((done.new, done.open), (1, 0));
        assert_eq!(case.view().await.owed, None);
        assert_eq!(
            (case.balance("bank").await, case.balance("clearing:vnpay").await),
            (DUE, 0)
        );
        assert_eq!(
            case.portal.vnpay_notice(&notice).await.unwrap(),
            Reply::AlreadyConfirmed
        );
        let strange =
            "reference,transaction,amount,kind,paid_at,status\nMC00000000000000,9,5000,pay,20261120081500,00\n";
        let done = case
            .portal
            .import_statement(&case.officer, Source::Vnpay, strange.as_bytes())
            .await
            .unwrap();
        assert_eq!((done.new, done.open), (1, 1));
        let report = case
            .portal
            .money_report(&case.officer, "2026-11-20", "2026-11-20")
            .await
            .unwrap();
        assert!(report.contains("settled") && report.contains("75000"), "{report}");
        let citizen = case.portal.money_report(&case.lan, "2026-11-20", "2026-11-20").await;
        assert!(citizen.is_err());
        case.end().await;
    }
}

#[tokio::test]
async fn money_that_does_not_arrive_is_named() {
    for case in Case::all().await {
        let url = case.url().await;
        let notice = case.gateway.pay(&url, "paid").await;
        case.portal.vnpay_notice(&notice).await.unwrap();
        assert!(case.portal.reconciliation(&case.officer).await.unwrap().late.is_empty());
        case.later(Span::days(4));
        let late = case.portal.reconciliation(&case.officer).await.unwrap().late;
        assert_eq!((late.len(), late[0].days, late[0].amount), (1, 4, FEE));
        case.end().await;
    }
}

#[tokio::test]
async fn an_altered_book_is_found() {
    for case in Case::all().await {
        case.portal
            .take_cash(&case.officer, case.number.clone(), FEE)
            .await
            .unwrap();
        case.is_straight().await;
        let reference = case.view().await.paid[0].reference.clone();
        let db = &case.portal.parts().db;
        let moved = Arc::new(reference);
        db.write(move |conn| {
            let reference = Arc::clone(&moved);
            Box::pin(async move {
                let mut payment = payments::one(conn, &reference).await?.unwrap();
                payment.state = State::Expired;
                payments::record(
                    conn,
                    &mut payment,
                    &motcua_core::payment::Happened::Expired,
                    Clock::parse(NOW).unwrap().now(),
                )
                .await?;
                Ok::<(), motcua_server::store::StoreError>(())
            })
        })
        .await
        .unwrap();
        let report = audit::verify(db, &case.portal.parts().files).await.unwrap();
        assert!(!report.is_clean(), "{report:?}");
        drop(case.portal);
        case.fresh.end().await;
    }
}
