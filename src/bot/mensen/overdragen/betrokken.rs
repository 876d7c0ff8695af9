//! Who has to do with a hand-over, and telling them.
//!
//! Owns who hears of it and who is asked; what becomes of it is decided by those who call this. Invariant: before the
//! successor came forward only whoever began it hears of it.

use crate::bot::besluit::wie::Beoordelaars;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::sjabloon::vul;
use crate::domain::overdracht::OverdrachtStatus;
use crate::domain::persoon::{Groep, Helft, PersoonId};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::store::overdracht::Overdracht;
use crate::store::{self, Tx};
use crate::texts::mensen::{collega, overdragen as tekst};
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

pub(super) fn gemeente_van<'g>(gemeenten: &'g Gemeenten, overdracht: &Overdracht) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&overdracht.gemeente).ok_or(BotError::Missing("gemeente"))
}

pub(super) fn uitgang(gemeenten: &Gemeenten, overdracht: &Overdracht) -> Result<Uitgang, BotError> {
    Ok(Uitgang::van(gemeente_van(gemeenten, overdracht)?, &overdracht.phone_number_id))
}

/// The old beheerder, the co-beheerders, and whoever began it, each once.
pub(super) async fn betrokkenen(
    tx: &mut Tx,
    overdracht: &Overdracht,
    groepen: &[Groep],
) -> store::Result<Vec<PersoonId>> {
    let mut wie = vec![overdracht.van, overdracht.gestart_door];
    for groep in groepen {
        wie.extend(store::overdracht::others(tx, groep.id, overdracht.van).await?);
    }
    wie.sort_unstable();
    wie.dedup();
    Ok(wie)
}

pub(super) async fn beoordelaars(
    tx: &mut Tx,
    gemeente: &Gemeente,
    overdracht: &Overdracht,
) -> Result<Beoordelaars, BotError> {
    let mut wijken = Vec::new();
    for groep in store::overdracht::groups(tx, overdracht).await? {
        wijken.extend(store::overdracht::wijken(tx, groep.id).await?);
    }
    Ok(Beoordelaars::van(tx, gemeente, &wijken).await?)
}

pub(super) async fn vraag_beoordelaars(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    overdracht: &Overdracht,
    now_ms: i64,
) -> Written {
    let gemeente = gemeente_van(gemeenten, overdracht)?;
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let naar = overdracht.naar.ok_or(BotError::Missing("successor"))?;
    let naam = |naam: Option<String>| naam.unwrap_or_else(|| tekst::NAAM_ONBEKEND.to_owned());
    let wie = naam(store::persoon::name_of(tx, naar).await?);
    let van = naam(store::persoon::name_of(tx, overdracht.van).await?);
    let wat = tekst::wat(&namen, &van, overdracht.gestart_door != overdracht.van);
    let nummer = overdracht.id.nummer();
    let buttons = vec![
        Knop::OverdrachtAkkoord(overdracht.id).met(knoppen::AKKOORD),
        Knop::OverdrachtAfwijzen(overdracht.id).met(knoppen::AFWIJZEN),
    ];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = [&nummer, &wie, &wat].map(|deel| sjablonen::als_parameter(deel));
    let bericht = Bericht::beide(
        Outgoing::buttons(collega::aanvraag(&nummer, &wie, &wat, false), buttons)?,
        vul(&sjablonen::AANVRAAG, parameters.into(), payloads)?,
    );
    let uitgang = uitgang(gemeenten, overdracht)?;
    let beoordelaars = beoordelaars(tx, gemeente, overdracht).await?;
    for persoon in beoordelaars.gevraagd(&gemeente.id, &overdracht.helften.open()) {
        if persoon != naar && persoon != overdracht.van {
            uitgang.stuur(tx, persoon, bericht.clone(), now_ms).await?;
        }
    }
    Ok(())
}

/// Ends one without passing anything over: all who knew of it hear so, but not whoever did it.
pub(super) async fn eindig(
    cx: &mut Cx<'_>,
    overdracht: &Overdracht,
    status: OverdrachtStatus,
    bericht: &str,
) -> Written {
    if !store::overdracht::close(cx.tx, overdracht.id, status, cx.now_ms).await? {
        return Ok(());
    }
    let zelf = cx.persoon.id;
    vertel_allen(cx.tx, cx.gemeenten, overdracht, bericht, Some(zelf), cx.now_ms).await
}

pub(super) async fn vertel_allen(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    overdracht: &Overdracht,
    bericht: &str,
    zonder: Option<PersoonId>,
    now_ms: i64,
) -> Written {
    let groepen = store::overdracht::groups(tx, overdracht).await?;
    let mut wie = match overdracht.status {
        // Before the successor came forward only whoever began it knows.
        OverdrachtStatus::Voorgesteld => vec![overdracht.gestart_door],
        _ => betrokkenen(tx, overdracht, &groepen).await?,
    };
    wie.extend(overdracht.naar);
    if overdracht.status == OverdrachtStatus::Aanvaard {
        let gemeente = gemeente_van(gemeenten, overdracht)?;
        let beoordelaars = beoordelaars(tx, gemeente, overdracht).await?;
        wie.extend(beoordelaars.gevraagd(&gemeente.id, &[Helft::Gemeente, Helft::Politie]));
    }
    wie.sort_unstable();
    wie.dedup();
    let uitgang = uitgang(gemeenten, overdracht)?;
    for persoon in wie.into_iter().filter(|persoon| Some(*persoon) != zonder) {
        notify(tx, &uitgang, persoon, bericht, now_ms).await?;
    }
    Ok(())
}
