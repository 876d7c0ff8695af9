//! Requests of people who want to become beheerder, as gemeente and police decide about them.
//!
//! Owns what a yes and a no do, who is asked, and reminders; `keuren` weighs. Invariant: a beheerder is made only here,
//! after both halves were given, by two persons with the right.

use crate::bot::besluit::keuren::{self, BEIDE, Bezwaar, Geval, Opnieuw, Vraag, Woord};
use crate::bot::besluit::wie::Beoordelaars;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::knop::Knop;
use crate::bot::mensen::welkom;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::aanmelding::{AanmeldingId, AanmeldingStatus};
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::persoon::{Helft, Rang};
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten};
use crate::limits;
use crate::store::aanmelding::Aanmelding;
use crate::store::persoon::GroepFeit;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::mensen::{aanmelden, collega as tekst};
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

fn gemeente_van<'g>(gemeenten: &'g Gemeenten, aanmelding: &Aanmelding) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&aanmelding.gemeente).ok_or(BotError::Missing("gemeente"))
}

fn wijknaam(gemeente: &Gemeente, aanmelding: &Aanmelding) -> String {
    gemeente.wijk(&aanmelding.wijk).map_or_else(|| aanmelding.wijk.to_string(), |wijk| wijk.naam.clone())
}

/// The request as those who decide see it.
fn bericht(gemeente: &Gemeente, aanmelding: &Aanmelding, herinnering: bool) -> Result<Bericht, BotError> {
    let nummer = aanmelding.id.nummer();
    let wat = tekst::wat(&wijknaam(gemeente, aanmelding), &aanmelding.groepsnaam, aanmelding.leden, &aanmelding.wabp);
    let buttons =
        vec![Knop::Akkoord(aanmelding.id).met(knoppen::AKKOORD), Knop::Afwijzen(aanmelding.id).met(knoppen::AFWIJZEN)];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = [&nummer, &aanmelding.naam, &wat].map(|deel| sjablonen::als_parameter(deel));
    Ok(Bericht::beide(
        Outgoing::buttons(tekst::aanvraag(&nummer, &aanmelding.naam, &wat, herinnering), buttons)?,
        vul(&sjablonen::AANVRAAG, parameters.into(), payloads)?,
    ))
}

async fn vraag_beoordelaars(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    aanmelding: &Aanmelding,
    herinnering: bool,
    now_ms: i64,
) -> Written {
    let gemeente = gemeente_van(gemeenten, aanmelding)?;
    let beoordelaars = Beoordelaars::van(tx, gemeente, std::slice::from_ref(&aanmelding.wijk)).await?;
    let bericht = bericht(gemeente, aanmelding, herinnering)?;
    let gevraagd = beoordelaars.gevraagd(&gemeente.id, &aanmelding.helften.open());
    if gevraagd.is_empty() {
        tracing::warn!(gemeente = %gemeente.id, "a request waits, and nobody in the register can decide about it");
    }
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    for persoon in gevraagd.into_iter().filter(|persoon| *persoon != aanmelding.persoon) {
        uitgang.stuur(tx, persoon, bericht.clone(), now_ms).await?;
    }
    Ok(())
}

/// The open requests, a line each.
pub(in crate::bot) async fn regels(cx: &mut Cx<'_>, gemeenten: &[&GemeenteId]) -> Result<Vec<String>, BotError> {
    let open = store::aanmelding::open_in(cx.tx, gemeenten).await?;
    let regel = |aanmelding: &Aanmelding| {
        let gemeente = cx.gemeenten.get(&aanmelding.gemeente)?;
        let dagen = (cx.now_ms - aanmelding.gemaakt_ms) / limits::DAY_MS;
        let (nummer, wijk) = (aanmelding.id.nummer(), wijknaam(gemeente, aanmelding));
        Some(tekst::aanvraag_regel(&nummer, &wijk, &aanmelding.groepsnaam, dagen, aanmelding.helften))
    };
    Ok(open.iter().filter_map(regel).collect())
}

