//! Who may what, and until when: shown, prolonged, taken back.
//!
//! Owns `/rechten` and what follows from it; when a role ends by itself is [`ronde`]'s. Invariants: only who looks after roles in that
//! gemeente sees or changes one, and never their own; a role of the police goes on by the word of two; the last who can send an alert
//! stays until somebody else can.

mod ronde;

use crate::bot::begrip::antwoord;
use crate::bot::begrip::recht::{MetRecht, met_recht};
use crate::bot::begrip::{gesprek, woorden};
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::persoon::{PersoonId, ToekenningId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, mag};
use crate::domain::termijn;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten};
use crate::limits;
use crate::store::toekenning::{self as opslag, Gegeven};
use crate::store::{self, Tx};
use crate::texts::mensen::rechten as tekst;
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_BODY_MAX, LIST_ROWS_MAX, ROW_DESCRIPTION_MAX, ROW_TITLE_MAX, Row};
pub use ronde::{maandlijst, plan, ronde};

/// A role with the words for where it holds.
struct Getoond {
    gegeven: Gegeven,
    naam: String,
    waar: String,
}

impl Getoond {
    fn van(gemeenten: &Gemeenten, gegeven: Gegeven) -> Self {
        let gemeente = gemeenten.get(&gegeven.gemeente);
        let naam = gemeente.map_or_else(|| gegeven.gemeente.as_str().to_owned(), |gemeente| gemeente.naam.clone());
        let wijk = gemeente.and_then(|gemeente| gemeente.wijk(&gegeven.wijk));
        let waar = wijk.map_or_else(|| naam.clone(), |wijk| format!("{} ({naam})", wijk.naam));
        let naam = gegeven.naam.clone().unwrap_or_else(|| tekst::ZONDER_NAAM.to_owned());
        Self { gegeven, naam, waar }
    }

    fn recht(&self) -> tekst::Recht<'_> {
        tekst::Recht { naam: &self.naam, rol: self.gegeven.rol, waar: &self.waar, einde_ms: self.gegeven.einde_ms }
    }
}

/// The roles in a gemeente, the first to end first.
async fn alle_in(tx: &mut Tx, gemeenten: &Gemeenten, gemeente: &GemeenteId) -> Result<Vec<Getoond>, BotError> {
    let gegeven = opslag::all_in(tx, gemeente).await?;
    Ok(gegeven.into_iter().map(|een| Getoond::van(gemeenten, een)).collect())
}

/// Those who look after roles in a gemeente, but for this person.
async fn wie_verlengt(tx: &mut Tx, gemeente: &GemeenteId, behalve: &[PersoonId]) -> Result<Vec<PersoonId>, BotError> {
    let mensen = store::persoon::with_role_in(tx, gemeente).await?;
    let telt = mensen.iter().filter(|mens| mens.mag_in(Recht::Rechten, gemeente) && !behalve.contains(&mens.id));
    Ok(telt.map(|mens| mens.id).collect())
}

fn klaar(uitkomst: Uitkomst) -> Gedaan {
    Gedaan::is(Intent::Rechten, uitkomst)
}

/// `/rechten`, `/rechten naam`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gemeenten: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::Rechten).into_iter().cloned().collect();
    let mut alle = Vec::new();
    for gemeente in &gemeenten {
        alle.extend(alle_in(cx.tx, cx.gemeenten, gemeente).await?);
    }
    alle.sort_by_key(|een| (een.gegeven.einde_ms.unwrap_or(i64::MAX), een.gegeven.id));
    // Looking people up is recorded: an insider leaves a trace.
    let waar: Vec<&str> = gemeenten.iter().map(GemeenteId::as_str).collect();
    cx.record("rechten", &waar.join(" "), None).await?;
    let naam = schoon(getypt);
    let gezocht = woorden::naam(&naam);
    if !gezocht.is_empty() {
        alle.retain(|een| woorden::naam(&een.naam).contains(&gezocht));
    }
    match alle.as_slice() {
        [] => {
            cx.end_dialogue().await?;
            cx.reply(if gezocht.is_empty() { tekst::LEEG.to_owned() } else { tekst::niemand(&naam) }).await?;
            Ok(klaar(Uitkomst::Info))
        }
        [een] if !gezocht.is_empty() => {
            let id = een.gegeven.id;
            toon(cx, id).await
        }
        _ => kies(cx, &alle).await,
    }
}

