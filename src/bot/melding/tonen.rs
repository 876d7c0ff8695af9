//! The preview of an alert as it is shown: made, shown, and shown again.
//!
//! Owns making the draft and putting its preview together; what is done with it is `voorbeeld`'s. Invariants: what was
//! typed at a preview and is not in it is shown with it; a button of an older preview does nothing and shows the newest.

use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found, Invulling};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::bericht::{bericht_van, onderdelen_van};
use crate::bot::melding::concept::{eigen, eigen_of_weiger};
use crate::bot::melding::overnemen;
use crate::bot::melding::publiek::{bereik_van, gemeente_van};
use crate::bot::melding::samen;
use crate::bot::melding::tweede::{self, InVoorbeeld};
use crate::bot::melding::vragen;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::politiebericht::Onderdelen;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::{Gemeente, Wijk};
use crate::store;
use crate::store::melding::{Concept, Melding};
use crate::texts::knoppen;
use crate::texts::melding::{gewijzigd, politiebericht, voorbeeld as politie};
use crate::whatsapp::outgoing::{BODY_MAX, Button};

/// Makes a draft, or changes the one at hand, and shows its preview.
pub(in crate::bot) async fn maak(cx: &mut Cx<'_>, invulling: Invulling, soort: MeldingSoort) -> HandlerResult {
    let onderdelen = invulling.onderdelen.als_json();
    let omschrijving = politiebericht::omschrijving(&invulling.onderdelen);
    let gemeente =
        invulling.gemeente.as_ref().and_then(|id| cx.gemeenten.get(id)).ok_or(BotError::Missing("gemeente"))?;
    let bestaand = match invulling.melding {
        Some(id) => store::melding::get(cx.tx, MeldingId(id)).await?.filter(|melding| {
            melding.status == MeldingStatus::Concept
                && melding.verzender.persoon == cx.persoon.id
                && melding.gemeente == gemeente.id
                && melding.oefening == invulling.oefening
        }),
        None => None,
    };
    let verzender = cx.direct();
    let concept = Concept {
        gemeente: &gemeente.id,
        code: &gemeente.code,
        soort,
        wijken: &invulling.wijken,
        omschrijving: &omschrijving,
        verzender: &verzender,
        wie: cx.wie,
        onderdelen: &onderdelen,
        oefening: invulling.oefening,
        geldig_ms: gemeente.instellingen.geldig_ms(soort),
    };
    let oud = bestaand.as_ref().map(|melding| (bericht_van(gemeente, melding), onderdelen_van(melding).tijd_ms));
    let id = match bestaand {
        Some(melding) => {
            store::melding::change_draft(cx.tx, melding.id, &concept, cx.now_ms).await?;
            melding.id
        }
        None => {
            // A draft that moves to another gemeente gets that gemeente's number.
            if let Some(oud) = invulling.melding {
                store::melding::cancel_draft(cx.tx, MeldingId(oud)).await?;
            }
            store::melding::add_draft(cx.tx, &concept, cx.now_ms).await?
        }
    };
    let elders: usize = invulling.onderdelen.elders.iter().map(|elders| elders.wijken.len()).sum();
    let tweede_om = invulling.onderdelen.tweede_om(soort, invulling.wijken.len() + elders);
    if !tweede_om.is_empty() {
        store::melding::need_second(cx.tx, id, &tweede_om.join(",")).await?;
    }
    let melding = eigen(cx, id).await?.ok_or(BotError::Missing("draft"))?;
    cx.record("melding concept", &melding.nummer, None).await?;
    let deel = &invulling.onderdelen;
    let mut gedaan = if deel.later.is_empty() {
        Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview)
    } else {
        Verstaan::is(Intent::MeldingNieuw, Uitkomst::Ask).vraag(&["akkoord_tweede_persoon", "einddatum"])
    };
    if deel.kenteken.is_some() {
        gedaan = gedaan.waarschuw("controleer_kenteken");
    }
    if deel.wapen.is_some() {
        gedaan = gedaan.waarschuw("wapen_blijf_uit_de_buurt");
    }
    let mut opmerkingen = invulling.opmerkingen;
    opmerkingen.splice(0..0, opmerkingen_bij(&melding, &invulling.onderdelen));
    let veranderd = oud.and_then(|(oud, tijd_ms)| {
        gewijzigd::gewijzigd(&oud, &bericht_van(gemeente, &melding), tijd_ms != onderdelen_van(&melding).tijd_ms)
    });
    toon(cx, &melding, &opmerkingen, veranderd.as_deref(), gedaan).await
}

