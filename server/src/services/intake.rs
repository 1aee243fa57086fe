//! Taking dossiers in from paper (tiếp nhận hồ sơ giấy): what an agency receives, for whom an officer enters a dossier, and
//! whose account it comes to. Of an account that is there already the officer learns one word: whether it can be the same
//! person's. Nothing that the portal keeps of anybody is filled in.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{EntryView, IntakeForm, IntakeInput, IntakeList, IntakePaper, IntakeView, Me, Reached},
};
use motcua_core::{
    access::Action,
    account::Holder,
    actor::Actor,
    agency::AgencyCode,
    calendar::{
        Moment,
        format::{self, PartialDate},
    },
    dossier::{Dossier, Entry, Seen, transferred_at},
    form::{Answers, Form, Shown, Subject},
    id::{AccountId, DraftId},
    identity::{PersonalId, Phone},
    office::{Intake, Whose},
    procedure::{self, Channel, Procedure, ProcedureCode, Submit},
    profile::{self, Datum, Known, Origin, Profile, Whom},
    text::{Extent, PersonName, clean, fold},
};
use time::PrimitiveDateTime;

use super::{
    PortalParts, choices,
    drafts::MOST_DRAFTS,
    identities::masked,
    papers,
    profile::offered,
    queue::{Asker, asker_to},
    refusals::because,
    routing,
    starting::Basis,
    step::Open,
};
use crate::{
    error::ServiceError,
    store::{
        Conn,
        accounts::{self, Account},
        desk_accounts,
        desk_accounts::Opened,
        drafts,
        drafts::Draft,
        identities, profile as facts,
    },
};

/// The most procedures that are listed at once.
const MOST: usize = 50;

/// The longest name of an organisation.
const LONGEST_NAME: usize = 200;

/// Returns the officer who asks, if they may take dossiers in.
pub(super) fn desk(me: &Me) -> Result<Asker, ApiError> {
    asker_to(me, Action::TakeIn)
}

impl PortalParts {
    /// Lists what an officer's agency receives, under words that all stand in code or names.
    pub(super) fn received_here(&self, me: &Me, text: &str) -> Result<IntakeList, ServiceError> {
        let desk = desk(me)?;
        let text: String = text.chars().take(100).collect();
        let folded = fold(&text);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut found: Vec<(String, String)> = self
            .revisions
            .all_in_force(self.clock.today())
            .filter(|procedure| self.receives(procedure, &desk.agency))
            .filter(|procedure| {
                let names = [procedure.code.as_str(), &procedure.name, procedure.plain_name()].join(" ");
                let stands = fold(&[&names, " ", &procedure.keywords.join(" ")].concat());
                words.iter().all(|word| stands.contains(word))
            })
            .map(|procedure| (procedure.code.to_string(), procedure.plain_name().to_owned()))
            .collect();
        found.sort_by_cached_key(|(_, name)| fold(name));
        let is_cut = found.len() > MOST;
        found.truncate(MOST);
        Ok(IntakeList { text, found, is_cut })
    }

    /// Says whether an agency receives filings of a procedure.
    fn receives(&self, procedure: &Procedure, agency: &AgencyCode) -> bool {
        let own = self.reference.agencies.find(agency.as_str());
        let routed = procedure.routing.as_ref().filter(|_| procedure.can_file());
        own.zip(routed)
            .is_some_and(|(own, routing)| routing::may_receive(procedure, routing, own, &self.reference))
    }

    /// Returns the form that asks for whom a dossier of a procedure is entered.
    pub(super) fn intake_form(&self, me: &Me, code: &ProcedureCode) -> Result<IntakeForm, ServiceError> {
        let desk = desk(me)?;
        let procedure = self.received(code, &desk)?;
        Ok(IntakeForm {
            code: code.to_string(),
            procedure: procedure.plain_name().to_owned(),
            agency: self.reference.agency_name(desk.agency.as_str()),
            goes_on: self.goes_on(self.clock.now()),
            typed: BTreeMap::new(),
        })
    }

    fn received(&self, code: &ProcedureCode, desk: &Asker) -> Result<Arc<Procedure>, ServiceError> {
        let revision = self.revisions.in_force(code, self.clock.today());
        let procedure = revision.map(|revision| Arc::clone(&revision.procedure));
        let received = procedure.filter(|procedure| self.receives(procedure, &desk.agency));
        Ok(received.ok_or(ApiError::NotFound)?)
    }

