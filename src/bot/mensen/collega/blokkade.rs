//! A lost telephone: blocked at once, and put back by two colleagues.
//!
//! Owns the block, the question whether it was right, and the way back; numbers that change are `wijziging`'s. Invariants:
//! police rest by no word of the gemeente alone, and the last who can send by none of one person; nobody undoes their own.

use crate::bot::begrip::houding::Houding;
use crate::bot::begrip::melding::is_beschrijving;
use crate::bot::begrip::{antwoord, blokkade as begrip_blokkade, gesprek};
use crate::bot::context::{Cx, notify};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::concept;
use crate::bot::mensen::collega::kring::{collegas, gemeenten_van, gemeentenamen, is_collega, uitgang};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::algemeen;
use crate::domain::dienst::van_politie;
use crate::domain::persoon::{Persoon, PersoonId};
use crate::domain::rechten::{Mate, Recht, mate};
use crate::domain::telefoon::{self, Fout};
use crate::store;
use crate::store::outbox::Klasse;
use crate::texts::melding::tweede as tweede_tekst;
use crate::texts::mensen::collega as tekst;
use crate::texts::vloer::telefoon::waarom_geen;
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::ids::WaId;
use crate::whatsapp::{Bericht, Outgoing};

/// The only telephone number in a text, or what to say instead; several are none.
fn enig_nummer(getypt: &str) -> Result<WaId, &'static str> {
    match algemeen::nummers_in(getypt).as_slice() {
        [nummer] => Ok(nummer.clone()),
        [] if getypt.chars().any(char::is_numeric) => match telefoon::lees(getypt) {
            Ok(nummer) => Ok(WaId(nummer.into_cijfers())),
            Err(fout) => Err(waarom_geen(fout)),
        },
        [] => Err(tekst::BLOKKEER_WIE),
        [_, _, ..] => Err(waarom_geen(Fout::Meer)),
    }
}

/// `/blokkeer nummer`. It rests at once, and then it is said whose it is and asked whether that is right; where one person
/// is not enough, a second is asked first.
pub(in crate::bot) async fn blokkeer(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    // A number of somebody else is not kept longer than needed.
    cx.forget_input().await?;
    // "Kunt u 06… deblokkeren" undoes one.
    if begrip_blokkade::deblokkeert(getypt) {
        return deblokkeer(cx, getypt).await;
    }
    // "Blokkeer nog niet", "moet ik dat nummer blokkeren?": nobody is silenced by it.
    if begrip_blokkade::blokkeert(getypt) != Houding::Doet {
        cx.reply(tekst::BLOKKEER_NIET).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Ask));
    }
    let nummer = match enig_nummer(getypt) {
        Ok(nummer) => nummer,
        Err(waarom) => {
            cx.declined().await?;
            cx.reply(waarom).await?;
            return Ok(Verstaan::is(Intent::Blokkeer, Uitkomst::Ask).vraag(&["nummer_tel"]).into());
        }
    };
    let gelezen = Verstaan::default().slot("nummer_tel", nummer.as_str());
    let gedaan = if cx.is_oud() {
        cx.record("blokkeer", "", Some("te laat")).await?;
        cx.reply(tekst::blokkeer_te_laat(cx.gezegd_ms)).await?;
        Gedaan::is(Intent::Blokkeer, Uitkomst::Ask)
    } else if let Some(wie) = store::persoon::by_phone(cx.tx, &nummer).await? {
        blokkeer_persoon(cx, wie).await?
    } else {
        cx.record("blokkeer", "", Some("onbekend nummer")).await?;
        cx.reply(tekst::BLOKKEER_ONBEKEND).await?;
        Gedaan::is(Intent::Blokkeer, Uitkomst::Denied)
    };
    Ok(Gedaan::from(gelezen).en(gedaan))
}

/// `/deblokkeer nummer`, "deblokkeer 06 …": whose it is, with the way back; nothing is put back by it alone.
pub(in crate::bot) async fn deblokkeer(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    cx.forget_input().await?;
    let vraag = Verstaan::is(Intent::Blokkeer, Uitkomst::Ask);
    let nummer = match enig_nummer(getypt) {
        Ok(nummer) => nummer,
        Err(waarom) => {
            cx.declined().await?;
            cx.reply(if waarom == tekst::BLOKKEER_WIE { tekst::DEBLOKKEER_WIE } else { waarom }).await?;
            return Ok(vraag.vraag(&["nummer_tel"]).into());
        }
    };
    let wie = match store::persoon::by_phone(cx.tx, &nummer).await? {
        Some(id) => Some(store::persoon::load(cx.tx, id).await?).filter(|wie| is_collega(cx, wie)),
        None => None,
    };
    let Some(wie) = wie else {
        cx.record("deblokkeer", "", Some("niet in deze gemeente")).await?;
        cx.reply(tekst::BLOKKEER_ONBEKEND).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Denied));
    };
    if !wie.geblokkeerd {
        cx.reply(tekst::NIET_GEBLOKKEERD).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Info));
    }
    let wat = omschreven(cx, &wie).await?;
    let terug = vec![Knop::BlokkadeTerug(wie.id).met(knoppen::TERUGZETTEN)];
    cx.reply_buttons(tekst::deblokkeren(&wat), terug).await?;
    Ok(vraag.into())
}

