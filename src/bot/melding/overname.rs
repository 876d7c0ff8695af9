//! A running alert passes from whoever sent it to a colleague, at the change of a shift.
//!
//! Owns asking for it and the yes of whoever has it. Invariant: it passes only by the word of whoever has it, to a colleague who may act on
//! it, while it runs; nothing of the alert itself changes.

use crate::bot::begrip::levensloop::nummer_in;
use crate::bot::begrip::overname::{self as begrip, Antwoord};
use crate::bot::context::{Cx, Uitgang};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::levensloop;
use crate::bot::melding::welke::{self, Welke, welke};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::limits;
use crate::store;
use crate::store::gesprek::ChatKey;
use crate::store::levensloop::Zoek;
use crate::store::melding::Melding;
use crate::store::overname as opslag;
use crate::texts::melding::overname as tekst;
use crate::whatsapp::Outgoing;

fn klaar(uitkomst: Uitkomst, nummer: &str) -> Gedaan {
    Verstaan::is(Intent::Overnemen, uitkomst).slot("nummer", nummer).into()
}

fn loopt(cx: &Cx<'_>, melding: &Melding) -> bool {
    melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms
}

/// `/overnemen ZM-0231`, "neem ZM-0231 over".
pub(in crate::bot) async fn vraag(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let nummer = nummer_in(getypt, &cx.gemeenten.codes()).map(|(nummer, _)| nummer);
    let melding = match welke(cx, nummer.as_deref(), Zoek::Lopend).await? {
        Welke::Een(melding) => *melding,
        Welke::Onbekend(nummer) => {
            welke::onbekend(cx, &nummer).await?;
            return Ok(klaar(Uitkomst::Denied, &nummer));
        }
        Welke::Kies(meldingen) => {
            let anderen: Vec<&Melding> = meldingen.iter().filter(|melding| !is_eigen(cx, melding)).collect();
            match anderen.as_slice() {
                [] => {
                    cx.reply(tekst::GEEN).await?;
                    return Ok(Gedaan::is(Intent::Overnemen, Uitkomst::Info));
                }
                [een] => (*een).clone(),
                _ => {
                    let nummers: Vec<&str> = anderen.iter().map(|melding| melding.nummer.as_str()).collect();
                    cx.reply(tekst::welke(&nummers)).await?;
                    return Ok(Verstaan::is(Intent::Overnemen, Uitkomst::Ask).vraag(&["nummer"]).into());
                }
            }
        }
        Welke::Later(_) | Welke::Geen => {
            cx.reply(tekst::GEEN).await?;
            return Ok(Gedaan::is(Intent::Overnemen, Uitkomst::Info));
        }
    };
    let nummer = melding.nummer.clone();
    if !loopt(cx, &melding) {
        cx.reply(tekst::loopt_niet(&nummer)).await?;
        return Ok(klaar(Uitkomst::Info, &nummer));
    }
    if is_eigen(cx, &melding) {
        cx.reply(tekst::al_van_u(&nummer)).await?;
        return Ok(klaar(Uitkomst::Info, &nummer));
    }
    let chat = cx.direct();
    opslag::ask(cx.tx, melding.id, cx.wie, &chat, cx.now_ms).await?;
    cx.record("overnemen gevraagd", &nummer, None).await?;
    let naam = store::persoon::name_of(cx.tx, cx.wie).await?.unwrap_or_else(|| tekst::EEN_COLLEGA.to_owned());
    let vraag = tekst::vraag(&naam, &nummer);
    let knoppen = vec![
        Knop::Overname(melding.id, true).met(tekst::KNOP_GEEF),
        Knop::Overname(melding.id, false).met(tekst::KNOP_HOUD),
    ];
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(&vraag, knoppen)?, &vraag)?;
    uitgang.stuur(cx.tx, melding.verzender.persoon, bericht, cx.now_ms).await?;
    cx.reply(tekst::gevraagd(&nummer)).await?;
    Ok(klaar(Uitkomst::SecondPerson, &nummer))
}

fn is_eigen(cx: &Cx<'_>, melding: &Melding) -> bool {
    melding.wie == cx.wie
}

/// What is typed right after it was asked, with nothing else asked: as a tap on one of its buttons. `None`: it is about something else.
pub(in crate::bot) async fn op_vraag(cx: &mut Cx<'_>, said: &Said) -> Result<Option<Gedaan>, BotError> {
    let getypt = match said {
        Said::Text(getypt) | Said::Bevestiging(_, getypt) => getypt,
        Said::Levensloop(_, anders) => levensloop::gezegde(anders),
        _ => return Ok(None),
    };
    let Some(wat) = begrip::antwoord(getypt).filter(|_| cx.is_politie()) else { return Ok(None) };
    let knoppen = store::uitgegeven::last_choices(cx.tx, cx.persoon.id).await?;
    let over = knoppen.iter().filter_map(|knop| Knop::decode(knop)).find_map(|knop| match knop {
        Knop::Overname(id, _) => Some(id),
        _ => None,
    });
    match over {
        Some(id) => beslis(cx, id, wat == Antwoord::Geeft).await.map(Some),
        None => Ok(None),
    }
}

/// "Geef over" or "Houd zelf", of whoever has it.
pub(in crate::bot) async fn beslis(cx: &mut Cx<'_>, id: MeldingId, wel: bool) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?.filter(|melding| {
        cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)
            && (is_eigen(cx, melding) || melding.verzender.persoon == cx.persoon.id)
    });
    let Some(melding) = melding else { return algemeen::onbekende_knop(cx).await };
    let nummer = melding.nummer.clone();
    let gevraagd = opslag::take(cx.tx, id).await?;
    let gevraagd = gevraagd.filter(|gevraagd| cx.now_ms - gevraagd.gevraagd_ms < limits::TAKE_OVER_WAITS_MS);
    let Some(gevraagd) = gevraagd.filter(|_| !cx.is_oud()) else {
        cx.reply(tekst::niet_meer_gevraagd(&nummer)).await?;
        return Ok(klaar(Uitkomst::Info, &nummer));
    };
    if !loopt(cx, &melding) {
        cx.reply(tekst::loopt_niet(&nummer)).await?;
        return Ok(klaar(Uitkomst::Info, &nummer));
    }
    let chat =
        ChatKey { phone_number_id: gevraagd.phone_number_id.clone(), chat: String::new(), persoon: gevraagd.telefoon };
    let collega = store::persoon::load(cx.tx, gevraagd.wie).await?;
    if !wel || !collega.mag_in(Recht::MeldingBijwerken, &melding.gemeente) {
        cx.record("overname geweigerd", &nummer, None).await?;
        cx.tell(&chat, tekst::niet_overgegeven(&nummer)).await?;
        cx.reply(tekst::blijft_bij_u(&nummer)).await?;
        return Ok(klaar(Uitkomst::Recorded, &nummer));
    }
    opslag::hand_over(cx.tx, id, &gevraagd).await?;
    cx.record("overgegeven", &nummer, None).await?;
    cx.tell(&chat, tekst::nu_van_u(&nummer)).await?;
    cx.reply(tekst::overgegeven(&nummer)).await?;
    Ok(klaar(Uitkomst::Accepted, &nummer))
}
