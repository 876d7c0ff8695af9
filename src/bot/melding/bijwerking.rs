//! An update that was confirmed: its sending, and the second person whom it may need.
//!
//! Owns what an update says, to whom it goes, why somebody else must agree and what their yes and no do; its draft and
//! preview are `bijwerken`'s. Invariants: an update can be read by itself (number, kind, place, the new fact, 112); it goes
//! to those who got the alert; a wijk that is added gets the whole text of now under the same number.

use std::collections::BTreeSet;

use crate::bot::begrip::plaats::Kaart;
use crate::bot::begrip::wijk;
use crate::bot::besluit::keuren::{Bezwaar, Geval, Opnieuw, POLITIE, Vraag, Woord};
use crate::bot::besluit::wie::{Collegas, helften, leg_aan};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{Knop, onder_politiebericht_knoppen};
use crate::bot::melding::publiek::gemeente_van;
use crate::bot::melding::uitzending::{self, Uitzending, bericht, nummer};
use crate::bot::melding::{plan, publiek};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::aanmelding::Helften;
use crate::domain::bereik;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::bijwerking::BijwerkingStatus;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{Helft, PersoonId};
use crate::domain::tweede::{self, Feiten, Reden};
use crate::domain::wijk::{Gemeente, Gemeenten, Wijk, WijkId};
use crate::limits;
use crate::store::levensloop::{self, Bijwerking, BijwerkingId};
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::bijwerking as update_tekst;
use crate::texts::melding::{levensloop as tekst, tweede as tweede_tekst, voorbeeld as politie};
use crate::texts::{aantal, sjablonen};

/// This was done with an update of this alert.
pub(in crate::bot) fn over(melding: &Melding, uitkomst: Uitkomst) -> Verstaan {
    Verstaan::is(Intent::MeldingUpdate, uitkomst).slot("nummer", melding.nummer.as_str())
}

/// What an update says.
pub(in crate::bot) fn parameters(gemeente: &Gemeente, melding: &Melding, bijwerking: &Bijwerking) -> Vec<String> {
    let tot_ms = bijwerking.verleng_tot_ms.unwrap_or(melding.geldig_tot_ms);
    let mut wijken = melding.wijken.clone();
    wijken.extend(bijwerking.wijken_erbij.iter().cloned());
    update_tekst::update_parameters(&melding.nummer, melding.soort, &gemeente.namen(&wijken), &bijwerking.tekst, tot_ms)
}

/// "Ook dorp en niet naar palenstein": an update takes no wijk away, and an order about one is no news. Answers whether it
/// was said.
pub(in crate::bot) async fn haalt_wijk_weg(
    cx: &mut Cx<'_>,
    melding: &Melding,
    nieuw: &str,
) -> Result<Option<Gedaan>, BotError> {
    let gemeente = gemeente_van(cx.gemeenten, melding)?;
    let (kaart, mag) = (Kaart::van(cx.gemeenten), [&gemeente.id]);
    let ontkend = wijk::ontkende(nieuw, &kaart, &mag);
    let weg: Vec<&Wijk> = gemeente.wijken.iter().filter(|wijk| ontkend.noemt(&gemeente.id, &wijk.id)).collect();
    // "Niet in dorp gezien", "niet naar dorp gerend" is news of him.
    if weg.is_empty() || !wijk::zegt_alleen_waar(&ontkend.over, &kaart, &mag) {
        return Ok(None);
    }
    let kregen = gemeente.met_delen(&melding.wijken);
    let namen = |wel: bool| -> Vec<&str> {
        let zo = weg.iter().filter(|wijk| kregen.contains(&wijk.id) == wel);
        zo.map(|wijk| wijk.naam.as_str()).collect()
    };
    cx.expect(&Dialogue::Update { melding: melding.id.0 }).await?;
    cx.reply(update_tekst::update_haalt_niet_weg(&melding.nummer, &namen(true), &namen(false))).await?;
    Ok(Some(over(melding, Uitkomst::Ask).vraag(&["tekst"]).into()))
}

