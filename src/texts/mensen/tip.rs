//! What people hear who tell police something, and what police get of it.

use crate::texts::vloer::algemeen::SPOED;

/// To police who tell of a colleague, or themselves, in need.
pub const COLLEGA_IN_NOOD: &str = "Collega in nood? Gebruik de noodknop of bel 112. Hier leest niemand mee. \
                                   Er is niets verstuurd, gestopt of afgesloten.";
/// Asks for the tip.
pub const WELKE_TIP: &str = "Wat wilt u de politie laten weten? Typ het hier in één bericht. Gebeurt het nu? Bel 112.";

/// After a tip. `nummer`: the alert that it is about.
#[must_use]
pub fn bedankt(nummer: Option<&str>) -> String {
    let over = nummer.map(|nummer| format!(" over {nummer}")).unwrap_or_default();
    format!(
        "Dank u, uw tip{over} gaat naar de politie. Let op: niemand leest dit dag en nacht. Gebeurt het nu? Bel 112. Wilt u iemand spreken? Bel 0900-8844. De tekst wissen we na 7 dagen."
    )
}

/// A tip of which nobody knows where it belongs.
pub const WELKE_WIJK: &str = "Uw tip is nog niet doorgegeven. In welke wijk is het? Typ /tip met de wijk erbij, of bel 0900-8844. Gebeurt het nu? Bel 112.";
/// Too many tips.
pub const TE_VEEL: &str =
    "Dat zijn er veel voor één dag. Bel 0900-8844 voor wat u nog wilt melden. Gebeurt het nu? Bel 112.";

/// The 112 line where an alert runs, or the message is kept as a tip too.
#[must_use]
pub fn spoed(nummer: Option<&str>, bewaard: bool) -> String {
    let noem = match nummer {
        Some(nummer) => SPOED.replacen("Bel nu 112.", &format!("Bel nu 112 en noem {nummer}."), 1),
        None => SPOED.to_owned(),
    };
    if bewaard { format!("{noem} De politie krijgt uw bericht later ook als tip.") } else { noem }
}

/// What police get. `wie`: a beheerder of these groups, or somebody they do not know.
#[must_use]
pub fn voor_politie(wie: &str, nummer: Option<&str>, spoed: bool, tekst: &str) -> String {
    let over = nummer.map(|nummer| format!(" over {nummer}")).unwrap_or_default();
    let soort = if spoed { "Iemand typte spoed (en is naar 112 verwezen)" } else { "Tip" };
    format!("{soort}{over} van {wie}: \"{tekst}\". De afzender weet dat dit niet dag en nacht wordt gelezen.")
}

/// Who gave it, to police.
#[must_use]
pub fn afzender(groepen: &str) -> String {
    if groepen.is_empty() { "iemand die geen beheerder is".to_owned() } else { format!("een beheerder van {groepen}") }
}
