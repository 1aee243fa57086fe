//! Results by public post: how somebody wishes to receive one, order sheets, the hand-over to the carrier and what became of
//! each parcel. The post clerk sees recipients and sheets here, and never a dossier.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Me, PostLine, PostList, PostSheet, PostingView, ReturnForm, ReturnInput, Settled},
};
use motcua_core::{
    access::{Action, Decision, may},
    actor::Actor,
    calendar::{format, format::PartialDate},
    dossier::{
        Command, CommandKind, Dossier, DossierNumber, EventKind, ItemCode, PostState, Recipient, ReturnWay, fold,
    },
    form::{Form, Kind, Subject},
    id::DraftId,
    identity::Phone,
};

use super::{
    PortalParts,
    desk::words,
    dossiers::Change,
    queue::asker_to,
    receipt::qr,
    review::Words,
    step::Open,
    who::{actor, drafter, permit},
};
use crate::{
    error::ServiceError,
    store::{Conn, dossiers, dossiers::DossierRow, drafts, events, post_orders, post_orders::PostRow},
};

/// The most parcels a list shows of each state.
const MOST: u16 = 200;

/// The most delivered parcels a list shows.
const MOST_DELIVERED: u16 = 20;

/// The most characters kept of what was typed in one input.
const MOST_TYPED: usize = 400;

/// Reads how a result is to be received; nothing where nobody was asked.
///
/// # Errors
/// The name of the input that cannot be used.
pub(super) fn read(typed: &ReturnInput) -> Result<Option<ReturnWay>, &'static str> {
    match typed.way.as_str() {
        "" => Ok(None),
        "online" => Ok(Some(ReturnWay::Online)),
        "counter" => Ok(Some(ReturnWay::Counter)),
        "post" => Recipient::read(&typed.name, &typed.phone, &typed.address)
            .map(|recipient| Some(ReturnWay::Post(recipient)))
            .map_err(motcua_core::dossier::RecipientProblem::key),
        _ => Err("way"),
    }
}

/// Writes a way as a form holds it.
fn written(way: &ReturnWay) -> ReturnInput {
    match way {
        ReturnWay::Online => ReturnInput {
            way: "online".to_owned(),
            ..ReturnInput::default()
        },
        ReturnWay::Counter => ReturnInput {
            way: "counter".to_owned(),
            ..ReturnInput::default()
        },
        ReturnWay::Post(recipient) => ReturnInput {
            way: "post".to_owned(),
            name: recipient.name.clone(),
            phone: grouped(&recipient.phone),
            address: recipient.address.clone(),
        },
    }
}

/// Writes a telephone as people read it.
fn grouped(phone: &str) -> String {
    phone
        .parse()
        .map_or_else(|_| phone.to_owned(), |phone: Phone| phone.grouped())
}

/// Returns the applicant's answer of a kind; else the first one of that kind.
fn answer(form: &Form, words: &Words<'_>, is_wanted: fn(&Kind) -> bool) -> String {
    let of = |subject: Option<Subject>| {
        form.sections
            .iter()
            .filter(move |section| section.repeat.is_none() && subject.is_none_or(|wanted| section.subject == wanted))
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
            .filter(|(_, field)| is_wanted(&field.kind))
            .map(|(section, field)| words.answer(field, &format!("{}.{}", section.key, field.key)))
            .find(|answer| !answer.is_empty())
    };
    of(Some(Subject::Applicant)).or_else(|| of(None)).unwrap_or_default()
}

fn line(row: PostRow) -> PostLine {
    PostLine {
        number: row.number,
        order: row.seq,
        sheet: row.sheet,
        procedure: row.procedure,
        state: row.state,
        since: format::moment(row.since),
        name: row.name,
        phone: grouped(&row.phone),
        address: row.address,
        item: Some(row.item).filter(|item| !item.is_empty()),
        said: Some(row.said).filter(|said| !said.is_empty()),
    }
}