/// The people of the wijken that are added who did not get the alert, and all groups there.
pub(in crate::bot) async fn nieuw_publiek(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    wijken: &[WijkId],
    now_ms: i64,
) -> Result<(Vec<PersoonId>, Vec<crate::domain::persoon::GroepId>), BotError> {
    if wijken.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let (leden, plaatsen) = publiek::leden_van(tx, gemeente, melding, wijken, now_ms).await?;
    let kregen: BTreeSet<PersoonId> = levensloop::recipients(tx, melding.id).await?.into_iter().collect();
    let groepen = levensloop::groups_of(tx, melding.id).await?;
    let nieuwe_groepen = bereik::groepen(&leden).into_iter().filter(|groep| !groepen.contains(groep)).collect();
    let mensen = bereik::ontvangers(&leden, plaatsen).into_iter().filter(|persoon| !kregen.contains(persoon)).collect();
    Ok((mensen, nieuwe_groepen))
}

/// Why a second person has to agree to an update: what it says, or how far the alert goes with it.
pub(in crate::bot) async fn redenen(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    bijwerking: &Bijwerking,
    now_ms: i64,
) -> Result<Vec<Reden>, BotError> {
    let mut wijken = melding.wijken.clone();
    wijken.extend(bijwerking.wijken_erbij.iter().cloned());
    let (leden, _) = publiek::leden_van(tx, gemeente, melding, &wijken, now_ms).await?;
    let verder = !bijwerking.wijken_erbij.is_empty();
    Ok(tweede::redenen(&Feiten {
        soort: melding.soort,
        wijken: if verder { wijken.len() } else { 0 },
        heel: verder && tweede::is_heel(gemeente, &wijken),
        groepen: if verder { bereik::groepen(&leden).len() } else { 0 },
        vanaf_groepen: gemeente.instellingen.tweede_vanaf_groepen,
        tekst: bijwerking.gevoelig,
        foto: false,
        wijkagent: false,
        oefening: melding.oefening,
    }))
}

/// Sends an update; answers to how many people, or `None` where it was not there any more.
pub(in crate::bot) async fn verzend(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    melding: &Melding,
    bijwerking: &Bijwerking,
    van: BijwerkingStatus,
    now_ms: i64,
) -> Result<Option<usize>, BotError> {
    if !levensloop::step(tx, bijwerking.id, van, BijwerkingStatus::Verzonden, now_ms).await? {
        return Ok(None);
    }
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    if let Some(tot_ms) = bijwerking.verleng_tot_ms {
        levensloop::extend(tx, melding.id, tot_ms).await?;
    }
    let (nieuwen, nieuwe_groepen) = nieuw_publiek(tx, gemeente, melding, &bijwerking.wijken_erbij, now_ms).await?;
    let kregen = levensloop::may_have(tx, melding.id).await?;
    levensloop::add_wijken(tx, melding.id, &bijwerking.wijken_erbij).await?;
    let melding = store::melding::get(tx, melding.id).await?.ok_or(BotError::Missing("melding"))?;
    let parameters = parameters(gemeente, &melding, &Bijwerking { wijken_erbij: Vec::new(), ..bijwerking.clone() });
    let uitzending = Uitzending {
        melding: melding.id,
        phone_number_id: nummer(gemeente, &melding),
        klasse: Klasse::Bijwerking,
        bericht: bericht(&sjablonen::UPDATE, parameters, &onder_politiebericht_knoppen(melding.id))?,
        geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
    };
    uitzending.aan(tx, &kregen, now_ms).await?;
    if !nieuwen.is_empty() || !nieuwe_groepen.is_empty() {
        uitzending::stuur_aan(tx, gemeente, &melding, &nieuwen, &nieuwe_groepen, now_ms).await?;
    }
    plan::plan(tx, gemeente, &melding, now_ms).await?;
    Ok(Some(kregen.len() + nieuwen.len()))
}

