//! The invitation to those who were imported: a link, and a code to scan.
//!
//! Owns how it is written and drawn.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::cli::table::extension;
use crate::domain::telefoon;
use crate::terminal::say;
use kern::tekst::in_een_adres;

/// A QR code to draw.
#[derive(Debug, Args)]
pub struct QrArgs {
    /// The .svg or .png file to write
    file: PathBuf,
    /// The business number
    #[arg(long, env = "WHATSAPP_NUMBER")]
    whatsapp_number: String,
    /// What stands in the chat of whoever scans it, ready to be sent
    #[arg(long, default_value = "aanmelden")]
    text: String,
}

const INVITED_TEXT: &str = "Ja, ik ben beheerder";

fn link(number: &str, text: &str) -> anyhow::Result<String> {
    let number = telefoon::lees(number).context("WHATSAPP_NUMBER is no telephone number")?.into_cijfers();
    Ok(format!("https://wa.me/{number}?text={}", in_een_adres(text)))
}

/// What police can send to the invited, with a link and a code to scan.
pub(super) fn invitation(number: Option<&str>) -> anyhow::Result<String> {
    let Some(number) = number else {
        return Ok("(Give --whatsapp-number to get the invitation with its link and QR code.)".to_owned());
    };
    let link = link(number, INVITED_TEXT)?;
    let code = qrcode::QrCode::new(link.as_bytes())?;
    let drawn = code.render::<qrcode::render::unicode::Dense1x2>().build();
    Ok(format!(
        "U staat op de lijst als beheerder van een buurtgroep. Politieberichten komen voortaan van een chatbot van politie \
         en gemeente. Tik op de link en verstuur wat er staat; pas daarna krijgt u berichten.\n{link}\n\n{drawn}"
    ))
}

/// Draws a QR code that opens a chat with the bot.
///
/// # Errors
/// The number is none, the text is too long, or the file cannot be written.
pub fn qr(args: &QrArgs) -> anyhow::Result<()> {
    let link = link(&args.whatsapp_number, &args.text)?;
    let code = qrcode::QrCode::new(link.as_bytes()).context("the text is too long for a QR code")?;
    let cannot = || format!("cannot write {}", args.file.display());
    match extension(&args.file).as_str() {
        "svg" => {
            let drawn = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(480, 480).build();
            std::fs::write(&args.file, drawn).with_context(cannot)?;
        }
        "png" => {
            let drawn = code.render::<image::Luma<u8>>().min_dimensions(1_200, 1_200).build();
            drawn.save(&args.file).with_context(cannot)?;
        }
        _ => bail!("{}: the name must end in .svg or .png", args.file.display()),
    }
    say!("{} opens {link}", args.file.display());
    Ok(())
}
