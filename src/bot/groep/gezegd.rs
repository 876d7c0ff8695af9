//! What a beheerder types of an alert: which alert and which groups it is about.
//!
//! Owns finding what is meant; what is done with it is `geplaatst`'s. Invariants: what is said of one group is said of no
//! other, and negation wins; what was said before an alert left is not about it; talk that only holds the name of a group
//! is no answer.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::levensloop as begrip_levensloop;
use crate::bot::begrip::pergroep::{self, Gezegd, PerGroep};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::geplaatst::{
    Ontvangen, geplaatst, geweigerd, gezien, hulp, neem_weg, niet, niet_doen, noteer, noteer_groepen, ontvangen,
    straks, vraag_welke,
};
use crate::bot::groep::terug;
use crate::bot::groep::welke::{bedoeld, over_informatie, rij, vraag_melding};
use crate::bot::knop::Knop;
use crate::bot::melding::{check, plan, stand};
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{gemeente, gewoon};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::uitzetting::{Antwoord, WaaromNiet};
use crate::store::melding::{EigenUitzetting, Melding};
use crate::texts::groep::geplaatst as beheerder;
use crate::texts::knoppen;
use crate::texts::vloer::vermoed;
use crate::whatsapp::outgoing::LIST_ROWS_MAX;
use crate::{limits, store};

/// A typed answer to "in welke groep?".
pub(in crate::bot) async fn welke_groep(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    // An answer to another alert is about that one.
    let ander = geciteerd(cx).await?.filter(|ander| *ander != id);
    if let (Some(ander), Said::Bevestiging(wat, _)) = (ander, Said::outside_dialogue(tekst)) {
        return neem(cx, ander, wat, tekst).await;
    }
    if cx.antwoord_op.is_none() && gezegd_ervoor(cx, id).await? {
        vraag_of_het_erin_staat(cx, &[id]).await?;
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask));
    }
    if let Some(gedaan) = over_groepen(cx, id, tekst, true).await? {
        return Ok(gedaan);
    }
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(geweigerd(Intent::BevestigDoorgestuurd)) };
    let gezegd = Said::outside_dialogue(tekst);
    if let Said::Bevestiging(wat @ (Bevestiging::KanNiet(_) | Bevestiging::NogNiet(_)), _) = gezegd {
        return neem(cx, id, wat, tekst).await;
    }
    if !matches!(gezegd, Said::Bevestiging(..)) && antwoord::lijkt_melding(tekst) {
        return Ok(Gedaan::terug(tekst));
    }
    vraag_welke(cx, &ontvangen).await
}

/// The alert that the message carried which they answer. It outweighs a question that is open about another alert.
pub(in crate::bot) async fn geciteerd(cx: &mut Cx<'_>) -> Result<Option<MeldingId>, BotError> {
    match cx.antwoord_op.clone() {
        Some(wamid) => Ok(store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await?),
        None => Ok(None),
    }
}

/// Something typed about this alert, or, where nobody asked about one, about whichever it fits.
pub(in crate::bot) async fn gezegd_over(
    cx: &mut Cx<'_>,
    over: Option<MeldingId>,
    wat: Bevestiging,
    tekst: &str,
) -> HandlerResult {
    match over {
        Some(id) => neem(cx, id, wat, tekst).await,
        None => gezegd(cx, wat, tekst).await,
    }
}

