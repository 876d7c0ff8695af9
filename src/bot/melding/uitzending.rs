//! One message to many people: an alert as it leaves, and the rows that carry what concerns one.
//!
//! Owns the sending of an alert, to all at once and to whoever comes later, and the shape of those rows, so that an alert,
//! an update, a reminder, an end and a withdrawal leave in the same way. Whether it may leave is decided before.
//! Invariants: a template stands behind every row; an alert is sent by a step of its state, and so once.

use crate::bot::error::{BotError, Written};
use crate::bot::knop::{Knop, onder_politiebericht};
use crate::bot::melding::bericht::{bericht_van, met_nieuws, onderdelen_van};
use crate::bot::melding::publiek::{Publiek, publiek};
use crate::bot::melding::{delen, plan, uitzending};
use crate::bot::sjabloon::vul;
use crate::domain::afzender::NumberId;
use crate::domain::bereik;
use crate::domain::deellink::Deellink;
use crate::domain::melding::{Stap, is_oefening};
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::politiebericht::Politiebericht;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::melding::politiebericht;
use crate::texts::sjablonen::{Sjabloon, ingevuld};
use crate::whatsapp::{Bericht, Outgoing};

/// A message about an alert, for as many people as there are.
#[derive(Debug, Clone)]
pub(in crate::bot) struct Uitzending<'a> {
    /// The alert.
    pub melding: MeldingId,
    /// The business number that it goes out on.
    pub phone_number_id: &'a NumberId,
    /// How urgent.
    pub klasse: Klasse,
    /// What it says.
    pub bericht: Bericht,
    /// Not sent any more after this moment, in milliseconds since the epoch.
    pub geldig_tot_ms: i64,
}

impl Uitzending<'_> {
    /// Puts it in the outbox for these people. Answers each with the row that carries it.
    pub(in crate::bot) async fn aan(
        &self,
        tx: &mut Tx,
        mensen: &[PersoonId],
        now_ms: i64,
    ) -> Result<Vec<(PersoonId, i64)>, BotError> {
        // A number that may be somebody else's gets nothing; a withdrawal goes wherever the alert went.
        let rust =
            if self.klasse == Klasse::Intrekking { Vec::new() } else { store::persoon::resting(tx, mensen).await? };
        let mensen: Vec<PersoonId> = mensen.iter().copied().filter(|mens| !rust.contains(mens)).collect();
        if mensen.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<NewRow> = mensen
            .iter()
            .map(|persoon| NewRow {
                chat: ChatKey {
                    phone_number_id: self.phone_number_id.to_owned(),
                    chat: String::new(),
                    persoon: *persoon,
                },
                klasse: self.klasse,
                melding: Some(self.melding),
                bericht: self.bericht.clone(),
                antwoord_op: None,
                geldig_tot_ms: self.geldig_tot_ms,
            })
            .collect();
        let first = outbox::insert(tx, &rows, now_ms).await?;
        Ok(mensen.iter().copied().zip(first..).collect())
    }
}

/// A template with buttons, and the same free-form.
pub(in crate::bot) fn bericht(
    sjabloon: &Sjabloon,
    parameters: Vec<String>,
    knoppen: &[Knop],
) -> Result<Bericht, BotError> {
    bericht_of(&[(sjabloon, parameters)], knoppen)
}

/// The same with more templates behind the first, for where Meta does not take it.
pub(in crate::bot) fn bericht_of(
    sjablonen: &[(&Sjabloon, Vec<String>)],
    knoppen: &[Knop],
) -> Result<Bericht, BotError> {
    let (eerste, parameters) = sjablonen.first().ok_or(BotError::Missing("template"))?;
    let buttons: Vec<_> = knoppen.iter().zip(eerste.nl.knoppen).map(|(knop, title)| knop.met(*title)).collect();
    let payloads: Vec<String> = buttons.iter().map(|button| button.id.clone()).collect();
    let vrij = Outgoing::buttons(ingevuld(eerste.nl.body, parameters), buttons)?;
    let gevuld = sjablonen.iter().map(|(sjabloon, parameters)| vul(sjabloon, parameters.clone(), payloads.clone()));
    Ok(Bericht::met_sjablonen(vrij, gevuld.collect::<Result<_, _>>()?))
}

/// The business number on which an alert goes out.
pub(in crate::bot) fn nummer<'a>(gemeente: &'a Gemeente, melding: &'a Melding) -> &'a NumberId {
    gemeente.phone_number_id.as_ref().unwrap_or(&melding.verzender.phone_number_id)
}

