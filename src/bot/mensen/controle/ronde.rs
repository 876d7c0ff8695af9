//! When it is asked whether all is well, and what becomes of no answer.
//!
//! Invariants: nothing leaves while an alert runs there, outside office hours, beyond the budget, or beyond the room that the
//! messaging limit leaves; a year lies between two yearly questions to somebody, and half a year between two about the
//! silence of a group.

use super::opslag;
use crate::bot::context::Uitgang;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::mensen::{ruimte, terugblik};
use crate::bot::sjabloon::vul;
use crate::bot::vloer::gemeente::ambtenaren;
use crate::domain::controle::{ControleSoort, ControleStand};
use crate::domain::persoon::{GroepId, PersoonId};
use crate::domain::tijd;
use crate::domain::wijk::{Gemeente, Gemeenten, opsomming};
use crate::limits;
use crate::store::controle::{Controle, ControleId, RONDE};
use crate::store::outbox::Klasse;
use crate::store::taak::{self, Taak};
use crate::store::{self, Store, Tx};
use crate::texts::mensen::eigen;
use crate::texts::sjablonen::{self, Sjabloon};
use crate::whatsapp::outgoing::Button;
use crate::whatsapp::{Bericht, Outgoing};

/// Plans the round, where it is not planned yet.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan(store: &Store, now_ms: i64) -> store::Result<()> {
    let mut tx = store.begin().await?;
    taak::plan(&mut tx, Taak::Controle(RONDE), now_ms).await?;
    tx.commit().await
}

/// Asks whom it is time to ask, and goes on with what nobody answered. Answers when the next round is.
///
/// # Errors
/// The database cannot be reached.
pub async fn ronde(tx: &mut Tx, gemeenten: &Gemeenten, now_ms: i64) -> Result<Option<i64>, BotError> {
    let later_ms = tijd::volgende_uur(&limits::CHECK_HOURS, now_ms);
    let uur = tijd::minuut_van_de_dag(now_ms) / 60;
    // Away at that hour, it is not made up for in the night.
    if !limits::CHECK_HOURS.iter().any(|een| i64::from(*een) == uur) || tijd::is_weekend(now_ms) {
        return Ok(later_ms);
    }
    let mut ruimte = ruimte::vandaag(tx, now_ms).await?.unwrap_or(usize::MAX);
    for gemeente in gemeenten.iter() {
        // One without a number has nothing to send from.
        let Some(nummer) = &gemeente.phone_number_id else { continue };
        // An alert is never pushed up by a question.
        if store::melding::runs_in(tx, &gemeente.id).await? {
            continue;
        }
        let uitgang = Uitgang::op(nummer);
        let mag = ruimte.min(limits::CHECKS_AN_HOUR_MAX);
        let mut over = mag;
        if gemeente.instellingen.jaarcontrole {
            zonder_antwoord(tx, gemeente, &uitgang, &mut over, now_ms).await?;
            stille_groepen(tx, gemeente, &uitgang, &mut over, now_ms).await?;
            na_een_jaar(tx, gemeente, &uitgang, &mut over, now_ms).await?;
        }
        terugblik::stuur(tx, gemeente, &uitgang, &mut over, now_ms).await?;
        ruimte -= mag - over;
    }
    Ok(later_ms)
}

/// How many messages that are no alert somebody gets at most, and since when they count.
const fn budget(gemeente: &Gemeente, now_ms: i64) -> (i64, i64) {
    (gemeente.instellingen.andere_berichten_per_maand, now_ms - limits::MONTH_MS)
}

async fn vraag(tx: &mut Tx, uitgang: &Uitgang, wie: PersoonId, bericht: Bericht, now_ms: i64) -> Written {
    store::anders::spend(tx, &[wie], "controle", now_ms).await?;
    uitgang.stuur_als(tx, wie, bericht, Klasse::Overig, now_ms).await
}

/// A question with these buttons, as a message and as a template.
fn met_knoppen(sjabloon: &Sjabloon, parameters: &[&str], knoppen: Vec<String>) -> Result<Bericht, BotError> {
    let parameters: Vec<String> = parameters.iter().map(|deel| sjablonen::als_parameter(deel)).collect();
    let titels = sjabloon.nl.knoppen;
    let buttons = knoppen.iter().zip(titels).map(|(id, title)| Button { id: id.clone(), title: (*title).to_owned() });
    let vrij = Outgoing::buttons(sjablonen::ingevuld(sjabloon.nl.body, &parameters), buttons.collect())?;
    Ok(Bericht::beide(vrij, vul(sjabloon, parameters, knoppen)?))
}

/// The yearly question about these groups.
fn jaarvraag(id: ControleId, groepen: &[(GroepId, String)]) -> Result<Bericht, BotError> {
    let namen = opsomming(groepen.iter().map(|(_, naam)| naam.as_str()));
    let knoppen = [true, false].map(|nog| Knop::Eigen(EigenKnop::NogBeheerder(id, nog)).encode());
    met_knoppen(&sjablonen::JAARCONTROLE, &[&namen], knoppen.into())
}

