//! The page behind the link button of an alert: what it shows to whom, and what a tap on it says.
//!
//! Owns which text stands there. How it looks is `web`'s, whose page an address is for is `domain::deelpagina`'s. Invariants:
//! whoever may not have the alert sees nothing of it; what ended or was withdrawn never stands there as if it ran; a tap says that
//! somebody is at it, never that it was posted.

use serde_json::{Value, json};

use crate::bot::error::{BotError, Written};
use crate::bot::melding::bericht::{afloopbericht, als_tekst, met_nieuws};
use crate::domain::deellink::zonder_emoji;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::rechten::Rol;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::delen::Bezoek;
use crate::store::spoor::{self, Spoor};
use crate::store::{self, Tx};
use crate::texts::melding::politiebericht;
use crate::whatsapp::outgoing::LINK_MAX;
use crate::whatsapp::webhook::{Item, ItemKind, key};

/// Under this word a tap waits in the inbox.
const TIK: &str = "deeltik";

/// How the alert of a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It runs: it is to be posted.
    Loopt,
    /// Its sender stopped it: nothing is to be posted now.
    Stil,
    /// It ended: what stands there is what to post in its place.
    Afgelopen,
    /// It was withdrawn: what stands there is what to post in its place.
    Ingetrokken,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagina {
    /// The number of the alert.
    pub nummer: String,
    /// How it stands.
    pub stand: Stand,
    /// What to post; empty where nothing is.
    pub tekst: String,
    /// The address that opens WhatsApp with the text ready; `None` where it can only be copied.
    pub adres: Option<String>,
    /// Whoever looks reads English.
    pub engels: bool,
}

/// Somebody's page for an alert; `None` where there is nothing for them to see any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn van(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    (id, persoon): (MeldingId, PersoonId),
    now_ms: i64,
) -> Result<Option<Pagina>, BotError> {
    let Some(Bezoek { engels, .. }) = store::delen::page_of(tx, id, persoon).await? else { return Ok(None) };
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(None) };
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let einde_ms = melding.einde_ms.unwrap_or(melding.geldig_tot_ms);
    let (stand, tekst) = match melding.status {
        _ if now_ms >= einde_ms.saturating_add(limits::PAGE_AFTER_END_MS) => return Ok(None),
        MeldingStatus::Verzonden if melding.stilgezet => (Stand::Stil, String::new()),
        MeldingStatus::Verzonden if now_ms < melding.geldig_tot_ms => {
            (Stand::Loopt, politiebericht::tekst(&met_nieuws(tx, gemeente, &melding).await?))
        }
        MeldingStatus::Verzonden | MeldingStatus::Gesloten | MeldingStatus::Verlopen => {
            (Stand::Afgelopen, afloopbericht(gemeente, &melding))
        }
        MeldingStatus::Ingetrokken => (Stand::Ingetrokken, als_tekst(gemeente, &melding)),
        _ => return Ok(None),
    };
    let tekst = zonder_emoji(&tekst);
    let adres = gemeente.instellingen.deellink.adres(&tekst);
    let adres = adres.filter(|adres| stand != Stand::Stil && adres.len() <= LINK_MAX);
    Ok(Some(Pagina { nummer: melding.nummer, stand, tekst, adres, engels }))
}

/// A tap on the button of somebody's page, as it waits for its turn; `None` where it would say nothing new.
///
/// # Errors
/// The database cannot be reached.
pub async fn tik(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    (id, persoon): (MeldingId, PersoonId),
    now_ms: i64,
) -> Result<Option<Item>, BotError> {
    let nieuw = store::delen::page_of(tx, id, persoon).await?.is_some_and(|bezoek| bezoek.geopend_ms.is_none());
    let pagina = if nieuw { van(tx, gemeenten, (id, persoon), now_ms).await? } else { None };
    Ok(pagina.filter(|pagina| pagina.stand == Stand::Loopt).map(|_| Item {
        kind: ItemKind::Job,
        phone_number_id: String::new().into(),
        chat: String::new(),
        key: key(&[TIK, &id.0.to_string(), &persoon.0.to_string()]),
        payload: json!({ "soort": TIK, "voorwerp": id.0, "persoon": persoon.0 }).to_string().into_bytes(),
    }))
}

/// Whether what waited is such a tap; it is taken in then.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn neem_tik(tx: &mut Tx, payload: &Value, now_ms: i64) -> Result<bool, BotError> {
    if payload["soort"] != TIK {
        return Ok(false);
    }
    let id = MeldingId(payload["voorwerp"].as_i64().ok_or(BotError::Missing("which alert"))?);
    let persoon = PersoonId(payload["persoon"].as_i64().ok_or(BotError::Missing("whose page"))?);
    getikt(tx, id, persoon, now_ms).await?;
    Ok(true)
}

/// Somebody tapped: noted for each of their groups that did not report it yet. The chase sees it when it looks next.
async fn getikt(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    if melding.status != MeldingStatus::Verzonden || store::delen::page_of(tx, id, persoon).await?.is_none() {
        return Ok(());
    }
    if !store::delen::opened(tx, id, persoon, now_ms).await? {
        return Ok(());
    }
    for groep in store::melding::own_groups(tx, id, persoon).await? {
        if groep.geplaatst_ms.is_none() {
            let voorwerp = format!("{} groep {}", melding.nummer, groep.groep.0);
            let daad = "tikte op Zet in mijn groep";
            let rol = Rol::Beheerder;
            spoor::add(tx, Spoor { tijd_ms: now_ms, persoon, rol, daad, voorwerp: &voorwerp, geweigerd: None }).await?;
        }
    }
    Ok(())
}