/// Lays a new request before those who decide.
pub(in crate::bot) async fn leg_voor(cx: &mut Cx<'_>, id: AanmeldingId) -> Written {
    let aanmelding = store::aanmelding::get(cx.tx, id).await?.ok_or(BotError::Missing("aanmelding"))?;
    vraag_beoordelaars(cx.tx, cx.gemeenten, &aanmelding, false, cx.now_ms).await?;
    let herinner_ms = cx.now_ms + limits::REQUEST_REMINDER_AFTER_MS;
    taak::plan(cx.tx, Taak::AanmeldingHerinnering(id), herinner_ms).await?;
    Ok(taak::plan(cx.tx, Taak::AanmeldingVerloopt(id), cx.now_ms + limits::SIGN_UP_KEPT_MS).await?)
}

/// Tells those who were asked that nothing is to be decided any more; not whoever did it.
pub(in crate::bot) async fn vertel_beoordelaars(cx: &mut Cx<'_>, aanmelding: &Aanmelding, waarom: &str) -> Written {
    let gemeente = gemeente_van(cx.gemeenten, aanmelding)?;
    let beoordelaars = Beoordelaars::van(cx.tx, gemeente, std::slice::from_ref(&aanmelding.wijk)).await?;
    let tekst = tekst::vervallen(&aanmelding.id.nummer(), waarom);
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    let zelf = cx.persoon.id;
    let gevraagd = beoordelaars.gevraagd(&gemeente.id, &[Helft::Gemeente, Helft::Politie]);
    for persoon in gevraagd.into_iter().filter(|persoon| *persoon != zelf) {
        notify(cx.tx, &uitgang, persoon, &tekst, cx.now_ms).await?;
    }
    Ok(())
}

const fn hoe(status: AanmeldingStatus) -> Option<&'static str> {
    match status {
        AanmeldingStatus::Ingediend => None,
        AanmeldingStatus::Akkoord => Some("goedgekeurd"),
        AanmeldingStatus::Afgewezen => Some("afgewezen"),
        AanmeldingStatus::Ingetrokken => Some("ingetrokken"),
        AanmeldingStatus::Verlopen => Some("verlopen"),
    }
}

