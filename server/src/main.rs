//! The program `motcua`: runs one command and says in one line why it could not.

use std::process::ExitCode;

/// Pages are made of many small pieces: the system's allocator took a quarter of the time of a form page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    motcua_server::tls::ready();
    match motcua_server::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("motcua: {failure}");
            ExitCode::FAILURE
        }
    }
}
