//! The first minutes of a beheerder: the rules, how to hear an alert, a test message, and what the gemeente
//! wants to know of the group.
//!
//! Invariant: nobody is written to first; whoever was invited, or could not be told at once, is welcomed
//! when they write.

use std::ops::ControlFlow;

use crate::bot::begrip::aanmelding::{is_vraag, lees_leden};
use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::gesprek::{weet_het_niet, weet_leden_niet};
use crate::bot::begrip::ja_nee::Bij;
use crate::bot::begrip::woorden;
use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::dialogue::{Dialogue, GroepVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::persoon::{Groep, GroepId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::telefoon;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store;
use crate::store::aanmelding::Aanmelding;
use crate::store::gesprek::{self, ChatKey};
use crate::store::outbox::Klasse;
use crate::store::persoon::GroepFeit;
use crate::texts::knoppen;
use crate::texts::mensen::aanmelden as tekst;
use crate::whatsapp::Outgoing;
use crate::whatsapp::ids::WaId;

/// Welcomes somebody whose request was agreed to: now if they can be told now, else as soon as they answer.
pub(in crate::bot) async fn na_akkoord(cx: &mut Cx<'_>, aanmelding: &Aanmelding) -> Written {
    let chat = ChatKey {
        phone_number_id: aanmelding.phone_number_id.clone(),
        chat: String::new(),
        persoon: aanmelding.persoon,
    };
    let gehoord_ms = gesprek::last_heard_ms(cx.tx, &chat).await?;
    // A margin: the window must still be open when the last of the messages leaves.
    let open = gehoord_ms.is_some_and(|ms| cx.now_ms - ms < limits::WINDOW_MS - limits::MINUTE_MS);
    if open {
        return stuur(cx, chat, &[aanmelding.groepsnaam.as_str()]).await;
    }
    store::persoon::welcome_later(cx.tx, aanmelding.persoon).await?;
    let gemeente = cx.gemeenten.get(&aanmelding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    notify(cx.tx, &uitgang, aanmelding.persoon, &tekst::welkom_kort(&aanmelding.groepsnaam), cx.now_ms).await
}

/// The welcome of whoever cannot be told all of it now.
pub(in crate::bot) fn kort(groepen: &[&str]) -> String {
    tekst::welkom_kort(&crate::domain::wijk::opsomming(groepen.iter().copied()))
}

/// Welcomes whoever wrote for the first time after they were invited, or told briefly.
pub(in crate::bot) async fn als_het_hoort(cx: &mut Cx<'_>) -> Written {
    if cx.persoon.groepen.is_empty()
        || cx.persoon.geblokkeerd
        || !store::persoon::take_welcome(cx.tx, cx.persoon.id).await?
    {
        return Ok(());
    }
    let namen: Vec<String> = cx.persoon.groepen.iter().map(|groep| groep.naam.clone()).collect();
    let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
    cx.record("verwelkomd", "", None).await?;
    let chat = cx.direct();
    stuur(cx, chat, &namen).await
}

/// The rules, the contact card, how to hear an alert, and the test message, in this order.
async fn stuur(cx: &mut Cx<'_>, chat: ChatKey, groepen: &[&str]) -> Written {
    let van_nummer = |gemeente: &&Gemeente| gemeente.phone_number_id.as_ref() == Some(&chat.phone_number_id);
    let nummer = cx.gemeenten.iter().find(van_nummer).and_then(|gemeente| gemeente.nummer.as_deref());
    let proef = vec![Knop::Gehoord.met(knoppen::GEHOORD)];
    let berichten = [
        Some(Outgoing::text(tekst::welkom(groepen))?),
        // Without its own number in the settings the bot has no card to give.
        nummer.map(|nummer| Outgoing::contact(CONTACT_NAAM, format!("+{nummer}"))).transpose()?,
        Some(Outgoing::text(tekst::GELUID)?),
        Some(Outgoing::buttons(tekst::PROEF, proef)?),
    ];
    let mut later_ms = cx.now_ms;
    for bericht in berichten.into_iter().flatten() {
        crate::bot::context::send_to(cx.tx, chat.clone(), Klasse::Antwoord, bericht, later_ms).await?;
        later_ms += limits::SECOND_MESSAGE_AFTER_MS;
    }
    Ok(())
}

/// The name on the contact card.
const CONTACT_NAAM: &str = "Politie buurtgroepen";

/// The test message was heard: the first group whose facts are missing is asked about.
pub(in crate::bot) async fn gehoord(cx: &mut Cx<'_>) -> HandlerResult {
    store::persoon::test_heard(cx.tx, cx.persoon.id, cx.now_ms).await?;
    cx.record("proefbericht gehoord", "", None).await?;
    vraag_verder(cx, Some(tekst::GEHOORD)).await
}

/// Asks for the next fact that is missing, of any of their groups.
async fn vraag_verder(cx: &mut Cx<'_>, begin: Option<&str>) -> HandlerResult {
    let begin = begin.map(|begin| format!("{begin} ")).unwrap_or_default();
    for groep in cx.persoon.groepen.clone() {
        let (leden, borden, stickers) = store::persoon::group_facts(cx.tx, groep.id).await?;
        let vraag = match (leden, borden, stickers) {
            (None, _, _) => GroepVraag::Leden,
            (_, None, _) => GroepVraag::Borden,
            (_, _, None) => GroepVraag::Stickers,
            _ => continue,
        };
        return stel(cx, &groep, vraag, &begin).await;
    }
    cx.end_dialogue().await?;
    cx.reply(format!("{begin}{}", tekst::GEGEVENS_KLAAR)).await?;
    Ok(Gedaan::is(Intent::Borden, Uitkomst::Recorded))
}

async fn stel(cx: &mut Cx<'_>, groep: &Groep, vraag: GroepVraag, begin: &str) -> HandlerResult {
    cx.expect(&Dialogue::Groepsgegevens { groep: groep.id.0, vraag }).await?;
    let gevraagd = |wat| Ok(Verstaan::is(Intent::Borden, Uitkomst::Ask).vraag(&[wat]).into());
    let (vraag, wat, knop): (_, _, fn(GroepId, bool) -> Knop) = match vraag {
        GroepVraag::Leden => {
            cx.reply(format!("{begin}{}", tekst::hoeveel_leden(&groep.naam))).await?;
            return gevraagd("leden");
        }
        GroepVraag::Borden => (tekst::BORDEN, "borden", Knop::Borden),
        GroepVraag::Stickers => (tekst::STICKERS, "stickers", Knop::Stickers),
    };
    let buttons = vec![knop(groep.id, true).met(knoppen::GRAAG), knop(groep.id, false).met(knoppen::NIET_NODIG)];
    cx.reply_buttons(format!("{begin}{}: {vraag}", groep.naam), buttons).await?;
    gevraagd(wat)
}

/// The group, if this person runs it; a button of another's is refused and recorded.
async fn eigen(cx: &mut Cx<'_>, id: GroepId) -> Result<ControlFlow<Gedaan, Groep>, BotError> {
    if let Some(groep) = cx.persoon.groepen.iter().find(|groep| groep.id == id) {
        return Ok(ControlFlow::Continue(groep.clone()));
    }
    cx.record("gegevens van groep", &id.0.to_string(), Some("niet van deze persoon")).await?;
    Ok(ControlFlow::Break(algemeen::onbekende_knop(cx).await?))
}

/// A typed answer about a group.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, id: GroepId, vraag: GroepVraag, getypt: &str) -> HandlerResult {
    if let wat @ Said::Bevestiging(Bevestiging::Geplaatst { .. } | Bevestiging::KanNiet(_) | Bevestiging::NogNiet(_), _) =
        Said::outside_dialogue(getypt)
        && cx.persoon.mag(Recht::GroepMelden)
        && vraag == GroepVraag::Leden
    {
        return Ok(Gedaan::Terug(wat));
    }
    if antwoord::lijkt_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    let groep = match eigen(cx, id).await? {
        ControlFlow::Continue(groep) => groep,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    let genoemd = woorden::woorden(getypt);
    match vraag {
        // A question is no answer, and is asked again.
        _ if is_vraag(getypt) && !weet_het_niet(getypt) => stel(cx, &groep, vraag, "").await,
        GroepVraag::Leden if weet_leden_niet(getypt) => {
            store::persoon::set_group_fact(cx.tx, id, GroepFeit::Leden(0)).await?;
            vraag_verder(cx, None).await
        }
        GroepVraag::Leden => match lees_leden(getypt) {
            Some(leden) => {
                store::persoon::set_group_fact(cx.tx, id, GroepFeit::Leden(leden)).await?;
                vraag_verder(cx, None).await
            }
            None => {
                cx.reply(tekst::GEEN_GETAL).await?;
                Ok(Verstaan::is(Intent::Groepsgegevens, Uitkomst::Ask).vraag(&["leden"]).into())
            }
        },
        GroepVraag::Borden | GroepVraag::Stickers => {
            let wel = match (Bij::Kort.hoort_nee(&genoemd), Bij::Kort.hoort_ja(&genoemd)) {
                (true, _) => false,
                (_, true) => true,
                _ => return stel(cx, &groep, vraag, "").await,
            };
            if vraag == GroepVraag::Borden { borden(cx, id, wel).await } else { stickers(cx, id, wel).await }
        }
    }
}

const fn wens(wel: bool) -> &'static str {
    if wel { "gevraagd" } else { "niet nodig" }
}

/// Whether they want signs.
pub(in crate::bot) async fn borden(cx: &mut Cx<'_>, id: GroepId, wel: bool) -> HandlerResult {
    if let ControlFlow::Break(gedaan) = eigen(cx, id).await? {
        return Ok(gedaan);
    }
    store::persoon::set_group_fact(cx.tx, id, GroepFeit::Borden(wens(wel))).await?;
    cx.record("borden", &format!("groep {} {}", id.0, wens(wel)), None).await?;
    vraag_verder(cx, None).await
}

/// Whether they want stickers. With that the gemeente hears of the group.
pub(in crate::bot) async fn stickers(cx: &mut Cx<'_>, id: GroepId, wel: bool) -> HandlerResult {
    let groep = match eigen(cx, id).await? {
        ControlFlow::Continue(groep) => groep,
        ControlFlow::Break(gedaan) => return Ok(gedaan),
    };
    let (_, _, eerder) = store::persoon::group_facts(cx.tx, id).await?;
    store::persoon::set_group_fact(cx.tx, id, GroepFeit::Stickers(wens(wel))).await?;
    cx.record("stickers", &format!("groep {} {}", id.0, wens(wel)), None).await?;
    if eerder.as_deref() != Some(wens(wel)) {
        vertel_gemeente(cx, &groep, wel).await?;
    }
    vraag_verder(cx, None).await
}

async fn vertel_gemeente(cx: &mut Cx<'_>, groep: &Groep, stickers: bool) -> Written {
    let Some(gemeente) = cx.gemeenten.get(&groep.gemeente) else { return Ok(()) };
    let (leden, borden, _) = store::persoon::group_facts(cx.tx, groep.id).await?;
    let borden = borden.as_deref() == Some(wens(true));
    let bericht = tekst::groepsgegevens(&groep.naam, leden.filter(|leden| *leden > 0), borden, stickers);
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    let ambtenaren = store::persoon::with_role_in(cx.tx, &gemeente.id).await?;
    let ambtenaren: Vec<PersoonId> = ambtenaren
        .iter()
        .filter(|mens| mens.mag_in(Recht::BordenBeslissen, &gemeente.id))
        .map(|mens| mens.id)
        .collect();
    for persoon in ambtenaren {
        notify(cx.tx, &uitgang, persoon, &bericht, cx.now_ms).await?;
    }
    Ok(())
}

/// Asks somebody whom WhatsApp shows without a number for it: on the day WhatsApp is down police must be able
/// to call.
pub(in crate::bot) async fn vraag_nummer(cx: &mut Cx<'_>) -> Written {
    if store::identiteit::has_number(cx.tx, cx.persoon.id).await? {
        return Ok(());
    }
    let (chat, later_ms) = (cx.direct(), cx.now_ms + limits::SECOND_MESSAGE_AFTER_MS);
    send_to(cx.tx, chat, Klasse::Antwoord, Outgoing::contact_request(tekst::DEEL_UW_NUMMER)?, later_ms).await
}

/// They shared their own number.
pub(in crate::bot) async fn eigen_nummer(cx: &mut Cx<'_>, nummer: &WaId) -> HandlerResult {
    // It stands in the register now, and nowhere else.
    cx.forget_input().await?;
    let Some(nummer) = telefoon::lees_nummer(nummer.as_str()).map(WaId) else {
        cx.reply_sparingly(tekst::NUMMER_ONLEESBAAR).await?;
        return Ok(Gedaan::is(Intent::NummerWijzig, Uitkomst::Info));
    };
    let van_hen = store::identiteit::take_own_number(cx.tx, cx.persoon.id, &nummer, cx.now_ms).await?;
    cx.record("eigen nummer", "", (!van_hen).then_some("van een ander")).await?;
    let (antwoord, uitkomst) = match van_hen {
        true => (tekst::NUMMER_BEWAARD, Uitkomst::Recorded),
        false => (tekst::NUMMER_VAN_ANDER, Uitkomst::Denied),
    };
    cx.reply_sparingly(antwoord).await?;
    Ok(Gedaan::is(Intent::NummerWijzig, uitkomst))
}
