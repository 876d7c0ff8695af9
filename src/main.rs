//! The command line.

use std::process::ExitCode;

use clap::Parser;
use heterdaad::cli::{self, Cli};
use heterdaad::terminal;

fn main() -> ExitCode {
    // A `.env` beside the program is read first; what the environment says already wins.
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        terminal::complain(format_args!(".env: {error}"));
        return ExitCode::FAILURE;
    }
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            terminal::complain(format_args!("cannot start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli::run(cli)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            terminal::complain(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