async fn kies(cx: &mut Cx<'_>, alle: &[Getoond]) -> HandlerResult {
    let rechten: Vec<tekst::Recht<'_>> = alle.iter().map(Getoond::recht).collect();
    let rows = alle.iter().take(LIST_ROWS_MAX).map(|een| Row {
        id: Knop::Eigen(EigenKnop::Recht(een.gegeven.id)).encode(),
        title: ingekort(&een.naam, ROW_TITLE_MAX),
        description: Some(ingekort(&format!("{} {}", tekst::rol(een.gegeven.rol), een.waar), ROW_DESCRIPTION_MAX)),
    });
    cx.expect(&Dialogue::Eigen(EigenVraag::RechtVanWie)).await?;
    cx.reply_list(tekst::lijst(&rechten, LIST_BODY_MAX), knoppen::KIES, rows.collect()).await?;
    Ok(klaar(Uitkomst::Info))
}

/// What was typed at the list: a name, or something else.
pub(in crate::bot) async fn van_wie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let gezocht = woorden::naam(&schoon(getypt));
    for gemeente in cx.persoon.gemeenten_met(Recht::Rechten).into_iter().cloned().collect::<Vec<_>>() {
        let alle = alle_in(cx.tx, cx.gemeenten, &gemeente).await?;
        if !gezocht.is_empty() && alle.iter().any(|een| woorden::naam(&een.naam).contains(&gezocht)) {
            return begin(cx, getypt).await;
        }
    }
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

/// The role with this number, where this person looks after it.
async fn eigen_gemeente(cx: &mut Cx<'_>, id: ToekenningId) -> Result<Option<Getoond>, BotError> {
    let gegeven = opslag::get(cx.tx, id).await?.filter(|een| cx.persoon.mag_in(Recht::Rechten, &een.gemeente));
    Ok(gegeven.map(|een| Getoond::van(cx.gemeenten, een)))
}

async fn weg(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.record("recht", &format!("recht {}", id.0), Some("niet in deze gemeente")).await?;
    cx.reply(tekst::WEG).await?;
    Ok(klaar(Uitkomst::Denied))
}

/// Shows one role with what can be done.
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    let Some(een) = eigen_gemeente(cx, id).await? else { return weg(cx, id).await };
    toon_met(cx, &een, None).await
}

async fn toon_met(cx: &mut Cx<'_>, een: &Getoond, eerst: Option<&str>) -> HandlerResult {
    let id = een.gegeven.id;
    let eindigt = een.gegeven.einde_ms.is_some();
    let knoppen = [
        eindigt.then(|| EigenKnop::RechtVerlengen(id).met(tekst::KNOP_VERLENGEN)),
        Some(EigenKnop::RechtAfnemen(id).met(tekst::KNOP_AFNEMEN)),
        Some(EigenKnop::RechtLaten(id).met(tekst::KNOP_LATEN)),
    ];
    cx.expect(&Dialogue::Eigen(EigenVraag::Recht { toekenning: id.0 })).await?;
    let vraag = tekst::een(&een.recht());
    let vraag = eerst.map_or_else(|| vraag.clone(), |eerst| format!("{eerst}\n{vraag}"));
    cx.reply_buttons(vraag, knoppen.into_iter().flatten().collect()).await?;
    Ok(Verstaan::is(Intent::Rechten, Uitkomst::Ask).vraag(&["wat"]).into())
}

