//! Results as papers: recorded at the desk or drafted for signing, signed by a head, revoked, given to their owner, and proven
//! to anybody who holds the code. A file is kept before anything points at it; what fails leaves the dossier as it was.

use std::{fmt, sync::Arc};

use futures_util::{StreamExt, TryStreamExt};
use motcua_app::{
    api::ApiError,
    views::{DeskResults, DraftedResult, IssuedView, Me, ResultState, VerifiedResult},
};
use motcua_core::{
    access::Action,
    actor::Actor,
    calendar::format::{self, PartialDate},
    document::Digit,
    dossier::{
        Command, CommandKind, Context, Digest, Dossier, DossierNumber, Event, EventKind, IssuedResult, ResultEnd,
        ResultPaper, decide, fold,
    },
    id::FileId,
    procedure::{Procedure, ResultKind},
};
use motcua_signing::Act;
use tokio::task::spawn_blocking;

use super::{
    Portal, PortalParts,
    desk::words,
    dossiers::Change,
    papers,
    refusals::{because, refused},
    who::{actor, permit},
};
use crate::{
    clock::{new_id, new_token},
    error::ServiceError,
    files::Kept,
    sealing::{Sealing, utc},
    store::{
        Conn, accounts,
        dossiers::{self, DossierRow},
        events, files,
        files::{Home, Scan, StoredFile},
        results,
    },
};

/// The letters of codes: none that is taken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// How many letters a code has: 80 bits.
const CODE: usize = 16;

/// How much larger a file becomes by its signatures, in bytes.
const SIGNATURES: u64 = 256 << 10;

/// The longest name of a file.
const LONGEST_NAME: usize = 100;

/// What an officer says of a result.
#[derive(Debug)]
pub(crate) struct Said {
    /// The last event they saw.
    pub(crate) seen: u64,
    /// What becomes of it.
    pub(crate) then: Then,
    /// Which of the procedure's results, by place; none for another one.
    pub(crate) kind: Option<usize>,
    /// The name of another one.
    pub(crate) name: String,
    /// Its number and symbol.
    pub(crate) number: String,
    /// The day it is dated, as typed.
    pub(crate) issued_on: String,
    /// Where its paper comes from.
    pub(crate) source: Source,
}

/// What becomes of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// The work, or the correction, ends with it.
    Finish,
    /// A head is asked to sign it.
    Sign,
}

/// Where the paper of a result comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// It is handed over on paper.
    None,
    /// It is made from the procedure's form.
    Form,
    /// It was sent.
    File(Kept, Scan),
}

/// A dossier with all that a result of it is made from.
pub(super) struct Case {
    pub(super) row: DossierRow,
    pub(super) procedure: Arc<Procedure>,
    pub(super) dossier: Dossier,
}

impl Portal {
    /// Tells whether who is asking may record a result of a dossier, whatever state it is in.
    pub(crate) async fn may_record(&self, me: &Me, number: &DossierNumber) -> Result<(), ServiceError> {
        let actor = actor(me);
        permit(&actor, Action::SeeDesk, None)?;
        let mut conn = self.0.reader().await?;
        self.0.row_for(&mut conn, &actor, number, Action::Finish).await?;
        Ok(())
    }