/// What somebody who confirms a draft has to know of its parts.
pub(in crate::bot) fn opmerkingen_bij(melding: &Melding, deel: &Onderdelen) -> Vec<String> {
    let tweede = !melding.tweede_om.is_empty();
    [
        (!deel.later.is_empty()).then(|| politie::later(&deel.later)),
        deel.onzekere_woorden().map(|onzeker| politie::onzekere_woorden(&onzeker.woorden)),
        tweede.then(|| politie::COLLEGA_LEEST_MEE.to_owned()),
        deel.kenteken.as_deref().map(politie::controleer_kenteken),
        deel.wapen.is_some().then(|| politie::WAPEN_GENOEMD.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The wijken that were offered to go with a draft and do not.
pub(in crate::bot) fn aanbod<'g>(gemeente: &'g Gemeente, melding: &Melding) -> Vec<&'g Wijk> {
    let bereikt = gemeente.met_delen(&melding.wijken);
    let voorstel = onderdelen_van(melding).stel_voor;
    voorstel.iter().filter(|id| !bereikt.contains(id)).filter_map(|id| gemeente.wijk(id)).collect()
}

/// Shows the preview once more, with why; `gedaan` is what that means.
pub(in crate::bot) async fn toon_opnieuw(
    cx: &mut Cx<'_>,
    melding: &Melding,
    waarom: Option<&str>,
    gedaan: Verstaan,
) -> HandlerResult {
    toon(cx, melding, &[], waarom, gedaan).await
}

/// Shows the preview, with why it stands there again if it does. `gedaan` is what that means, unless a second person has
/// to see it first.
pub(in crate::bot) async fn toon(
    cx: &mut Cx<'_>,
    melding: &Melding,
    opmerkingen: &[String],
    waarom: Option<&str>,
    mut gedaan: Verstaan,
) -> HandlerResult {
    let gemeente = gemeente_van(cx.gemeenten, melding)?;
    let bereik = bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    let (delen, niet) = samen::delen(cx, melding).await?;
    let (elders, vooraf) = samen::waarheen(&bereik, &delen);
    for regel in vooraf {
        cx.reply(regel).await?;
    }
    let elders = [elders, niet].concat();
    let InVoorbeeld { opmerkingen: eerst, concept, meteen } =
        tweede::in_voorbeeld(cx, gemeente, melding, (&bereik, &delen));
    let opmerkingen = [&elders, &eerst, opmerkingen].concat();
    let bericht = bericht_van(gemeente, melding);
    let hier = gemeente.waar(&melding.wijken);
    let onverwerkt = onverwerkt(cx, melding.id).await?;
    let laat_gaan = if concept { knoppen::VOORLEGGEN } else { knoppen::VERSTUREN };
    let andere = onverwerkt.iter().any(|regel| overnemen::is_melding(cx, regel));
    let waarom: Vec<String> = waarom
        .map(str::to_owned)
        .into_iter()
        .chain(
            (!onverwerkt.is_empty())
                .then(|| politie::niet_verwerkt(&onverwerkt, &melding.nummer, &hier, andere, laat_gaan)),
        )
        .collect();
    let waarom = waarom.join("\n\n");
    let gezien = waarom.is_empty();
    let aanbod = aanbod(gemeente, melding);
    let mut opmerkingen = opmerkingen.to_vec();
    if let Some((wijk, rest)) = aanbod.split_first() {
        gedaan = gedaan.stel_voor(format!("voeg wijk {} toe?", wijk.naam));
        let rest: Vec<&str> = rest.iter().map(|wijk| wijk.naam.as_str()).collect();
        opmerkingen.insert(0, politie::ook_naar(&wijk.naam, &rest));
    }
    let most = BODY_MAX.saturating_sub(waarom.chars().count() + 2);
    let mut tekst = politie::voorbeeld(&politiebericht::tekst(&bericht), &hier, &bereik, &opmerkingen, most);
    if tekst.chars().count() > most {
        // Both do not fit in one message.
        cx.reply(waarom).await?;
    } else if !waarom.is_empty() {
        tekst = format!("{waarom}\n\n{tekst}");
    }
    let mut gedaan = Gedaan::from(gedaan);
    if concept {
        gedaan = gedaan.en(Gedaan::is(Intent::MeldingNieuw, Uitkomst::SecondPerson));
    }
    // What was typed at it is seen first: what changed, and what does not stand in it.
    if meteen && gezien && melding.status == MeldingStatus::Concept {
        cx.reply(tekst).await?;
        tweede::leg_concept_voor(cx, melding).await?;
        return Ok(gedaan);
    }
    cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt }).await?;
    let buttons = knoppen_van(melding, andere, aanbod.first(), (bereik.bereikbaar > 0).then_some(laat_gaan));
    cx.reply_buttons(tekst, buttons).await?;
    Ok(gedaan)
}

