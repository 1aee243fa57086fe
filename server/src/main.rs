//! The program `motcua`: runs one command and says in one line why it could not.

use std::process::ExitCode;

fn main() -> ExitCode {
    match motcua_server::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("motcua: {failure}");
            ExitCode::FAILURE
        }
    }
}
