//! Answers in conversations that handlers lead: whether a question about oneself is left, a block undone, a request sent in.
//!
//! Owns which words say so in which conversation; what is done with it is the handlers'. Yes and no as such are
//! [`ja_nee`](crate::ja_nee)'s. Invariant: a question is never a yes.

use crate::antwoord;
use crate::besluit;
use crate::houding;
use crate::ja_nee::Bij;
use crate::levensloop::{self, Gezegd};
use crate::lijst::{GESPREK, MELDING, Woordkeus};
use crate::soort;
use crate::twijfel;
use crate::woorden::{Woord, Woordenset, lijkt_op, norm_op, woorden};
use kern::domain::intrekking::Waarom;

/// Whether an answer leaves a question about oneself: "laat maar", "doe toch maar niet", "nee dank u".
#[must_use]
pub fn laat_het(getypt: &str) -> bool {
    let genoemd = woorden(getypt);
    let lijst = &GESPREK.laat_het;
    let kort = genoemd.len() <= 5;
    antwoord::ziet_af(getypt)
        || (kort && lijst.reeksen.staat_in(&genoemd))
        || (kort && lijst.alleen.vult(&genoemd) && lijst.nee.staat_in(&genoemd))
}

/// Whether a block is to be undone: "nee toch niet", "terugzetten", "zet maar terug", "verkeerde". A negation of that is
/// none ("niet terugzetten").
#[must_use]
pub fn zegt_terugzetten(getypt: &str) -> bool {
    let alle = woorden(getypt);
    let lijst = &GESPREK.terugzetten;
    if getypt.contains('?') || alle.len() > 8 {
        return false;
    }
    let samen = |een: &Woordenset, ander: &Woordenset| een.staat_in(&alle) && ander.staat_in(&alle);
    if lijst.terugzetten.staat_in(&alle) || samen(&lijst.zet, &lijst.terug) || samen(&lijst.hef, &lijst.op) {
        return !lijst.ontkenning.staat_in(&alle);
    }
    let nee = antwoord::nee(getypt)
        || antwoord::ziet_af(getypt)
        || lijst.fout.staat_in(&alle)
        || lijst.klopt_niet.staat_in(&alle);
    // "Nee laat maar staan" leaves it as it is.
    nee && !lijst.laat_staan.staat_in(&alle)
}

/// Whether a text asks for something: a question, or "kunt u", "ik wil".
#[must_use]
pub fn vraagt_iets(tekst: &str) -> bool {
    let gelezen = woorden(tekst);
    tekst.contains('?') || GESPREK.vraagt_begin.contains(norm_op(&gelezen, 0)) || GESPREK.wil_graag.staat_in(&gelezen)
}

/// Whether somebody who signs up sends in what they were shown: "verder", "klopt", "is goed".
#[must_use]
pub fn gaat_verder(getypt: &str) -> bool {
    alleen_dit(getypt, &GESPREK.gaat_verder)
}

/// Whether a correction names a name: "mijn naam is", "ik heet".
#[must_use]
pub fn noemt_naam(getypt: &str) -> bool {
    GESPREK.noemt_naam.staat_in(&woorden(getypt))
}

/// Whether what stands behind "akkoord" adds nothing to it: no number, and nothing else that it could be about.
#[must_use]
pub fn voegt_niets_toe(tekst: &str) -> bool {
    GESPREK.bij_akkoord.vult(&woorden(tekst))
}

/// Whether an answer to "extra zeker?" says that no number is needed: "hoeft niet", "nee niet nodig".
#[must_use]
pub fn zonder_nummer(getypt: &str) -> bool {
    GESPREK.zonder_nummer.staat_in(&woorden(getypt))
}

/// Whether a text takes a picture back, or asks that it is not sent: "verkeerde foto!", "foto niet sturen", "haal die foto
/// weg", "familie wil de foto niet". `codes` holds the letters that numbers of alerts begin with.
#[must_use]
pub fn neemt_foto_terug(tekst: &str, codes: &[&str]) -> bool {
    let alle = woorden(tekst);
    let terug = GESPREK.foto_niet.staat_in(&alle) || GESPREK.foto_weg.staat_in(&alle);
    !tekst.contains('?')
        && alle.len() <= 12
        && (GESPREK.foto.staat_in(&alle) && terug || familie_trekt_terug(tekst, codes))
}