    /// Records a result, or drafts it for signing.
    pub(crate) async fn issue(&self, me: &Me, number: &DossierNumber, said: Said) -> Result<(), ServiceError> {
        let parts = &self.0;
        let actor = actor(me);
        let case = parts.case(&actor, number).await?;
        let kind = match said.kind {
            Some(at) => case.procedure.results.get(at).cloned().ok_or(ApiError::Invalid)?,
            None => other(said.name)?,
        };
        let day = PartialDate::parse(said.issued_on.trim())
            .ok()
            .and_then(PartialDate::day);
        let paper = ResultPaper {
            name: kind.name.clone(),
            code: kind.code.clone(),
            number: line(said.number)?,
            issued_on: day.ok_or_else(|| ApiError::Refused("result_no_date".to_owned()))?,
            verify: code()?,
            sha256: None,
        };
        let result = format!(
            "{} số {}, ngày {}",
            paper.name,
            paper.number,
            format::date(paper.issued_on)
        );
        let is_correction = case.dossier.open_correction().is_some();
        let command = |file: Option<(FileId, Digest)>| {
            let (result, files) = (result.clone(), file.iter().map(|(id, _)| *id).collect());
            let issued = ResultPaper {
                sha256: file.map(|(_, sum)| sum),
                ..paper.clone()
            };
            match said.then {
                Then::Sign => Command::SubmitForSigning {
                    result,
                    files,
                    paper: paper.clone(),
                },
                Then::Finish if is_correction => Command::Correct {
                    result,
                    files,
                    paper: Some(issued),
                },
                Then::Finish => Command::Finish {
                    result,
                    files,
                    paper: Some(issued),
                },
            }
        };
        // The law is asked before anything is made: what it refuses costs nothing.
        let some = (!matches!(said.source, Source::None)).then(|| (FileId::new(new_id()), Digest::ZERO));
        parts.would(&case, &actor, command(some))?;
        let made = match said.source {
            Source::None => None,
            Source::File(kept, scan) => Some((kept, scan)),
            Source::Form => Some((parts.made_by_form(&case, &kind, &paper).await?, Scan::None)),
        };
        let made = match (made, said.then) {
            (Some((kept, scan)), Then::Finish) => Some((parts.sealed(&case, kept, &paper).await?, scan)),
            (made, Then::Finish | Then::Sign) => made,
        };
        let slot = match said.then {
            Then::Finish => files::RESULT,
            Then::Sign => files::DRAFTED,
        };
        let file = made.map(|(kept, scan)| parts.row_of(&case, &actor, &kept, scan, slot, &paper));
        let file = file.transpose()?;
        let named = file
            .as_ref()
            .map(|file| Ok::<_, ServiceError>((file.id, sum_of(file)?)));
        let named = named.transpose()?;
        parts.change_with(case, actor, said.seen, command(named), file).await
    }

    /// Returns the result whose very file this is, if the portal issued it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn result_of_file(&self, sum: Digest) -> Result<Option<VerifiedResult>, ServiceError> {
        let mut conn = self.0.reader().await?;
        match results::by_sum(&mut conn, &sum.to_string()).await? {
            Some(code) => self.0.verified(&mut conn, &code).await.map(Some),
            None => Ok(None),
        }
    }
}

impl PortalParts {
    /// Opens a dossier for an officer who does something about its result.
    async fn case(&self, actor: &Actor, number: &DossierNumber) -> Result<Case, ServiceError> {
        permit(actor, Action::SeeDesk, None)?;
        let mut conn = self.reader().await?;
        let row = self.row_for(&mut conn, actor, number, Action::SeeDossier).await?;
        let history = events::of_dossier(&mut conn, &row.agency, row.id).await?;
        drop(conn);
        Ok(Case {
            procedure: self.revisions.get(&self.db, &row.code, &row.revision).await?,
            dossier: fold(row.id, &history),
            row,
        })
    }

    /// Asks the law what it would say.
    fn would(&self, case: &Case, actor: &Actor, command: Command) -> Result<(), ServiceError> {
        let context = Context {
            now: self.clock.now(),
            calendar: &self.calendar,
            actor,
        };
        decide(&case.dossier, command, &context)
            .map(drop)
            .map_err(|refusal| refused(&refusal).into())
    }

    /// Signs the drafted result and issues it. If the signature fails, nothing has changed.
    pub(super) async fn sign_result(
        self: &Arc<Self>,
        me: &Me,
        number: &DossierNumber,
        seen: u64,
    ) -> Result<(), ServiceError> {
        let actor = actor(me);
        let case = self.case(&actor, number).await?;
        let with = |file, sha256| Command::SignResult {
            files: vec![file],
            sha256,
        };
        self.would(&case, &actor, with(FileId::new(new_id()), Digest::ZERO))?;
        if seen != case.row.last_seq {
            return Err(ApiError::Conflict.into());
        }
        let draft = case.dossier.draft.clone().ok_or(ApiError::NotFound)?;
        let id = *draft.files.first().ok_or(ApiError::NotFound)?;
        let mut conn = self.reader().await?;
        let drafted = files::one(&mut conn, id).await?.ok_or(ApiError::NotFound)?;
        let account = actor.account().ok_or(ApiError::NotSignedIn)?;
        let officer = accounts::by_id(&mut conn, account).await?.ok_or(ApiError::NotFound)?;
        drop(conn);
        if drafted.scan == Scan::Waiting {
            return Err(ApiError::Refused("file_unchecked".to_owned()).into());
        }
        let agency = self.act_of(&case, &draft.paper);
        let own = Act {
            name: officer.name.clone(),
            ..agency.clone()
        };
        let person = officer.person.clone();
        let sign = move |sealing: &Sealing, pdf| sealing.sign_as(&person, pdf, &own, &agency);
        let kept = self.signed(&case, &drafted.sha256, sign).await?;
        let file = self.row_of(&case, &actor, &kept, drafted.scan, files::RESULT, &draft.paper)?;
        let command = with(file.id, sum_of(&file)?);
        self.change_with(case, actor, seen, command, Some(file)).await
    }