/// A telephone is lost or misused, in words that order nothing: whose it is, and whether it is to be blocked. Nothing happens before a tap.
pub(in crate::bot) async fn vraag_blokkade(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if begrip_blokkade::deblokkeert(getypt) {
        return deblokkeer(cx, getypt).await;
    }
    cx.forget_input().await?;
    let vraag = Verstaan::is(Intent::Blokkeer, Uitkomst::Ask);
    let nummer = match enig_nummer(getypt) {
        Ok(nummer) => nummer,
        Err(waarom) => {
            cx.reply(waarom).await?;
            return Ok(vraag.vraag(&["nummer_tel"]).into());
        }
    };
    let wie = match store::persoon::by_phone(cx.tx, &nummer).await? {
        Some(id) => Some(store::persoon::load(cx.tx, id).await?).filter(|wie| mag_blokkeren(cx, wie)),
        None => None,
    };
    let Some(wie) = wie else {
        cx.record("blokkeer", "", Some("onbekend nummer")).await?;
        cx.reply(tekst::BLOKKEER_ONBEKEND).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Denied));
    };
    if wie.geblokkeerd {
        return blokkeer_persoon(cx, wie.id).await;
    }
    let wat = omschreven(cx, &wie).await?;
    let knop = Knop::CollegaBlokkeer(wie.id).met(knoppen::BLOKKEREN);
    cx.reply_buttons(tekst::blokkeren_vraag(&wat), vec![knop]).await?;
    Ok(vraag.vraag(&["klopt_het"]).into())
}

/// A tap on Blokkeren: of a colleague whose number changed, or as the second person.
pub(in crate::bot) async fn blokkeer_collega(cx: &mut Cx<'_>, wie: PersoonId) -> HandlerResult {
    if cx.is_oud() {
        cx.reply(tekst::blokkeer_te_laat(cx.gezegd_ms)).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Ask));
    }
    blokkeer_persoon(cx, wie).await
}

/// Whether this person may block that one: a colleague in a gemeente of both, or themselves.
fn mag_blokkeren(cx: &Cx<'_>, wie: &Persoon) -> bool {
    let eigen = wie.id == cx.persoon.id;
    let zichzelf = eigen && cx.persoon.rollen().iter().any(|rol| mate(*rol, Recht::Blokkeren) != Mate::Niet);
    zichzelf || is_collega(cx, wie)
}

/// Whether somebody is of the police in a gemeente of that person: only then their word counts as police's.
fn is_politie_bij(wie: &Persoon, van: &Persoon) -> bool {
    van_politie(wie).any(|gemeente| gemeenten_van(van).iter().any(|hier| hier == gemeente))
}

/// Whether a gemeente would have nobody left who can send an alert.
async fn is_laatste_verzender(cx: &mut Cx<'_>, wie: &Persoon) -> Result<bool, BotError> {
    for gemeente in wie.gemeenten_met(Recht::MeldingVersturen) {
        if !store::blokkade::other_sender(cx.tx, gemeente, wie.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn blokkeer_persoon(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if !mag_blokkeren(cx, &wie) {
        cx.record("blokkeer", &format!("persoon {}", id.0), Some("niet in deze gemeente")).await?;
        cx.reply(tekst::BLOKKEER_ONBEKEND).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Denied));
    }
    let wat = omschreven(cx, &wie).await?;
    if wie.geblokkeerd {
        let terug = vec![Knop::BlokkadeTerug(id).met(knoppen::TERUGZETTEN)];
        cx.reply_buttons(tekst::al_geblokkeerd(&wat), terug).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Info));
    }
    let politie = is_politie_bij(&cx.persoon, &wie);
    // Silencing police takes police; silencing the last who can send takes two.
    let alleen_gemeente = van_politie(&wie).next().is_some() && !politie && id != cx.persoon.id;
    let laatste = is_laatste_verzender(cx, &wie).await?;
    if alleen_gemeente || laatste {
        let eerder = store::blokkade::get(cx.tx, id).await?;
        let eerder = eerder.filter(|eerder| !eerder.rust && ![cx.wie, cx.persoon.id].contains(&eerder.door));
        let genoeg = eerder.is_some_and(|eerder| eerder.door_politie || politie || van_politie(&wie).next().is_none());
        if !genoeg {
            return vraag_tweede(cx, &wie, &wat, laatste, politie).await;
        }
    }
    // A draft of theirs that waits for a second person ends with it; nobody is left waiting for it.
    let wachtend = store::melding::waiting_of(cx.tx, id, id, cx.now_ms).await?;
    store::persoon::block(cx.tx, id).await?;
    store::blokkade::put(cx.tx, id, true, (cx.wie, politie), cx.now_ms).await?;
    for melding in &wachtend {
        let bericht = tweede_tekst::afzender_geblokkeerd(&melding.nummer);
        concept::vertel_gevraagden(cx, melding, &bericht, Some(cx.persoon.id)).await?;
    }
    cx.record("geblokkeerd", &format!("persoon {}", id.0), None).await?;
    // Whoever has it hears what happened and whom to ask; no name, since it may be stolen.
    let uitgang = uitgang(cx, &wie);
    notify(cx.tx, &uitgang, id, &tekst::u_bent_geblokkeerd(&gemeentenamen(cx, &wie)), cx.now_ms).await?;
    vraag_collegas(cx, &wie, &tekst::collega_geblokkeerd(&wat), &Knop::BlokkadeTerug(id)).await?;
    let nummers: Vec<&str> = wachtend.iter().map(|melding| melding.nummer.as_str()).collect();
    vraag_of_het_klopt(cx, id, tekst::geblokkeerd(&wat, &nummers)).await?;
    Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Accepted))
}