/// Returns the dispatches of a dossier as its pages show them.
fn lines(row: &DossierRow, dossier: &Dossier) -> Vec<PostLine> {
    let of = (row.agency.as_str(), row.number.as_str(), row.procedure.as_str());
    let kept = dossier.posts.iter().map(|order| line(PostRow::of(of, dossier, order)));
    kept.collect()
}

impl PortalParts {
    /// Keeps the choice on a draft as it was typed; of a draft that was filed meanwhile nothing is left to keep.
    pub(super) async fn keep_return(&self, me: &Me, draft: DraftId, typed: ReturnInput) -> Result<(), ServiceError> {
        let account = drafter(me)?;
        let short = |text: String| text.chars().take(MOST_TYPED).collect::<String>();
        let kept = ReturnInput {
            way: short(typed.way),
            name: short(typed.name),
            phone: short(typed.phone),
            address: short(typed.address),
        };
        let text = serde_json::to_string(&kept).map_err(|error| ServiceError::fault("draft", error))?;
        self.db
            .write(move |conn| {
                let text = text.clone();
                Box::pin(
                    async move { Ok::<(), ServiceError>(drafts::keep_receiving(conn, account, draft, &text).await?) },
                )
            })
            .await
    }

    /// Returns the choice kept on a draft.
    pub(super) async fn kept_return(conn: &mut Conn, draft: DraftId) -> Result<ReturnInput, ServiceError> {
        let text = drafts::receiving(conn, draft).await?;
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    /// Returns the choice as the review shows it: what was typed, else what the form says of the applicant.
    pub(super) fn return_form(&self, open: &Open, typed: ReturnInput, me: &Me) -> ReturnForm {
        if !typed.way.is_empty() {
            let problem = read(&typed).err().map(str::to_owned);
            return ReturnForm { typed, problem };
        }
        let words = self.words(&open.draft.answers, me.language);
        let of = |wanted: fn(&Kind) -> bool| {
            let form = open.procedure.form.as_ref();
            form.map(|form| answer(form, &words, wanted)).unwrap_or_default()
        };
        let way = if open.draft.intake.is_some() {
            "counter"
        } else {
            "online"
        };
        ReturnForm {
            typed: ReturnInput {
                way: way.to_owned(),
                name: of(|kind| matches!(kind, Kind::Name)),
                phone: of(|kind| matches!(kind, Kind::Phone)),
                address: of(|kind| matches!(kind, Kind::Address)),
            },
            problem: None,
        }
    }

    /// Returns where the delivery of a dossier stands and what may be done of it.
    pub(super) fn posting(
        &self,
        row: &DossierRow,
        dossier: &Dossier,
        kinds: &[CommandKind],
        actor: &Actor,
    ) -> PostingView {
        let way = dossier.return_way.as_ref().map(written);
        PostingView {
            form: kinds.contains(&CommandKind::ChooseReturnWay).then(|| ReturnForm {
                typed: way.clone().unwrap_or_default(),
                problem: None,
            }),
            way,
            orders: lines(row, dossier),
            may_order: kinds.contains(&CommandKind::OrderPost),
            may_handle: may(actor, Action::SeePost, None) == Decision::Allowed,
        }
    }

    pub(super) async fn choose_return(
        self: &Arc<Self>,
        me: &Me,
        number: DossierNumber,
        typed: ReturnInput,
    ) -> Result<(), ServiceError> {
        let way = read(&typed).map_err(|input| ApiError::Refused(["return_", input].concat()))?;
        let way = way.ok_or_else(|| ApiError::Refused("return_way".to_owned()))?;
        let command = Command::ChooseReturnWay(way);
        self.command(actor(me), Action::ChooseReturnWay, number, None, command)
            .await
    }

    /// Makes an order sheet. Sent twice from the same page it is one sheet.
    pub(super) async fn order_post(
        self: &Arc<Self>,
        me: &Me,
        number: DossierNumber,
        seen: u64,
    ) -> Result<(), ServiceError> {
        let who = actor(me);
        permit(&who, Action::SeeDesk, None)?;
        let made = self
            .command(
                who.clone(),
                Action::OrderPost,
                number.clone(),
                Some(seen),
                Command::OrderPost,
            )
            .await;
        match made {
            Err(ServiceError::Answer(ApiError::Conflict)) if self.is_ordered_by(&who, &number, seen).await? => Ok(()),
            made => made,
        }
    }

    /// Tells whether the very next thing after what somebody saw was an order sheet of their own that still stands.
    async fn is_ordered_by(&self, who: &Actor, number: &DossierNumber, seen: u64) -> Result<bool, ServiceError> {
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, who, number, Action::OrderPost).await?;
        let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
        let next = history.iter().find(|event| event.seq == seen.saturating_add(1));
        let theirs = next.is_some_and(|event| {
            matches!(event.kind, EventKind::PostOrdered { .. }) && event.actor.account() == who.account()
        });
        Ok(theirs)
    }

