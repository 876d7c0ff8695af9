//! What a message points at, where Meta sends the pointer otherwise than we gave it: a quoted id that differs at the
//! front, a tap that carries only the words on the button.
//!
//! Owns no meaning: what was quoted and tapped is for the handlers. Invariant: what fits several things points at none
//! of them; then the words count, and the person is asked.

use std::borrow::Cow;

use crate::domain::persoon::PersoonId;
use crate::limits;
use crate::store::{self, Tx, uitgegeven};
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::incoming::{Content, Message};

/// The message of ours that this one is about, by the id under which we know it; as it came where we know none.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn waarnaar(
    tx: &mut Tx,
    persoon: PersoonId,
    message: &Message,
    now_ms: i64,
) -> store::Result<Option<Wamid>> {
    let wamid = match &message.content {
        Content::Reaction { message_id, .. } => message_id.clone(),
        // An edit is about a message of their own.
        Content::Edit { original, .. } => return Ok(original.clone()),
        _ => match &message.context.reply_to {
            Some(wamid) => wamid.clone(),
            None => return Ok(None),
        },
    };
    let since_ms = now_ms - limits::POINTED_AT_LOOK_BACK_MS;
    Ok(Some(uitgegeven::by_end(tx, &wamid, persoon, since_ms).await?.unwrap_or(wamid)))
}

/// What was said, with a tap that came without its id read from the buttons that this person has: those of the message
/// they point at, else of what they got lately, where only one has these words.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn gezegd<'a>(
    tx: &mut Tx,
    persoon: PersoonId,
    content: &'a Content,
    waarnaar: Option<&Wamid>,
    now_ms: i64,
) -> store::Result<Cow<'a, Content>> {
    let Content::TapOn(title) = content else { return Ok(Cow::Borrowed(content)) };
    let since_ms = now_ms - limits::POINTED_AT_LOOK_BACK_MS;
    let mut ids = uitgegeven::choices_titled(tx, persoon, title, waarnaar, since_ms).await?;
    ids.sort_unstable();
    ids.dedup();
    Ok(match ids.pop() {
        Some(id) if ids.is_empty() => Cow::Owned(Content::Tap(id)),
        _ => Cow::Borrowed(content),
    })
}
