//! `heterdaad-demo`: the bot with a simulator of WhatsApp, for trying it.

use std::process::ExitCode;

use heterdaad::{demo, terminal};

fn main() -> ExitCode {
    terminal::run(demo::cli::run)
}