/// Whether an answer to "ook intrekken?" lets the alert go on: "was goed, ga door".
#[must_use]
pub fn laat_doorgaan(getypt: &str) -> bool {
    let alle = woorden(getypt);
    let verder = GESPREK.gaat_door.staat_in(&alle) && !Bij::Tekst.hoort_nee(&alle);
    !houding::is_vraag(getypt) && alle.len() <= 8 && verder
}

/// Whether a text takes an update back: "annuleer de update", "update klopt niet", "wacht met die update".
#[must_use]
pub fn neemt_update_terug(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let noemt = GESPREK.nieuws.staat_in(&alle);
    let terug = GESPREK.foto_niet.staat_in(&alle) || GESPREK.update_weg.staat_in(&alle);
    !houding::is_vraag(tekst) && alle.len() <= 8 && noemt && terug
}

/// Whether what was typed as the news of an update takes something back, and tells nothing: "stop", "nog niet", "vals alarm".
#[must_use]
pub fn is_geen_nieuws(nieuws: &str) -> bool {
    let alle = woorden(nieuws);
    let kort = alle.len() <= GEEN_NIEUWS_WOORDEN_MAX;
    let gezegd = levensloop::lees(nieuws, &[]).map(|gelezen| gelezen.gezegd);
    let waarom = levensloop::waarom(nieuws);
    // "Verkeerd kenteken" corrects; "stop hem, hij fietst" tells.
    let stopt = matches!(gezegd, Some(Gezegd::Paniek)) && waarom != Waarom::Beschrijving;
    kort && (stopt
        || matches!(gezegd, Some(Gezegd::Intrekken(_) | Gezegd::MisschienIntrekken))
        || antwoord::ziet_af(nieuws)
        || besluit::aarzelt(nieuws)
        || houding::is_alleen_niet(nieuws)
        || waarom == Waarom::NietsAanDeHand)
}

/// More words than this tell something.
const GEEN_NIEUWS_WOORDEN_MAX: usize = 4;

/// Whether a text says that something is wrong, or is to be otherwise: "rokkeveen is fout moet dorp zijn".
#[must_use]
pub fn zegt_dat_het_anders_moet(tekst: &str) -> bool {
    let alle = woorden(tekst);
    GESPREK.nog_niet_goed.staat_in(&alle) || GESPREK.verbetert.staat_in(&alle)
}

/// Whether what somebody types of a draft of theirs that waits says that it is not right yet: "jas was blauw", "nog niet
/// goedkeuren", "het zijn er twee", "tis geen inbraak maar overval".
#[must_use]
pub fn verbetert(tekst: &str) -> bool {
    kan_verbeteren(tekst) && (zegt_wat_anders_is(tekst) || verbetert_uiterlijk(tekst))
}

/// Whether a text that is about something else says of this one that it is to wait: "maar wacht nog met deze".
#[must_use]
pub fn houdt_deze_vast(tekst: &str) -> bool {
    GESPREK.wacht_met_deze.staat_in(&woorden(tekst))
}

/// The same of an update that waits: "jas was blauw" may be news for the next one.
#[must_use]
pub fn verbetert_update(tekst: &str) -> bool {
    kan_verbeteren(tekst) && zegt_wat_anders_is(tekst)
}

fn kan_verbeteren(tekst: &str) -> bool {
    !houding::is_vraag(tekst) && !is_praat_bij_wachten(tekst) && (2..=20).contains(&woorden(tekst).len())
}

fn zegt_wat_anders_is(tekst: &str) -> bool {
    let alle = woorden(tekst);
    GESPREK.nog_niet_goed.staat_in(&alle)
        || GESPREK.verbetert.staat_in(&alle)
        || ontkent_soort(tekst)
        || twijfel::is_opgelost(tekst, &alle)
}

/// Whether a text says what somebody looks like, has or drives.
#[must_use]
pub fn verbetert_uiterlijk(tekst: &str) -> bool {
    let lijsten = [
        &MELDING.kleding.lijst,
        &MELDING.kenmerken.lijst,
        &MELDING.voertuigen.merken,
        &MELDING.voertuigen.gewoon,
        &MELDING.wapens.lijst,
    ];
    woorden(tekst).iter().any(|woord| {
        let norm = woord.norm.as_str();
        // "Moet nu wel snel" describes nobody.
        let gewoon = GESPREK.zegt_niets_van_uiterlijk.contains(norm);
        !gewoon
            && (MELDING.is_kleur(norm) || MELDING.is_persoon(norm) || lijsten.iter().any(|lijst| lijst.contains(norm)))
    })
}

