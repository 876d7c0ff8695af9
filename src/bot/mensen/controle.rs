//! Whether whoever runs a group still does: asked once a year of everybody, and of whoever runs a group from which nothing is
//! heard.
//!
//! Owns what is asked, what is answered, and what the gemeente decides; when is [`ronde`]'s. Invariants: nobody is removed but
//! by themselves or by somebody of the gemeente, and then they hear it; police see no name of a silent group.

mod ronde;

use std::collections::BTreeMap;

use crate::bot::begrip::aanmelding;
use crate::bot::begrip::antwoord;
use crate::bot::begrip::controle::{self as begrip, Antwoord};
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::plan as navraag;
use crate::bot::mensen::gegevens;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::{algemeen, gemeente};
use crate::domain::controle::ControleStand;
use crate::domain::persoon::{GroepId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::wijk::{Gemeente, GemeenteId};
use crate::limits;
use crate::store;
use crate::store::controle::{self as opslag, Controle, ControleId, StilleGroep};
use crate::texts::mensen::controle as tekst;
use crate::texts::mensen::eigen;
use crate::texts::sjablonen;
pub use ronde::{plan, ronde};

/// The question that somebody answers, if it was put to them.
async fn eigen_vraag(cx: &mut Cx<'_>, id: ControleId) -> Result<Option<Controle>, BotError> {
    let wie = cx.persoon.id;
    Ok(opslag::get(cx.tx, id).await?.filter(|vraag| vraag.persoon == wie))
}

/// A tap under "bent u nog beheerder?".
pub(in crate::bot) async fn nog_beheerder(cx: &mut Cx<'_>, id: ControleId, nog: bool) -> HandlerResult {
    let Some(vraag) = eigen_vraag(cx, id).await? else { return algemeen::onbekende_knop(cx).await };
    if opslag::groups_of(cx.tx, &vraag.gemeente, cx.persoon.id).await?.is_empty() {
        cx.reply(tekst::AL_BESLIST).await?;
        return Ok(Gedaan::is(Intent::Controle, Uitkomst::Info));
    }
    if !nog {
        // They leave as anybody does: asked once more, or by handing over.
        return gegevens::afmelden(cx, "").await;
    }
    for van in [ControleStand::Gevraagd, ControleStand::Gemeld] {
        opslag::step(cx.tx, id, van, ControleStand::Goed).await?;
    }
    cx.record("nog beheerder", "ja", None).await?;
    if !vraag_wabp(cx, &vraag.gemeente, tekst::GENOTEERD).await? {
        cx.reply(tekst::GOED).await?;
    }
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Recorded))
}

/// Asks about the registration of the next of their groups of which nothing was said for a year; answers whether there is one.
async fn vraag_wabp(cx: &mut Cx<'_>, gemeente: &GemeenteId, ervoor: &str) -> Result<bool, BotError> {
    let sinds_ms = cx.now_ms - limits::YEAR_MS;
    let Some((groep, naam)) = opslag::wabp_to_ask(cx.tx, gemeente, cx.persoon.id, sinds_ms).await? else {
        return Ok(false);
    };
    let knop = |gezegd: &str, titel: &str| EigenKnop::WabpGezegd(groep, gezegd.to_owned()).met(titel);
    let knoppen = vec![
        knop("ja", tekst::KNOP_WABP_JA),
        knop("nee", tekst::KNOP_WABP_NEE),
        knop("weet niet", tekst::KNOP_WABP_WEET_NIET),
    ];
    cx.expect(&Dialogue::Eigen(EigenVraag::WabpStaatEr { groep: groep.0 })).await?;
    cx.reply_buttons(tekst::wabp(ervoor, &naam), knoppen).await?;
    Ok(true)
}

/// A typed answer to whether a group stands at WABP: yes, no, its number or link. What says nothing of it is taken as that.
pub(in crate::bot) async fn wabp_getypt(cx: &mut Cx<'_>, groep: GroepId, getypt: &str) -> HandlerResult {
    let kort = if antwoord::ja(getypt) { Some("ja") } else { antwoord::nee(getypt).then_some("nee") };
    match kort.map(str::to_owned).or_else(|| aanmelding::wabp_antwoord(getypt)) {
        Some(gezegd) => wabp(cx, groep, &gezegd).await,
        None => {
            cx.end_dialogue().await?;
            Ok(Gedaan::terug(getypt))
        }
    }
}

/// A tap on whether a group stands at WABP.
pub(in crate::bot) async fn wabp(cx: &mut Cx<'_>, groep: GroepId, gezegd: &str) -> HandlerResult {
    let Some(gemeente) = cx.persoon.groepen.iter().find(|eigen| eigen.id == groep).map(|eigen| eigen.gemeente.clone())
    else {
        return algemeen::onbekende_knop(cx).await;
    };
    cx.end_dialogue().await?;
    // A yes keeps the number or link that was given before.
    let anders = (gezegd != "ja").then_some(gezegd);
    opslag::say_wabp(cx.tx, groep, anders, cx.now_ms).await?;
    cx.record("wabp", &format!("groep {}", groep.0), None).await?;
    let antwoord = if matches!(anders, Some("nee" | "weet niet")) { tekst::WABP_NIET } else { tekst::GENOTEERD };
    if !vraag_wabp(cx, &gemeente, antwoord).await? {
        cx.reply(antwoord).await?;
    }
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Recorded))
}

