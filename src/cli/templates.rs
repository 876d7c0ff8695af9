//! `heterdaad templates`: the templates that are wanted against those that Meta has; `push` creates what is
//! missing.
//!
//! Invariant: what is there is never changed or deleted: an approved text that differs is for a person to see.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::connect;
use crate::config::ApiArgs;
use crate::domain::deelpagina::Deelpagina;
use crate::domain::instellingen::Instellingen;
use crate::domain::wijk::Gemeenten;
use crate::gemeenten;
use crate::terminal::say;
use crate::texts::sjablonen::{self, Sjabloon, Tekst};
use crate::whatsapp::Bot;
use crate::whatsapp::account::{self, Present};
use crate::whatsapp::templates::{self, Definition, LinkButton};

/// The templates.
#[derive(Debug, Args)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    command: Option<TemplatesCommand>,
    #[command(flatten)]
    api: ApiArgs,
    /// A folder with a TOML file for each gemeente, instead of the files that are compiled in
    #[arg(long, env = "GEMEENTEN_DIR", value_parser = crate::config::path)]
    gemeenten_dir: Option<PathBuf>,
}

/// What to do with them.
#[derive(Debug, Subcommand)]
pub enum TemplatesCommand {
    /// Create those that Meta does not have; each is reviewed within a day
    Push,
}

fn definition(sjabloon: &Sjabloon, tekst: &Tekst, instellingen: &[&Instellingen]) -> Definition {
    Definition {
        name: sjabloon.naam,
        language: tekst.taal,
        category: sjablonen::CATEGORIE,
        ttl_s: sjablonen::geldig_s(sjabloon, instellingen),
        picture: sjabloon.foto,
        body: tekst.body,
        samples: tekst.voorbeelden,
        link: None,
        buttons: tekst.knoppen,
    }
}

/// All templates that these gemeenten want, in both languages; with those that have a button to a page where pages have an
/// address.
#[must_use]
pub fn wanted(gemeenten: &Gemeenten, deel_url: Option<&str>) -> Vec<Definition> {
    let instellingen: Vec<&Instellingen> = gemeenten.iter().map(|gemeente| &gemeente.instellingen).collect();
    let talen = |sjabloon: &'static Sjabloon| [(sjabloon, &sjabloon.nl), (sjabloon, &sjabloon.en)];
    let gewoon = sjablonen::ALLE.iter().flat_map(talen);
    let mut wanted: Vec<Definition> =
        gewoon.map(|(sjabloon, tekst)| definition(sjabloon, tekst, &instellingen)).collect();
    if let Some(url) = deel_url {
        // What signs its tokens is of no matter here.
        let url = Deelpagina::op(url, []).sjabloonadres();
        wanted.extend(sjablonen::MET_DEELKNOP.iter().flat_map(talen).map(|(sjabloon, tekst)| {
            let link = LinkButton { title: sjablonen::op_deelknop(tekst), url: url.clone(), sample: VOORBEELD_TOKEN };
            Definition { link: Some(link), ..definition(sjabloon, tekst, &instellingen) }
        }));
    }
    wanted
}

/// What Meta's reviewers see as the end of an address: a token that opens nothing.
const VOORBEELD_TOKEN: &str = "e7-2a-00000000000000000000000000000000";

/// The one that Meta has of a wanted one.
#[must_use]
pub fn find<'p>(wanted: &Definition, present: &'p [Present]) -> Option<&'p Present> {
    present.iter().find(|present| present.name == wanted.name && present.language == wanted.language)
}

/// Lists or creates. Answers whether everything is there, approved and as wanted.
///
/// # Errors
/// A setting is missing, or Meta does not answer.
pub async fn run(args: TemplatesArgs) -> anyhow::Result<bool> {
    let (bot, api, waba) = connect::with_account(&args.api)?;
    let gemeenten = gemeenten::load(args.gemeenten_dir.as_deref())?;
    let ours = wanted(&gemeenten, api.deel_url.as_deref());
    let mut present = account::templates(&bot, &waba).await?;
    if let Some(TemplatesCommand::Push) = args.command {
        push(&bot, &waba, &ours, &present).await?;
        present = account::templates(&bot, &waba).await?;
    }
    let mut good = true;
    for wanted in &ours {
        let state = match find(wanted, &present) {
            None => "missing".to_owned(),
            Some(present) => {
                let differences = wanted.differences(present);
                let differs =
                    if differences.is_empty() { String::new() } else { format!(", other {}", differences.join(", ")) };
                good &= differences.is_empty() && present.status == "APPROVED";
                format!("{}{differs}", present.status)
            }
        };
        good &= state != "missing";
        say!("{:<40} {:<3} {state}", wanted.name, wanted.language);
    }
    for other in present
        .iter()
        .filter(|present| !ours.iter().any(|wanted| find(wanted, std::slice::from_ref(present)).is_some()))
    {
        say!("{:<40} {:<3} {} (not one of ours)", other.name, other.language, other.status);
    }
    Ok(good)
}

async fn push(bot: &Bot, waba: &str, wanted: &[Definition], present: &[Present]) -> anyhow::Result<()> {
    let missing: Vec<&Definition> = wanted.iter().filter(|wanted| find(wanted, present).is_none()).collect();
    let handle = if missing.iter().any(|wanted| wanted.picture) { Some(sample(bot).await?) } else { None };
    for wanted in missing {
        let created = bot.set_up(&format!("{waba}/message_templates"), &wanted.request(handle.as_deref())).await;
        match created {
            Ok(_) => say!("{} {}: created", wanted.name, wanted.language),
            Err(crate::whatsapp::error::Error::Api(error)) => {
                say!("{} {}: refused: {} ({})", wanted.name, wanted.language, error.details, error.code);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// A plain picture, for the review of templates that have one.
async fn sample(bot: &Bot) -> anyhow::Result<String> {
    let app = bot.token_info().await?;
    let app = app["app_id"].as_str().ok_or_else(|| anyhow::anyhow!("Meta does not say which app the token is of"))?;
    let picture = image::DynamicImage::new_luma8(480, 640);
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png)?;
    Ok(templates::upload_sample(bot, app, &png.into_inner()).await?)
}
