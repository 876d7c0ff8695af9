//! `heterdaad profile push`: the bot's own command menu, opening questions and profile in WhatsApp.
//!
//! Invariant: a command of police or gemeente is never in the menu that everybody sees.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::bot::command::Command;
use crate::cli::connect;
use crate::config::ApiArgs;
use crate::domain::rechten::{Rol, mag};
use crate::terminal::say;
use crate::texts::profiel as tekst;

/// The profile.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    #[command(subcommand)]
    command: ProfileCommand,
    #[command(flatten)]
    api: ApiArgs,
}

/// What to do with it.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Write it to WhatsApp
    Push,
}

/// Characters of a command's description in the menu (Meta, "Conversational components").
const DESCRIPTION_MAX: usize = 256;
/// Commands in the menu (Meta, "Conversational components").
const COMMANDS_MAX: usize = 30;

/// The commands of the menu: those that residents and beheerders can use.
#[must_use]
pub fn menu() -> Vec<Value> {
    let public = |rol: Rol| move |recht: &crate::domain::rechten::Recht| mag(rol, *recht);
    let commands = Command::ALL.iter().filter(|info| {
        [Rol::Onbekend, Rol::Beheerder, Rol::Reserve].into_iter().any(|rol| info.rights.iter().any(public(rol)))
    });
    commands
        .take(COMMANDS_MAX)
        .map(|info| {
            let description = crate::texts::ingekort(info.description, DESCRIPTION_MAX);
            json!({ "command_name": info.name, "command_description": description })
        })
        .collect()
}

/// Writes it.
///
/// # Errors
/// A setting is missing, or Meta refuses it.
pub async fn run(args: ProfileArgs) -> anyhow::Result<()> {
    let ProfileCommand::Push = args.command;
    let (bot, api) = connect::with_api(&args.api)?;
    let number = &api.phone_number_id;
    let menu = menu();
    let automation = json!({ "enable_welcome_message": false, "commands": menu, "prompts": tekst::OPENINGSVRAGEN });
    bot.set_up(&format!("{number}/conversational_automation"), &automation).await?;
    say!("{} commands and {} opening questions", menu.len(), tekst::OPENINGSVRAGEN.len());
    let profile = json!({ "messaging_product": "whatsapp", "about": tekst::INFO, "description": tekst::OMSCHRIJVING, "vertical": "GOVT" });
    bot.set_up(&format!("{number}/whatsapp_business_profile"), &profile).await?;
    say!("the profile's texts");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn police_commands_are_in_nobodys_menu() {
        let names: Vec<String> =
            menu().iter().filter_map(|command| command["command_name"].as_str().map(str::to_owned)).collect();
        assert!(
            ["aanmelden", "overdragen", "help", "check"].iter().all(|name| names.contains(&(*name).to_owned())),
            "{names:?}"
        );
        assert!(
            ["melding", "status", "wie", "akkoord", "aanvragen"]
                .iter()
                .all(|name| !names.contains(&(*name).to_owned())),
            "{names:?}"
        );
    }

    #[test]
    fn texts_fit_what_meta_takes() {
        assert!(
            tekst::OPENINGSVRAGEN.len() <= 4 && tekst::OPENINGSVRAGEN.iter().all(|vraag| vraag.chars().count() <= 80)
        );
        assert!(tekst::INFO.chars().count() <= 139 && tekst::OMSCHRIJVING.chars().count() <= 512);
    }
}