    /// Does one thing to a dossier and keeps the file that came of it, both or neither.
    async fn change_with(
        self: &Arc<Self>,
        case: Case,
        actor: Actor,
        seen: u64,
        command: Command,
        file: Option<StoredFile>,
    ) -> Result<(), ServiceError> {
        let (parts, work) = (Arc::clone(self), Arc::new((case, actor, command, file)));
        self.db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let (case, actor, command, file) = &*work;
                    let change = Change {
                        actor,
                        agency: &case.row.agency,
                        id: case.row.id,
                        seen: Some(seen),
                        command: command.clone(),
                        procedure: &case.procedure,
                    };
                    parts.change_in(conn, change, &mut None).await?;
                    if let Some(file) = file {
                        files::insert(conn, file).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    /// Makes the row of a result's file: the applicant's once it is issued, the officer's while it is a draft.
    fn row_of(
        &self,
        case: &Case,
        actor: &Actor,
        kept: &Kept,
        scan: Scan,
        slot: &str,
        paper: &ResultPaper,
    ) -> Result<StoredFile, ServiceError> {
        let account = if slot == files::RESULT {
            case.row.account
        } else {
            actor.account().ok_or(ApiError::NotSignedIn)?
        };
        Ok(StoredFile {
            id: FileId::new(new_id()),
            account,
            home: Home::Dossier(case.row.agency.clone(), case.row.id),
            slot: slot.to_owned(),
            name: file_name(paper),
            bytes: kept.bytes,
            media_type: kept.media_type.to_owned(),
            sha256: kept.sha256.clone(),
            created_at: self.clock.now(),
            replaced: false,
            pages: kept.pages,
            scan,
            digit: Digit::New,
        })
    }

    /// Seals a paper that the desk issues at once; without a seal it stays as it came.
    async fn sealed(&self, case: &Case, kept: Kept, paper: &ResultPaper) -> Result<Kept, ServiceError> {
        if !self.sealing.has_seal() {
            return Ok(kept);
        }
        let act = self.act_of(case, paper);
        self.signed(case, &kept.sha256, move |sealing, pdf| sealing.sign(pdf, &act))
            .await
    }

    /// Keeps a paper as it is once it was signed.
    async fn signed<E: fmt::Display + Send + 'static>(
        &self,
        case: &Case,
        sha256: &str,
        sign: impl FnOnce(&Sealing, Vec<u8>) -> Result<Vec<u8>, E> + Send + 'static,
    ) -> Result<Kept, ServiceError> {
        let (pdf, sealing) = (self.bytes_of(sha256).await?, self.sealing.clone());
        let signed = spawn_blocking(move || sign(&sealing, pdf));
        let signed = signed.await.map_err(|error| ServiceError::fault("results", error))?;
        let signed = signed.map_err(|error| {
            tracing::warn!(dossier.id = %case.row.id, reason = %error, "results: a result was not signed");
            because("not_signed")
        })?;
        self.keep_pdf(signed).await
    }

    /// Says who signs in the agency's name, and what for.
    fn act_of(&self, case: &Case, paper: &ResultPaper) -> Act {
        let agency = self.reference.agency_name(&case.row.agency);
        Act {
            place: place(&agency).unwrap_or_default(),
            name: agency,
            reason: format!("{} {}", paper.name, paper.number),
            at: utc(self.clock.now()),
        }
    }

    async fn bytes_of(&self, sha256: &str) -> Result<Vec<u8>, ServiceError> {
        let stream = self.files.read(sha256).await?;
        let stream = stream.ok_or_else(|| ServiceError::fault("files", "the bytes of a result are gone"))?;
        let whole = stream.try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        });
        whole.await.map_err(|error| ServiceError::down("files", error))
    }

    /// Keeps a PDF that the portal made or signed.
    pub(super) async fn keep_pdf(&self, pdf: Vec<u8>) -> Result<Kept, ServiceError> {
        let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(pdf))]);
        let kept = self
            .files
            .keep(stream.boxed(), self.max_upload_bytes.saturating_add(SIGNATURES));
        kept.await?
            .map_err(|_| ApiError::Refused("result_file".to_owned()).into())
    }

    #[cfg(not(feature = "pdf"))]
    async fn made_by_form(&self, _: &Case, _: &ResultKind, _: &ResultPaper) -> Result<Kept, ServiceError> {
        Err(ApiError::Refused("no_templates".to_owned()).into())
    }

    /// Says what the desk may do about results, and what there is of them.
    pub(super) async fn desk_results(
        &self,
        conn: &mut Conn,
        row: &DossierRow,
        dossier: &Dossier,
        procedure: &Procedure,
        kinds: &[CommandKind],
    ) -> Result<DeskResults, ServiceError> {
        let attached = files::results(conn, &row.agency, row.id).await?;
        let draft = match &dossier.draft {
            Some(draft) => {
                let by = match draft.by {
                    Some(by) => accounts::by_id(conn, by).await?.map(|account| account.name),
                    None => None,
                };
                Some(DraftedResult {
                    result: draft.result.clone(),
                    at: format::moment(draft.at),
                    by: by.unwrap_or_default(),
                    files: of(&attached, &draft.files),
                })
            }
            None => None,
        };
        let may = |kind| kinds.contains(&kind);
        Ok(DeskResults {
            kinds: (procedure.results.iter())
                .map(|kind| (kind.name.clone(), kind.code.clone()))
                .collect(),
            may_issue: may(CommandKind::Finish) || may(CommandKind::Correct),
            may_submit: may(CommandKind::SubmitForSigning),
            may_sign: may(CommandKind::SignResult),
            may_revoke: may(CommandKind::RevokeResult),
            has_forms: cfg!(feature = "pdf"),
            today: format::date(self.clock.now().date()),
            draft,
            issued: issued(dossier, &attached),
        })
    }

    /// Returns what anybody may know of a result whose code they hold.
    pub(super) async fn verified(&self, conn: &mut Conn, code: &str) -> Result<VerifiedResult, ServiceError> {
        let code = code.trim().to_ascii_uppercase();
        let (agency, id) = results::by_code(conn, &code).await?.ok_or(ApiError::NotFound)?;
        let row = dossiers::one(conn, &agency, id).await?.ok_or(ApiError::NotFound)?;
        let dossier = fold(id, &events::of_dossier(conn, &agency, id).await?);
        let is_it = |paper: &ResultPaper| paper.verify == code;
        let at = (dossier.results.iter()).position(|one| one.paper.as_ref().is_some_and(is_it));
        let at = at.ok_or(ApiError::NotFound)?;
        let (found, after) = (&dossier.results[at], &dossier.results[at + 1..]);
        let paper = found.paper.clone().ok_or(ApiError::NotFound)?;
        let newest = after.last().and_then(|one| one.paper.as_ref());
        Ok(VerifiedResult {
            state: state(found),
            name: paper.name,
            kind: paper.code,
            number: paper.number,
            issued_on: format::date(paper.issued_on),
            agency: self.reference.agency_name(&row.agency),
            initials: initials(&row.applicant),
            ended_at: ended(found).map(format::moment),
            replaced_by: newest.map(|paper| paper.verify.clone()),
            has_file: paper.sha256.is_some(),
            code,
        })
    }
}