/// Something typed about an alert, or a reaction to one: which alert?
pub(in crate::bot) async fn gezegd(cx: &mut Cx<'_>, wat: Bevestiging, tekst: &str) -> HandlerResult {
    if !matches!(wat, Bevestiging::Geplaatst { .. })
        && let Some(gedaan) = terug::neem_terug(cx, tekst).await?
    {
        return Ok(gedaan);
    }
    if let Some(id) = geciteerd(cx).await? {
        return neem(cx, id, wat, tekst).await;
    }
    // A thumb on something else says nothing of the alert that happens to be open.
    if wat == Bevestiging::Gezien && tekst.is_empty() && cx.antwoord_op.is_some() {
        return Ok(stil());
    }
    // The number that they name decides; one that they did not get is looked up for them.
    if let Some((nummer, _)) = begrip_levensloop::nummer_in(tekst, &cx.gemeenten.codes()) {
        let genoemd = store::melding::by_nummer(cx.tx, &nummer).await?;
        let gekregen = match genoemd {
            Some(melding) => store::melding::received(cx.tx, melding.id, cx.persoon.id).await?.map(|_| melding.id),
            None => None,
        };
        return match gekregen {
            Some(id) => neem(cx, id, wat, tekst).await,
            None => check::check(cx, &nummer).await,
        };
    }
    let dag_ms = cx.now_ms - limits::DAY_MS;
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, dag_ms).await?;
    let open = lopend_open(cx, &recent).await?;
    let te_jong = later_vertrokken(cx, &recent).await?;
    let (later, open): (Vec<Melding>, Vec<Melding>) =
        open.into_iter().partition(|melding| te_jong.contains(&melding.id));
    let recent: Vec<MeldingId> = recent.into_iter().filter(|id| !te_jong.contains(id)).collect();
    if open.is_empty() && !later.is_empty() {
        if wat == Bevestiging::Gezien {
            return Ok(stil());
        }
        let later: Vec<MeldingId> = later.iter().map(|melding| melding.id).collect();
        vraag_of_het_erin_staat(cx, &later).await?;
        return Ok(Gedaan::is(bedoeld(wat), Uitkomst::Ask));
    }
    if let Some(gedaan) = over_informatie(cx, wat, tekst, &open).await? {
        return Ok(gedaan);
    }
    if let Some(waarom) = over_geen(wat, open.len()) {
        return zonder_melding(cx, waarom, tekst).await;
    }
    match (open.as_slice(), recent.first()) {
        ([melding], _) => neem(cx, melding.id, wat, tekst).await,
        // A thumb that may mean anything asks for nothing.
        ([_, ..], _) if wat == Bevestiging::Gezien => Ok(stil()),
        ([_, ..], _) => vraag_melding(cx, wat, &open).await,
        ([], _) if wat == Bevestiging::Gezien => Ok(stil()),
        ([], Some(id)) => neem(cx, *id, wat, tekst).await,
        // No alert is open, but an invitation: "kan niet" is about that.
        ([], None)
            if matches!(wat, Bevestiging::KanNiet(_))
                && !store::bijeenkomst::invited_to(cx.tx, cx.persoon.id, cx.now_ms).await?.is_empty() =>
        {
            Ok(Gedaan::Terug(Said::Uitnodiging(false)))
        }
        ([], None) => {
            cx.reply(beheerder::NIETS_OPEN).await?;
            Ok(Gedaan::is(bedoeld(wat), Uitkomst::Info))
        }
    }
}

/// Those of these alerts that left after this was said: it is not about them.
async fn later_vertrokken(cx: &mut Cx<'_>, ids: &[MeldingId]) -> Result<Vec<MeldingId>, BotError> {
    let mut later = Vec::new();
    for id in ids {
        if gezegd_ervoor(cx, *id).await? {
            later.push(*id);
        }
    }
    Ok(later)
}

/// Of no alert: how a group or a number changes. Nothing is noted. Of police a lost telephone may have to be blocked.
async fn zonder_melding(cx: &mut Cx<'_>, waarom: WaaromNiet, tekst: &str) -> HandlerResult {
    // A lost telephone is told to those who have a say over it.
    if cx.is_politie() || waarom == WaaromNiet::TelefoonKwijt {
        return Ok(Gedaan::Terug(Said::Text(tekst.to_owned())));
    }
    cx.reply(beheerder::zonder_melding(waarom)).await?;
    Ok(Gedaan::is(Intent::BevestigNiet, Uitkomst::Info))
}

