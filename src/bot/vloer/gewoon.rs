//! What somebody surely wants, said outright in words of their own.
//!
//! Owns the two keys together: what was learned is sure enough, and the words say it (`begrip::uitdrukkelijk`). Whoever asked
//! something reads its answers first; this is for what they do not know. Writes nothing. Invariant: what may be an emergency is
//! never taken for an answer.

use crate::bot::begrip::uitdrukkelijk::{Woorden, familie_zegt, woorden_voor};
use crate::bot::begrip::vermoeden::{self, Open, Promille, Rondom, Vermoeden, Wens};
use crate::bot::context::Cx;
use crate::bot::vloer::{algemeen, gemeente, rondom};
use crate::domain::wijk::Gemeente;

/// From here on what the words say outright is meant. Of 16,218 examples, each estimated by what was learned from other voices, 10 of
/// the 1,445 that were so sure and said so were wrong (`leer kruis`).
/// What takes back asks for more: its words also speak of a part ("hoeft niet met zoveel woorden").
const fn gezegd(wens: Wens) -> Promille {
    match wens {
        Wens::MeldingAnnuleer => 700,
        // "Haal m maar weg" is halted, and asked about; it leaves by itself where it says so outright and nothing else is likely: of 139
        // that were so sure none was wrong.
        Wens::MeldingIntrek => 800,
        _ => 500,
    }
}

/// From here on it is meant where the words say nothing against it, and it is easily undone; `None`: never without the words.
const fn ongezegd(wens: Wens, open: Open) -> Option<Promille> {
    match (wens, open) {
        // Of 116 that were so sure none was wrong, and nothing leaves by it.
        (Wens::MeldingAnnuleer, _) | (Wens::MeldingLaten, Open::Sluitvraag) => Some(800),
        // At worst an alert too many comes.
        (Wens::Terug, Open::Afwezig) => Some(700),
        (Wens::Terug, _) => Some(850),
        // The reason is asked first. Of 39 that were so sure 2 were wrong.
        (Wens::AanmeldenAfwijs, _) => Some(850),
        (Wens::MeldingStop | Wens::MeldingLaten | Wens::MeldingSluit, _) | (Wens::Doorgestuurd, Open::Echt) => {
            Some(900)
        }
        _ => None,
    }
}

/// With a new alert, an emergency and a tip together likelier than this, nothing is taken for an answer.
const NOOD_MAX: Promille = 60;

/// What whoever was shown something types to send it.
pub(in crate::bot) const VERSTUREN: &str = "versturen";

/// What of `wensen` somebody wants who answers what stands open.
pub(in crate::bot) fn wil(cx: &Cx<'_>, open: Open, getypt: &str, wensen: &[Wens]) -> Option<Wens> {
    let rondom = Rondom { wie: rondom::wie(cx), open };
    let vermoeden = vermoeden::schat(getypt, rondom);
    let (eerste, _) = vermoeden.eerste();
    let doet = wensen.contains(&eerste) && is_uitgesproken(&vermoeden, rondom.open, getypt);
    (doet && !vraagt_eerst(cx, eerste)).then_some(eerste)
}

/// From here on what is typed at a question about an alert is something else about the alert that runs.
const IETS_ANDERS: Promille = 500;

/// As likely as this an answer to what was asked is one.
const GEEN_ANTWOORD_MAX: Promille = 200;

/// What may be said of an alert that runs.
const OVER_LOPENDE: [Wens; 6] = [
    Wens::MeldingUpdate,
    Wens::MeldingStop,
    Wens::MeldingIntrek,
    Wens::MeldingStatus,
    Wens::MeldingOpnieuw,
    Wens::MeldingNieuw,
];

/// Whether a text is surely about an alert that runs and no answer to what was asked of it: `wensen` are what would be one.
pub(in crate::bot) fn is_anders(cx: &Cx<'_>, open: Open, getypt: &str, wensen: &[Wens]) -> bool {
    let wie = rondom::wie(cx);
    let antwoord = vermoeden::schat(getypt, Rondom { wie, open });
    let (eerste, kans) = vermoeden::schat(getypt, Rondom { wie, open: Open::Loopt }).eerste();
    let is_antwoord: Promille = wensen.iter().map(|wens| antwoord.kans(*wens)).sum();
    OVER_LOPENDE.contains(&eerste)
        && kans >= IETS_ANDERS
        && is_antwoord <= GEEN_ANTWOORD_MAX
        && !vraagt_eerst(cx, eerste)
}

/// From here on a telephone is to be blocked, whatever was asked.
const BLOKKEERT: Promille = 600;

/// Whether somebody speaks of a telephone that is to be blocked, by its number.
pub(in crate::bot) fn wil_blokkeren(cx: &Cx<'_>, getypt: &str) -> bool {
    let vermoeden = vermoeden::schat(getypt, Rondom { wie: rondom::wie(cx), open: Open::Niets });
    vermoeden.kans(Wens::Blokkeer) >= BLOKKEERT && !algemeen::nummers_in(getypt).is_empty()
}

/// From here on an answer is one about what a family said of a picture.
const OVER_FAMILIE: Promille = 600;

/// What the family said of a picture, by whoever is asked that. `None`: not said outright, or something else is meant.
pub(in crate::bot) fn over_familie(cx: &Cx<'_>, getypt: &str) -> Option<bool> {
    let vermoeden = vermoeden::schat(getypt, Rondom { wie: rondom::wie(cx), open: Open::Foto });
    let bedoeld = vermoeden.kans(Wens::FotoFamilie) >= OVER_FAMILIE && vermoeden.nood() <= NOOD_MAX;
    if bedoeld { familie_zegt(getypt) } else { None }
}

/// From here on an answer may be one about the family: where it does not say outright what, it is asked on.
const MISSCHIEN_OVER_FAMILIE: Promille = 400;

/// Whether an answer to whether the family agrees is likely one, whatever it says.
pub(in crate::bot) fn is_misschien_over_familie(cx: &Cx<'_>, getypt: &str) -> bool {
    let vermoeden = vermoeden::schat(getypt, Rondom { wie: rondom::wie(cx), open: Open::Foto });
    vermoeden.kans(Wens::FotoFamilie) >= MISSCHIEN_OVER_FAMILIE
}

/// Whether a gemeente of this person set that this is asked first (`vraag_eerst`); for a stranger any gemeente counts.
pub(in crate::bot) fn vraagt_eerst(cx: &Cx<'_>, wens: Wens) -> bool {
    let zet = |gemeente: &&Gemeente| gemeente.instellingen.vraag_eerst.iter().any(|naam| naam == wens.id());
    gemeente::van_persoon(cx).iter().any(zet)
}

/// Whether the likeliest wish may be followed without a tap.
pub(in crate::bot) fn is_uitgesproken(vermoeden: &Vermoeden, open: Open, getypt: &str) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    if vermoeden.nood() > NOOD_MAX {
        return false;
    }
    match woorden_voor(eerste, open, getypt) {
        Woorden::Zeggen => kans >= gezegd(eerste),
        Woorden::Zwijgen => ongezegd(eerste, open).is_some_and(|vanaf| kans >= vanaf),
        Woorden::Spreken => false,
    }
}