async fn vraag_of_het_klopt(cx: &mut Cx<'_>, id: PersoonId, vraag: String) -> Written {
    // Who blocked the telephone in hand can answer nothing with it. What was being written goes on: its answers are not
    // about this, which has its buttons.
    let vrij = match cx.dialogue().await? {
        Found::None | Found::Unreadable => true,
        Found::Running(Dialogue::Blokkade { persoon }) => persoon == id.0,
        Found::Running(_) => false,
    };
    if id != cx.persoon.id && vrij {
        cx.expect(&Dialogue::Blokkade { persoon: id.0 }).await?;
    }
    let klopt = vec![Knop::BlokkadeKlopt(id).met(knoppen::JA_KLOPT), Knop::BlokkadeTerug(id).met(knoppen::TERUGZETTEN)];
    cx.reply_buttons(vraag, klopt).await
}

/// A typed answer to whether the right telephone was blocked: only a plain yes or no does what the buttons do.
pub(in crate::bot) async fn blokkade_getypt(cx: &mut Cx<'_>, id: PersoonId, getypt: &str) -> HandlerResult {
    if gesprek::zegt_terugzetten(getypt) {
        return blokkade_terug(cx, id).await;
    }
    if antwoord::ja(getypt) {
        return blokkade_klopt(cx, id).await;
    }
    // An alert cannot wait for this.
    if is_beschrijving(getypt) || antwoord::lijkt_melding(getypt) {
        cx.end_dialogue().await?;
        return Ok(Gedaan::terug(getypt));
    }
    let wie = store::persoon::load(cx.tx, id).await?;
    if !wie.geblokkeerd {
        cx.end_dialogue().await?;
        return Ok(Gedaan::terug(getypt));
    }
    let wat = omschreven(cx, &wie).await?;
    vraag_of_het_klopt(cx, id, tekst::klopt_de_blokkade(&wat)).await?;
    Ok(Verstaan::is(Intent::Blokkeer, Uitkomst::Ask).vraag(&["klopt_het"]).into())
}

/// One person is not enough: nothing happened yet, and those who can be the second are asked.
async fn vraag_tweede(cx: &mut Cx<'_>, wie: &Persoon, wat: &str, laatste: bool, politie: bool) -> HandlerResult {
    let id = wie.id;
    if store::blokkade::get(cx.tx, id).await?.is_none_or(|eerder| eerder.rust || !eerder.door_politie) {
        store::blokkade::put(cx.tx, id, false, (cx.wie, politie), cx.now_ms).await?;
    }
    cx.record("blokkeren gevraagd", &format!("persoon {}", id.0), None).await?;
    vraag_collegas(cx, wie, &tekst::blokkeren_gevraagd(wat, laatste), &Knop::CollegaBlokkeer(id)).await?;
    cx.reply(tekst::blokkeren_wacht(wat, laatste)).await?;
    Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::SecondPerson))
}

/// Somebody, in words for whoever may know: their name and what they are.
pub(super) async fn omschreven(cx: &mut Cx<'_>, wie: &Persoon) -> Result<String, BotError> {
    let naam = store::persoon::name_of(cx.tx, wie.id).await?;
    let groepen: Vec<&str> = wie.groepen.iter().map(|groep| groep.naam.as_str()).collect();
    let rol = if van_politie(wie).next().is_some() {
        "politie".to_owned()
    } else if !wie.toekenningen.is_empty() {
        "gemeente".to_owned()
    } else {
        tekst::beheerder_van(&groepen)
    };
    Ok(tekst::wie_het_is(naam.as_deref(), &rol))
}

