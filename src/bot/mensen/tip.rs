//! What people tell police: emergencies, which get the 112 line before anything else, and tips.
//!
//! Invariants: whoever types that something happens now hears of 112 first, in any state; no answer lets anybody
//! believe that somebody reads along; a flood of strangers does not bury what police must see.

use crate::bot::begrip::aanmelding::{is_naam_in_hoofdletters, lees_naam, zonder_eigen_naam};
use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::begrip::bedoeling::heet_tip;
use crate::bot::begrip::gesprek;
use crate::bot::begrip::ja_nee::Bij;
use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::spoed::{
    collega_in_nood, is_spoed, is_stellig, lijkt_alleen_erop, noemt_levensgevaar, spreekt_van_bericht,
};
use crate::bot::begrip::vermoeden::{self, Open, Promille, Rondom, Vermoeden, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::command::{Command, Read};
use crate::bot::context::{Cx, Uitgang};
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found};
use crate::bot::eigen::EigenVraag;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::rondom;
use crate::domain::melding::lees_nummer;
use crate::domain::persoon::{MeldingId, Persoon, PersoonId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::{Gemeente, WijkId, opsomming};
use crate::store::outbox::Klasse;
use crate::store::tip::Nieuw;
use crate::texts::ingekort;
use crate::texts::mensen::{aanmelden, tip as tekst};
use crate::texts::vloer::algemeen;
use crate::whatsapp::Outgoing;
use crate::{limits, store};

/// From here on what was learned makes a text an emergency, whatever the rules say: 112 too often rather than too seldom
/// (`docs/begrip.md`; rules hear others).
const SPOED_VANAF: Promille = 300;

/// The same where nothing is likelier.
pub(in crate::bot) const SPOED_VOORAAN_VANAF: Promille = 240;

/// The same of words that only look like one ("wie heeft een brandblusser").
const SPOED_LIJKT_ZO_VANAF: Promille = 500;

/// The same at a question that the examples do not know, such as which hours are quiet ("wel bij vermissing, niet bij inbraak").
const SPOED_ANDERE_VRAAG_VANAF: Promille = 400;

/// Whether 112 comes first where they tell of something that happens now. Police write of that all day: not for them.
pub(in crate::bot) fn hoort_112(cx: &Cx<'_>) -> bool {
    !cx.persoon.rollen().iter().any(|rol| rol.van_politie())
}

/// Answers an emergency before anything else is done with it; `None`: it was none. `open`: what stands open around it.
pub(in crate::bot) async fn spoed_eerst(cx: &mut Cx<'_>, getypt: &str, open: Open) -> Result<Option<Gedaan>, BotError> {
    if !hoort_112(cx) {
        return Ok(None);
    }
    // "Mijn naam is Karin Brand" tells of no fire.
    let zonder_naam = zonder_eigen_naam(getypt).into_owned();
    if woorden(&zonder_naam).is_empty() && !woorden(getypt).is_empty() {
        return Ok(None);
    }
    let heel = getypt;
    let getypt = zonder_naam.as_str();
    let lopend = store::tip::running_for(cx.tx, cx.persoon.id, cx.now_ms).await?;
    // Whatever was asked: an emergency is no answer to it.
    let zonder_vraag = if lopend.is_empty() { Open::Niets } else { Open::Loopt };
    let wie = rondom::wie(cx);
    let schat = |open: Open| vermoeden::schat(getypt, Rondom { wie, open });
    // Where nothing is asked but something stands open, such as a hand-over, that may be what it is about.
    let op_vraag = (cx.open.is_some() || open != zonder_vraag).then(|| schat(open));
    if vraagt_naam(&cx.dialogue().await?) && is_naam(getypt, op_vraag.as_ref()) {
        return Ok(None);
    }
    // What surely answers the question is no emergency for having the words of a report.
    let is_antwoord = op_vraag.as_ref().is_some_and(|op_vraag| is_antwoord(op_vraag, open));
    let zonder_vraag = (!is_antwoord).then(|| schat(zonder_vraag));
    let hier: Vec<Vermoeden> = [zonder_vraag, op_vraag].into_iter().flatten().collect();
    // A command, and what is called a tip, is taken or refused as what it is.
    let leest = matches!(Command::read(getypt), Read::Text) && !heet_tip(getypt);
    let vanaf = match cx.dialogue().await? {
        _ if lijkt_alleen_erop(getypt) => SPOED_LIJKT_ZO_VANAF,
        // A name is a few words of which what was learned knows none ("Mevrouw van der Steen").
        gevraagd if vraagt_naam(&gevraagd) && lees_naam(getypt).is_some() => SPOED_LIJKT_ZO_VANAF,
        // What was learned knows nothing of what is asked there.
        Found::Running(_) if cx.open.is_none() => SPOED_ANDERE_VRAAG_VANAF,
        Found::Running(_) | Found::Unreadable | Found::None => SPOED_VANAF,
    };
    let geleerd = leest && hier.iter().any(|vermoeden| hoort(vermoeden, vanaf));
    // "HELP" may ask what can be done here, and may not.
    let kort = woorden(getypt).len() <= CRY_WORDS_MAX;
    let zeker_niet = !kort && hier.iter().all(|vermoeden| zeker_geen_nood(vermoeden, lopend.is_empty()))
        // "Ik zie hem staan" may be said of a message.
        || !kort && !is_stellig(getypt) && hier.iter().all(weerlegt_regel)
        || !kort && !noemt_levensgevaar(getypt) && weerlegt_ook_stellig(&hier);
    let volgens_regel = is_spoed(getypt, !lopend.is_empty()) && !zeker_niet;
    if !volgens_regel && !geleerd {
        return Ok(None);
    }
    spoed(cx, heel).await.map(Some)
}

/// Police who tell of a colleague, or themselves, in need: nobody reads that here, and it stops, sends or closes nothing.
pub(in crate::bot) async fn politie_in_nood(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if !matches!(Command::read(getypt), Read::Text) || !collega_in_nood(getypt) {
        return Ok(None);
    }
    cx.reply(tekst::COLLEGA_IN_NOOD).await?;
    Ok(Some(Gedaan::is(Intent::Spoed, Uitkomst::Redirect112)))
}

/// "Karin Brand", where a name was asked: in capitals, the first word tells of nothing, and as an answer it is no emergency either.
fn is_naam(getypt: &str, op_vraag: Option<&Vermoeden>) -> bool {
    let eerste = getypt.split_whitespace().next().unwrap_or_default();
    let als_antwoord = op_vraag.map_or(0, |vermoeden| vermoeden.kans(Wens::Spoed));
    is_naam_in_hoofdletters(getypt) && !is_spoed(eerste, true) && als_antwoord < SPOED_VANAF
}

/// Whether somebody was asked for their name.
const fn vraagt_naam(gevraagd: &Found) -> bool {
    matches!(
        gevraagd,
        Found::Running(Dialogue::Aanmelden { vraag: AanmeldVraag::Naam, .. } | Dialogue::Opvolger { ja: true, .. })
    )
}

/// Whether what was learned hears an emergency. Where nothing is likelier it takes less.
fn hoort(vermoeden: &Vermoeden, vanaf: Promille) -> bool {
    let kans = vermoeden.kans(Wens::Spoed);
    let vooraan = vanaf == SPOED_VANAF && vermoeden.eerste().0 == Wens::Spoed && kans >= SPOED_VOORAAN_VANAF;
    kans >= vanaf || vooraan
}

/// In so few words somebody cries for help.
const CRY_WORDS_MAX: usize = 2;

/// Whether a text surely answers what was asked, or is about what stands open, and tells of nothing that happens. At a sign-up
/// nearly everything looks like an answer to what was learned.
fn is_antwoord(vermoeden: &Vermoeden, open: Open) -> bool {
    let nood_max = if open == Open::Aanmelden { AANMELDEN_NOOD_MAX } else { ANTWOORD_NOOD_MAX };
    let (_, kans) = vermoeden.eerste();
    let zo_zeker = |(vanaf, nood_max): &(Promille, Promille)| kans >= *vanaf && vermoeden.nood() <= *nood_max;
    zo_zeker(&(ANTWOORD_VANAF, nood_max)) || ZEKER_ANTWOORD.iter().any(zo_zeker)
}

/// "Ik lach me dood", "hoe voorkom ik inbraak": surely talk, or a question to the bot, and surely nothing that happens. While an
/// alert runs talk may be about it.
fn zeker_geen_nood(vermoeden: &Vermoeden, niets_loopt: bool) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    let praat = niets_loopt && matches!(eerste, Wens::Geen | Wens::RsvpNee | Wens::RsvpJa);
    let vraagt = matches!(
        eerste,
        Wens::Help
            | Wens::VraagWie
            | Wens::VraagEcht
            | Wens::VraagAfloop
            | Wens::VraagVerwijderen
            | Wens::VraagWaarom
            | Wens::VraagDelen
            | Wens::VraagDoorsturen
    );
    (praat || vraagt) && kans >= GEEN_NOOD_VANAF && vermoeden.nood() <= NOOD_MAX
}