/// Whether a text that sounds like a stop puts right what somebody wears or drives: "oeps typefoutje zwarte moet blauwe zijn".
#[must_use]
pub fn verbetert_kleur(tekst: &str) -> bool {
    let alle = woorden(tekst);
    GESPREK.moet_zijn.staat_in(&alle) && alle.iter().any(|woord| MELDING.is_kleur(&woord.norm))
}

/// Whether a text tells of whoever writes: "ben nu in rokkeveen", "wij rijden naar meerzicht".
#[must_use]
pub fn vertelt_van_zichzelf(tekst: &str) -> bool {
    GESPREK.ik_of_wij.contains(norm_op(&woorden(tekst), 0))
}

/// Whether a text says of a kind that it is not that: "tis geen inbraak maar overval", "overval ipv inbraak", "was een poging".
#[must_use]
pub fn ontkent_soort(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let ontkend = (1..alle.len()).any(|plaats| {
        GESPREK.geen_soort.contains(&alle[plaats - 1].norm) && soort::vind(&alle[plaats..=plaats]).is_some()
    });
    alle.len() <= SOORT_WOORDEN_MAX && (ontkend || GESPREK.was_poging.staat_in(&alle))
        || GESPREK.geen_maar.staat_in(&alle)
}

/// More words than this describe somebody.
const SOORT_WOORDEN_MAX: usize = 8;

/// Whether a text is talk while a draft waits: "ok, laat maar weten", "ik wacht wel".
#[must_use]
pub fn is_praat_bij_wachten(tekst: &str) -> bool {
    GESPREK.praat_bij_wachten.staat_in(&woorden(tekst))
}

/// How an answer changes a description that is there, where it does not replace it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wijziging {
    /// This goes with it.
    Erbij(String),
    /// A part of it is to be otherwise, or it is to stay as it is.
    Deels,
}

/// Reads a change of a part of a description: "voeg toe: rugzak", "jas is zwart", "zelfde maar zonder jas", "geen zwarte broek
/// maar blauwe". `None` where it is a whole description.
#[must_use]
pub fn wijzigt_beschrijving(tekst: &str) -> Option<Wijziging> {
    let alle = woorden(tekst);
    if let Some(lengte) = GESPREK.ook_erbij.langste(&alle) {
        let rest = tekst.get(alle[lengte - 1].plek.end..).unwrap_or_default();
        let rest = rest.trim_matches(|teken: char| !teken.is_alphanumeric());
        return Some(if rest.is_empty() { Wijziging::Deels } else { Wijziging::Erbij(rest.to_owned()) });
    }
    let alle = alle.get(GESPREK.nee_vooraf.aanloop(&alle)..).unwrap_or_default();
    if alle.is_empty() || alle.len() > DEELS_LANG_MAX {
        return alle.is_empty().then_some(Wijziging::Deels);
    }
    let kort = alle.len() <= DEELS_WOORDEN_MAX && GESPREK.koppelwerkwoord.staat_in(alle);
    let deels = GESPREK.deels.begint(alle).is_some() || GESPREK.deels_ergens.staat_in(alle);
    (kort || deels).then_some(Wijziging::Deels)
}

/// "Jas is zwart": in more words somebody describes.
const DEELS_WOORDEN_MAX: usize = 5;
/// In more words than this it is a whole description, however it begins.
const DEELS_LANG_MAX: usize = 9;

/// Whether an update asks to add wijken: "ook oosterheem".
#[must_use]
pub fn vraagt_erbij(tekst: &str) -> bool {
    GESPREK.erbij.staat_in(&woorden(tekst))
}

/// How many signs, as an answer to that question.
#[must_use]
pub fn aantal_borden(getypt: &str) -> Option<i64> {
    let getal = |norm: &str| GESPREK.aantallen.get(norm).copied().or_else(|| norm.parse().ok());
    woorden(getypt).iter().find_map(|woord| getal(&woord.norm))
}

/// Whether what stands behind `/dienst` signs off.
#[must_use]
pub fn meldt_af_van_dienst(wat: &str) -> bool {
    GESPREK.dienst_uit.staat_in(&woorden(wat))
}