/// Lays a confirmed update before a second person.
pub(in crate::bot) async fn leg_voor(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    melding: &Melding,
    bijwerking: &Bijwerking,
    redenen: &[Reden],
) -> HandlerResult {
    let id = bijwerking.id;
    if !levensloop::step(cx.tx, id, BijwerkingStatus::Concept, BijwerkingStatus::WachtTweede, cx.now_ms).await? {
        return Ok(over(melding, Uitkomst::Ignored).into());
    }
    levensloop::ask_second(cx.tx, id, &tweede::als_woorden(redenen), cx.now_ms).await?;
    taak::plan(cx.tx, Taak::UpdateAnderen(id), cx.now_ms + limits::SECOND_ASK_OTHERS_MS).await?;
    if bijwerking.gevoelig {
        cx.record("familie akkoord", &melding.nummer, None).await?;
    }
    cx.record("tweede gevraagd over update", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let collegas = Collegas::van(cx.tx, gemeente, (cx.wie, cx.persoon.id), cx.now_ms).await?;
    let gevraagd = collegas.nu();
    vraag_tweede(cx.tx, gemeente, melding, bijwerking, redenen, gevraagd, cx.now_ms).await?;
    let antwoord = if gevraagd.is_empty() {
        update_tekst::update_geen_collega(&melding.nummer)
    } else {
        update_tekst::update_wacht(&melding.nummer)
    };
    cx.reply(antwoord).await?;
    Ok(over(melding, Uitkomst::SecondPerson).into())
}

async fn vraag_tweede(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    bijwerking: &Bijwerking,
    redenen: &[Reden],
    wie: &[PersoonId],
    now_ms: i64,
) -> Written {
    let parameters = parameters(gemeente, melding, bijwerking);
    let soort = parameters.get(1).cloned().unwrap_or_default();
    let hoeveel = levensloop::may_have(tx, melding.id).await?.len();
    let naar = format!("{}, {}", aantal(hoeveel, "beheerder", "beheerders"), tekst::geldig_tot(melding.geldig_tot_ms));
    let verzoek = vec![
        format!("UPDATE {}", melding.nummer),
        sjablonen::als_parameter(&tweede_tekst::redenen(redenen)),
        soort,
        parameters.get(2).map(|waar| sjablonen::als_parameter(waar)).unwrap_or_default(),
        sjablonen::als_parameter(&bijwerking.tekst),
        naar,
    ];
    let knoppen = [Knop::UpdateGoedkeuren(bijwerking.id, bijwerking.versie), Knop::UpdateAfwijzen(bijwerking.id)];
    let bericht = bericht(&sjablonen::MELDING_GOEDKEUREN, verzoek, &knoppen)?;
    leg_aan(tx, nummer(gemeente, melding), wie, &bericht, melding.geldig_tot_ms, now_ms).await
}

/// Timed work: nobody decided about an update, so others are asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn vraag_anderen(tx: &mut Tx, gemeenten: &Gemeenten, id: BijwerkingId, now_ms: i64) -> Written {
    let Some(bijwerking) = levensloop::get(tx, id).await? else { return Ok(()) };
    let Some(melding) = store::melding::get(tx, bijwerking.melding).await? else { return Ok(()) };
    if bijwerking.status != BijwerkingStatus::WachtTweede || melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let wie = (bijwerking.wie, melding.verzender.persoon);
    let collegas = Collegas::van(tx, gemeente, wie, now_ms).await?;
    let redenen = redenen(tx, gemeente, &melding, &bijwerking, now_ms).await?;
    vraag_tweede(tx, gemeente, &melding, &bijwerking, &redenen, collegas.later(), now_ms).await
}

/// An update that waits, with its alert.
pub(in crate::bot) struct Update {
    bijwerking: Bijwerking,
    melding: Melding,
}