/// "Net nog gekeken, hij staat er": surely something else that is done here, where a rule heard an emergency in words that may be about a
/// message.
fn weerlegt_regel(vermoeden: &Vermoeden) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    let vertelt = matches!(eerste, Wens::Spoed | Wens::Tip | Wens::MeldingNieuw);
    !vertelt && WEERLEGT_REGEL.iter().any(|(vanaf, nood_max)| kans >= *vanaf && vermoeden.nood() <= *nood_max)
}

/// "De telefoon is in de sloot gevallen en verdronken, dit is mijn nieuwe nummer": so surely something else that even words which cannot mean
/// anything else are about that; a life in danger never is. Of 2,033 emergencies, each estimated by what was learned from other voices, none
/// was lost by it.
fn weerlegt_ook_stellig(hier: &[Vermoeden]) -> bool {
    let iets_anders = hier.iter().any(|vermoeden| {
        let (eerste, kans) = vermoeden.eerste();
        let vertelt = matches!(eerste, Wens::Spoed | Wens::Tip | Wens::MeldingNieuw);
        !vertelt && kans >= STELLIG_ANDERS_VANAF && vermoeden.nood() <= STELLIG_NOOD_MAX
    });
    iets_anders && hier.iter().all(|vermoeden| vermoeden.kans(Wens::Spoed) <= STELLIG_SPOED_MAX)
}

