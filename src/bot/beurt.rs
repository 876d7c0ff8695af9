//! Whose turn comes first, as far as that is seen before a message is handled.
//!
//! Owns the cheap look at what comes in: who wrote it, and whether it cries for help. Decides nothing else: what a message
//! means is found when its turn has come. Invariant: one look at the people of a whole batch, none for each message.

use std::collections::HashMap;

use crate::bot::begrip::spoed::is_spoed;
use crate::store::inbox::{self, Beurt};
use crate::store::{self, Tx};
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, Content, Message};
use crate::whatsapp::webhook::{Item, ItemKind};

/// Gives messages that were just stored their turn.
///
/// # Errors
/// The database cannot be reached.
pub async fn bepaal(tx: &mut Tx, items: &[Item]) -> store::Result<()> {
    let messages: Vec<(&Item, Box<Message>)> = items
        .iter()
        .filter(|item| item.kind == ItemKind::Message)
        .filter_map(|item| match incoming::parse(&item.payload) {
            Update::Message(message) => Some((item, message)),
            _ => None,
        })
        .collect();
    let mut senders: Vec<&str> = messages.iter().flat_map(|(_, message)| sender(message)).collect();
    senders.sort_unstable();
    senders.dedup();
    let known = inbox::known(tx, &senders).await?;
    for (item, message) in &messages {
        let beurt = beurt(message, &known);
        if beurt < Beurt::Vreemde {
            inbox::put_forward(tx, item, beurt).await?;
        }
    }
    Ok(())
}

fn sender(message: &Message) -> impl Iterator<Item = &str> {
    let number = message.from.wa_id.as_ref().map(|id| id.as_str());
    number.into_iter().chain(message.from.user_id.as_ref().map(|id| id.as_str()))
}

fn beurt(message: &Message, known: &HashMap<String, Beurt>) -> Beurt {
    let wie = sender(message).filter_map(|id| known.get(id)).min().copied().unwrap_or(Beurt::Vreemde);
    // Police write of what happens now all day: that is their work, in their own turn.
    let spoed = wie != Beurt::Politie && matches!(&message.content, Content::Text(text) if is_spoed(text, false));
    if spoed { Beurt::Spoed } else { wie }
}
