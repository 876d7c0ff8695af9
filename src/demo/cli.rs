//! The command line of the newcomer's program.
//!
//! Owns what it can do: the demo and the simulator alone. Invariant: whoever asks it for what only the other program
//! can do is told which command that is.

use std::net::SocketAddr;

use clap::{Parser, Subcommand};

use crate::demo::{self, simulate};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "heterdaad-demo",
    version,
    about = "Try it: a police alert into the neighbourhood in seconds, through people's own WhatsApp groups"
)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try it: bot, simulator and some 110 people in one process, with their phones in the browser
    Demo {
        /// Play the story to its end and print it, without a page
        #[arg(long)]
        script: bool,
        /// The address of the page (127.0.0.1:8112, or a free port if that one is taken)
        #[arg(long, conflicts_with = "script")]
        listen: Option<SocketAddr>,
        /// Alerts have a button to a page of their own, as with DEEL_URL
        #[arg(long, conflicts_with = "script")]
        deelpagina: bool,
        /// Everything that happens by chance follows from this number
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Run the simulated Cloud API alone
    Simulator(simulate::SimulatorArgs),
    /// What only `heterdaad` can do
    #[command(external_subcommand)]
    Elsewhere(Vec<String>),
}

/// Does what the command line says. Answers whether it went well.
///
/// # Errors
/// What stopped it, for the operator.
pub async fn run(cli: Cli) -> anyhow::Result<bool> {
    match cli.command {
        Command::Demo { script: true, seed, .. } => demo::play(seed).await,
        Command::Demo { script: false, seed, listen, deelpagina } => {
            demo::serve(seed, listen, deelpagina).await.map(|()| true)
        }
        Command::Simulator(args) => simulate::run(args).await.map(|()| true),
        Command::Elsewhere(words) => {
            let asked = words.join(" ");
            anyhow::bail!(
                "this program knows 'demo' and 'simulator'; everything else is heterdaad:\n  \
                 cargo run --release --features serve --bin heterdaad -- {asked}"
            )
        }
    }
}