/// Asks the others with a say over this telephone.
pub(super) async fn vraag_collegas(cx: &mut Cx<'_>, wie: &Persoon, vraag: &str, knop: &Knop) -> Written {
    let uitgang = uitgang(cx, wie);
    let (sjabloon, titel) = match knop {
        Knop::CollegaBlokkeer(_) => (&sjablonen::TELEFOON_BLOKKEREN, knoppen::BLOKKEREN),
        _ => (&sjablonen::TELEFOON_TERUGZETTEN, knoppen::TERUGZETTEN),
    };
    let bericht = Bericht::beide(
        Outgoing::buttons(vraag, vec![knop.met(titel)])?,
        vul(sjabloon, vec![sjablonen::als_enige_parameter(vraag)], vec![knop.encode()])?,
    );
    for collega in collegas(cx, wie).await? {
        if collega.id != cx.persoon.id {
            uitgang.stuur_als(cx.tx, collega.id, bericht.clone(), Klasse::Politie, cx.now_ms).await?;
        }
    }
    Ok(())
}

/// "Ja, klopt": it stays blocked.
pub(in crate::bot) async fn blokkade_klopt(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if !mag_blokkeren(cx, &wie) {
        return algemeen::onbekende_knop(cx).await;
    }
    sluit_vraag(cx, id).await?;
    cx.reply(if wie.geblokkeerd { tekst::BLIJFT_GEBLOKKEERD } else { tekst::NIET_GEBLOKKEERD }).await?;
    Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Accepted))
}

/// It is not asked any more whether this block was right.
async fn sluit_vraag(cx: &mut Cx<'_>, id: PersoonId) -> Written {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Blokkade { persoon }) if persoon == id.0 => cx.end_dialogue().await,
        Found::Running(_) | Found::None | Found::Unreadable => Ok(()),
    }
}

/// A wish to undo a block: two colleagues have it, and neither is the one it is about.
pub(in crate::bot) async fn blokkade_terug(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if id == cx.persoon.id || id == cx.wie || !is_collega(cx, &wie) {
        cx.record("blokkade terug", &format!("persoon {}", id.0), Some("geen collega")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    if !wie.geblokkeerd {
        cx.reply(tekst::NIET_GEBLOKKEERD).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Info));
    }
    if cx.is_oud() {
        cx.reply(tekst::terug_te_laat(cx.gezegd_ms)).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Ask));
    }
    sluit_vraag(cx, id).await?;
    let wat = omschreven(cx, &wie).await?;
    let eerste = store::blokkade::get(cx.tx, id).await?.and_then(|blokkade| blokkade.terug_door);
    if eerste.is_none_or(|eerste| eerste == cx.wie) {
        store::blokkade::want_back(cx.tx, id, cx.wie, cx.now_ms).await?;
        cx.record("blokkade terug gevraagd", &format!("persoon {}", id.0), None).await?;
        if eerste.is_none() {
            vraag_collegas(cx, &wie, &tekst::terug_gevraagd(&wat), &Knop::BlokkadeTerug(id)).await?;
        }
        cx.reply(tekst::terug_wacht(&wat)).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::SecondPerson));
    }
    store::persoon::unblock(cx.tx, id).await?;
    store::blokkade::remove(cx.tx, id).await?;
    cx.record("blokkade opgeheven", &format!("persoon {}", id.0), None).await?;
    let uitgang = uitgang(cx, &wie);
    notify(cx.tx, &uitgang, id, tekst::U_KUNT_WEER_VERDER, cx.now_ms).await?;
    let bericht = tekst::weer_vrij(&wat);
    for collega in collegas(cx, &wie).await? {
        if collega.id != cx.persoon.id {
            vertel(cx, &collega, &wie, &bericht).await?;
        }
    }
    cx.reply(bericht).await?;
    Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Accepted))
}

/// What whoever is blocked hears when they write: what happened, and whom to ask.
pub(in crate::bot) async fn zelf_geblokkeerd(cx: &mut Cx<'_>) -> HandlerResult {
    let bericht = tekst::u_bent_geblokkeerd(&gemeentenamen(cx, &cx.persoon));
    cx.reply_sparingly(&bericht).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Denied))
}

async fn vertel(cx: &mut Cx<'_>, collega: &Persoon, over: &Persoon, bericht: &str) -> Written {
    let uitgang = uitgang(cx, over);
    notify(cx.tx, &uitgang, collega.id, bericht, cx.now_ms).await
}
