//! Looks up, every hour, how the business numbers and the templates stand with Meta, and records it.
//!
//! Webhooks tell sooner; this finds what they told while nobody listened. Invariant: what cannot be looked up
//! changes nothing.

use std::collections::BTreeSet;

use crate::clock::SharedClock;
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::nummer::{self, Feit};
use crate::store::{self, Store, sjabloon};
use crate::whatsapp::Bot;
use crate::whatsapp::account::{self, NumberInfo, Present};

/// Looks things up.
#[derive(Debug)]
pub struct Account {
    store: Store,
    bot: Bot,
    clock: SharedClock,
    numbers: BTreeSet<NumberId>,
    /// The WhatsApp Business account, for its templates.
    waba: Option<String>,
    looked_ms: Option<i64>,
}

impl Account {
    /// For these numbers, and the templates of this account.
    #[must_use]
    pub const fn new(
        store: Store,
        bot: Bot,
        clock: SharedClock,
        numbers: BTreeSet<NumberId>,
        waba: Option<String>,
    ) -> Self {
        Self { store, bot, clock, numbers, waba, looked_ms: None }
    }

    /// Looks, if the time has come. Answers whether it did, and when the next look is due (monotonic).
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn step(&mut self) -> store::Result<(bool, i64)> {
        let now_ms = self.clock.monotonic_ms();
        if let Some(due_ms) = self.looked_ms.map(|looked_ms| looked_ms + limits::ACCOUNT_LOOK_MS)
            && due_ms > now_ms
        {
            return Ok((false, due_ms));
        }
        self.looked_ms = Some(now_ms);
        let mut tx = self.store.begin().await?;
        sjabloon::try_links_again(&mut tx, self.clock.wall_ms() - limits::LINKS_REFUSED_MS).await?;
        tx.commit().await?;
        for number in &self.numbers {
            match account::number(&self.bot, number).await {
                Ok(info) => record_number(&self.store, number, &info, self.clock.wall_ms()).await?,
                Err(error) => tracing::warn!(%error, %number, "the number cannot be looked up"),
            }
        }
        if let Some(waba) = &self.waba {
            match account::templates(&self.bot, waba).await {
                Ok(present) => record_templates(&self.store, &present, self.clock.wall_ms()).await?,
                Err(error) => tracing::warn!(%error, "the templates cannot be looked up"),
            }
        }
        Ok((true, now_ms + limits::ACCOUNT_LOOK_MS))
    }
}

async fn record_number(store: &Store, number: &NumberId, info: &NumberInfo, now_ms: i64) -> store::Result<()> {
    let mut tx = store.begin().await?;
    let mut facts = vec![Feit::Kwaliteit(info.quality.clone())];
    facts.extend(info.per_second.map(Feit::Doorvoer));
    facts.extend(info.messaging_limit.map(Feit::Limiet));
    for fact in facts {
        nummer::set(&mut tx, number, &fact, now_ms).await?;
    }
    tx.commit().await
}

async fn record_templates(store: &Store, present: &[Present], now_ms: i64) -> store::Result<()> {
    let mut tx = store.begin().await?;
    let known = sjabloon::all(&mut tx).await?;
    for template in present {
        for fact in [
            sjabloon::Feit::Status(&template.status),
            sjabloon::Feit::Categorie(&template.category),
            sjabloon::Feit::Kwaliteit(&template.quality),
        ] {
            sjabloon::set(&mut tx, &template.name, &template.language, fact, now_ms).await?;
        }
    }
    // Those that we want and Meta does not have cannot be sent; the rest is not ours.
    let wanted = crate::texts::sjablonen::ALLE
        .iter()
        .flat_map(|wanted| [(wanted.naam, wanted.nl.taal), (wanted.naam, wanted.en.taal)]);
    for (naam, taal) in wanted {
        let there = present.iter().any(|template| template.name == naam && template.language == taal);
        let missing = known.iter().any(|stand| stand.naam == naam && stand.taal == taal && stand.status == "MISSING");
        if !there && !missing {
            sjabloon::set(&mut tx, naam, taal, sjabloon::Feit::Status("MISSING"), now_ms).await?;
        }
    }
    tx.commit().await
}
