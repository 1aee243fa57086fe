//! One fact that is kept (thông tin đã lưu): asked as a form asks for it, corrected, forgotten. Who may change it is
//! `core::access`'s to say; whether a value is one, `core::form`'s.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    views::{FactForm, Me},
};
use motcua_core::{
    access::Action,
    concept,
    form::{self, Answers, Field, Form, Kind, Required, Section, Subject, Validated, validate},
    id::AccountId,
    profile::{self, Datum, Origin, Parts, Profile, Whom},
};

use super::{
    PortalParts,
    profile::is_organisation,
    who::{actor, permit},
};
use crate::{
    error::ServiceError,
    store::{Conn, StoreError, profile as rows},
};

/// Returns the account of whoever is signed in.
pub(super) fn account(me: &Me) -> Result<AccountId, ApiError> {
    actor(me).account().ok_or(ApiError::NotSignedIn)
}

/// Reads what is kept for whoever asks: of an organisation's account, those who act for it see the organisation and nobody
/// who acted before them.
pub(super) async fn kept(conn: &mut Conn, me: &Me, account: AccountId) -> Result<Profile, StoreError> {
    let mut known = rows::of(conn, account).await?;
    if me.acting.is_some() {
        known.subjects.retain(is_organisation);
    }
    Ok(known)
}

/// Returns the account whose facts who is asking may change.
fn changer(me: &Me) -> Result<AccountId, ApiError> {
    permit(&actor(me), Action::ChangeFacts, None)?;
    account(me)
}

/// Makes a question of a concept, to read and to write its value.
pub(super) fn question(key: &str) -> Option<Field> {
    let concept = concept::find(key)?;
    Some(Field {
        key: "value".to_owned(),
        label: concept.label.to_owned(),
        hint: concept.hint.map(str::to_owned),
        concept: Some(key.to_owned()),
        autocomplete: None,
        kind: concept.kind,
        required: Required::Optional,
        when: None,
        rules: concept.rules,
    })
}

/// Puts a value at the path of [`question`].
pub(super) fn answers_of(value: &Parts) -> Answers {
    let mut answers = Answers::default();
    for (part, text) in value {
        let path = if part.is_empty() {
            "value".to_owned()
        } else {
            format!("value.{part}")
        };
        // A part of a concept is a path.
        let _ = answers.set(&path, text.clone());
    }
    answers
}

/// Says whether a question is answered by choosing or in parts, and so needs more room than one line.
pub(super) fn has_page(kind: &Kind) -> bool {
    !form::parts(kind).is_empty() || matches!(kind, Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo)
}

/// Says whether a person may write another value in the place of this one: a register and the identity account are
/// corrected where they are kept.
pub(super) fn is_correctable(concept: &str, datum: &Datum) -> bool {
    let own = profile::is_own_word(concept);
    let kept_elsewhere = matches!(datum.origin, Origin::Register(_) | Origin::Account);
    (own || !kept_elsewhere) && question(concept).is_some()
}

impl PortalParts {
    /// Returns a fact as a form asks for it; with what was typed in that form so far, judged when `checked`.
    pub(super) async fn fact_form(
        &self,
        me: &Me,
        whom: Whom,
        concept: String,
        typed: Option<Answers>,
        checked: bool,
    ) -> Result<FactForm, ServiceError> {
        let account = changer(me)?;
        let field = question(&concept).ok_or(ApiError::NotFound)?;
        let known = kept(&mut self.reader().await?, me, account).await?;
        let one = known.of(whom).ok_or(ApiError::NotFound)?;
        let old = one.standing(&concept).filter(|old| is_correctable(&concept, old));
        let old = old.ok_or(ApiError::NotFound)?;
        let form = form_of(field.clone());
        let problems = match &typed {
            Some(typed) if checked => self.judge(&form, typed).problems,
            Some(_) | None => Vec::new(),
        };
        let answers = match typed {
            Some(typed) => typed,
            None => below(&old.value),
        };
        let lists = form
            .sections
            .first()
            .map(|section| self.reference.lists_for(section, &answers));
        Ok(FactForm {
            whom,
            name: one.name().filter(|_| whom != Whom::Me).unwrap_or_default().to_owned(),
            concept,
            field,
            lists: lists.unwrap_or_default(),
            answers,
            problems,
        })
    }

