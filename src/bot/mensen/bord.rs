//! Signs and stickers: how many, for which group, where and why.
//!
//! Owns asking for them; what becomes of a request is [`aanvraag`]'s. Invariants: only for a group of their own, and not more than it may
//! have; a request is kept as soon as it is known how many, and nothing said after it takes it away.

pub mod aanvraag;

use crate::bot::begrip::bedoeling::{self, Bedoeling};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{antwoord, gesprek, groepsnaam, houding};
use crate::bot::besluit::keuren;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::{EigenKnop, EigenVraag, bord as soort_bord};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::bot::vloer::{algemeen, anders};
use crate::domain::bord::{Bord, BordId};
use crate::domain::persoon::{Groep, GroepId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::GemeenteId;
use crate::limits;
use crate::store;
use crate::store::bord::Bordaanvraag;
use crate::store::persoon::GroepFeit;
use crate::texts::mensen::bord as tekst;
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_TITLE_MAX, Row};

/// `/borden 2`, `/stickers 40 Waterlelie`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, soort: Bord, getypt: &str) -> HandlerResult {
    let hoeveel = woorden(getypt).iter().find_map(|woord| woord.norm.parse::<i64>().ok());
    wil(cx, soort, hoeveel, getypt).await
}

/// Somebody wants signs: for which group, and how many?
pub(in crate::bot) async fn wil(cx: &mut Cx<'_>, soort: Bord, hoeveel: Option<i64>, getypt: &str) -> HandlerResult {
    let gelezen = Verstaan::default().slot("soort", soort.id());
    let gelezen = match hoeveel {
        Some(hoeveel) => gelezen.slot("aantal", hoeveel),
        None => gelezen,
    };
    let groepen = cx.persoon.groepen.clone();
    let namen: Vec<_> = groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let genoemd = groepsnaam::genoemd(getypt, &namen);
    let gekozen = match (groepen.as_slice(), genoemd.as_slice()) {
        ([], _) => {
            cx.reply(crate::texts::mensen::eigen::GEEN_GROEP).await?;
            return Ok(Gedaan::from(gelezen).en(Gedaan::is(Intent::Borden, Uitkomst::Ask)));
        }
        ([enige], _) => Some(enige),
        (_, [id]) => groepen.iter().find(|groep| groep.id == *id),
        _ => None,
    };
    let gedaan = match gekozen {
        Some(groep) => voor(cx, soort, hoeveel, groep).await?,
        None => vraag_groep(cx, soort, hoeveel).await?,
    };
    Ok(Gedaan::from(gelezen).en(gedaan))
}

async fn vraag_groep(cx: &mut Cx<'_>, soort: Bord, aantal: Option<i64>) -> HandlerResult {
    let namen: Vec<String> = cx.persoon.groepen.iter().map(|groep| groep.naam.clone()).collect();
    cx.expect(&Dialogue::Eigen(EigenVraag::BordGroep { soort: soort.id().to_owned(), aantal })).await?;
    let rows = cx.persoon.groepen.iter().take(LIST_ROWS_MAX).map(|groep| Row {
        id: Knop::Eigen(EigenKnop::BordGroep(groep.id)).encode(),
        title: ingekort(&groep.naam, ROW_TITLE_MAX),
        description: None,
    });
    let rows = rows.collect();
    cx.reply_list(tekst::voor_welke_groep(soort), knoppen::KIES, rows).await?;
    let gevraagd = Verstaan::is(Intent::Borden, Uitkomst::Choose);
    Ok(namen.into_iter().fold(gevraagd, Verstaan::stel_voor).into())
}