/// A typed answer to what is to become of a role.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, id: ToekenningId, getypt: &str) -> HandlerResult {
    match met_recht(getypt) {
        Some(MetRecht::Verlengen) => verleng(cx, id).await,
        Some(MetRecht::Afnemen) => vraag_af(cx, id).await,
        None if gesprek::laat_het(getypt) || antwoord::nee(getypt) => laat(cx).await,
        None if antwoord::ja(getypt) => {
            let Some(een) = eigen_gemeente(cx, id).await? else { return weg(cx, id).await };
            toon_met(cx, &een, Some(tekst::TIK_OP_EEN_KNOP)).await
        }
        // A name is another role; what is none is read by itself.
        None => van_wie(cx, getypt).await,
    }
}

/// It stays as it is.
pub(in crate::bot) async fn laat(cx: &mut Cx<'_>) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.reply(tekst::BLIJFT).await?;
    Ok(klaar(Uitkomst::Info))
}

/// Whether it is their own role, whoever types on the telephone.
fn is_eigen(cx: &Cx<'_>, een: &Getoond) -> bool {
    [cx.wie, cx.persoon.id].contains(&een.gegeven.persoon)
}

async fn eigen(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    cx.end_dialogue().await?;
    cx.record("recht", &format!("recht {}", id.0), Some("eigen rol")).await?;
    cx.reply(tekst::EIGEN).await?;
    Ok(klaar(Uitkomst::Denied))
}

/// Tells somebody in the name of the gemeente of a role.
async fn vertel(cx: &mut Cx<'_>, gemeente: &GemeenteId, wie: PersoonId, bericht: &str) -> Written {
    let gemeente: Option<&Gemeente> = cx.gemeenten.get(gemeente);
    let uitgang = gemeente.map_or_else(
        || Uitgang::op(&cx.chat.phone_number_id),
        |gemeente| Uitgang::van(gemeente, &cx.chat.phone_number_id),
    );
    notify(cx.tx, &uitgang, wie, bericht, cx.now_ms).await
}

/// Lets a role go on for another year: of the police where a second person wants it too.
pub(in crate::bot) async fn verleng(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    let Some(mut een) = eigen_gemeente(cx, id).await? else { return weg(cx, id).await };
    if cx.is_oud() {
        return toon_met(cx, &een, None).await;
    }
    if is_eigen(cx, &een) {
        return eigen(cx, id).await;
    }
    cx.end_dialogue().await?;
    let Some(einde_ms) = termijn::einde_ms(een.gegeven.rol, cx.now_ms) else {
        cx.reply(tekst::GEEN_EINDE).await?;
        return Ok(klaar(Uitkomst::Info));
    };
    let voorwerp = format!("recht {}", id.0);
    let ander = een.gegeven.verlengen.filter(|(door, sinds_ms)| {
        ![cx.wie, cx.persoon.id].contains(door) && cx.now_ms - sinds_ms < limits::PROLONG_WAITS_MS
    });
    if een.gegeven.rol.van_politie() && ander.is_none() {
        opslag::want_on(cx.tx, id, cx.wie, cx.now_ms).await?;
        cx.record("recht verlengen gevraagd", &voorwerp, None).await?;
        let zelf = [cx.wie, cx.persoon.id, een.gegeven.persoon];
        let anderen = wie_verlengt(cx.tx, &een.gegeven.gemeente, &zelf).await?;
        for wie in &anderen {
            vertel(cx, &een.gegeven.gemeente, *wie, &tekst::verlengen_gevraagd(&een.recht())).await?;
        }
        cx.reply(tekst::wacht_op_tweede(&een.recht(), anderen.len())).await?;
        return Ok(klaar(Uitkomst::SecondPerson));
    }
    opslag::prolong(cx.tx, id, einde_ms).await?;
    een.gegeven.einde_ms = Some(einde_ms);
    cx.record("recht verlengd", &voorwerp, None).await?;
    vertel(cx, &een.gegeven.gemeente, een.gegeven.persoon, &tekst::uw_rol_loopt_door(&een.recht())).await?;
    cx.reply(tekst::verlengd(&een.recht())).await?;
    Ok(klaar(Uitkomst::Accepted))
}