/// As sure as this something else is meant,
const STELLIG_ANDERS_VANAF: Promille = 900;

/// where an emergency, a tip and an alert together are no likelier than this,
const STELLIG_NOOD_MAX: Promille = 80;

/// and an emergency alone than this, whatever stands open.
const STELLIG_SPOED_MAX: Promille = 100;

/// Whether what has the words of a report ("dieven", "melding", "alarm"), and in which no rule heard an emergency, may be one to what was
/// learned. Of 684 emergencies, each estimated by what was learned from other voices, 3 were left to these words alone, each likelier than
/// this; of 10,117 other lines 228 had such a word, and 133 of those were as unlikely as this.
pub(in crate::bot) fn kan_melding_zijn(vermoeden: &Vermoeden) -> bool {
    vermoeden.nood() > MELDING_NOOD_MAX || vermoeden.kans(Wens::Spoed) > MELDING_SPOED_MAX
}

/// An emergency, an alert and a tip together,
const MELDING_NOOD_MAX: Promille = 120;

/// and an emergency alone.
const MELDING_SPOED_MAX: Promille = 60;

/// As sure as this a text answers what was asked,
const ANTWOORD_VANAF: Promille = 350;

/// where an emergency, a tip and an alert together are no likelier than this, or than that at a sign-up. Of 684 emergencies, each
/// estimated by what was learned from other voices (`leer kruis`), none was lost by it.
const ANTWOORD_NOOD_MAX: Promille = 80;
const AANMELDEN_NOOD_MAX: Promille = 60;

/// The surer the answer, the more of a report it may look like: of 2,033 emergencies none was lost by these, and 38 fewer of 21,958 other
/// lines got 112.
const ZEKER_ANTWOORD: [(Promille, Promille); 2] = [(750, 150), (850, 250)];

/// As sure as this that it is none, a text that a rule takes for an emergency is none,
const GEEN_NOOD_VANAF: Promille = 700;