/// A reason that says something of the group or of themselves, and of none of so many alerts that are open.
const fn over_geen(wat: Bevestiging, open: usize) -> Option<WaaromNiet> {
    match wat {
        Bevestiging::KanNiet(waarom @ (WaaromNiet::GroepWeg | WaaromNiet::GroepVol | WaaromNiet::TelefoonKwijt))
            if open == 0 =>
        {
            Some(waarom)
        }
        Bevestiging::KanNiet(waarom @ WaaromNiet::TelefoonKwijt) if open > 1 => Some(waarom),
        _ => None,
    }
}

/// A text that says something of one of their groups, and is no answer to an alert in other words: "niet in Zuid 2".
/// Answers whether it did.
pub(in crate::bot) async fn noemt_groep(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    if let Some(id) = geciteerd(cx).await? {
        return over_groepen(cx, id, tekst, false).await;
    }
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await?;
    let open = lopend_open(cx, &recent).await?;
    let [melding] = open.as_slice() else { return Ok(None) };
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // Talk that only holds a name, or "alles", is no answer.
    if !matches!(pergroep::lees(tekst, &namen, false), PerGroep::Gezegd(_)) || gezegd_ervoor(cx, melding.id).await? {
        return Ok(None);
    }
    over_groepen(cx, melding.id, tekst, false).await
}

/// A thumb where nothing is open, or where it may mean anything: no answer.
fn stil() -> Gedaan {
    Gedaan::is(Intent::Geen, Uitkomst::Ignored)
}

/// Of these alerts those that run and are not reported for all of this person's groups.
pub(super) async fn lopend_open(cx: &mut Cx<'_>, ids: &[MeldingId]) -> Result<Vec<Melding>, BotError> {
    let mut open = Vec::new();
    for id in ids {
        let groepen = store::melding::own_groups(cx.tx, *id, cx.persoon.id).await?;
        if groepen.iter().any(|groep| groep.geplaatst_ms.is_none())
            && let Some(melding) = store::melding::get(cx.tx, *id).await?
            && melding.status == MeldingStatus::Verzonden
        {
            open.push(melding);
        }
    }
    Ok(open)
}

/// Whether what is said now was said before this alert left for this person. WhatsApp gives whole seconds.
pub(in crate::bot) async fn gezegd_ervoor(cx: &mut Cx<'_>, id: MeldingId) -> Result<bool, BotError> {
    let gekregen = store::melding::received(cx.tx, id, cx.persoon.id).await?;
    let melding = store::melding::get(cx.tx, id).await?;
    let vertrokken_ms = melding.and_then(|melding| melding.verzonden_ms).unwrap_or_default();
    Ok(gekregen.is_some_and(|gekregen| cx.gezegd_ms + 999 < gekregen.opgeroepen_ms.max(vertrokken_ms)))
}