/// The alert in all its forms: its templates, the one with a button to its page first, and the same text with the same
/// buttons. Whose page that is, the sender fills in, and whether there are any, it knows.
fn als_bericht(gemeente: &Gemeente, id: MeldingId, bericht: &Politiebericht) -> Result<Bericht, BotError> {
    let buttons = onder_politiebericht(id);
    let payloads: Vec<String> = buttons.iter().map(|button| button.id.clone()).collect();
    let mut sjablonen = Vec::new();
    if gemeente.instellingen.deellink != Deellink::Uit && !is_oefening(&bericht.nummer) {
        let (sjabloon, parameters) = (politiebericht::met_deelknop(bericht.soort), politiebericht::parameters(bericht));
        let twee = payloads.iter().take(sjabloon.nl.knoppen.len()).cloned().collect();
        sjablonen.push(vul(sjabloon, parameters, twee)?.with_link_button());
    }
    for (sjabloon, parameters) in politiebericht::als_sjablonen(bericht) {
        sjablonen.push(vul(sjabloon, parameters, payloads.clone())?);
    }
    let vrij = Outgoing::buttons(politiebericht::tekst(bericht), buttons.into())?;
    Ok(Bericht::met_sjablonen(vrij, sjablonen))
}

/// Sends an alert: after its sender's confirmation ([`Stap::Verstuur`]) or a second person's ([`Stap::KeurGoed`]).
/// Answers how many groups it can reach; `None` if that is none, or it cannot be sent any more, and nothing was done.
///
/// The only place that sends one. Who wrote it stays its sender.
pub(in crate::bot) async fn verstuur(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    stap: Stap,
    now_ms: i64,
) -> Result<Option<usize>, BotError> {
    let Publiek { leden, plaatsen, phone_number_id: nummer } = publiek(tx, gemeente, melding, now_ms).await?;
    let ontvangers = bereik::ontvangers(&leden, plaatsen);
    if ontvangers.is_empty() || !store::melding::step(tx, melding.id, stap).await? {
        return Ok(None);
    }
    let bericht = als_bericht(gemeente, melding.id, &bericht_van(gemeente, melding))?;
    let geldig_tot_ms = melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS);
    let rows: Vec<NewRow> = ontvangers
        .iter()
        .map(|persoon| NewRow {
            chat: ChatKey { phone_number_id: nummer.clone(), chat: String::new(), persoon: *persoon },
            klasse: Klasse::Melding,
            melding: Some(melding.id),
            bericht: bericht.clone(),
            antwoord_op: None,
            geldig_tot_ms,
        })
        .collect();
    let first = outbox::insert(tx, &rows, now_ms).await?;
    let groepen = bereik::groepen(&leden);
    store::melding::mark_sent(tx, melding.id, onderdelen_van(melding).binnen_ms, now_ms).await?;
    store::melding::add_groups(tx, melding.id, &groepen, now_ms).await?;
    let recipients: Vec<_> = ontvangers.iter().copied().zip(first..).collect();
    store::melding::add_recipients(tx, melding.id, &recipients, now_ms).await?;
    Box::pin(delen::bij_melding(tx, gemeente, melding, (&nummer, &ontvangers), now_ms)).await?;
    plan::plan(tx, gemeente, melding, now_ms).await?;
    Ok(Some(bereik::bereik(&leden, plaatsen).bereikbaar))
}

/// Sends a running alert to somebody who took a group over: it is theirs now.
pub(in crate::bot) async fn stuur_alsnog(
    tx: &mut Tx,
    gemeente: &Gemeente,
    id: MeldingId,
    persoon: PersoonId,
    now_ms: i64,
) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    stuur_aan(tx, gemeente, &melding, &[persoon], &[], now_ms).await?;
    plan::nu(tx, id, now_ms).await
}

/// Sends a running alert, with the news since, to people who did not get it, and records groups that come with them.
pub(in crate::bot) async fn stuur_aan(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    mensen: &[PersoonId],
    groepen: &[GroepId],
    now_ms: i64,
) -> Written {
    let bericht = met_nieuws(tx, gemeente, melding).await?;
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: uitzending::nummer(gemeente, melding),
        klasse: Klasse::Melding,
        bericht: als_bericht(gemeente, melding.id, &bericht)?,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    let verstuurd = uitzending.aan(tx, mensen, now_ms).await?;
    store::melding::add_groups(tx, melding.id, groepen, now_ms).await?;
    store::melding::add_recipients(tx, melding.id, &verstuurd, now_ms).await?;
    let mensen: Vec<PersoonId> = verstuurd.into_iter().map(|(persoon, _)| persoon).collect();
    Box::pin(delen::bij_melding(tx, gemeente, melding, (uitzending.phone_number_id, &mensen), now_ms)).await
}