impl Geval for Update {
    type Id = BijwerkingId;
    const DAAD: [&'static str; 2] = ["update goedkeuren", "update goedkeuren"];
    const INTENT: [Intent; 2] = [Intent::MeldingGoedkeur, Intent::MeldingGoedkeur];

    async fn vind(cx: &mut Cx<'_>, id: BijwerkingId) -> Result<Option<Self>, BotError> {
        let Some(bijwerking) = levensloop::get(cx.tx, id).await? else { return Ok(None) };
        let melding = store::melding::get(cx.tx, bijwerking.melding).await?;
        Ok(melding.map(|melding| Self { bijwerking, melding }))
    }

    async fn onbekend(cx: &mut Cx<'_>, _: BijwerkingId, _: Woord) -> HandlerResult {
        cx.reply(update_tekst::UPDATE_VOORBIJ).await?;
        Ok(Gedaan::is(Intent::MeldingGoedkeur, Uitkomst::Denied))
    }

    fn nummer(&self) -> String {
        self.melding.nummer.clone()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        Ok(helften(&cx.persoon, &self.melding.gemeente))
    }

    fn zaak(&self, now_ms: i64) -> Zaak {
        let Self { bijwerking, melding } = self;
        let loopt = melding.status == MeldingStatus::Verzonden && now_ms < melding.geldig_tot_ms && !melding.stilgezet;
        let wacht = bijwerking.status == BijwerkingStatus::WachtTweede && loopt;
        Zaak {
            partijen: vec![bijwerking.wie],
            staat: if wacht { Staat::Wacht } else { Staat::Voorbij },
            versie: bijwerking.versie,
            nodig: POLITIE,
            helften: Helften::default(),
            nee_houdt_tegen: true,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        match uitslag {
            Uitslag::GeenRecht => Bezwaar {
                tekst: politie::onbekend_nummer(&self.melding.nummer),
                spoor: Some("geen recht in deze gemeente"),
            },
            Uitslag::Eigen => {
                Bezwaar { tekst: update_tekst::UPDATE_NIET_ZELF.to_owned(), spoor: Some("zelfde persoon") }
            }
            _ => Bezwaar { tekst: update_tekst::UPDATE_VOORBIJ.to_owned(), spoor: None },
        }
    }

    async fn toon(&self, cx: &mut Cx<'_>, _: Opnieuw, _: Woord) -> Written {
        let Self { bijwerking, melding } = self;
        let gemeente = gemeente_van(cx.gemeenten, melding)?;
        let redenen = redenen(cx.tx, gemeente, melding, bijwerking, cx.now_ms).await?;
        vraag_tweede(cx.tx, gemeente, melding, bijwerking, &redenen, &[cx.persoon.id], cx.now_ms).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, _: Helft) -> Result<Uitkomst, BotError> {
        let Self { bijwerking, melding } = self;
        let van = BijwerkingStatus::WachtTweede;
        let Some(mensen) = verzend(cx.tx, cx.gemeenten, melding, bijwerking, van, cx.now_ms).await? else {
            return Ok(Uitkomst::Ignored);
        };
        levensloop::approved_by(cx.tx, bijwerking.id, cx.wie).await?;
        cx.record("update goedgekeurd", &melding.nummer, None).await?;
        let goedgekeurd = update_tekst::update_goedgekeurd(&melding.nummer, mensen);
        cx.tell(&melding.verzender, goedgekeurd.clone()).await?;
        cx.reply(goedgekeurd).await?;
        Ok(Uitkomst::Sent)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let (id, nummer) = (self.bijwerking.id, &self.melding.nummer);
        levensloop::step(cx.tx, id, BijwerkingStatus::WachtTweede, BijwerkingStatus::Geannuleerd, cx.now_ms).await?;
        cx.record("update afgewezen", nummer, None).await?;
        cx.tell(&self.melding.verzender, update_tekst::update_afgewezen(nummer, reden)).await?;
        cx.reply(tekst::u_wees_update_af(nummer)).await
    }

    /// What is new of a running alert cannot wait for words.
    fn vraagt_reden(&self) -> Option<Vraag> {
        None
    }
}