/// Asks whether a role is really to be taken back.
pub(in crate::bot) async fn vraag_af(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    let Some(een) = eigen_gemeente(cx, id).await? else { return weg(cx, id).await };
    if is_eigen(cx, &een) {
        return eigen(cx, id).await;
    }
    let knoppen =
        vec![EigenKnop::RechtWeg(id).met(tekst::KNOP_ZEKER), EigenKnop::RechtLaten(id).met(tekst::KNOP_LATEN)];
    cx.expect(&Dialogue::Eigen(EigenVraag::RechtAfnemen { toekenning: id.0 })).await?;
    cx.reply_buttons(tekst::zeker(&een.recht()), knoppen).await?;
    Ok(Verstaan::is(Intent::Rechten, Uitkomst::Ask).vraag(&["zeker"]).into())
}

/// A typed answer to that: only a plain yes takes it.
pub(in crate::bot) async fn weg_getypt(cx: &mut Cx<'_>, id: ToekenningId, getypt: &str) -> HandlerResult {
    if antwoord::ja(getypt) && cx.agrees_to_what_was_asked().await? {
        return neem_af(cx, id).await;
    }
    if antwoord::nee(getypt) || gesprek::laat_het(getypt) {
        return laat(cx).await;
    }
    if met_recht(getypt) == Some(MetRecht::Afnemen) || antwoord::ja(getypt) {
        return vraag_af(cx, id).await;
    }
    cx.end_dialogue().await?;
    Ok(Gedaan::terug(getypt))
}

/// Takes a role back.
pub(in crate::bot) async fn neem_af(cx: &mut Cx<'_>, id: ToekenningId) -> HandlerResult {
    let Some(een) = eigen_gemeente(cx, id).await? else { return weg(cx, id).await };
    if cx.is_oud() {
        return toon_met(cx, &een, None).await;
    }
    if is_eigen(cx, &een) {
        return eigen(cx, id).await;
    }
    cx.end_dialogue().await?;
    if is_laatste_verzender(cx.tx, &een.gegeven).await? {
        cx.record("recht afnemen", &format!("recht {}", id.0), Some("laatste verzender")).await?;
        cx.reply(tekst::laatste(&een.recht())).await?;
        return Ok(klaar(Uitkomst::Denied));
    }
    opslag::end(cx.tx, id, een.gegeven.persoon).await?;
    cx.record("recht afgenomen", &format!("recht {}", id.0), None).await?;
    vertel(cx, &een.gegeven.gemeente, een.gegeven.persoon, &tekst::u_bent_het_niet_meer(&een.recht())).await?;
    let zelf = [cx.wie, cx.persoon.id, een.gegeven.persoon];
    for wie in wie_verlengt(cx.tx, &een.gegeven.gemeente, &zelf).await? {
        vertel(cx, &een.gegeven.gemeente, wie, &tekst::afgenomen(&een.recht())).await?;
    }
    cx.reply(tekst::afgenomen(&een.recht())).await?;
    Ok(klaar(Uitkomst::Accepted))
}

/// Whether a gemeente would have nobody left who can send an alert without this role. Whoever has another role with which they can
/// send keeps that.
async fn is_laatste_verzender(tx: &mut Tx, een: &Gegeven) -> Result<bool, BotError> {
    if !mag(een.rol, Recht::MeldingVersturen) || store::blokkade::other_sender(tx, &een.gemeente, een.persoon).await? {
        return Ok(false);
    }
    let wie = store::persoon::load(tx, een.persoon).await?;
    let hier = wie.toekenningen.iter().filter(|toekenning| toekenning.gemeente == een.gemeente);
    Ok(hier.filter(|toekenning| mag(toekenning.rol, Recht::MeldingVersturen)).count() <= 1)
}