    /// Says when paper received at this moment goes on, where that is later.
    fn goes_on(&self, received: Moment) -> Option<String> {
        let at = transferred_at(received, &self.calendar);
        (at > received).then(|| format::moment(at))
    }

    /// Begins a draft for somebody whose dossier is on paper.
    pub(super) async fn take_in(&self, me: &Me, input: &IntakeInput) -> Result<Reached, ServiceError> {
        let desk = desk(me)?;
        let code: ProcedureCode = input.code.parse().map_err(|_| ApiError::NotFound)?;
        self.received(&code, &desk)?;
        let intake = Intake {
            officer: desk.account,
            at: desk.agency,
            signed_at: self.signed_at(input)?,
            whose: whose(input)?,
            papers: BTreeMap::new(),
        };
        let holder = intake.whose.holder().map_err(|_| because("intake_id"))?;
        let mut conn = self.reader().await?;
        same_or_nobody(&mut conn, &intake.whose, &holder).await?;
        drop(conn);
        let account = (intake.officer, MOST_DRAFTS);
        self.start(me, account, &code, &Answers::default(), Basis::Paper(intake))
            .await
    }

    /// Reads when the hand-over record was signed; nothing at the counter.
    fn signed_at(&self, input: &IntakeInput) -> Result<Option<Moment>, ServiceError> {
        match input.how.as_str() {
            "counter" => Ok(None),
            "post" => {
                let day = PartialDate::parse(&input.signed_on).ok().and_then(PartialDate::day);
                let time = format::parse_clock(input.signed_time.trim());
                let (Some(day), Some(time)) = (day, time) else {
                    return Err(because("intake_signed"));
                };
                let signed_at = Moment::from_local(PrimitiveDateTime::new(day, time));
                motcua_core::dossier::check_signed(signed_at, self.clock.now(), &self.calendar)
                    .map_err(|refusal| super::refusals::refused(&refusal))?;
                Ok(Some(signed_at))
            }
            _ => Err(because("intake_how")),
        }
    }

    /// Notes which papers of an officer's draft were seen and are not scanned.
    pub(super) async fn papers_seen(
        self: &Arc<Self>,
        me: &Me,
        id: DraftId,
        papers: BTreeMap<String, Option<Seen>>,
    ) -> Result<(), ServiceError> {
        let desk = desk(me)?;
        let (parts, work) = (Arc::clone(self), Arc::new(papers));
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, desk.account, id).await?;
                    let draft = draft.filter(|draft| draft.intake.is_some()).ok_or(ApiError::NotFound)?;
                    let mut open = parts.open_loaded(conn, draft).await?;
                    let asked = {
                        let look = open.look()?;
                        documents(&open, &look.shown)
                    };
                    let Some(intake) = &mut open.draft.intake else {
                        return Err(ApiError::NotFound.into());
                    };
                    for (slot, seen) in work.iter() {
                        let is_asked = asked.iter().any(|paper| paper.key == *slot);
                        match seen {
                            Some(_) if !is_asked => return Err(ApiError::Invalid.into()),
                            Some(seen) => drop(intake.papers.insert(slot.clone(), *seen)),
                            None => drop(intake.papers.remove(slot)),
                        }
                    }
                    open.draft.updated_at = parts.later(open.draft.updated_at);
                    Ok::<(), ServiceError>(drafts::update(conn, &open.draft).await?)
                })
            })
            .await
    }

    /// Shows for whom a draft is entered, and its papers where the step shows papers.
    pub(super) fn intake_view(&self, open: &Open, shown: &Shown<'_>, with_papers: bool) -> Option<IntakeView> {
        let intake = open.draft.intake.as_ref()?;
        let number = intake.whose.holder().map(|holder| masked(holder.number()));
        Some(IntakeView {
            name: intake.whose.name().to_owned(),
            number: number.unwrap_or_default(),
            how: open.channel(),
            signed_at: intake.signed_at.map(format::moment),
            goes_on: self.goes_on(self.clock.now()),
            papers: if with_papers {
                documents(open, shown)
            } else {
                Vec::new()
            },
        })
    }

    /// Says how a dossier came in, who entered it and where.
    pub(super) async fn entry_view(
        &self,
        conn: &mut Conn,
        dossier: &Dossier,
        procedure: &Procedure,
    ) -> Result<EntryView, ServiceError> {
        let Some(filing) = &dossier.filing else {
            return Ok(EntryView::default());
        };
        let mut view = EntryView {
            how: Some(filing.entry.channel()),
            ..EntryView::default()
        };
        match &filing.entry {
            Entry::Online => {}
            Entry::Helped { by } => view.helped_by = accounts::by_id(conn, *by).await?.map(|helper| helper.name),
            Entry::Counter(taken_in) | Entry::Post { taken_in, .. } => {
                view.entered_by = accounts::by_id(conn, taken_in.officer)
                    .await?
                    .map(|officer| officer.name);
                view.received_at = Some(self.reference.agency_name(taken_in.at.as_str()));
                view.goes_on = dossier.received_on_paper().and_then(|received| self.goes_on(received));
            }
        }
        view.papers = dossier
            .papers_on_paper()
            .into_iter()
            .map(|(slot, how)| (papers::name_of(procedure, slot), how))
            .collect();
        if let Entry::Post { signed_at, .. } = &filing.entry {
            view.signed_at = Some(format::moment(*signed_at));
        }
        Ok(view)
    }
}