impl Geval for Aanmelding {
    type Id = AanmeldingId;
    const DAAD: [&'static str; 2] = ["akkoord", "afwijzen"];
    const INTENT: [Intent; 2] = [Intent::AanmeldenGoedkeur, Intent::AanmeldenAfwijs];

    async fn vind(cx: &mut Cx<'_>, id: AanmeldingId) -> Result<Option<Self>, BotError> {
        Ok(store::aanmelding::get(cx.tx, id).await?)
    }

    async fn onbekend(cx: &mut Cx<'_>, id: AanmeldingId, woord: Woord) -> HandlerResult {
        keuren::onbekend_verzoek(cx, &id.nummer(), woord).await
    }

    fn nummer(&self) -> String {
        self.id.nummer()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        let gemeente = gemeente_van(cx.gemeenten, self)?;
        let beoordelaars = Beoordelaars::van(cx.tx, gemeente, std::slice::from_ref(&self.wijk)).await?;
        Ok(beoordelaars.helften(&cx.persoon, &gemeente.id))
    }

    fn zaak(&self, _: i64) -> Zaak {
        Zaak {
            partijen: vec![self.persoon],
            staat: if hoe(self.status).is_none() { Staat::Wacht } else { Staat::Voorbij },
            // A request does not change.
            versie: 0,
            nodig: BEIDE,
            helften: self.helften,
            nee_houdt_tegen: false,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        let besloten = tekst::al_besloten(&self.nummer(), hoe(self.status).unwrap_or_default());
        keuren::bezwaar_verzoek(&self.nummer(), self.helften, uitslag, besloten)
    }

    async fn toon(&self, cx: &mut Cx<'_>, waarom: Opnieuw, woord: Woord) -> Written {
        let nog_eens =
            vec![Knop::Akkoord(self.id).met(knoppen::AKKOORD), Knop::Afwijzen(self.id).met(knoppen::AFWIJZEN)];
        cx.reply_buttons(keuren::opnieuw_gevraagd(&self.nummer(), cx.gezegd_ms, waarom, woord), nog_eens).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, helft: Helft) -> Result<Uitkomst, BotError> {
        if self.helften.open().len() == 1 {
            return maak_beheerder(cx, self, helft).await;
        }
        let nummer = self.nummer();
        store::aanmelding::agree(cx.tx, self.id, helft, cx.wie).await?;
        cx.record("akkoord", &format!("{nummer} {}", tekst::helft(helft)), None).await?;
        cx.reply(tekst::half_akkoord(&nummer, helft)).await?;
        Ok(Uitkomst::Accepted)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let nummer = self.nummer();
        store::aanmelding::close(cx.tx, self.id, AanmeldingStatus::Afgewezen, cx.now_ms).await?;
        cx.record("afgewezen", &nummer, None).await?;
        let gemeente = gemeente_van(cx.gemeenten, self)?;
        let uitgang = Uitgang::van(gemeente, &self.phone_number_id);
        notify(cx.tx, &uitgang, self.persoon, &aanmelden::afgewezen(&nummer, reden), cx.now_ms).await?;
        vertel_beoordelaars(cx, self, "afgewezen").await?;
        cx.reply(tekst::afgewezen(&nummer)).await
    }

    fn vraagt_reden(&self) -> Option<Vraag> {
        Some(keuren::vraag_verzoek(&self.nummer(), Dialogue::Afwijzen { aanmelding: self.id.0 }))
    }
}

/// The second half is given: the group comes to be, with its beheerder.
async fn maak_beheerder(cx: &mut Cx<'_>, aanmelding: &Aanmelding, helft: Helft) -> Result<Uitkomst, BotError> {
    let nummer = aanmelding.id.nummer();
    if store::persoon::find_group(cx.tx, &aanmelding.gemeente, &aanmelding.groepsnaam).await?.is_some() {
        cx.reply(tekst::groep_bestaat(&nummer, &aanmelding.groepsnaam)).await?;
        return Ok(Uitkomst::Denied);
    }
    store::aanmelding::agree(cx.tx, aanmelding.id, helft, cx.wie).await?;
    store::aanmelding::close(cx.tx, aanmelding.id, AanmeldingStatus::Akkoord, cx.now_ms).await?;
    if let Some(herkomst) = aanmelding.herkomst {
        store::aanmelding::count(cx.tx, &aanmelding.gemeente, herkomst, (0, 1), cx.now_ms).await?;
    }
    let wijken = [aanmelding.wijk.clone()];
    let groep =
        store::persoon::find_or_add_group(cx.tx, &aanmelding.gemeente, &aanmelding.groepsnaam, &wijken, cx.now_ms)
            .await?;
    store::persoon::add_beheerder(cx.tx, groep, aanmelding.persoon, Rang::Hoofd).await?;
    store::persoon::set_name(cx.tx, aanmelding.persoon, &aanmelding.naam).await?;
    store::persoon::set_group_fact(cx.tx, groep, GroepFeit::Wabp(&aanmelding.wabp)).await?;
    if let Some(leden) = aanmelding.leden {
        store::persoon::set_group_fact(cx.tx, groep, GroepFeit::Leden(leden)).await?;
    }
    cx.record("beheerder geworden", &format!("{nummer} groep {}", groep.0), None).await?;
    // Last: it is what they did, and what a "misklik" right after is about.
    cx.record("akkoord", &format!("{nummer} {}", tekst::helft(helft)), None).await?;
    let klaar = tekst::akkoord(&nummer, &aanmelding.groepsnaam);
    let gemeente = gemeente_van(cx.gemeenten, aanmelding)?;
    let eerste = [aanmelding.helften.politie, aanmelding.helften.gemeente].into_iter().flatten().next();
    if let Some(eerste) = eerste {
        notify(cx.tx, &Uitgang::van(gemeente, &aanmelding.phone_number_id), eerste, &klaar, cx.now_ms).await?;
    }
    cx.reply(klaar).await?;
    welkom::na_akkoord(cx, aanmelding).await?;
    Ok(Uitkomst::Accepted)
}

/// Does a piece of timed work on a request.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, id: AanmeldingId, now_ms: i64) -> Written {
    let Some(aanmelding) = store::aanmelding::get(tx, id).await? else { return Ok(()) };
    if aanmelding.status != AanmeldingStatus::Ingediend {
        return Ok(());
    }
    if matches!(taak, Taak::AanmeldingHerinnering(_)) {
        return vraag_beoordelaars(tx, gemeenten, &aanmelding, true, now_ms).await;
    }
    store::aanmelding::close(tx, id, AanmeldingStatus::Verlopen, now_ms).await?;
    let gemeente = gemeente_van(gemeenten, &aanmelding)?;
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    notify(tx, &uitgang, aanmelding.persoon, &aanmelden::verlopen(&id.nummer()), now_ms).await
}
