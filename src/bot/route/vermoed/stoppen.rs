//! Whether whoever sent an alert just now may mean that it has to stop.
//!
//! Owns how likely that has to be: it is offered before anything else is done, or what has not left waits. Does not stop anything.

use crate::bot::begrip::uitdrukkelijk::{Woorden, woorden_voor};
use crate::bot::begrip::vermoeden::{Promille, Vermoeden, Wens};
use crate::bot::begrip::{gesprek, levensloop};
use crate::bot::context::Cx;
use crate::bot::route::vermoed::omgeving::Omgeving;
use crate::bot::vloer::gewoon;

/// Right after sending, a stop as likely as this is offered before anything else is done.
const STOP_MIN: Promille = 50;

/// The same where what lets it run is as sure as this,
const LAAT_LOPEN_ZEKER: Promille = 400;

/// and a stop is likelier than this.
const STOP_MIN_NAAST_ZEKER: Promille = 150;

/// A stop and a withdrawal together as likely as this halt it, where the words say nothing against either: of 203 that were so sure 3 meant something else, each
/// estimated by what was learned from other voices (`leer kruis regels`).
const LEGT_STIL: Promille = 500;

/// Whether whoever sent an alert just now may mean that it has to stop. `vraagt_bot`: they surely ask something of the bot ("zit daar een
/// mens achter of praat ik tegen een apparaat?").
pub(super) fn kan_over_stoppen_gaan(getypt: &str, om: &Omgeving, vermoeden: &Vermoeden, vraagt_bot: bool) -> bool {
    let (eerste, kans) = vermoeden.eerste();
    let stopt = vermoeden.kans(Wens::MeldingStop) + vermoeden.kans(Wens::MeldingIntrek);
    let stop_min = if kans >= LAAT_LOPEN_ZEKER { STOP_MIN_NAAST_ZEKER } else { STOP_MIN };
    // "Hou maar op met sturen, hij is weg" is no news alone.
    let zegt_stop =
        levensloop::noemt_stop(getypt) || woorden_voor(Wens::MeldingStop, om.rondom.open, getypt) == Woorden::Zeggen;
    // "Rokkeveen is fout moet dorp zijn" may have to stop first.
    let fout = eerste == Wens::MeldingOpnieuw && gesprek::zegt_dat_het_anders_moet(getypt);
    om.verstuurd.is_some() && (stopt > stop_min || zegt_stop || fout || !laat_lopen(eerste) && !vraagt_bot)
}

/// Whether what was just sent likely has to stop or to be withdrawn. What has not left can wait a moment: it is halted, and asked what
/// is to become of it.
pub(super) fn moet_wachten(cx: &Cx<'_>, getypt: &str, om: &Omgeving, vermoeden: &Vermoeden) -> bool {
    let (eerste, _) = vermoeden.eerste();
    let einde = [Wens::MeldingStop, Wens::MeldingIntrek];
    let samen: Promille = einde.iter().map(|wens| vermoeden.kans(*wens)).sum();
    // "Stop straks maar", "haal m niet weg".
    let zonder_bezwaar = |wens: &Wens| woorden_voor(*wens, om.rondom.open, getypt) != Woorden::Spreken;
    om.verstuurd.is_some()
        && einde.contains(&eerste)
        && samen >= LEGT_STIL
        && einde.iter().all(zonder_bezwaar)
        && !gewoon::vraagt_eerst(cx, eerste)
}

/// Whether whoever sent an alert just now and wants this means nothing that has to stop.
const fn laat_lopen(wens: Wens) -> bool {
    matches!(
        wens,
        Wens::MeldingStatus
            | Wens::MeldingUpdate
            | Wens::MeldingOpnieuw
            | Wens::MeldingSluit
            | Wens::Dekking
            | Wens::Statistiek
            | Wens::Help
    )
}
