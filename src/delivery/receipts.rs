//! Marks what people wrote as read, so that they see that it was taken up.
//!
//! Best effort: nothing of it is stored, and what fails is only counted; an answer matters, a tick does
//! not. Invariant: at most [`limits::RECEIPTS_IN_FLIGHT_MAX`] requests are under way, so that a flood of
//! messages takes nothing from the alerts. Only the bot's `read`, never a typing sign: an answer that
//! overtakes it would leave the bot "typing" for 25 seconds.

use tokio::task::JoinSet;

use crate::domain::afzender::NumberId;
use crate::limits;
use crate::whatsapp::Bot;
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::outgoing::read_request;

/// Marks messages as read.
#[derive(Debug)]
pub struct Receipts {
    bot: Bot,
    under_way: JoinSet<()>,
}

impl Receipts {
    /// With nothing under way.
    #[must_use]
    pub fn new(bot: Bot) -> Self {
        Self { bot, under_way: JoinSet::new() }
    }

    /// Marks a message on this business number as read, and with it the earlier ones of that chat.
    pub fn mark_read(&mut self, phone_number_id: NumberId, wamid: Wamid) {
        while self.under_way.try_join_next().is_some() {}
        if self.under_way.len() >= limits::RECEIPTS_IN_FLIGHT_MAX {
            metrics::counter!("heterdaad_receipts_total", "result" => "skipped").increment(1);
            return;
        }
        let bot = self.bot.clone();
        self.under_way.spawn(async move {
            let told = bot.tell(&phone_number_id, &read_request(&wamid, false)).await;
            let result = if told.is_ok() { "read" } else { "failed" };
            metrics::counter!("heterdaad_receipts_total", "result" => result).increment(1);
        });
    }

    /// Waits for what is under way.
    pub async fn settle(&mut self) {
        while self.under_way.join_next().await.is_some() {}
    }
}