/// Words that came late may be about another alert: does it stand there?
async fn vraag_of_het_erin_staat(cx: &mut Cx<'_>, ids: &[MeldingId]) -> Written {
    for id in ids {
        let Some(melding) = store::melding::get(cx.tx, *id).await? else { continue };
        cx.record("gezegd voor vertrek", &melding.nummer, None).await?;
        let buttons =
            vec![Knop::EchtGeplaatst(*id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(*id).met(knoppen::NOG_NIET)];
        cx.reply_buttons(beheerder::gezegd_voor_vertrek(&melding.nummer), buttons).await?;
    }
    Ok(())
}

/// Takes what a text says of each of their groups. `gevraagd`: it answers in which of them it stands. Answers whether
/// it says anything of one.
pub(super) async fn over_groepen(
    cx: &mut Cx<'_>,
    id: MeldingId,
    tekst: &str,
    gevraagd: bool,
) -> Result<Option<Gedaan>, BotError> {
    let Some(ontvangen) = ontvangen(cx, id).await? else { return Ok(Some(geweigerd(Intent::BevestigDoorgestuurd))) };
    let namen: Vec<_> = ontvangen.groepen.iter().map(|groep| (groep.groep, groep.naam.as_str())).collect();
    // Who runs one group says of it what they say, unless they name it.
    if namen.len() == 1 && !pergroep::noemt(tekst, &namen) {
        return Ok(None);
    }
    // "De rest staat erin": of those of which nothing was said before.
    let mut namen = namen;
    if pergroep::zegt_van_rest(tekst, &namen) {
        let gezegd = store::navraag::groups_answered(cx.tx, id, cx.persoon.id).await?;
        let over = |groep: &&EigenUitzetting| groep.geplaatst_ms.is_none() && !gezegd.contains(&groep.groep);
        let over: Vec<_> =
            ontvangen.groepen.iter().filter(over).map(|groep| (groep.groep, groep.naam.as_str())).collect();
        if !over.is_empty() {
            namen = over;
        }
    }
    Ok(match pergroep::lees(tekst, &namen, gevraagd) {
        PerGroep::Geen => None,
        PerGroep::Gezegd(gezegd) => Some(per_groep(cx, &ontvangen, &gezegd).await?),
        // Of one group there is nothing to choose.
        PerGroep::Onduidelijk if ontvangen.groepen.len() == 1 || !ontvangen.loopt() => None,
        PerGroep::Onduidelijk => Some(vraag_welke(cx, &ontvangen).await?),
    })
}

/// What was said of each group: noted where it stands, left to others or for later where it does not.
async fn per_groep(cx: &mut Cx<'_>, ontvangen: &Ontvangen, gezegd: &Gezegd<GroepId>) -> HandlerResult {
    let open: Vec<GroepId> = ontvangen.open().iter().map(|groep| groep.groep).collect();
    let niet: Vec<(GroepId, Bevestiging)> =
        gezegd.niet.iter().filter(|(groep, _)| open.contains(groep)).copied().collect();
    if niet.is_empty() || !ontvangen.loopt() {
        return match (gezegd.erin.as_slice(), ontvangen.loopt()) {
            ([], false) => {
                cx.reply(beheerder::afgelopen(&ontvangen.melding.nummer)).await?;
                Ok(Gedaan::is(Intent::BevestigNiet, Uitkomst::Info))
            }
            ([], true) => noteer(cx, ontvangen, &[]).await,
            (erin, _) => noteer(cx, ontvangen, erin).await,
        };
    }
    // All that is open, in the same words: said of the alert.
    if gezegd.erin.is_empty() && niet.len() == open.len() && niet.iter().all(|(_, wat)| *wat == niet[0].1) {
        return match niet[0].1 {
            Bevestiging::KanNiet(reden) => niet_doen(cx, ontvangen, reden).await,
            Bevestiging::NogNiet(minuten) => straks(cx, ontvangen.melding.id, minuten).await,
            wat @ (Bevestiging::Geplaatst { .. } | Bevestiging::Gezien) => {
                Ok(Gedaan::is(bedoeld(wat), Uitkomst::Ignored))
            }
        };
    }
    let melding = &ontvangen.melding;
    let (nieuw, _) = noteer_groepen(cx, ontvangen, &gezegd.erin).await?;
    for (groep, wat) in &niet {
        let weg = *wat == Bevestiging::KanNiet(WaaromNiet::GroepWeg);
        match ontvangen.groepen.iter().find(|een| een.groep == *groep).filter(|_| weg) {
            Some(groep) => neem_weg(cx, melding, groep).await?,
            None => neem_voor_groep(cx, melding, *groep, *wat).await?,
        }
    }
    stand::na_bericht_van_groep(cx, melding, nieuw).await?;
    plan::nu(cx.tx, melding.id, cx.now_ms).await?;
    let genoteerd = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", melding.nummer.as_str());
    let naam = |id: &GroepId| {
        ontvangen.groepen.iter().find(|groep| groep.groep == *id).map_or("", |groep| groep.naam.as_str())
    };
    let erin: Vec<&str> = gezegd.erin.iter().map(naam).collect();
    let laat = |wat: &Bevestiging| matches!(wat, Bevestiging::KanNiet(_)) || te_laat_om_te_wachten(*wat);
    let (anderen, later): (Vec<_>, Vec<_>) = niet.iter().copied().partition(|(_, wat)| laat(wat));
    let namen =
        |groepen: &[(GroepId, Bevestiging)]| groepen.iter().map(|(groep, _)| naam(groep)).collect::<Vec<&str>>();
    let over: Vec<&str> = open
        .iter()
        .filter(|groep| !gezegd.erin.contains(groep) && !niet.iter().any(|(ander, _)| ander == *groep))
        .map(naam)
        .collect();
    let tekst = beheerder::per_groep(&erin, &namen(&anderen), &namen(&later), &over);
    if later.is_empty() && over.is_empty() {
        cx.end_dialogue().await?;
        cx.reply(tekst).await?;
    } else {
        cx.expect(&Dialogue::WelkeGroep { melding: melding.id.0 }).await?;
        cx.reply_buttons(tekst, vec![Knop::Geplaatst(melding.id).met(knoppen::STAAT_IN_DE_GROEP)]).await?;
    }
    Ok(genoteerd.into())
}

/// Whether what they put off comes too late to wait for.
fn te_laat_om_te_wachten(wat: Bevestiging) -> bool {
    matches!(wat, Bevestiging::NogNiet(Some(minuten)) if minuten * limits::MINUTE_MS > limits::PUT_OFF_MS_MAX)
}

/// What was said of one group only.
async fn neem_voor_groep(cx: &mut Cx<'_>, melding: &Melding, groep: GroepId, wat: Bevestiging) -> Written {
    let wacht_ms = match wat {
        Bevestiging::NogNiet(minuten) if !te_laat_om_te_wachten(wat) => {
            Some(minuten.map(|minuten| minuten * limits::MINUTE_MS))
        }
        _ => None,
    };
    let (antwoord, daad) = match wacht_ms {
        Some(_) => (Antwoord::Gezien, "nog niet"),
        None => (Antwoord::KanNiet, "kan niet"),
    };
    let tot_ms = wacht_ms.flatten().map(|ms| cx.now_ms + ms);
    let wie = (groep, cx.persoon.id);
    let reden = if let Bevestiging::KanNiet(waarom) = wat { waarom.id() } else { "" };
    store::navraag::answer_for_group(cx.tx, melding.id, wie, (antwoord, reden), tot_ms, cx.now_ms).await?;
    cx.record(daad, &format!("{} groep {}", melding.nummer, groep.0), None).await
}

/// Takes what was said of an alert, or of some of their groups.
async fn neem(cx: &mut Cx<'_>, id: MeldingId, wat: Bevestiging, tekst: &str) -> HandlerResult {
    let onzeker = matches!(wat, Bevestiging::Geplaatst { .. }) && antwoord::weet_niet_zeker(tekst);
    // Of several groups it may be certain of one.
    if wat != Bevestiging::Gezien
        && !(onzeker && cx.persoon.groepen.len() == 1)
        && let Some(gedaan) = over_groepen(cx, id, tekst, false).await?
    {
        return Ok(gedaan);
    }
    // "Zou gedaan moeten zijn", "mijn buurman zegt dat het gedaan is": nobody is told that it stands there.
    if onzeker {
        let buttons =
            vec![Knop::EchtGeplaatst(id).met(knoppen::JA_STAAT_ERIN), Knop::NogNiet(id).met(knoppen::NOG_NIET)];
        cx.expect(&Dialogue::EchtGeplaatst { melding: id.0 }).await?;
        cx.reply_buttons(beheerder::STAAT_HET_ER_ECHT, buttons).await?;
        return Ok(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask));
    }
    match wat {
        // Who stands in says so, in their own words.
        Bevestiging::Geplaatst { namens: true } => {
            Ok(Gedaan::from(Verstaan::default().slot("namens", "hoofdbeheerder")).en(geplaatst(cx, id).await?))
        }
        Bevestiging::Geplaatst { namens: false } => geplaatst(cx, id).await,
        Bevestiging::NogNiet(minuten) => straks(cx, id, minuten).await,
        Bevestiging::KanNiet(reden) => niet(cx, id, reden).await,
        Bevestiging::Gezien => gezien(cx, id).await,
    }
}

