//! The commands and their arguments, and which file does each.

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::{
    Failure, Outcome, account, audit, backup, catalogue, check, deadline, keys, lunar, migrate, national, pay, seed,
    serve, simulate,
};
use crate::config::{self, Config};

#[derive(Debug, Parser)]
#[command(
    name = "motcua",
    version,
    about = "Motcua: a province's public service portal and the one-stop office behind it, as one program",
    after_help = "Every setting is a flag, a variable of the environment and a key of the settings file, under the same \
                  name; a flag wins over the environment, that over the file.\n\nExit status: 0 done; 1 it could not be \
                  done, and one line says why; 2 the command line is wrong.",
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal; the database is brought up to date first
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Load the procedures of the demonstration province; its invented people come with their first sign-in
    Seed(seed::Arguments),
    /// Check, publish and import procedures
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Check values of one kind, one a line on standard input; prints one JSON object a line
    Check(check::Arguments),
    /// Look into payments
    #[command(subcommand)]
    Pay(Pay),
    /// Find a due date and explain every day of it, as JSON
    Deadline(deadline::Arguments),
    /// Print Tết and Giỗ Tổ of a year, as JSON
    Lunar(lunar::Arguments),
    /// Look after the accounts of those who work here
    #[command(subcommand)]
    Account(account::Account),
    /// Play the part of a service of the state, for demonstrations and tests
    #[command(subcommand)]
    Simulate(Simulate),
    /// Look after the history of dossiers
    #[command(subcommand)]
    Audit(Audit),
    /// Look after the keys that files are sealed with
    #[command(subcommand)]
    Keys(Keys),
    /// Write database and files to one file; the portal may run on
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Read database and files back into an empty place
    Restore {
        /// The file a backup wrote
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Catalogue {
    /// Check procedure files; errors name file, line, key and reason
    Check {
        /// The folder of .toml files
        folder: PathBuf,
    },
    /// Check procedure files and put those that changed into force
    Publish {
        /// The folder of .toml files
        folder: PathBuf,
    },
    /// Read the flattened text of the national portal into information-only procedures
    ImportNational {
        /// The file, .jsonl or .jsonl.gz
        file: PathBuf,
        /// Where to write the report of what was read, partly read and kept as text
        #[arg(long)]
        report: Option<PathBuf>,
        /// Where to write what was read, one JSON object a line
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum Pay {
    /// Check VNPAY messages, JSON objects of parameters, one a line on standard input; prints one JSON object a line
    VerifyVnpay {
        /// The secret that VNPAY gave for signing
        #[arg(long)]
        secret: String,
    },
}

#[derive(Debug, Subcommand)]
enum Simulate {
    /// The population database and the business register; POST /dieu-khien {"slow_ms": 0, "down": false} switches them
    Registers {
        /// The address to listen on
        #[arg(long = "at", default_value = "127.0.0.1:3900")]
        at: std::net::SocketAddr,
    },
    /// Serve a payment gateway that speaks VNPAY 2.1.0, for demonstrations and tests; no money is real
    Gateway {
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:8190", value_name = "IP:PORT")]
        at: std::net::SocketAddr,
        /// The secret that messages are signed with
        #[arg(long, default_value = "mo-phong")]
        secret: String,
        /// Where notices are sent
        #[arg(
            long,
            default_value = "http://127.0.0.1:3000/api/payments/vnpay/ipn",
            value_name = "URL"
        )]
        notify: String,
        /// Fixed time, like 2026-11-20T08:00 [default: the real time]
        #[arg(long, value_name = "TIME")]
        clock: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Follow the chain of events of every dossier; a changed or missing event is named
    Verify,
}

#[derive(Debug, Subcommand)]
enum Keys {
    /// Print a fresh key; put it first in MOTCUA_FILE_KEYS and keep the others after it
    New,
    /// List the names of the keys, the one in use first, and how many files are sealed with each
    List,
    /// Seal every file again that is not sealed with the key in use; the portal may run on
    Reseal,
}

/// Runs the command of the process's arguments; a wrong command line ends the process with status 2.
///
/// # Errors
/// One sentence on why it could not be done.
pub fn run() -> Outcome {
    let matches = Cli::command().args(config::arguments()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let config = || Config::read(&matches).map_err(|error| Failure::new(error.to_string()));
    match cli.command {
        Command::Serve => serve::run(config()?),
        Command::Migrate => migrate::run(&config()?),
        Command::Seed(arguments) => seed::run(&config()?, arguments),
        Command::Catalogue(Catalogue::Check { folder }) => catalogue::check(&folder),
        Command::Catalogue(Catalogue::Publish { folder }) => catalogue::publish(&config()?, &folder),
        Command::Catalogue(Catalogue::ImportNational { file, report, output }) => {
            national::run(&config()?, &file, report.as_deref(), output.as_deref())
        }
        Command::Check(arguments) => check::run(&arguments),
        Command::Pay(Pay::VerifyVnpay { secret }) => pay::verify(&secret),
        Command::Deadline(arguments) => deadline::run(&arguments),
        Command::Lunar(arguments) => lunar::run(&arguments),
        Command::Account(command) => account::run(config()?, command),
        Command::Simulate(Simulate::Registers { at }) => simulate::registers(at),
        Command::Simulate(Simulate::Gateway {
            at,
            secret,
            notify,
            clock,
        }) => simulate::gateway(at, &secret, &notify, clock.as_deref()),
        Command::Audit(Audit::Verify) => audit::verify(&config()?),
        Command::Keys(Keys::New) => keys::fresh(),
        Command::Keys(Keys::List) => keys::list(&config()?),
        Command::Keys(Keys::Reseal) => keys::reseal(&config()?),
        Command::Backup { file } => backup::write(&config()?, &file),
        Command::Restore { file } => backup::read(&config()?, &file),
    }
}