/// Whether what stands under a picture says that it is of somebody who did something.
#[must_use]
pub fn over_verdachte(bijschrift: &str) -> bool {
    GESPREK.verdachte.staat_in(&woorden(bijschrift))
}

/// What a text says of the consent of the family with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toestemming {
    /// The family agrees: one part of the text says so in words of its own, and no other takes anything from it.
    Gegeven,
    /// The family does not.
    Geweigerd,
    /// Consent or the family is spoken of, and no more: asked, hoped for, somebody else's.
    Onzeker,
    /// Nothing.
    Niets,
}

/// Reads what a text says of it. `gevraagd`: it answers that very question, so that "ze zijn akkoord" needs no name.
#[must_use]
pub fn toestemming(tekst: &str, gevraagd: bool) -> Toestemming {
    let alle = woorden(tekst);
    let (familie, ja) = (GESPREK.familie.staat_in(&alle), Bij::Familie.hoort_ja(&alle));
    if familie && Bij::Familie.hoort_nee(&alle) && !tekst.contains('?') {
        return Toestemming::Geweigerd;
    }
    let voorbehoud = houding::is_vraag(tekst) || GESPREK.voorbehoud_familie.staat_in(&alle);
    // "Familie akkoord ZM-0001": which picture is meant.
    let in_nummer = |deel: &[Woord], plaats: usize| {
        let cijfers = |plaats: usize| norm_op(deel, plaats).bytes().any(|teken| teken.is_ascii_digit());
        cijfers(plaats) || (norm_op(deel, plaats).len() <= 3 && cijfers(plaats + 1))
    };
    let delen = || houding::zinsdelen(tekst, &alle);
    // "Akkoord, ouders komt zo": the yes is not theirs yet.
    let familie_elders = |deel: &[Woord]| delen().any(|ander| ander != deel && GESPREK.familie.staat_in(ander));
    let gegeven = |deel: &[Woord]| {
        // "Heeft moeder akkoord gegeven" asks; "zijn moeder heeft akkoord gegeven" does not.
        let van_wie = GESPREK.van_wie.contains(norm_op(deel, 0)) && GESPREK.vraagt_familie.staat_in(&deel[1..]);
        let vraagt = GESPREK.vraagt_familie.contains(norm_op(deel, 0)) && !van_wie;
        let hoort = |woord: &Woord| {
            let norm = woord.norm.as_str();
            GESPREK.familie.contains(norm) || Bij::Familie.is_ja(norm) || GESPREK.bij_familie_akkoord.contains(norm)
        };
        (GESPREK.familie.staat_in(deel) || gevraagd && !familie_elders(deel))
            && Bij::Familie.hoort_ja(deel)
            && !vraagt
            && deel.iter().enumerate().all(|(plaats, woord)| hoort(woord) || in_nummer(deel, plaats))
    };
    if !voorbehoud && !Bij::Familie.hoort_nee(&alle) && delen().any(gegeven) {
        return Toestemming::Gegeven;
    }
    if familie || ja { Toestemming::Onzeker } else { Toestemming::Niets }
}

/// Whether what stands under a picture says that the family agrees.
#[must_use]
pub fn familie_is_akkoord(bijschrift: &str) -> bool {
    toestemming(bijschrift, false) == Toestemming::Gegeven
}

/// Whether a text only says that the family agrees: "familie akkoord", "ja moeder is akkoord".
#[must_use]
pub fn zegt_alleen_familie_akkoord(getypt: &str) -> bool {
    woorden(getypt).len() <= 8 && familie_is_akkoord(getypt)
}

/// Whether the family takes back what it said: "moeder trekt toestemming in", "ouders toch niet akkoord", "ouders willen het
/// niet meer". What withdraws the alert itself or tells how it ended is about that: "intrekken, moeder heeft hem gevonden".
#[must_use]
pub fn familie_trekt_terug(tekst: &str, codes: &[&str]) -> bool {
    let alle = woorden(tekst);
    if levensloop::trekt_meteen_in(tekst, codes) || levensloop::afloop(&alle).is_some() {
        return false;
    }
    // "Familie twijfelt", "moeder belt: foto niet": whatever speaks against it.
    let bezwaar = GESPREK.familie_bezwaar.staat_in(&alle);
    let naaste = alle.iter().any(|woord| {
        let norm = woord.norm.as_str();
        GESPREK.familie.contains(norm) && !GESPREK.ook_gezochte.contains(norm)
    });
    let neemt = Bij::Familie.hoort_nee(&alle) || GESPREK.trekt_terug.staat_in(&alle);
    let waarvan = [&GESPREK.wil, &GESPREK.toestemming, &GESPREK.foto].iter().any(|lijst| lijst.staat_in(&alle))
        || Bij::Familie.hoort_ja(&alle);
    let van_familie = naaste || GESPREK.toestemming.staat_in(&alle);
    !houding::is_vraag(tekst) && alle.len() <= 12 && van_familie && (neemt && waarvan || bezwaar)
}