impl Open {
    /// Returns the channel whose times and fees apply to the draft.
    pub(super) fn channel(&self) -> Channel {
        match &self.draft.intake {
            None => Channel::Online,
            Some(intake) if intake.signed_at.is_some() => Channel::Post,
            Some(_) => Channel::Counter,
        }
    }

    /// Returns how the dossier comes in, with the papers that the answers ask for.
    pub(super) fn entry(&self, shown: &Shown<'_>, actor: &Actor) -> Entry {
        match (&self.draft.intake, actor) {
            (Some(intake), _) => {
                let asked = documents(self, shown);
                let is_asked = |slot: &str| asked.iter().any(|paper| paper.key == slot && paper.scanned == 0);
                intake.entry(is_asked)
            }
            (None, Actor::Helper { account }) => Entry::Helped { by: *account },
            (
                None,
                Actor::Nobody
                | Actor::Citizen { .. }
                | Actor::Delegate { .. }
                | Actor::Officer { .. }
                | Actor::Administrator { .. }
                | Actor::System,
            ) => Entry::Online,
        }
    }
}

/// Lists the papers that answers ask for beside the form itself, and what became of each.
fn documents(open: &Open, shown: &Shown<'_>) -> Vec<IntakePaper> {
    let Some(intake) = &open.draft.intake else {
        return Vec::new();
    };
    procedure::documents(&open.procedure, shown)
        .into_iter()
        .map(|choice| choices::document(&choice))
        .filter(|document| document.submit != Submit::Form)
        .map(|document| {
            let files = open.files.iter().filter(|file| file.slot == document.key);
            IntakePaper {
                scanned: u32::try_from(files.count()).unwrap_or(u32::MAX),
                seen: intake.papers.get(&document.key).copied(),
                required: document.required,
                submit: document.submit,
                name: document.name,
                key: document.key,
            }
        })
        .collect()
}

/// Reads what may be filled in on a draft: nothing that is kept of anybody where an officer enters it from paper.
pub(super) async fn offered_to(
    conn: &mut Conn,
    me: &Me,
    account: AccountId,
    draft: &Draft,
) -> Result<Profile, ServiceError> {
    match draft.intake {
        Some(_) => Ok(Profile::default()),
        None => Ok(offered(conn, me, account).await?),
    }
}

/// Answers what the officer has said already of the applicant.
pub(super) fn fill(form: &Form, answers: &mut Answers, whose: &Whose, now: Moment) {
    let (about, pairs) = match whose {
        Whose::Person {
            personal_id,
            name,
            born_on,
            phone,
        } => (
            Subject::Applicant,
            vec![
                ("person.full_name", name.clone()),
                ("person.personal_id", personal_id.clone()),
                ("person.birth_date", format::date(*born_on)),
                ("contact.phone", phone.clone()),
            ],
        ),
        Whose::Organisation { tax_code, name, phone } => (
            Subject::Organisation,
            vec![
                ("organisation.name", name.clone()),
                ("organisation.tax_code", tax_code.clone()),
                ("organisation.phone", phone.clone()),
            ],
        ),
        Whose::Filed { .. } => return,
    };
    let mut known = Known::new(Whom::Me, None);
    for (concept, text) in pairs.into_iter().filter(|(_, text)| !text.is_empty()) {
        let datum = Datum {
            value: [(String::new(), text)].into(),
            origin: Origin::Typed(String::new()),
            at: now,
            confirmed_by: None,
            overrules: false,
        };
        known.data.insert(concept.to_owned(), vec![datum]);
    }
    let sections = form.sections.iter();
    for section in sections.filter(|section| section.subject == about && section.repeat.is_none()) {
        // It is what the officer typed a moment ago: there is no origin to tell of.
        drop(profile::fill_section(section, None, &known, answers));
    }
}