/// Keeps by what the results of these events are found, and puts away the files of those that do not hold any more.
pub(super) async fn project(conn: &mut Conn, row: &DossierRow, sealed: &[Event]) -> Result<(), ServiceError> {
    for event in sealed {
        if matches!(
            event.kind,
            EventKind::Corrected { .. } | EventKind::ResultRevoked { .. }
        ) {
            files::retire_results(conn, &row.agency, row.id).await?;
        }
        if let EventKind::Finished { paper, files, .. } | EventKind::Corrected { paper, files, .. } = &event.kind
            && let Some(paper) = paper
        {
            results::keep(conn, &row.agency, row.id, files.first().copied(), paper).await?;
        }
    }
    Ok(())
}

/// Lists the results of a dossier as its owner and the desk see them.
pub(super) fn issued(dossier: &Dossier, attached: &[StoredFile]) -> Vec<IssuedView> {
    let results = dossier.results.iter();
    results
        .map(|one| IssuedView {
            result: one.result.clone(),
            files: of(attached, &one.files),
            verify: one.paper.as_ref().map(|paper| paper.verify.clone()),
            state: state(one),
            ended_at: ended(one).map(format::moment),
            reason: match &one.end {
                Some(ResultEnd::Revoked { reason, .. }) => Some(reason.clone()),
                Some(ResultEnd::Replaced { .. }) | None => None,
            },
        })
        .collect()
}