/// Whether an answer of a few words says only that there is news.
#[must_use]
pub fn zegt_nieuws(getypt: &str) -> bool {
    let gezegd = woorden(getypt);
    gezegd.len() <= 3 && GESPREK.nieuws.staat_in(&gezegd)
}

/// Whether a word is "melding" with a mistake in it, and no word of its own ("melden").
#[must_use]
pub fn bijna_melding(norm: &str) -> bool {
    !GESPREK.geen_melding.contains(norm) && GESPREK.melding.bijna(norm)
}

/// Whether a text tells how many signs or stickers, and nothing else: "I am away from 3 to 10 december" does not.
#[must_use]
pub fn is_aantal(getypt: &str) -> bool {
    let alle = woorden(getypt);
    alle.len() <= AANTAL_WOORDEN_MAX || GESPREK.bij_aantal.staat_in(&alle)
}

/// In more words than this a number may be of something else.
const AANTAL_WOORDEN_MAX: usize = 4;

/// Whether somebody says that they want to make another alert, and nothing of what it is about.
#[must_use]
pub fn wil_nieuwe_melding(getypt: &str) -> bool {
    let alle = woorden(getypt);
    let bekend = |norm: &str| GESPREK.nieuwe_melding.contains(norm) || GESPREK.nieuwe_melding_bij.contains(norm);
    GESPREK.melding.staat_in(&alle)
        && GESPREK.nieuwe_melding.staat_in(&alle)
        && alle.iter().all(|woord| bekend(&woord.norm))
        && !getypt.contains('?')
}

/// Whether what stands in an exercise says that it is none: "is geen oefening", "nee dit is echt!".
#[must_use]
pub fn is_geen_oefening(getypt: &str) -> bool {
    GESPREK.geen_oefening.staat_in(&woorden(getypt))
}

/// Whether what stands behind `/oefening` asks for the trial of the alarm.
#[must_use]
pub fn vraagt_proefalarm(getypt: &str) -> bool {
    matches!(woorden(getypt).as_slice(), [een] if GESPREK.proef.contains(&een.norm) || GESPREK.proefalarm.bijna(&een.norm))
}

/// Whether a text names the hand-over, also with a mistake in it: "STOP OVERDRACHT".
#[must_use]
pub fn noemt_overdracht(wat: &str) -> bool {
    woorden(wat).iter().any(|woord| GESPREK.overdracht.iter().any(|bekend| lijkt_op(&woord.norm, bekend).is_some()))
}

/// Whether a text with digits says that they are the code of a hand-over: "ik neem over 482193".
#[must_use]
pub fn noemt_overnemen(tekst: &str) -> bool {
    let genoemd = woorden(tekst);
    GESPREK.overnemen.staat_in(&genoemd) || (GESPREK.neem.staat_in(&genoemd) && GESPREK.over.staat_in(&genoemd))
}

/// Whether what stands behind a command holds that word, also inside another: "stop de overdrachten".
#[must_use]
pub fn bevat_overdracht(wat: &str) -> bool {
    let wat = wat.to_lowercase();
    GESPREK.overdracht.iter().any(|woord| wat.contains(woord))
}

/// Whether a text begins with "stop", or a word that begins so.
#[must_use]
pub fn begint_met_stop(getypt: &str) -> bool {
    let stop = GESPREK.stop.as_str();
    getypt.trim_start().get(..stop.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(stop))
}

/// Whether an alert is pointed at by its place, and not corrected: "die in meerzicht", "de melding van palenstein".
#[must_use]
pub fn wijst_melding_aan(getypt: &str) -> bool {
    GESPREK.wijst_melding_aan.staat_in(&woorden(getypt))
}