async fn na_een_jaar(tx: &mut Tx, gemeente: &Gemeente, uitgang: &Uitgang, over: &mut usize, now_ms: i64) -> Written {
    let moment = (now_ms - limits::YEAR_MS, now_ms);
    let most = i64::try_from(*over).unwrap_or(i64::MAX);
    for wie in opslag::due_for_a_year(tx, &gemeente.id, moment, budget(gemeente, now_ms), most).await? {
        let groepen = opslag::groups_of(tx, &gemeente.id, wie).await?;
        let id = opslag::ask(tx, ControleSoort::Jaar, &gemeente.id, (wie, None), now_ms).await?;
        vraag(tx, uitgang, wie, jaarvraag(id, &groepen)?, now_ms).await?;
        *over -= 1;
    }
    Ok(())
}

async fn stille_groepen(tx: &mut Tx, gemeente: &Gemeente, uitgang: &Uitgang, over: &mut usize, now_ms: i64) -> Written {
    let moment = (now_ms - limits::YEAR_MS, limits::SILENT_SHORT_ALERT_MS);
    let gevraagd_ms = now_ms - limits::SILENT_AGAIN_MS;
    for groep in opslag::silent_groups(tx, &gemeente.id, moment, gevraagd_ms, limits::SILENT_ALERTS).await? {
        if *over == 0 {
            return Ok(());
        }
        let mensen = opslag::who_of_group(tx, groep, now_ms).await?;
        let ruimte = store::anders::with_room(tx, &mensen, budget(gemeente, now_ms), false).await?;
        let Some(wie) = ruimte.first().copied() else { continue };
        let id = opslag::ask(tx, ControleSoort::Stil, &gemeente.id, (wie, Some(groep)), now_ms).await?;
        let naam = store::persoon::group_name(tx, groep).await?;
        let knoppen =
            [EigenKnop::StilleGroep(id, true), EigenKnop::StilleGroep(id, false), EigenKnop::StopGroep(groep)];
        let knoppen = knoppen.map(|knop| Knop::Eigen(knop).encode());
        let bericht = met_knoppen(&sjablonen::STILLE_GROEP, &[&naam], knoppen.into())?;
        vraag(tx, uitgang, wie, bericht, now_ms).await?;
        *over -= 1;
    }
    Ok(())
}

/// Nobody answered for two weeks: asked again, or left to the gemeente.
async fn zonder_antwoord(
    tx: &mut Tx,
    gemeente: &Gemeente,
    uitgang: &Uitgang,
    over: &mut usize,
    now_ms: i64,
) -> Written {
    let moment = (now_ms - limits::CHECK_AGAIN_MS, now_ms);
    let most = i64::try_from(limits::CHECKS_AN_HOUR_MAX).unwrap_or(i64::MAX);
    let mut voorgelegd = 0;
    for een in opslag::unanswered(tx, &gemeente.id, moment, budget(gemeente, now_ms), most).await? {
        let groepen = opslag::groups_of(tx, &gemeente.id, een.persoon).await?;
        if groepen.is_empty() {
            opslag::step(tx, een.id, ControleStand::Gevraagd, ControleStand::Weg).await?;
        } else if een.soort == ControleSoort::Stil {
            opslag::step(tx, een.id, ControleStand::Gevraagd, ControleStand::Stil).await?;
        } else if een.herinnerd >= limits::CHECK_REMINDERS {
            if voorgelegd == limits::CHECKS_LAID_BEFORE_MAX {
                continue;
            }
            voorgelegd += 1;
            leg_voor(tx, gemeente, uitgang, &een, &groepen, now_ms).await?;
        } else if *over > 0 {
            *over -= 1;
            opslag::remind(tx, een.id, now_ms).await?;
            vraag(tx, uitgang, een.persoon, jaarvraag(een.id, &groepen)?, now_ms).await?;
        }
    }
    Ok(())
}

/// The gemeente decides about somebody who does not answer.
async fn leg_voor(
    tx: &mut Tx,
    gemeente: &Gemeente,
    uitgang: &Uitgang,
    een: &Controle,
    groepen: &[(GroepId, String)],
    now_ms: i64,
) -> Written {
    opslag::step(tx, een.id, ControleStand::Gevraagd, ControleStand::Gemeld).await?;
    let naam = store::persoon::name_of(tx, een.persoon).await?.unwrap_or_else(|| eigen::ZONDER_NAAM.to_owned());
    let namen = opsomming(groepen.iter().map(|(_, naam)| naam.as_str()));
    let knoppen = [true, false].map(|blijft| Knop::ControleBeslis(een.id, blijft).encode());
    let bericht = met_knoppen(&sjablonen::BEHEERDER_ANTWOORDT_NIET, &[&naam, &namen], knoppen.into())?;
    for ambtenaar in ambtenaren(tx, &gemeente.id).await? {
        if ambtenaar != een.persoon {
            uitgang.stuur(tx, ambtenaar, bericht.clone(), now_ms).await?;
        }
    }
    Ok(())
}