/// Somebody asks how to forward, or for the button: of the alert that is open for them, or of which. `None`: none is.
pub(in crate::bot) async fn hulp_gevraagd(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await?;
    let open = lopend_open(cx, &recent).await?;
    match open.as_slice() {
        [] => return Ok(None),
        [melding] => return hulp(cx, melding.id).await.map(Some),
        _ => {}
    }
    let rows = open.iter().take(LIST_ROWS_MAX).map(|melding| rij(melding, &Knop::Hulp(melding.id))).collect();
    cx.reply_list(beheerder::WELKE_MELDING, knoppen::KIES, rows).await?;
    Ok(Some(Gedaan::is(Intent::Help, Uitkomst::Choose)))
}

/// The same; where no alert is open for them they hear how it is done.
pub(in crate::bot) async fn hulp_of_uitleg(cx: &mut Cx<'_>) -> HandlerResult {
    if let Some(gedaan) = hulp_gevraagd(cx).await? {
        return Ok(gedaan);
    }
    let uitleg = gemeente::in_taal(cx, vermoed::DOORSTUREN, vermoed::DOORSTUREN_EN);
    cx.reply_sparingly(uitleg).await?;
    Ok(Gedaan::is(Intent::VraagDoorsturen, Uitkomst::Info))
}

/// Which alert a typed answer to "staat het er echt in?" is about: the one that they answer, else the one that was asked
/// about. Where it was said before that left it is asked instead; a bare yes after another alert came is said of
/// whichever it fits.
pub(in crate::bot) async fn waarover(
    cx: &mut Cx<'_>,
    id: MeldingId,
    tekst: &str,
) -> Result<Result<MeldingId, Gedaan>, BotError> {
    let van_andere = |knop: &Knop| matches!(knop, Knop::Geplaatst(ander) | Knop::EchtGeplaatst(ander) if *ander != id);
    match geciteerd(cx).await? {
        Some(geciteerd) => Ok(Ok(geciteerd)),
        None if antwoord::ja(tekst) && cx.gevraagd_sinds().await?.iter().any(van_andere) => {
            cx.end_dialogue().await?;
            Ok(Err(gezegd(cx, Bevestiging::Geplaatst { namens: false }, tekst).await?))
        }
        None if gezegd_ervoor(cx, id).await? => {
            vraag_of_het_erin_staat(cx, &[id]).await?;
            Ok(Err(Gedaan::is(Intent::BevestigDoorgestuurd, Uitkomst::Ask)))
        }
        None => Ok(Ok(id)),
    }
}

/// A typed answer to "staat het er echt in?".
pub(in crate::bot) async fn echt_antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    // Negation wins: "ja maar nog niet" is no yes.
    match antwoord::bevestiging(tekst) {
        Some(Bevestiging::Gezien) | None if antwoord::ja(tekst) => geplaatst(cx, id).await,
        Some(wat) => neem(cx, id, wat, tekst).await,
        None => match over_groepen(cx, id, tekst, false).await? {
            Some(gedaan) => Ok(gedaan),
            None if gewoon::wil(cx, Open::Echt, tekst, &[Wens::Doorgestuurd]).is_some() => geplaatst(cx, id).await,
            None => Ok(Gedaan::terug(tekst)),
        },
    }
}