fn sum_of(file: &StoredFile) -> Result<Digest, ServiceError> {
    let sum = file.sha256.parse::<Digest>();
    sum.map_err(|error| ServiceError::fault("results", error))
}

fn of(attached: &[StoredFile], ids: &[FileId]) -> Vec<motcua_app::views::AttachedFile> {
    let files = attached.iter().filter(|file| ids.contains(&file.id));
    files.map(papers::attached).collect()
}

const fn state(result: &IssuedResult) -> ResultState {
    match &result.end {
        None => ResultState::Valid,
        Some(ResultEnd::Replaced { .. }) => ResultState::Replaced,
        Some(ResultEnd::Revoked { .. }) => ResultState::Revoked,
    }
}

const fn ended(result: &IssuedResult) -> Option<motcua_core::calendar::Moment> {
    match &result.end {
        None => None,
        Some(ResultEnd::Replaced { at } | ResultEnd::Revoked { at, .. }) => Some(*at),
    }
}

/// Returns the initials of a name, each with a dot.
fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
}

fn other(name: String) -> Result<ResultKind, ServiceError> {
    let name = line(name)?;
    if name.is_empty() {
        return Err(ApiError::Refused("result_unsaid".to_owned()).into());
    }
    Ok(ResultKind {
        name,
        code: None,
        template: None,
    })
}

/// Takes what was typed in one line.
fn line(text: String) -> Result<String, ServiceError> {
    if text.chars().count() > 200 {
        return Err(ApiError::Refused("too_long".to_owned()).into());
    }
    Ok(words(text)?.replace('\n', " "))
}

/// Draws a code that nobody guesses.
fn code() -> Result<String, ServiceError> {
    let bytes = new_token().map_err(|error| ServiceError::fault("results", error.to_string()))?;
    let letters = bytes.iter().take(CODE).map(|byte| LETTERS[usize::from(byte & 31)]);
    Ok(letters.map(char::from).collect())
}

/// Names the file of a result by what it is.
fn file_name(paper: &ResultPaper) -> String {
    let plain = |letter: char| if "/\\:*?\"<>|".contains(letter) { '-' } else { letter };
    let name = format!("{} {}", paper.name, paper.number);
    let name: String = name.chars().map(plain).take(LONGEST_NAME).collect();
    [name.trim(), ".pdf"].concat()
}

/// Returns the place an agency's papers are written at.
fn place(agency: &str) -> Option<String> {
    #[cfg(feature = "pdf")]
    return super::printing::place(agency);
    #[cfg(not(feature = "pdf"))]
    {
        let _ = agency;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_by_its_initials_and_codes_are_long_and_differ() {
        assert_eq!(initials("Trần Thị Mai  Lan"), "T.T.M.L.");
        assert_eq!(initials("đặng ân"), "Đ.Â.");
        let (one, other) = (code().unwrap_or_default(), code().unwrap_or_default());
        assert_eq!((one.len(), other.len()), (CODE, CODE));
        assert_ne!(one, other);
    }
}
