//! `heterdaad`: the bot in service, and what its operators need.

use std::process::ExitCode;

use heterdaad::{cli, terminal};

fn main() -> ExitCode {
    terminal::run(cli::run)
}
