//! What the program says on the terminal that it was started from.
//!
//! Owns writing it, not the words. Invariant: whoever stops reading (`| head -1`) ends nothing: a command does its work
//! to the end, and says the rest to nobody.

use std::fmt::{Arguments, Display};
use std::future::Future;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Says a line: `println!` for whoever may stop reading.
macro_rules! say {
    () => { $crate::terminal::line(format_args!("")) };
    ($($words:tt)*) => { $crate::terminal::line(format_args!($($words)*)) };
}

pub(crate) use say;

/// Says a line.
pub fn line(words: Arguments<'_>) {
    part(format_args!("{words}\n"));
}

/// Says what is no whole line, or more than one.
pub fn part(words: Arguments<'_>) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_fmt(words).and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        complain(format_args!("cannot write: {error}"));
    }
}

/// Says what went wrong, beside the output.
pub fn complain(error: impl Display) {
    // There is nowhere left to say that this went wrong too.
    let _ = writeln!(io::stderr(), "{error}");
}

/// Runs a program: `.env` first, then what its command line says. Answers how it ended.
pub fn run<Cli, Done>(does: impl FnOnce(Cli) -> Done) -> ExitCode
where
    Cli: clap::Parser,
    Done: Future<Output = anyhow::Result<bool>>,
{
    // A `.env` beside the program is read first; what the environment says already wins.
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        complain(format_args!(".env: {error}"));
        return ExitCode::FAILURE;
    }
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(format_args!("cannot start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(does(cli)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            complain(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
