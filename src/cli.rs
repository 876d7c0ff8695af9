//! The subcommands, one file each. The words they take stand in [`Command`], for `--help`.

pub mod begrip;
pub mod borden;
pub mod chase;
pub mod connect;
pub mod costs;
pub mod dienst;
pub mod doctor;
pub mod explain;
pub mod import;
mod lookup;
pub mod noodlijst;
mod operator;
pub mod poster;
pub mod profile;
pub mod register;
pub mod serve;
pub mod table;
pub mod templates;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::bot::command;
use crate::config::ServeArgs;
use crate::gemeenten;
use crate::terminal::say;

/// The command line.
#[derive(Debug, Parser)]
#[command(version, about = "A police alert into the neighbourhood in seconds, through people's own WhatsApp groups")]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot against WhatsApp
    Serve(Box<ServeArgs>),
    /// Add or block police officers and employees of the gemeente
    #[command(subcommand)]
    Person(register::PersonCommand),
    /// Add neighbourhood groups and their beheerders
    #[command(subcommand)]
    Group(register::GroupCommand),
    /// Add groups with their beheerders from a table; all of it or nothing
    Import(import::ImportArgs),
    /// Write the register of groups and beheerders as a table
    Export(import::ExportArgs),
    /// Write the requests for signs and stickers as a table, for the depot
    Borden(borden::BordenArgs),
    /// Draw a poster, a sheet of stickers and a sign in the colour of a gemeente, each with its own QR code
    Poster(poster::PosterArgs),
    /// Draw a QR code that opens a chat with the bot, for invitations and posters
    Qr(import::QrArgs),
    /// Check whether alerts could leave now, a line each with what to do; exits 1 if not
    Doctor(Box<doctor::DoctorArgs>),
    /// List the message templates against those that Meta has; exits 1 if anything is amiss
    Templates(templates::TemplatesArgs),
    /// Put the bot's commands and texts into its WhatsApp profile
    Profile(profile::ProfileArgs),
    /// Say how well people are understood in service
    #[command(subcommand)]
    Begrip(begrip::BegripCommand),
    /// Say what Meta charged in a month, by category
    Costs(costs::CostsArgs),
    /// Write the list for the day WhatsApp is down: names and numbers per wijk, encrypted for the police's key
    Noodlijst(noodlijst::NoodlijstArgs),
    /// Check the files of the gemeenten and list their wijken
    Gemeenten {
        /// A folder with a TOML file for each gemeente, instead of the files that are compiled in
        #[arg(long, env = "GEMEENTEN_DIR", value_parser = crate::config::path)]
        gemeenten_dir: Option<PathBuf>,
    },
    /// Print bot-commands.md, the reference for police and beheerders
    Commands,
    /// Say what the bot understands of webhook bodies, a line an item; exits 1 if a file is no webhook
    ExplainWebhook {
        /// Files with a webhook body each
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Does what the command line says. Answers whether it went well.
///
/// # Errors
/// What stopped it, for the operator.
pub async fn run(cli: Cli) -> anyhow::Result<bool> {
    match cli.command {
        Command::Serve(args) => Box::pin(serve::run(&args)).await.map(|()| true),
        Command::Person(command) => register::person(command).await.map(|()| true),
        Command::Group(command) => register::group(command).await.map(|()| true),
        Command::Import(args) => import::import(args).await,
        Command::Export(args) => import::export(args).await.map(|()| true),
        Command::Borden(args) => borden::run(args).await.map(|()| true),
        Command::Poster(args) => poster::run(&args).map(|()| true),
        Command::Qr(args) => import::qr(&args).map(|()| true),
        Command::Doctor(args) => doctor::run(&args).await,
        Command::Templates(args) => templates::run(args).await,
        Command::Profile(args) => profile::run(args).await.map(|()| true),
        Command::Begrip(command) => begrip::run(command).await.map(|()| true),
        Command::Costs(args) => costs::run(args).await.map(|()| true),
        Command::Noodlijst(args) => noodlijst::run(args).await.map(|()| true),
        Command::Gemeenten { gemeenten_dir } => {
            let gemeenten = gemeenten::load(gemeenten_dir.as_deref())?;
            let onbekend = crate::bot::begrip::vermoeden::onbekende_wensen(&gemeenten);
            anyhow::ensure!(onbekend.is_empty(), "{}", onbekend.join("; "));
            for gemeente in gemeenten.iter() {
                say!("{} ({}): {}", gemeente.naam, gemeente.id, gemeente.code);
                let niet = "not set";
                say!("  deellink: {}", gemeente.instellingen.deellink.host().unwrap_or("off"));
                say!("  spelregels: {}", gemeente.spelregels.as_deref().unwrap_or(niet));
                say!("  contact: {}", gemeente.contact.as_deref().unwrap_or(niet));
                gemeente.wijken.iter().for_each(|wijk| say!("  {} ({})", wijk.naam, wijk.id));
            }
            Ok(true)
        }
        Command::Commands => {
            crate::terminal::part(format_args!("{}", command::reference()));
            Ok(true)
        }
        Command::ExplainWebhook { files } => Ok(explain::run(&files)),
    }
}