/// The request for one group: asked how many, or recorded; of signs it is asked then where and why.
async fn voor(cx: &mut Cx<'_>, soort: Bord, hoeveel: Option<i64>, groep: &Groep) -> HandlerResult {
    let gemeente = cx.gemeenten.get(&groep.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let gevraagd = store::bord::asked(cx.tx, groep.id, soort).await?;
    let nog = soort.nog(gevraagd, gemeente.instellingen.borden_per_groep);
    if nog == 0 {
        cx.end_dialogue().await?;
        cx.record(soort.id(), &format!("groep {}", groep.id.0), Some("maximum")).await?;
        cx.reply(tekst::op(soort, &groep.naam)).await?;
        return Ok(Verstaan::is(Intent::Borden, Uitkomst::Denied).waarschuw("maximum_bereikt").into());
    }
    let Some(hoeveel) = hoeveel.filter(|hoeveel| (1..=nog).contains(hoeveel)) else {
        let vraag = EigenVraag::BordAantal { groep: groep.id.0, soort: soort.id().to_owned() };
        cx.expect(&Dialogue::Eigen(vraag)).await?;
        cx.reply(tekst::hoeveel(soort, nog)).await?;
        let gevraagd = Verstaan::is(Intent::Borden, Uitkomst::Ask).vraag(&["aantal"]);
        return Ok(if hoeveel.is_some() { gevraagd.waarschuw(format!("maximum_{nog}")) } else { gevraagd }.into());
    };
    let gezien_ms = store::bord::wabp_seen(cx.tx, groep.id).await?;
    let wie = (groep.id, cx.persoon.id, &cx.chat.phone_number_id);
    let id = store::bord::ask(cx.tx, wie, soort, hoeveel, gezien_ms.is_none(), cx.now_ms).await?;
    let feit = match soort {
        Bord::Bord => GroepFeit::Borden("gevraagd"),
        Bord::Sticker => GroepFeit::Stickers("gevraagd"),
    };
    store::persoon::set_group_fact(cx.tx, groep.id, feit).await?;
    cx.end_dialogue().await?;
    cx.record(soort.id(), &format!("groep {} {hoeveel}", groep.id.0), None).await?;
    let genoteerd = tekst::gevraagd(&id.nummer(), soort, hoeveel, &groep.naam, gezien_ms.is_some());
    match soort {
        Bord::Bord => {
            aanvraag::plan(cx.tx, id, cx.now_ms + limits::SIGNS_TOLD_AFTER_MS).await?;
            cx.expect(&Dialogue::Eigen(EigenVraag::BordPlaats { aanvraag: id.0 })).await?;
            cx.reply(format!("{genoteerd} {}", tekst::WAAR)).await?;
        }
        Bord::Sticker => {
            aanvraag::leg_voor(cx.tx, cx.gemeenten, id, cx.now_ms).await?;
            cx.reply(genoteerd).await?;
        }
    }
    let genoteerd = Verstaan::is(Intent::Borden, Uitkomst::Recorded).slot("aantal", hoeveel);
    Ok(if gezien_ms.is_none() { genoteerd.waarschuw("wabp_nog_niet_gezien") } else { genoteerd }.into())
}

/// What a typed answer to where or why is.
enum Gezegd {
    /// Words to keep.
    Woorden(String),
    /// They say nothing of it.
    Niets,
    /// Something else, which is read by itself: the request stands.
    Anders,
}

/// What is wanted with a text that says neither where nor why, whatever words of a reason it holds.
const fn is_anders(bedoeld: &Bedoeling) -> bool {
    !matches!(
        bedoeld,
        Bedoeling::Onbegrepen
            | Bedoeling::Praatje
            | Bedoeling::Tip(_)
            | Bedoeling::VanToen
            | Bedoeling::Melding
            | Bedoeling::Spoed
    )
}

async fn gezegd(cx: &mut Cx<'_>, getypt: &str) -> Result<Gezegd, BotError> {
    let schoon = schoon(getypt);
    if gesprek::laat_het(getypt) || antwoord::nee(getypt) || antwoord::alleen_instemming(getypt) {
        return Ok(Gezegd::Niets);
    }
    let letters = schoon.chars().filter(|teken| teken.is_alphabetic()).count();
    let om = omstandigheden(cx).await?;
    let anders =
        letters < limits::REASON_LETTERS_MIN || houding::is_vraag(getypt) || is_anders(&bedoeling::lees(getypt, &om));
    Ok(if anders { Gezegd::Anders } else { Gezegd::Woorden(ingekort(&schoon, limits::SIGNS_TEXT_CHARACTERS_MAX)) })
}

/// Where the signs are to come.
pub(in crate::bot) async fn plaats(cx: &mut Cx<'_>, id: BordId, getypt: &str) -> HandlerResult {
    let plaats = match gezegd(cx, getypt).await? {
        Gezegd::Anders => return anders_gezegd(cx, getypt).await,
        Gezegd::Woorden(plaats) => Some(plaats),
        Gezegd::Niets => None,
    };
    if store::bord::get(cx.tx, id).await?.is_none() {
        return anders_gezegd(cx, getypt).await;
    }
    store::bord::tell(cx.tx, id, plaats.as_deref(), None).await?;
    cx.expect(&Dialogue::Eigen(EigenVraag::BordWaarom { aanvraag: id.0 })).await?;
    cx.reply(tekst::WAAROM).await?;
    Ok(Verstaan::is(Intent::Borden, Uitkomst::Ask).vraag(&["waarom"]).into())
}

/// Why they are wanted: with that the gemeente hears of it.
pub(in crate::bot) async fn waarom(cx: &mut Cx<'_>, id: BordId, getypt: &str) -> HandlerResult {
    let waarom = match gezegd(cx, getypt).await? {
        Gezegd::Anders => return anders_gezegd(cx, getypt).await,
        Gezegd::Woorden(waarom) => Some(waarom),
        Gezegd::Niets => None,
    };
    if store::bord::get(cx.tx, id).await?.is_none() {
        return anders_gezegd(cx, getypt).await;
    }
    store::bord::tell(cx.tx, id, None, waarom.as_deref()).await?;
    cx.end_dialogue().await?;
    aanvraag::leg_voor(cx.tx, cx.gemeenten, id, cx.now_ms).await?;
    let aanvraag = store::bord::get(cx.tx, id).await?.ok_or(BotError::Missing("bordaanvraag"))?;
    cx.reply(tekst::bij_de_gemeente(&tekst::Aanvraag::van(&aanvraag))).await?;
    Ok(Verstaan::is(Intent::Borden, Uitkomst::Recorded).slot("nummer", id.nummer()).into())
}

/// It is about something else, and is read by itself; the request stands, and the gemeente hears of it as it is.
async fn anders_gezegd(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

/// Why the gemeente refuses a request.
pub(in crate::bot) async fn reden(cx: &mut Cx<'_>, id: BordId, getypt: &str) -> HandlerResult {
    keuren::reden::<Bordaanvraag>(cx, id, getypt).await
}

/// A typed number.
pub(in crate::bot) async fn aantal(cx: &mut Cx<'_>, groep: GroepId, soort: Bord, getypt: &str) -> HandlerResult {
    let Some(groep) = cx.persoon.groepen.iter().find(|eigen| eigen.id == groep).cloned() else {
        cx.end_dialogue().await?;
        return algemeen::onbekende_knop(cx).await;
    };
    let hoeveel = gesprek::aantal_borden(getypt).filter(|_| gesprek::is_aantal(getypt));
    // "Omdat er laatst is ingebroken" is why, and no tip: it is asked how many.
    let om = omstandigheden(cx).await?;
    if hoeveel.is_none()
        && is_anders(&bedoeling::lees(getypt, &om))
        && let Some(gedaan) = anders::iets_anders(cx, getypt).await?
    {
        return Ok(gedaan);
    }
    let gelezen = Verstaan::default().slot("soort", soort.id());
    Ok(Gedaan::from(gelezen).en(voor(cx, soort, hoeveel, &groep).await?))
}

/// A typed name of a group.
pub(in crate::bot) async fn groep_getypt(
    cx: &mut Cx<'_>,
    soort: Bord,
    hoeveel: Option<i64>,
    getypt: &str,
) -> HandlerResult {
    wil(cx, soort, hoeveel, getypt).await
}

/// A tap on a group.
pub(in crate::bot) async fn groep_gekozen(cx: &mut Cx<'_>, id: GroepId) -> HandlerResult {
    let groep = cx.persoon.groepen.iter().find(|groep| groep.id == id).cloned();
    let vraag = cx.dialogue().await?;
    let (Some(groep), Found::Running(Dialogue::Eigen(EigenVraag::BordGroep { soort, aantal }))) = (groep, vraag) else {
        return algemeen::onbekende_knop(cx).await;
    };
    let soort = soort_bord(&soort);
    let gelezen = Verstaan::default().slot("soort", soort.id());
    Ok(Gedaan::from(gelezen).en(voor(cx, soort, aantal, &groep).await?))
}

/// `/wabp groep`: the gemeente saw its registration.
pub(in crate::bot) async fn wabp(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let naam = schoon(getypt);
    if naam.is_empty() {
        cx.reply(tekst::WABP_WELKE).await?;
        return Ok(Gedaan::is(Intent::Borden, Uitkomst::Ask));
    }
    let gemeenten: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::BordenBeslissen).into_iter().cloned().collect();
    for gemeente in gemeenten {
        let groepen = store::persoon::groups_of(cx.tx, &gemeente).await?;
        let namen: Vec<_> = groepen.iter().map(|(id, naam)| (*id, naam.as_str())).collect();
        if let [id] = groepsnaam::genoemd(&naam, &namen)[..] {
            return wabp_gezien(cx, id).await;
        }
    }
    cx.reply(tekst::WABP_GEEN_GROEP).await?;
    Ok(Gedaan::is(Intent::Borden, Uitkomst::Ask))
}

/// The gemeente saw the registration of this group.
pub(in crate::bot) async fn wabp_gezien(cx: &mut Cx<'_>, id: GroepId) -> HandlerResult {
    let gemeente = store::bord::gemeente_of(cx.tx, id).await?;
    if !gemeente.is_some_and(|gemeente| cx.persoon.mag_in(Recht::BordenBeslissen, &gemeente)) {
        cx.record("wabp gezien", &format!("groep {}", id.0), Some("niet in deze gemeente")).await?;
        cx.reply(tekst::WABP_GEEN_GROEP).await?;
        return Ok(Gedaan::is(Intent::Borden, Uitkomst::Denied));
    }
    store::bord::see_wabp(cx.tx, id, cx.now_ms).await?;
    cx.record("wabp gezien", &format!("groep {}", id.0), None).await?;
    let naam = store::persoon::group_name(cx.tx, id).await?;
    cx.reply(tekst::wabp_gezien(&naam)).await?;
    Ok(Gedaan::is(Intent::Borden, Uitkomst::Recorded))
}