/// A part of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deel {
    /// What happened.
    Soort,
    /// Where.
    Wijk,
    /// Who is described, and how.
    Tekst,
}

/// Which part an answer to "wat wilt u aanpassen?" names.
#[must_use]
pub fn noemt_deel(getypt: &str) -> Option<Deel> {
    let gelezen = woorden(getypt);
    let delen = &GESPREK.delen;
    let lijsten = [(&delen.soort, Deel::Soort), (&delen.wijk, Deel::Wijk), (&delen.tekst, Deel::Tekst)];
    lijsten.into_iter().find(|(lijst, _)| lijst.staat_in(&gelezen)).map(|(_, deel)| deel)
}

/// Whether an alert that looks like one that runs is another all the same.
#[must_use]
pub fn is_andere(getypt: &str) -> bool {
    GESPREK.dubbel.nieuw.staat_in(&woorden(getypt))
}

/// Whether it is the one that runs.
#[must_use]
pub fn is_zelfde(getypt: &str) -> bool {
    GESPREK.dubbel.zelfde.staat_in(&woorden(getypt))
}

/// Whether an answer to "tot wanneer?" says itself how it is meant: "tot maandag", "van 3 december", "over een week". A
/// bare day is until then.
#[must_use]
pub fn zegt_wanneer(getypt: &str) -> bool {
    GESPREK.wanneer.staat_in(&woorden(getypt))
}

/// Whether a text says that a group is to be handed over instead.
#[must_use]
pub fn wil_overdragen(getypt: &str) -> bool {
    GESPREK.overdragen.staat_in(&woorden(getypt))
}

/// Whether a text names English as the language of explanations; `None` where it names neither, or both.
#[must_use]
pub fn kiest_engels(getypt: &str) -> Option<bool> {
    let genoemd = woorden(getypt);
    match (GESPREK.engels.staat_in(&genoemd), GESPREK.nederlands.staat_in(&genoemd)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether an answer about a group says that they do not know, also where it reads like a question: "geen idee hoeveel".
#[must_use]
pub fn weet_het_niet(getypt: &str) -> bool {
    GESPREK.weet_niet.staat_in(&woorden(getypt))
}

/// Whether an answer to how many they are says that it is not known: "weet ik niet", "geen idee".
#[must_use]
pub fn weet_leden_niet(getypt: &str) -> bool {
    GESPREK.weet_leden_niet.staat_in(&woorden(getypt))
}

/// Whether a tip speaks of an alert that runs: "die man", "het bericht".
#[must_use]
pub fn spreekt_van_melding(getypt: &str) -> bool {
    GESPREK.over_melding.staat_in(&woorden(getypt))
}

/// The place of a meeting without what leads to it: "in het Stadhuis".
#[must_use]
pub fn zonder_voorzetsel(plek: &str) -> &str {
    let zonder = |plek: &str, voor: &str| {
        let begint = plek.to_lowercase().strip_prefix(voor).is_some_and(|rest| rest.starts_with(' '));
        if begint { voor.len() + 1 } else { 0 }
    };
    GESPREK.voor_plek.iter().fold(plek, |plek, voor| plek.get(zonder(plek, voor)..).unwrap_or_default())
}

/// A question whose yes takes something away for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeker {
    /// All that is kept of them.
    Wissen,
    /// Being beheerder.
    Stoppen,
}

impl Zeker {
    fn woorden(self) -> &'static Woordkeus {
        match self {
            Self::Wissen => &GESPREK.wissen,
            Self::Stoppen => &GESPREK.stoppen,
        }
    }
}

/// Whether a text says nothing but yes to this, and asks nothing. One word more, and it is asked again.
#[must_use]
pub fn zegt_zeker(getypt: &str, wat: Zeker) -> bool {
    !getypt.contains('?') && alleen_dit(getypt, &wat.woorden().alleen)
}

/// Whether it names what is to happen, so that no yes to something else is taken for it.
#[must_use]
pub fn noemt_het(getypt: &str, wat: Zeker) -> bool {
    wat.woorden().noemt.staat_in(&woorden(getypt))
}