/// where an emergency, a tip and an alert together are no likelier than this.
const NOOD_MAX: Promille = 50;

/// How sure something else has to be, and how unlikely an emergency, for words that may be about a message.
const WEERLEGT_REGEL: [(Promille, Promille); 3] = [(300, 25), (700, 60), (850, 120)];

/// The 112 line; what was typed is kept as a tip too.
pub(in crate::bot) async fn spoed(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let melding = bedoelde_melding(cx, getypt, true).await?;
    cx.record("tekst als melding", "", Some("geen recht")).await?;
    let nummer = melding.as_ref().map(|(_, nummer)| nummer.clone());
    // "HELP" alone tells police nothing.
    let zegt_iets = woorden(getypt).len() > 2;
    let gegeven = if zegt_iets { Some(geef_door(cx, getypt, true, melding).await?) } else { None };
    let bewaard = gegeven == Some(Gegeven::Ja) && !cx.persoon.groepen.is_empty();
    cx.reply_spoed(tekst::spoed(nummer.as_deref(), bewaard)).await?;
    // A group may be called "Buurtalarm": whoever was asked for its name is told how to say so.
    if let Found::Running(Dialogue::Aanmelden { vraag: AanmeldVraag::Groep, .. }) = cx.dialogue().await? {
        cx.reply_after(aanmelden::WEL_GROEP).await?;
    }
    Ok(over(Verstaan::is(Intent::Spoed, Uitkomst::Redirect112), nummer).into())
}

/// An alert of somebody who may send none.
pub(in crate::bot) async fn melding_zonder_recht(cx: &mut Cx<'_>) -> HandlerResult {
    cx.record("tekst als melding", "", Some("geen recht")).await?;
    if cx.is_politie() {
        cx.reply(algemeen::GEEN_RECHT).await?;
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    }
    // The gemeente works with these alerts, and hears who can; 112 stands in it.
    if matches!(cx.persoon.hoofdrol(), Rol::Gemeente | Rol::Functioneel | Rol::Privacy) {
        cx.reply(algemeen::ALLEEN_POLITIE).await?;
        return Ok(Gedaan::is(Intent::MeldingNieuw, Uitkomst::Denied));
    }
    cx.reply_112().await?;
    Ok(Gedaan::is(Intent::Spoed, Uitkomst::Redirect112))
}

/// With the number of the alert that it is about, if it is about one.
fn over(verstaan: Verstaan, nummer: Option<String>) -> Verstaan {
    match nummer {
        Some(nummer) => verstaan.slot("nummer", nummer),
        None => verstaan,
    }
}

/// `/tip`, with the tip behind it or not.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    if schoon(getypt).chars().count() < limits::TIP_CHARACTERS_MIN {
        cx.expect(&Dialogue::Eigen(EigenVraag::Tip)).await?;
        cx.reply_sparingly(tekst::WELKE_TIP).await?;
        return Ok(Verstaan::is(Intent::Tip, Uitkomst::Ask).vraag(&["tekst"]).into());
    }
    neem(cx, getypt).await
}

/// The most words in which somebody says that they have no tip; in more of them "nee" belongs to what is told.
const NO_TIP_WORDS_MAX: usize = 3;

/// A typed tip after it was asked for.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let genoemd = woorden(getypt);
    if genoemd.len() <= NO_TIP_WORDS_MAX && Bij::Tip.hoort_nee(&genoemd) {
        cx.end_dialogue().await?;
        cx.reply(crate::texts::vloer::algemeen::GESTOPT).await?;
        return Ok(Gedaan::is(Intent::Geen, Uitkomst::Info));
    }
    begin(cx, getypt).await
}