    /// Hands parcels to the carrier in one transaction: all that bear a code, or none. What was handed over before under
    /// this very code is left as it is.
    pub(super) async fn hand_to_post(
        self: &Arc<Self>,
        me: &Me,
        carrier: &str,
        codes: &BTreeMap<String, String>,
    ) -> Result<(), ServiceError> {
        let asker = asker_to(me, Action::SeePost)?;
        let carrier = words(carrier.to_owned())?;
        let mut handed = Vec::new();
        for (key, typed) in codes.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
            let (number, order) = key.split_once('~').ok_or(ApiError::Invalid)?;
            let number: DossierNumber = number.parse().map_err(|_| ApiError::NotFound)?;
            let order: u64 = order.parse().map_err(|_| ApiError::NotFound)?;
            let wrong = || ApiError::Refused(["item_code:", number.as_str()].concat());
            let item: ItemCode = typed.parse().map_err(|_| wrong())?;
            handed.push((number, order, item));
        }
        if handed.is_empty() {
            return Err(ApiError::Refused("none_coded".to_owned()).into());
        }
        // In one order, so that two who do this never wait for each other.
        handed.sort_by(|one, other| one.0.as_str().cmp(other.0.as_str()));
        let work = Arc::new((asker.actor, carrier, handed));
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let (actor, carrier, handed) = &*work;
                    for (number, order, item) in handed {
                        parts.hand_one(conn, actor, (number, *order), (carrier, item)).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    async fn hand_one(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (number, order): (&DossierNumber, u64),
        (carrier, item): (&str, &ItemCode),
    ) -> Result<(), ServiceError> {
        let (row, dossier) = self.parcel_of(conn, actor, number).await?;
        let known = dossier.post_order(order).ok_or(ApiError::NotFound)?;
        if known.sent.as_ref().is_some_and(|sent| sent.item == *item) {
            return Ok(());
        }
        if post_orders::is_taken(conn, item).await? {
            return Err(ApiError::Refused(["item_code_taken:", &known.number].concat()).into());
        }
        let command = Command::HandToPost {
            order,
            item: item.clone(),
            carrier: carrier.to_owned(),
        };
        self.change_parcel(conn, actor, &row, command).await
    }

    /// Records what became of a parcel; the same said twice is said once.
    pub(super) async fn settle_post(
        self: &Arc<Self>,
        me: &Me,
        number: DossierNumber,
        order: u64,
        settled: Settled,
    ) -> Result<(), ServiceError> {
        let asker = asker_to(me, Action::SeePost)?;
        let (command, end) = match settled {
            Settled::Delivered { received_by, signed_on } => {
                let signed_on = match signed_on.trim() {
                    "" => self.clock.now().date(),
                    typed => {
                        let day = PartialDate::parse(typed).ok().and_then(PartialDate::day);
                        day.ok_or_else(|| ApiError::Refused("signed_unread".to_owned()))?
                    }
                };
                let received_by = words(received_by)?;
                let command = Command::DeliverPost {
                    order,
                    signed_on,
                    received_by,
                };
                (command, PostState::Delivered)
            }
            Settled::CameBack { reason } => {
                let reason = words(reason)?;
                (Command::TakePostBack { order, reason }, PostState::CameBack)
            }
        };
        let work = Arc::new((asker.actor, number, command));
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let (actor, number, command) = &*work;
                    let (row, dossier) = parts.parcel_of(conn, actor, number).await?;
                    let known = dossier.post_order(order).ok_or(ApiError::NotFound)?;
                    if known.state() == end {
                        return Ok(());
                    }
                    parts.change_parcel(conn, actor, &row, command.clone()).await
                })
            })
            .await
    }

    /// Returns a dossier for what is done with its parcels, held against every other change.
    async fn parcel_of(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        number: &DossierNumber,
    ) -> Result<(DossierRow, Dossier), ServiceError> {
        let row = self.row_for(conn, actor, number, Action::HandlePost).await?;
        let row = dossiers::to_change(conn, &row.agency, row.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        let dossier = fold(row.id, &events::of_dossier(conn, &row.agency, row.id).await?);
        Ok((row, dossier))
    }

    async fn change_parcel(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        row: &DossierRow,
        command: Command,
    ) -> Result<(), ServiceError> {
        let procedure = self.revisions.get(&self.db, &row.code, &row.revision).await?;
        let change = Change {
            actor,
            agency: &row.agency,
            id: row.id,
            seen: None,
            command,
            procedure: &procedure,
        };
        self.change_in(conn, change, &mut None).await
    }

    pub(super) async fn posts(&self, me: &Me) -> Result<PostList, ServiceError> {
        let asker = asker_to(me, Action::SeePost)?;
        let agency = asker.agency.as_str();
        let mut conn = self.reader().await?;
        let mut of = Vec::with_capacity(3);
        for state in [PostState::Ordered, PostState::OnTheWay, PostState::CameBack] {
            let rows = post_orders::in_state(&mut conn, agency, state, MOST).await?;
            of.push(rows.into_iter().map(line).collect::<Vec<_>>());
        }
        let delivered = post_orders::latest(&mut conn, agency, PostState::Delivered, MOST_DELIVERED).await?;
        let mut of = of.into_iter();
        let mut next = || of.next().unwrap_or_default();
        Ok(PostList {
            agency: self.reference.agency_name(agency),
            ordered: next(),
            on_the_way: next(),
            came_back: next(),
            delivered: delivered.into_iter().map(line).collect(),
            sees_dossiers: may(&asker.actor, Action::SeeDesk, None) == Decision::Allowed,
            typed: BTreeMap::new(),
        })
    }

    pub(super) async fn post_sheet(
        &self,
        me: &Me,
        number: &DossierNumber,
        order: u64,
    ) -> Result<PostSheet, ServiceError> {
        let asker = asker_to(me, Action::SeePost)?;
        let mut conn = self.reader().await?;
        let row = self
            .row_for(&mut conn, &asker.actor, number, Action::HandlePost)
            .await?;
        let dossier = fold(row.id, &events::of_dossier(&mut conn, &row.agency, row.id).await?);
        let known = dossier.post_order(order).ok_or(ApiError::NotFound)?;
        self.note_look(me, &row).await?;
        let of = (row.agency.as_str(), row.number.as_str(), row.procedure.as_str());
        let result = dossier.results.iter().find(|result| result.seq == known.result);
        let tracking_url = [
            &self.public_url,
            motcua_app::paths::tracked(row.number.as_str()).as_str(),
        ]
        .concat();
        Ok(PostSheet {
            agency: self.reference.agency_name(&row.agency),
            result: result.map(|result| result.result.clone()).unwrap_or_default(),
            ordered_at: format::moment(known.at),
            sent_at: known.sent.as_ref().map(|sent| format::moment(sent.at)),
            carrier: known.sent.as_ref().map(|sent| sent.carrier.clone()),
            line: line(PostRow::of(of, &dossier, known)),
            qr_svg: qr(&tracking_url)?,
            tracking_url,
        })
    }
}
