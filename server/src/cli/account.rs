//! `motcua account`: makes, renews and disables the accounts of those who work here. The secrets are printed once.

use std::fmt::Write as _;

use clap::{Args, Subcommand, ValueEnum};
use fast_qr::QRBuilder;
use motcua_app::{api::ApiError, views::Role};
use motcua_core::actor::Role as Duty;

use super::{Failure, Outcome, output::print, runtime};
use crate::{
    config::Config,
    error::ServiceError,
    services::local::{NewLocal, Secrets},
    wire,
};

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// Make an account; prints its password and the code for its authenticator once
    Add(Add),
    /// Draw a new password and authenticator code, enable the account, sign it out everywhere
    Reset {
        /// The name to sign in with
        login: String,
    },
    /// Disable an account and sign it out everywhere
    Disable {
        /// The name to sign in with
        login: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The name to sign in with: small letters, digits, dot, hyphen
    login: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// What the person does here
    #[arg(long, value_enum, default_value_t = Work::Officer)]
    work: Work,
    /// The officer's agency, like H36.175
    #[arg(long)]
    agency: Option<String>,
    /// What an officer is entrusted with; all of it when nothing is said
    #[arg(long, value_enum, value_delimiter = ',')]
    duties: Vec<DutyName>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Work {
    Officer,
    Helper,
    Administrator,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DutyName {
    Reception,
    Processing,
    Leadership,
    PostClerk,
}

pub(super) fn run(config: Config, command: Account) -> Outcome {
    runtime::finish(async {
        let wired = wire::wire(config).await.map_err(Failure::new)?;
        let done = match command {
            Account::Add(add) => wired.portal.add_local(new(add)).await.map(Some),
            Account::Reset { login } => wired.portal.reset_local(&login).await.map(Some),
            Account::Disable { login } => wired.portal.disable_local(&login).await.map(|()| None),
        };
        wired.readiness.db.close().await;
        match done.map_err(|error| failure(&error))? {
            Some(secrets) => print(&told(&secrets)),
            None => print("disabled, and signed out everywhere"),
        }
    })
}

fn new(add: Add) -> NewLocal {
    let duties = add.duties.into_iter().map(|duty| match duty {
        DutyName::Reception => Duty::Reception,
        DutyName::Processing => Duty::Processing,
        DutyName::Leadership => Duty::Leadership,
        DutyName::PostClerk => Duty::PostClerk,
    });
    let mut duties: Vec<Duty> = duties.collect();
    let role = match add.work {
        Work::Officer => Role::Officer,
        Work::Helper => Role::Helper,
        Work::Administrator => Role::Administrator,
    };
    if role == Role::Officer && duties.is_empty() {
        duties = Duty::ALL.to_vec();
    }
    NewLocal {
        login: add.login,
        name: add.name,
        role,
        agency: add.agency,
        duties,
    }
}

fn failure(error: &ServiceError) -> Failure {
    Failure::new(match error {
        ServiceError::Answer(ApiError::Conflict) => "there is an account of this name already".to_owned(),
        ServiceError::Answer(ApiError::NotFound) => "there is no account of this name".to_owned(),
        ServiceError::Answer(_) => {
            "the name is 3 to 40 small letters, digits, dots and hyphens; an officer, and nobody else, has an agency of \
             this province"
                .to_owned()
        }
        ServiceError::Down { .. } | ServiceError::Fault { .. } => error.to_string(),
    })
}

fn told(secrets: &Secrets) -> String {
    let mut words = format!(
        "password       {}\nauthenticator  {}\n",
        secrets.password, secrets.authenticator
    );
    if let Ok(code) = QRBuilder::new(secrets.authenticator.as_str()).build() {
        let _ = write!(words, "\n{}\n", code.to_str());
    }
    words.push_str("Neither is shown again.");
    words
}