/// Takes a tip, and passes it on.
pub(in crate::bot) async fn neem(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let tip = schoon(getypt);
    let melding = bedoelde_melding(cx, getypt, false).await?;
    let nummer = melding.as_ref().map(|(_, nummer)| nummer.clone());
    cx.end_dialogue().await?;
    let verstaan = match geef_door(cx, &tip, false, melding).await? {
        Gegeven::Ja => {
            cx.record("tip", nummer.as_deref().unwrap_or_default(), None).await?;
            cx.reply(tekst::bedankt(nummer.as_deref())).await?;
            Verstaan::is(Intent::Tip, Uitkomst::Recorded)
        }
        Gegeven::Waar => {
            cx.reply_sparingly(tekst::WELKE_WIJK).await?;
            Verstaan::is(Intent::Tip, Uitkomst::Ask).vraag(&["wijk"])
        }
        Gegeven::TeVeel => {
            cx.record("tip", "", Some("te veel")).await?;
            cx.reply_sparingly(tekst::TE_VEEL).await?;
            Verstaan::is(Intent::Tip, Uitkomst::Denied)
        }
    };
    Ok(over(verstaan.slot("tekst", tip), nummer).into())
}

/// The running alert that a text is about: by its number, by answering it, or the only one there is, where the text
/// speaks of it.
async fn bedoelde_melding(cx: &mut Cx<'_>, getypt: &str, spoed: bool) -> Result<Option<(MeldingId, String)>, BotError> {
    let lopend = store::tip::running_for(cx.tx, cx.persoon.id, cx.now_ms).await?;
    let genoemd = getypt.split_whitespace().find_map(lees_nummer);
    if let Some(genoemd) = genoemd {
        return Ok(lopend.into_iter().find(|(_, nummer)| *nummer == genoemd));
    }
    if let Some(wamid) = cx.antwoord_op.clone()
        && let Some(id) = store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await?
    {
        return Ok(lopend.into_iter().find(|(lopend, _)| *lopend == id));
    }
    Ok(match lopend.as_slice() {
        [enige] if spoed || gesprek::spreekt_van_melding(getypt) => Some(enige.clone()),
        _ => None,
    })
}

/// What became of a tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gegeven {
    /// Police get it.
    Ja,
    /// Nobody knows of which gemeente it is.
    Waar,
    /// That was enough for one day.
    TeVeel,
}

async fn geef_door(
    cx: &mut Cx<'_>,
    tip: &str,
    spoed: bool,
    melding: Option<(MeldingId, String)>,
) -> Result<Gegeven, BotError> {
    let vreemd = cx.persoon.hoofdrol() == Rol::Onbekend;
    let most = if vreemd { limits::TIPS_OF_STRANGER_A_DAY_MAX } else { limits::TIPS_A_DAY_MAX };
    if store::tip::given_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await? >= most {
        return Ok(Gegeven::TeVeel);
    }
    let (gemeente, wijken) = waar(cx, tip, melding.as_ref().map(|(id, _)| *id)).await?;
    let tip = ingekort(&schoon(tip), limits::TIP_CHARACTERS_MAX);
    let nieuw = Nieuw {
        persoon: cx.persoon.id,
        gemeente: gemeente.map(|gemeente| &gemeente.id),
        melding: melding.as_ref().map(|(id, _)| *id),
        spoed,
        tekst: &tip,
    };
    let Some(gemeente) = gemeente else {
        // Kept only where it was an emergency: a tip is asked for again with the wijk.
        if spoed {
            store::tip::add(cx.tx, nieuw, cx.now_ms).await?;
        }
        return Ok(Gegeven::Waar);
    };
    if vreemd {
        let uur_ms = cx.now_ms - limits::HOUR_MS;
        if store::tip::of_strangers_since(cx.tx, &gemeente.id, uur_ms).await? >= limits::TIPS_OF_STRANGERS_AN_HOUR_MAX {
            return Ok(Gegeven::TeVeel);
        }
    }
    let id = store::tip::add(cx.tx, nieuw, cx.now_ms).await?;
    let groepen = opsomming(cx.persoon.groepen.iter().map(|groep| groep.naam.as_str()));
    let nummer = melding.as_ref().map(|(_, nummer)| nummer.as_str());
    let bericht = tekst::voor_politie(&tekst::afzender(&ingekort(&groepen, 100)), nummer, spoed, &tip);
    let uitgang = Uitgang::van(gemeente, &cx.chat.phone_number_id);
    let bericht = uitgang.ook_als_sjabloon(Outgoing::text(&bericht)?, &bericht)?;
    for agent in ontvangers(cx, gemeente, &wijken).await? {
        for outbox in uitgang.stuur_rijen(cx.tx, agent, bericht.clone(), Klasse::Antwoord, cx.now_ms).await? {
            store::tip::carried(cx.tx, id, outbox).await?;
        }
    }
    Ok(Gegeven::Ja)
}

