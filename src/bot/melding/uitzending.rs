//! One message to many people: the rows that carry what concerns an alert.
//!
//! Owns nothing but the shape of those rows, so that an alert, an update, a reminder, an end and a withdrawal leave
//! in the same way. Invariant: a template stands behind every one of them.

use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::knop::Knop;
use crate::bot::sjabloon::vul;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::wijk::Gemeente;
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::sjablonen::{Sjabloon, ingevuld};
use crate::whatsapp::{Bericht, Outgoing};

/// A message about an alert, for as many people as there are.
#[derive(Debug, Clone)]
pub(in crate::bot) struct Uitzending<'a> {
    /// The alert.
    pub melding: MeldingId,
    /// The business number that it goes out on.
    pub phone_number_id: &'a str,
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
pub(in crate::bot) fn nummer<'a>(gemeente: &'a Gemeente, melding: &'a Melding) -> &'a str {
    gemeente.phone_number_id.as_deref().unwrap_or(&melding.verzender.phone_number_id)
}

/// The gemeente of an alert.
pub(in crate::bot) fn gemeente_van<'g>(cx: &Cx<'g>, melding: &Melding) -> Result<&'g Gemeente, BotError> {
    let gemeenten = cx.gemeenten;
    gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))
}
