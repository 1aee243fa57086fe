//! Double entry (ghi sổ kép): what each thing that happens to money books, and that an entry balances before anybody keeps
//! it. No store, no clock.

use std::fmt;

use super::{Money, Way};

/// An account of the ledger (tài khoản kế toán).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What applicants still owe.
    Receivable,
    /// The fees and charges earned for the state.
    Fees,
    /// What a way to pay has taken and not yet handed over.
    Clearing(Way),
    /// What lies in a till; the till's id.
    Cash(String),
    /// What arrived in the collector's bank account.
    Bank,
    /// What is to be given back to payers.
    OwedBack,
    /// What tills were found to hold too much or too little.
    CashDifference,
    /// Money that nobody could say the reason of.
    Unexplained,
}

impl fmt::Display for Account {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Receivable => out.write_str("receivable"),
            Self::Fees => out.write_str("fees"),
            Self::Clearing(way) => write!(out, "clearing:{way}"),
            Self::Cash(till) => write!(out, "cash:{till}"),
            Self::Bank => out.write_str("bank"),
            Self::OwedBack => out.write_str("owed_back"),
            Self::CashDifference => out.write_str("cash_difference"),
            Self::Unexplained => out.write_str("unexplained"),
        }
    }
}

/// One line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account.
    pub account: Account,
    /// What it is about: an obligation's id, a payment's reference, a till's id.
    pub subject: String,
    /// What comes in (nợ).
    pub debit: Money,
    /// What goes out (có).
    pub credit: Money,
}

/// What an entry is of; of each there is one for a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody owes; by obligation.
    Owed,
    /// Nobody owes any more; by obligation.
    Cancelled,
    /// Money was taken; by payment.
    Paid,
    /// Money taken arrived in the bank; by payment.
    Settled,
    /// Money is to be given back; by refund.
    RefundApproved,
    /// It will not be given back after all; by refund.
    RefundDropped,
    /// It was given back; by refund.
    Refunded,
    /// A refund left the bank; by refund.
    RefundSettled,
    /// A till was counted and its money brought to the bank; by till.
    TillClosed,
    /// Money that no payment explains; by line of a statement.
    Unexplained,
    /// Such money was explained after all; by line of a statement.
    Explained,
}

impl Kind {
    /// Returns the stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::Cancelled => "cancelled",
            Self::Paid => "paid",
            Self::Settled => "settled",
            Self::RefundApproved => "refund_approved",
            Self::RefundDropped => "refund_dropped",
            Self::Refunded => "refunded",
            Self::RefundSettled => "refund_settled",
            Self::TillClosed => "till_closed",
            Self::Unexplained => "unexplained",
            Self::Explained => "explained",
        }
    }
}

/// Lines that balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    kind: Kind,
    subject: String,
    postings: Vec<Posting>,
}

/// The two sides of an entry are not the same, or there is nothing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry that does not balance")]
pub struct Unbalanced;

impl Entry {
    /// Makes an entry of lines.
    ///
    /// # Errors
    /// [`Unbalanced`] when debits and credits differ, a line has both or neither, or there is no line.
    pub fn new(kind: Kind, subject: impl Into<String>, postings: Vec<Posting>) -> Result<Self, Unbalanced> {
        let side = |of: fn(&Posting) -> Money| Money::total(postings.iter().map(of));
        let is_one_sided = |one: &Posting| one.debit.is_zero() != one.credit.is_zero();
        let balances = side(|one| one.debit).is_some_and(|sum| side(|one| one.credit) == Some(sum));
        if postings.is_empty() || !balances || !postings.iter().all(is_one_sided) {
            return Err(Unbalanced);
        }
        Ok(Self {
            kind,
            subject: subject.into(),
            postings,
        })
    }

    /// Moves an amount from one account to another.
    ///
    /// # Errors
    /// [`Unbalanced`] when the amount is nothing.
    pub fn moved(
        kind: Kind,
        subject: &str,
        amount: Money,
        (debit, of_debit): (Account, &str),
        (credit, of_credit): (Account, &str),
    ) -> Result<Self, Unbalanced> {
        Self::new(
            kind,
            subject,
            vec![
                Posting {
                    account: debit,
                    subject: of_debit.to_owned(),
                    debit: amount,
                    credit: Money::ZERO,
                },
                Posting {
                    account: credit,
                    subject: of_credit.to_owned(),
                    debit: Money::ZERO,
                    credit: amount,
                },
            ],
        )
    }

    /// Returns what it is of.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns what it is about.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns its lines.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }
}

/// Somebody owes an amount.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn owed(obligation: &str, amount: Money) -> Result<Entry, Unbalanced> {
    let (debit, credit) = ((Account::Receivable, obligation), (Account::Fees, obligation));
    Entry::moved(Kind::Owed, obligation, amount, debit, credit)
}