/// The buttons under a preview. WhatsApp shows three: an offer takes the place of "Aanpassen", which can be typed.
/// `laat_gaan` lets it go, where it reaches anybody.
fn knoppen_van(melding: &Melding, andere: bool, aanbod: Option<&&Wijk>, laat_gaan: Option<&str>) -> Vec<Button> {
    let anders = match aanbod {
        _ if andere => Knop::NieuweMelding(melding.id).met(knoppen::NIEUWE_MELDING),
        Some(wijk) => Knop::VoegWijkToe(melding.id, wijk.id.clone()).met(knoppen::erbij(&wijk.naam)),
        None if onderdelen_van(melding).onzekere_woorden().is_some() => {
            Knop::TochErin(melding.id, melding.versie).met(knoppen::TOCH_ERIN)
        }
        None => Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN),
    };
    let laat_gaan = laat_gaan.map(|label| Knop::Versturen(melding.id, melding.versie).met(label));
    laat_gaan.into_iter().chain([anders, Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)]).collect()
}

/// The draft with this id, where it may be changed; else why not was said, and this is what was done.
pub(in crate::bot) async fn te_wijzigen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Result<Melding, Gedaan>, BotError> {
    let Some(melding) = eigen_of_weiger(cx, id).await? else {
        return Ok(Err(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied)));
    };
    if let Some(getoond) = is_van_ouder_voorbeeld(cx, &melding).await? {
        return Ok(Err(getoond));
    }
    match melding.status {
        MeldingStatus::Concept | MeldingStatus::WachtTweede => return Ok(Ok(melding)),
        status if status.is_verstuurd() => cx.reply(politie::al_verstuurd(&melding.nummer)).await?,
        _ => cx.reply(politie::CONCEPT_VOORBIJ).await?,
    }
    Ok(Err(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Info)))
}

/// What was typed at the preview of this draft and is not in it.
pub(in crate::bot) async fn onverwerkt(cx: &mut Cx<'_>, id: MeldingId) -> Result<Vec<String>, BotError> {
    Ok(match cx.dialogue().await? {
        Found::Running(dialogue) if dialogue.concept() == Some(id) => dialogue.onverwerkt().to_vec(),
        Found::Running(_) | Found::None | Found::Unreadable => Vec::new(),
    })
}

/// The draft whose preview waits for an answer, with the version that was shown.
pub(in crate::bot) async fn getoond(cx: &mut Cx<'_>) -> Result<Option<(MeldingId, i64)>, BotError> {
    let Found::Running(dialogue @ (Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. })) = cx.dialogue().await?
    else {
        return Ok(None);
    };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let melding = store::melding::get(cx.tx, id).await?.filter(|melding| melding.status == MeldingStatus::Concept);
    Ok(melding.map(|melding| (id, melding.versie)))
}

/// The last line at this preview that reads like another alert.
pub(in crate::bot) async fn andere_melding(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<String>, BotError> {
    let regels = onverwerkt(cx, id).await?;
    Ok(regels.into_iter().rev().find(|regel| overnemen::is_melding(cx, regel)))
}

/// Where a button of this alert belongs to an older preview than the newest: nothing is done, and what is being written
/// now is shown.
pub(in crate::bot) async fn is_van_ouder_voorbeeld(
    cx: &mut Cx<'_>,
    melding: &Melding,
) -> Result<Option<Gedaan>, BotError> {
    let waarom = if melding.status.is_verstuurd() {
        politie::al_verstuurd(&melding.nummer)
    } else {
        politie::OUDER_VOORBEELD.to_owned()
    };
    let nieuwste = match cx.dialogue().await? {
        Found::Running(dialogue) if dialogue.concept() == Some(melding.id) => return Ok(None),
        Found::Running(Dialogue::Melding { invulling, vraag }) if invulling.melding.is_none() => {
            cx.reply(waarom).await?;
            return Ok(Some(vragen::vraag_opnieuw(cx, invulling, vraag).await?));
        }
        Found::Running(dialogue) if dialogue.concept().is_some() => match dialogue.concept() {
            Some(id) => store::melding::get(cx.tx, id).await?,
            None => None,
        },
        Found::Running(_) | Found::None | Found::Unreadable => store::melding::newest_of(cx.tx, cx.persoon.id).await?,
    };
    let nu_ms = cx.now_ms;
    let leeft = |melding: &Melding| melding.status == MeldingStatus::Concept && nu_ms < melding.geldig_tot_ms;
    let gedaan = Verstaan::is(Intent::MeldingNieuw, Uitkomst::Preview);
    Ok(match nieuwste.filter(|nieuwste| nieuwste.id != melding.id) {
        Some(nieuwste) if leeft(&nieuwste) => Some(toon_opnieuw(cx, &nieuwste, Some(&waarom), gedaan).await?),
        Some(_) if leeft(melding) => Some(toon_opnieuw(cx, melding, Some(&waarom), gedaan).await?),
        _ => None,
    })
}

/// It is asked whether it is to leave.
pub(in crate::bot) fn ja_of_nee() -> Gedaan {
    Verstaan::is(Intent::MeldingVerstuur, Uitkomst::Ask).vraag(&["ja_versturen_of_nee"]).into()
}