/// A tap under "van uw groep hoorden we niets".
pub(in crate::bot) async fn stil(cx: &mut Cx<'_>, id: ControleId, gaat_goed: bool) -> HandlerResult {
    let Some(vraag) = eigen_vraag(cx, id).await? else { return algemeen::onbekende_knop(cx).await };
    let groep = vraag.groep.and_then(|id| cx.persoon.groepen.iter().find(|groep| groep.id == id).cloned());
    let Some(groep) = groep else {
        cx.reply(tekst::AL_BESLIST).await?;
        return Ok(Gedaan::is(Intent::Controle, Uitkomst::Info));
    };
    let naar = if gaat_goed { ControleStand::Goed } else { ControleStand::Hulp };
    for van in [ControleStand::Gevraagd, ControleStand::Stil, ControleStand::Goed] {
        opslag::step(cx.tx, id, van, naar).await?;
    }
    cx.record("stille groep", naar.id(), None).await?;
    if gaat_goed {
        cx.reply(tekst::STIL_GOED).await?;
        return Ok(Gedaan::is(Intent::Controle, Uitkomst::Recorded));
    }
    if vraag.stand != ControleStand::Hulp {
        let naam = gemeente::naam(cx).await?;
        gemeente::vertel_gemeente(cx, &groep.gemeente, &tekst::zoekt_hulp(&naam, &groep.naam)).await?;
    }
    cx.reply(tekst::hulp(&groep.naam)).await?;
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Recorded))
}

/// Words that answer such a question, where it is the last that they got when they wrote: the tap that they mean, or the
/// question once more.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if cx.persoon.groepen.is_empty() || !opslag::is_open(cx.tx, cx.persoon.id).await? {
        return Ok(None);
    }
    let [ja, nee] = [sjablonen::JAARCONTROLE.nl.knoppen[0], sjablonen::JAARCONTROLE.nl.knoppen[1]];
    let [goed, hulp, stop] = [0, 1, 2].map(|plaats| sjablonen::STILLE_GROEP.nl.knoppen[plaats]);
    let (titels, gezegd): (&[&'static str], _) = if laatste(cx, ja).await?.is_some() {
        (&[ja, nee], begrip::nog_beheerder(getypt))
    } else if laatste(cx, stop).await?.is_some() {
        (&[goed, hulp, stop], begrip::gaat_het_goed(getypt))
    } else {
        return Ok(None);
    };
    let titel = match gezegd {
        None => return Ok(None),
        Some(Antwoord::Ja) => titels.first(),
        Some(Antwoord::Nee) => titels.get(1),
        Some(Antwoord::Stop) => titels.get(2),
        Some(Antwoord::Onduidelijk) => {
            let mut knoppen = Vec::with_capacity(titels.len());
            for titel in titels {
                knoppen.extend(laatste(cx, titel).await?.map(|knop| knop.met(*titel)));
            }
            cx.reply_buttons(tekst::TIK_OP_EEN_KNOP, knoppen).await?;
            return Ok(Some(Gedaan::is(Intent::Controle, Uitkomst::Ask)));
        }
    };
    let Some(titel) = titel else { return Ok(None) };
    Ok(laatste(cx, titel).await?.map(|knop| Gedaan::Terug(Said::Tap(knop))))
}

/// The button with this title under the last message that they had when they wrote.
async fn laatste(cx: &mut Cx<'_>, titel: &str) -> Result<Option<Knop>, BotError> {
    let moment = (cx.now_ms - limits::YEAR_MS, cx.now_ms);
    let gevonden = store::uitgegeven::last_choice_before(cx.tx, cx.persoon.id, titel, moment).await?;
    let knop = gevonden.and_then(|knop| Knop::decode(&knop));
    let van_ons = |knop: &Knop| {
        matches!(knop, Knop::Eigen(EigenKnop::NogBeheerder(..) | EigenKnop::StilleGroep(..) | EigenKnop::StopGroep(_)))
    };
    Ok(knop.filter(van_ons))
}

/// Somebody who does not answer, and the names of their groups, where whoever of the gemeente is here decides about that;
/// else they are answered.
async fn te_beslissen(cx: &mut Cx<'_>, id: ControleId) -> Result<Result<(Controle, Vec<String>), Gedaan>, BotError> {
    let gevonden = opslag::get(cx.tx, id).await?;
    let Some(vraag) = gevonden.filter(|vraag| cx.persoon.mag_in(Recht::GoedkeurenGemeente, &vraag.gemeente)) else {
        cx.record("beheerder antwoordt niet", "", Some("niet in deze gemeente")).await?;
        return Ok(Err(algemeen::onbekende_knop(cx).await?));
    };
    let groepen = opslag::groups_of(cx.tx, &vraag.gemeente, vraag.persoon).await?;
    if groepen.is_empty() || vraag.persoon == cx.wie || vraag.stand != ControleStand::Gemeld {
        cx.reply(tekst::AL_BESLIST).await?;
        return Ok(Err(Gedaan::is(Intent::Controle, Uitkomst::Info)));
    }
    Ok(Ok((vraag, groepen.into_iter().map(|(_, naam)| naam).collect())))
}

