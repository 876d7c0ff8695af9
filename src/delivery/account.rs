//! Looks up, every hour, how the business numbers and the templates stand with Meta, and records it.
//!
//! Webhooks tell sooner; this finds what they told while nobody listened. Invariant: what cannot be looked up
//! changes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::clock::SharedClock;
use crate::domain::afzender::NumberId;
use crate::domain::deelpagina::Deelpagina;
use crate::limits;
use crate::store::nummer::{self, Feit};
use crate::store::{self, Store, sjabloon};
use crate::texts::sjablonen;
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
    /// Where the link buttons of templates have to lead, where there are pages.
    deelpagina: Option<Arc<Deelpagina>>,
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
        deelpagina: Option<Arc<Deelpagina>>,
    ) -> Self {
        Self { store, bot, clock, numbers, waba, deelpagina, looked_ms: None }
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
                Ok(present) => {
                    record_templates(&self.store, &present, self.deelpagina.as_deref(), self.clock.wall_ms()).await?;
                }
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

async fn record_templates(
    store: &Store,
    present: &[Present],
    deelpagina: Option<&Deelpagina>,
    now_ms: i64,
) -> store::Result<()> {
    let mut tx = store.begin().await?;
    let known = sjabloon::all(&mut tx).await?;
    let met_knop = deelpagina.map(Deelpagina::sjabloonadres);
    for template in present {
        // One whose button leads elsewhere must not be sent: its page is not ours.
        let linked = sjablonen::MET_DEELKNOP.iter().any(|wanted| wanted.naam == template.name);
        let elsewhere = linked && template.link_address() != met_knop.as_deref();
        let status = if elsewhere { sjabloon::ELSEWHERE } else { &template.status };
        for fact in [
            sjabloon::Feit::Status(status),
            sjabloon::Feit::Categorie(&template.category),
            sjabloon::Feit::Kwaliteit(&template.quality),
        ] {
            sjabloon::set(&mut tx, &template.name, &template.language, fact, now_ms).await?;
        }
    }
    // Those that we want and Meta does not have cannot be sent; the rest is not ours.
    let wanted = sjablonen::ALLE.iter().chain(met_knop.iter().flat_map(|_| &sjablonen::MET_DEELKNOP));
    let wanted = wanted.flat_map(|wanted| [(wanted.naam, wanted.nl.taal), (wanted.naam, wanted.en.taal)]);
    for (naam, taal) in wanted {
        let there = present.iter().any(|template| template.name == naam && template.language == taal);
        let missing = known.iter().any(|stand| stand.naam == naam && stand.taal == taal && stand.status == "MISSING");
        if !there && !missing {
            sjabloon::set(&mut tx, naam, taal, sjabloon::Feit::Status("MISSING"), now_ms).await?;
        }
    }
    tx.commit().await
}