/// What was owed is owed no longer, and was not paid.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn cancelled(obligation: &str, amount: Money) -> Result<Entry, Unbalanced> {
    let (debit, credit) = ((Account::Fees, obligation), (Account::Receivable, obligation));
    Entry::moved(Kind::Cancelled, obligation, amount, debit, credit)
}

/// Money was taken: for an obligation that waited for it, or, where nothing is owed any more, to be given back.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn paid(reference: &str, amount: Money, into: Account, obligation: Option<&str>) -> Result<Entry, Unbalanced> {
    let credit = match obligation {
        Some(obligation) => (Account::Receivable, obligation),
        None => (Account::OwedBack, reference),
    };
    Entry::moved(Kind::Paid, reference, amount, (into, reference), credit)
}

/// A fee that was paid is to be given back.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn refund_approved(refund: &str, reference: &str, amount: Money) -> Result<Entry, Unbalanced> {
    let (debit, credit) = ((Account::Fees, reference), (Account::OwedBack, reference));
    Entry::moved(Kind::RefundApproved, refund, amount, debit, credit)
}

/// A fee that was to be given back is kept after all.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn refund_dropped(refund: &str, reference: &str, amount: Money) -> Result<Entry, Unbalanced> {
    let (debit, credit) = ((Account::OwedBack, reference), (Account::Fees, reference));
    Entry::moved(Kind::RefundDropped, refund, amount, debit, credit)
}

/// Money was given back.
///
/// # Errors
/// [`Unbalanced`] when the amount is nothing.
pub fn refunded(refund: &str, reference: &str, amount: Money, from: Account) -> Result<Entry, Unbalanced> {
    Entry::moved(
        Kind::Refunded,
        refund,
        amount,
        (Account::OwedBack, reference),
        (from, reference),
    )
}

/// A till was counted: what was found goes to the bank, what it should have held leaves the till, and the difference stays
/// visible. Nothing where neither holds anything.
///
/// # Errors
/// [`Unbalanced`], which amounts of a till never are.
pub fn till_closed(till: &str, expected: Money, counted: Money) -> Result<Option<Entry>, Unbalanced> {
    let mut postings = Vec::new();
    let mut put = |account, debit, credit| {
        let posting = Posting {
            account,
            subject: till.to_owned(),
            debit,
            credit,
        };
        if !posting.debit.is_zero() || !posting.credit.is_zero() {
            postings.push(posting);
        }
    };
    let less = |a: Money, b: Money| Money::of(a.dong().saturating_sub(b.dong())).unwrap_or_default();
    put(Account::Bank, counted, Money::ZERO);
    put(Account::Cash(till.to_owned()), Money::ZERO, expected);
    put(
        Account::CashDifference,
        less(expected, counted),
        less(counted, expected),
    );
    if postings.is_empty() {
        return Ok(None);
    }
    Entry::new(Kind::TillClosed, till, postings).map(Some)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dong(amount: u64) -> Money {
        Money::of(amount).unwrap()
    }

    #[test]
    fn every_account_has_a_name_of_its_own() {
        let all = [
            (Account::Receivable, "receivable"),
            (Account::Fees, "fees"),
            (Account::Clearing(Way::Vnpay), "clearing:vnpay"),
            (Account::Clearing(Way::Transfer), "clearing:transfer"),
            (Account::Cash("t1".to_owned()), "cash:t1"),
            (Account::Bank, "bank"),
            (Account::OwedBack, "owed_back"),
            (Account::CashDifference, "cash_difference"),
            (Account::Unexplained, "unexplained"),
        ];
        for (account, name) in all {
            assert_eq!(account.to_string(), name);
        }
    }

    #[test]
    fn an_entry_that_does_not_balance_is_none() {
        let line = |debit, credit| Posting {
            account: Account::Bank,
            subject: String::new(),
            debit: dong(debit),
            credit: dong(credit),
        };
        for lines in [
            vec![],
            vec![line(1, 0)],
            vec![line(2, 0), line(0, 1)],
            vec![line(1, 1)],
            vec![line(0, 0)],
        ] {
            assert_eq!(Entry::new(Kind::Paid, "1", lines), Err(Unbalanced));
        }
        assert!(owed("1", Money::ZERO).is_err());
    }

    proptest! {
        #[test]
        fn a_till_balances_whatever_is_found_in_it(expected in 0_u64..1_000_000_000, counted in 0_u64..1_000_000_000) {
            let entry = till_closed("t", dong(expected), dong(counted)).unwrap();
            prop_assert_eq!(entry.is_none(), expected == 0 && counted == 0);
        }
    }
}