/// The gemeente and the wijken of a tip: of its alert, named in it, of the person's groups, or of this number.
async fn waar<'g>(
    cx: &mut Cx<'g>,
    tip: &str,
    melding: Option<MeldingId>,
) -> Result<(Option<&'g Gemeente>, Vec<WijkId>), BotError> {
    let gemeenten = cx.gemeenten;
    if let Some(id) = melding
        && let Some(melding) = store::melding::get(cx.tx, id).await?
    {
        return Ok((gemeenten.get(&melding.gemeente), melding.wijken));
    }
    let alle: Vec<_> = gemeenten.iter().map(|gemeente| &gemeente.id).collect();
    if let Plaats::Wijken { gemeente, wijken, .. } = plaats::vind(tip, &woorden(tip), gemeenten, &alle) {
        return Ok((gemeenten.get(&gemeente), wijken));
    }
    let groepen: Vec<_> = cx.persoon.groepen.clone();
    if let Some(eerste) = groepen.first()
        && groepen.iter().all(|groep| groep.gemeente == eerste.gemeente)
    {
        let mut wijken = Vec::new();
        for groep in &groepen {
            wijken.extend(store::overdracht::wijken(cx.tx, groep.id).await?);
        }
        wijken.sort_unstable();
        wijken.dedup();
        wijken.truncate(if wijken.len() == 1 { 1 } else { 0 });
        return Ok((gemeenten.get(&eerste.gemeente), wijken));
    }
    let op_nummer = |gemeente: &&Gemeente| {
        gemeente.phone_number_id.as_ref().is_none_or(|nummer| *nummer == cx.chat.phone_number_id)
    };
    let hier: Vec<&Gemeente> = gemeenten.iter().filter(op_nummer).collect();
    Ok(match hier.as_slice() {
        [enige] => (Some(*enige), Vec::new()),
        _ => (None, Vec::new()),
    })
}

/// The wijkagent of the wijk if there is one, else those of the gemeente who may send.
async fn ontvangers(cx: &mut Cx<'_>, gemeente: &Gemeente, wijken: &[WijkId]) -> Result<Vec<PersoonId>, BotError> {
    let mensen = store::persoon::with_role_in(cx.tx, &gemeente.id).await?;
    let geheel = wijken.iter().filter_map(|wijk| gemeente.wijk(wijk)?.deel_van.clone());
    let wijken: Vec<WijkId> = wijken.iter().cloned().chain(geheel).collect();
    let van_wijk = |mens: &&Persoon| {
        mens.rollen().contains(&Rol::Wijkagent)
            && mens.toekenningen.iter().any(|toekenning| {
                toekenning.rol == Rol::Wijkagent
                    && toekenning.gemeente == gemeente.id
                    && wijken.contains(&toekenning.wijk)
            })
    };
    let mut wie: Vec<PersoonId> = mensen.iter().filter(van_wijk).map(|mens| mens.id).collect();
    if wie.is_empty() {
        let verzender = |mens: &&Persoon| mens.mag_in(Recht::MeldingVersturen, &gemeente.id);
        wie = mensen.iter().filter(verzender).map(|mens| mens.id).collect();
    }
    wie.retain(|wie| *wie != cx.persoon.id);
    Ok(wie)
}

/// Whether an emergency is answered further after the 112 line: a report that the alert stands in the group still
/// counts, and a cry for help is followed by what the bot can do.
pub(in crate::bot) fn doet_nog_iets(cx: &Cx<'_>, said: &Said) -> bool {
    let bekend = cx.persoon.hoofdrol() != Rol::Onbekend;
    let over_bericht = match said {
        Said::Bevestiging(Bevestiging::Geplaatst { .. }, _) => true,
        Said::Bevestiging(_, tekst) => spreekt_van_bericht(tekst),
        _ => false,
    };
    over_bericht || (bekend && matches!(said, Said::Command(Command::Help(_), _)))
}