    /// Writes another value in the place of a fact.
    pub(super) async fn correct(
        &self,
        me: &Me,
        whom: Whom,
        concept: String,
        value: Answers,
    ) -> Result<(), ServiceError> {
        let account = changer(me)?;
        let field = question(&concept).ok_or(ApiError::Invalid)?;
        let known = kept(&mut self.reader().await?, me, account).await?;
        let old = known
            .of(whom)
            .and_then(|known| known.standing(&concept))
            .ok_or(ApiError::NotFound)?;
        if !is_correctable(&concept, old) {
            return Err(ApiError::Refused("kept_elsewhere".to_owned()).into());
        }
        let datum = Datum {
            value: self.read_one(field, &value)?,
            origin: Origin::Typed(String::new()),
            at: self.later(old.at),
            confirmed_by: None,
            overrules: false,
        };
        let own = profile::is_own_word(&concept);
        let work = Arc::new((concept, datum));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (concept, datum) = &*work;
                    if !own {
                        // What was accepted gives way: the person says it is not so any more.
                        rows::forget(conn, account, whom, concept).await?;
                    }
                    Ok::<(), ServiceError>(rows::put(conn, account, whom, concept, datum).await?)
                })
            })
            .await
    }

    /// Reads one value as its concept asks for it, by part.
    fn read_one(&self, field: Field, value: &Answers) -> Result<Parts, ApiError> {
        let checked = self.judge(&form_of(field), value);
        let part = |path: &str| {
            let rest = path.strip_prefix(FactForm::PATH)?;
            (rest.is_empty() || rest.starts_with('.')).then(|| rest.trim_start_matches('.').to_owned())
        };
        let parts: Parts = checked
            .canonical
            .iter()
            .filter_map(|(path, text)| Some((part(path)?, text.to_owned())))
            .collect();
        if checked.is_acceptable() && !parts.is_empty() {
            Ok(parts)
        } else {
            Err(ApiError::Invalid)
        }
    }

    fn judge(&self, form: &Form, value: &Answers) -> Validated {
        validate(form, value, self.clock.today(), self.reference.as_ref())
    }

    /// Forgets what is kept, as far as it is said.
    pub(super) async fn forget(
        &self,
        me: &Me,
        whom: Option<Whom>,
        concept: Option<String>,
    ) -> Result<(), ServiceError> {
        let account = changer(me)?;
        let known = kept(&mut self.reader().await?, me, account).await?;
        let all: Vec<Whom> = match whom {
            Some(whom) => vec![whom],
            None => known.subjects.iter().map(|one| one.whom).collect(),
        };
        if all.iter().any(|whom| known.of(*whom).is_none()) {
            return Err(ApiError::NotFound.into());
        }
        let work = Arc::new((all, concept));
        self.db
            .write(move |conn| {
                let work = Arc::clone(&work);
                Box::pin(async move {
                    let (all, concept) = &*work;
                    for whom in all {
                        match concept {
                            Some(concept) => rows::forget(conn, account, *whom, concept).await?,
                            None => rows::forget_whom(conn, account, *whom).await?,
                        }
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }
}

/// Makes a form of one question, whose answer is at [`FactForm::PATH`] and must be there.
fn form_of(field: Field) -> Form {
    Form {
        template: None,
        declaration: String::new(),
        sections: vec![Section {
            key: "s".to_owned(),
            title: String::new(),
            help: None,
            subject: Subject::Applicant,
            when: None,
            repeat: None,
            ask_first: false,
            fields: vec![Field {
                required: Required::Always,
                ..field
            }],
        }],
    }
}

/// Puts a value at [`FactForm::PATH`].
fn below(value: &Parts) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in answers_of(value).iter() {
        // What is a path of one answer is one below a section.
        let _ = answers.set(&["s.", path].concat(), text);
    }
    answers
}
