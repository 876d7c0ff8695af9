//! The way to the Cloud API for commands that look something up or set something up.

use anyhow::Context as _;

use crate::config::{Api, ApiArgs};
use crate::whatsapp::Bot;

/// A client, and what it was told.
///
/// # Errors
/// A setting is missing or senseless.
pub fn with_api(args: &ApiArgs) -> anyhow::Result<(Bot, Api)> {
    let api = args.check().map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
    Ok((Bot::new(api.endpoint.clone())?, api))
}

/// The same, with the WhatsApp Business account.
///
/// # Errors
/// A setting is missing or senseless.
pub fn with_account(args: &ApiArgs) -> anyhow::Result<(Bot, Api, String)> {
    let (bot, api) = with_api(args)?;
    let waba = api
        .waba
        .clone()
        .context("WHATSAPP_BUSINESS_ACCOUNT_ID: is missing; the id of the WhatsApp Business account")?;
    Ok((bot, api, waba))
}