/// Returns whose dossier it is: the account of that number, or one that is opened for its person now.
pub(super) async fn applicant_of(
    conn: &mut Conn,
    intake: &Intake,
    candidate: AccountId,
    now: Moment,
) -> Result<AccountId, ServiceError> {
    let holder = intake.whose.holder().map_err(|_| because("intake_id"))?;
    if let Some(account) = same_or_nobody(conn, &intake.whose, &holder).await? {
        return Ok(account);
    }
    let person = format!("desk:{}", holder.number());
    let account = Account {
        id: candidate,
        person: person.clone(),
        name: intake.whose.name().to_owned(),
        role: "citizen".to_owned(),
        agency: None,
    };
    accounts::upsert(conn, &account, now).await?;
    // Another desk may have been quicker: whoever made it first, there is one.
    let made = accounts::by_person(conn, &person).await?;
    let made = made.ok_or_else(|| ServiceError::fault("intake", "the account was not kept"))?;
    identities::hold(conn, made.id, &holder).await?;
    let born_on = match &intake.whose {
        Whose::Person { born_on, .. } => Some(format::iso(*born_on)),
        Whose::Organisation { .. } | Whose::Filed { .. } => None,
    };
    let opened = Opened {
        account: made.id,
        name: intake.whose.name(),
        born_on: born_on.as_deref(),
        agency: &intake.at,
        officer: intake.officer,
    };
    desk_accounts::open(conn, &opened, now).await?;
    Ok(made.id)
}

/// Returns the account of a number, if it can be the same person's.
async fn same_or_nobody(conn: &mut Conn, whose: &Whose, holder: &Holder) -> Result<Option<AccountId>, ServiceError> {
    let Some(known) = identities::held_by(conn, holder).await? else {
        return Ok(None);
    };
    let account = accounts::by_id(conn, known.account).await?;
    let account = account.ok_or_else(|| ServiceError::fault("intake", "the account is gone"))?;
    let kept = facts::of(conn, known.account).await?;
    let told = kept.of(Whom::Me).and_then(|me| me.text("person.birth_date"));
    let born_on = match desk_accounts::born_on(conn, known.account).await? {
        Some(at_desk) => format::parse_iso(&at_desk),
        None => told.and_then(|text| PartialDate::parse(text).ok().and_then(PartialDate::day)),
    };
    if whose.is_same(&account.name, born_on) {
        Ok(Some(known.account))
    } else {
        Err(because("identity_differs"))
    }
}

/// Reads for whom a dossier is entered.
fn whose(input: &IntakeInput) -> Result<Whose, ServiceError> {
    let phone = match input.phone.trim() {
        "" => String::new(),
        typed => {
            let phone: Phone = typed.parse().map_err(|_| because("intake_phone"))?;
            phone.as_str().to_owned()
        }
    };
    match input.whose.as_str() {
        "person" => {
            let id: PersonalId = input.personal_id.parse().map_err(|_| because("intake_id"))?;
            let name: PersonName = input.name.parse().map_err(|_| because("intake_name"))?;
            let day = PartialDate::parse(&input.born_on).ok().and_then(PartialDate::day);
            let born_on = day.ok_or_else(|| because("intake_born"))?;
            if !id.cross_check(Some(born_on), None).is_empty() {
                return Err(because("intake_born_year"));
            }
            Ok(Whose::Person {
                personal_id: id.as_str().to_owned(),
                name: name.as_str().to_owned(),
                born_on,
                phone,
            })
        }
        "organisation" => {
            let name = clean(input.organisation.trim(), Extent::Line).unwrap_or_default();
            let whose = Whose::Organisation {
                tax_code: input.tax_code.trim().to_owned(),
                name,
                phone,
            };
            whose.holder().map_err(|_| because("intake_tax"))?;
            if whose.name().is_empty() || whose.name().chars().count() > LONGEST_NAME {
                return Err(because("intake_organisation"));
            }
            Ok(whose)
        }
        _ => Err(because("intake_how")),
    }
}