/// Whether a text holds something, and nothing but these words.
fn alleen_dit(getypt: &str, lijst: &Woordenset) -> bool {
    let genoemd: Vec<Woord> = woorden(getypt);
    !genoemd.is_empty() && lijst.vult(&genoemd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("moeder trekt het in")]
    #[case("ouders trekken toestemming in")]
    #[case("ouders bedenken zich")]
    #[case("familie komt erop terug")]
    #[case("moeder wil toch geen foto")]
    #[case("toestemming ingetrokken")]
    #[case("vader neemt het terug")]
    fn the_family_takes_its_yes_back(#[case] tekst: &str) {
        assert!(familie_trekt_terug(tekst, &["ZM"]), "{tekst}");
    }

    #[rstest]
    #[case("intrekken, moeder heeft hem gevonden")]
    #[case("intrekken moeder heeft hem")]
    #[case("ZM-0001 intrekken, kind is bij moeder")]
    #[case("jongen is terecht, terug bij zijn ouders")]
    #[case("hij is terug bij zijn moeder")]
    #[case("trek zm 1 in, ouders hebben hem")]
    #[case("moeder wil terug naar huis")]
    #[case("vader is terug op straat gaan zoeken")]
    fn what_ends_the_alert_is_not_about_the_picture(#[case] tekst: &str) {
        assert!(!familie_trekt_terug(tekst, &["ZM"]), "{tekst}");
    }

    #[rstest]
    #[case("familie akkoord", false, Toestemming::Gegeven)]
    #[case("ja, moeder is akkoord", false, Toestemming::Gegeven)]
    #[case("ze zijn akkoord", true, Toestemming::Gegeven)]
    #[case("akkoord, ouders komt zo", true, Toestemming::Onzeker)]
    #[case("akkoord, gevraagd aan moeder", true, Toestemming::Onzeker)]
    #[case("akkoord, moeder bel ik zo", true, Toestemming::Onzeker)]
    #[case("akkoord, ga het de familie vragen", true, Toestemming::Onzeker)]
    #[case("ja akkoord, bericht is goed", true, Toestemming::Gegeven)]
    fn consent_is_only_theirs(#[case] tekst: &str, #[case] gevraagd: bool, #[case] verwacht: Toestemming) {
        assert_eq!(toestemming(tekst, gevraagd), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("stop", true)]
    #[case("nog niet", true)]
    #[case("vals alarm", true)]
    #[case("toch maar niet", true)]
    #[case("verkeerd kenteken", false)]
    #[case("signalement klopt niet", false)]
    #[case("stop hem hij fietst", false)]
    #[case("stopt bij de lidl", false)]
    fn what_tells_nothing_is_no_news(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(is_geen_nieuws(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("update klopt niet", true)]
    #[case("annuleer de update", true)]
    #[case("wacht met die update", true)]
    #[case("update: iemand zag hem bij station", false)]
    #[case("update broer is bij hem", false)]
    #[case("nieuws hij is terug in rokkeveen", false)]
    fn an_update_is_taken_back_in_words_about_it(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(neemt_update_terug(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("laat maar", true)]
    #[case("doe toch maar niet", true)]
    #[case("nee dank u", true)]
    #[case("liever niet hoor", true)]
    #[case("annuleer", true)]
    #[case("nee maandag", false)]
    #[case("dank u", false)]
    #[case("ik kan maandag maar niet dinsdag en woensdag", false)]
    fn an_answer_that_leaves_the_question(#[case] getypt: &str, #[case] verwacht: bool) {
        assert_eq!(laat_het(getypt), verwacht, "{getypt}");
    }

    #[rstest]
    #[case("terugzetten", true)]
    #[case("zet maar terug", true)]
    #[case("hef de blokkade op", true)]
    #[case("nee toch niet", true)]
    #[case("verkeerde", true)]
    #[case("dat klopt niet", true)]
    #[case("niet terugzetten", false)]
    #[case("nee laat maar staan", false)]
    #[case("terugzetten?", false)]
    #[case("ja", false)]
    fn a_block_that_is_undone(#[case] getypt: &str, #[case] verwacht: bool) {
        assert_eq!(zegt_terugzetten(getypt), verwacht, "{getypt}");
    }

    #[rstest]
    #[case("kunt u 2 borden brengen", true)]
    #[case("ik wil er twee", true)]
    #[case("weet u dat?", true)]
    #[case("fijne avond", false)]
    fn a_text_that_asks_for_something(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(vraagt_iets(tekst), verwacht, "{tekst}");
    }

    #[test]
    fn nothing_goes_for_good_on_half_a_yes() {
        assert!(zegt_zeker("ja wis maar alles", Zeker::Wissen) && noemt_het("ja wis alles", Zeker::Wissen));
        assert!(zegt_zeker("ja ik stop", Zeker::Stoppen) && !noemt_het("ja", Zeker::Stoppen));
        for getypt in ["ja?", "ja behalve mijn naam", "", "ja, stop"] {
            assert!(!zegt_zeker(getypt, Zeker::Wissen), "{getypt}");
        }
    }

    #[test]
    fn single_words_of_single_conversations() {
        assert!(gaat_verder("is goed") && gaat_verder("klopt") && !gaat_verder("is niet goed") && !gaat_verder(""));
        assert!(noemt_naam("mijn naam is Jan") && !noemt_naam("oh nee het is Noordhove"));
        assert!(voegt_niets_toe("hoor, dank") && !voegt_niets_toe("zm231"));
        assert!(vraagt_erbij("ook oosterheem") && !vraagt_erbij("hij is nu in oosterheem"));
        assert_eq!((aantal_borden("twee graag"), aantal_borden("3"), aantal_borden("veel")), (Some(2), Some(3), None));
        assert!(meldt_af_van_dienst("uit") && !meldt_af_van_dienst("123456"));
        assert!(over_verdachte("dader bij de deur") && !over_verdachte("vermiste jongen"));
        assert!(familie_is_akkoord("familie geeft toestemming") && !familie_is_akkoord("nog geen toestemming"));
        assert!(bevat_overdracht("de Overdrachten") && !bevat_overdracht("daarmee jongens"));
        assert!(begint_met_stop(" Stop, fout adres") && !begint_met_stop("verkeerd kenteken") && !begint_met_stop(""));
        assert!(wijst_melding_aan("die in meerzicht") && !wijst_melding_aan("in meerzicht"));
        assert_eq!(noemt_deel("de wijk en de tekst"), Some(Deel::Wijk));
        assert_eq!((noemt_deel("het delict"), noemt_deel("omschrijving")), (Some(Deel::Soort), Some(Deel::Tekst)));
        assert_eq!(noemt_deel("ja"), None);
        assert!(is_andere("een andere") && !is_andere("dezelfde") && is_zelfde("dezelfde") && !is_zelfde("ja"));
        assert!(zegt_nieuws("er is nieuws") && !zegt_nieuws("er is nieuws over de man"));
        assert!(bijna_melding("meldign") && !bijna_melding("melden") && !bijna_melding("bedankt"));
        assert!(wil_nieuwe_melding("Nog een melding") && wil_nieuwe_melding("ik wil een nieuwe melding maken"));
        assert!(
            !wil_nieuwe_melding("nieuwe melding?")
                && !wil_nieuwe_melding("de melding")
                && !wil_nieuwe_melding("nog een")
        );
        assert!(!wil_nieuwe_melding("geen nieuwe melding") && !wil_nieuwe_melding("nieuwe melding intrekken"));
        assert!(vraagt_proefalarm("proefalarn") && !vraagt_proefalarm("proef rokkeveen"));
        assert!(noemt_overdracht("stop overdragt") && !noemt_overdracht("stop"));
        assert!(noemt_overnemen("ik neem het over 482193") && !noemt_overnemen("neem 482193"));
        assert!(zegt_wanneer("tot maandag") && !zegt_wanneer("maandag"));
        assert_eq!((kiest_engels("engels"), kiest_engels("/taal nl")), (Some(true), Some(false)));
        assert_eq!((kiest_engels("frans"), kiest_engels("nl of en")), (None, None));
        assert!(weet_het_niet("geen idee?") && !weet_het_niet("hoezo?"));
        assert!(weet_leden_niet("geen idee") && !weet_leden_niet("veertig"));
        assert!(spreekt_van_melding("die man zit in de bus") && !spreekt_van_melding("er zit een man in de bus"));
        assert_eq!(zonder_voorzetsel("uur in het Stadhuis"), "Stadhuis");
        assert_eq!(zonder_voorzetsel("Opera in Oosterheem"), "Opera in Oosterheem");
        assert!(wil_overdragen("eerst overdragen") && !wil_overdragen("ja"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (laat_het(&tekst), zegt_terugzetten(&tekst), vraagt_iets(&tekst), aantal_borden(&tekst));
        }
    }
}