/// A tap on "Laat staan".
pub(in crate::bot) async fn laat_staan(cx: &mut Cx<'_>, id: ControleId) -> HandlerResult {
    let (vraag, _) = match te_beslissen(cx, id).await? {
        Ok(vraag) => vraag,
        Err(gedaan) => return Ok(gedaan),
    };
    opslag::step(cx.tx, id, ControleStand::Gemeld, ControleStand::Blijft).await?;
    cx.record("beheerder blijft", &persoon(vraag.persoon), None).await?;
    cx.reply(tekst::BLIJFT).await?;
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Accepted))
}

/// A tap on "Haal weg": asked once more, for a group may be left without anybody.
pub(in crate::bot) async fn zeker_weg(cx: &mut Cx<'_>, id: ControleId) -> HandlerResult {
    let (vraag, groepen) = match te_beslissen(cx, id).await? {
        Ok(vraag) => vraag,
        Err(gedaan) => return Ok(gedaan),
    };
    let naam = naam_van(cx, vraag.persoon).await?;
    let knoppen =
        vec![Knop::ControleWeg(id).met(tekst::KNOP_ZEKER_WEG), Knop::ControleBeslis(id, true).met(tekst::KNOP_BLIJFT)];
    cx.reply_buttons(tekst::zeker_weg(&naam, &groepen), knoppen).await?;
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Ask))
}

/// A tap on "Ja, haal weg".
pub(in crate::bot) async fn weg(cx: &mut Cx<'_>, id: ControleId) -> HandlerResult {
    let (vraag, groepen) = match te_beslissen(cx, id).await? {
        Ok(vraag) => vraag,
        Err(gedaan) => return Ok(gedaan),
    };
    opslag::step(cx.tx, id, ControleStand::Gemeld, ControleStand::Weg).await?;
    cx.record("beheerder weggehaald", &persoon(vraag.persoon), None).await?;
    let gemeente = cx.gemeenten.get(&vraag.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let bericht = haal_weg(cx, gemeente, vraag.persoon, &groepen).await?;
    gemeente::vertel_gemeente(cx, &gemeente.id, &bericht).await?;
    cx.reply(bericht).await?;
    Ok(Gedaan::is(Intent::Controle, Uitkomst::Accepted))
}

async fn naam_van(cx: &mut Cx<'_>, wie: PersoonId) -> Result<String, BotError> {
    Ok(store::persoon::name_of(cx.tx, wie).await?.unwrap_or_else(|| eigen::ZONDER_NAAM.to_owned()))
}

fn persoon(id: PersoonId) -> String {
    format!("persoon {}", id.0)
}

/// Takes somebody from their groups and tells them; answers what the gemeente hears.
async fn haal_weg(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    wie: PersoonId,
    groepen: &[String],
) -> Result<String, BotError> {
    let naam = naam_van(cx, wie).await?;
    // Looked at while the groups are still theirs.
    navraag::valt_weg(cx.tx, wie, cx.now_ms).await?;
    let zonder = opslag::take_away(cx.tx, &gemeente.id, wie).await?;
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    notify(cx.tx, &uitgang, wie, &tekst::u_bent_weg(groepen), cx.now_ms).await?;
    Ok(tekst::weg(&naam, groepen, &zonder))
}

/// The groups of a gemeente from which nothing is heard, for whoever may see that: the gemeente by name, police and wijkagent
/// in figures. `telt`: which wijken they asked about.
pub(in crate::bot) async fn wat_stil_is(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    telt: impl Fn(&StilleGroep) -> bool,
) -> Result<Option<String>, BotError> {
    let met_naam = cx.persoon.mag_in(Recht::GoedkeurenGemeente, &gemeente.id);
    if !met_naam && !cx.persoon.mag_in(Recht::Informatie, &gemeente.id) {
        return Ok(None);
    }
    let mut groepen = opslag::shown_silent(cx.tx, &gemeente.id).await?;
    groepen.retain(telt);
    if groepen.is_empty() {
        return Ok(None);
    }
    let namen: Vec<&str> = groepen.iter().map(|groep| groep.naam.as_str()).collect();
    if met_naam {
        return Ok(Some(tekst::stille_groepen(&namen)));
    }
    let mut per_wijk: BTreeMap<&str, usize> = BTreeMap::new();
    for wijk in groepen.iter().flat_map(|groep| &groep.wijken).filter_map(|wijk| gemeente.wijk(wijk)) {
        *per_wijk.entry(&wijk.naam).or_default() += 1;
    }
    Ok(Some(tekst::hoeveel_stil(namen.len(), &per_wijk.into_iter().collect::<Vec<_>>())))
}
