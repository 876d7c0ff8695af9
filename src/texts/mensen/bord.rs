//! What people hear who ask for signs or stickers, and what the gemeente hears of it.

use crate::domain::bord::Bord;
use crate::domain::tijd;
use crate::texts::{aantal, ingekort};

fn zoveel(soort: Bord, hoeveel: i64) -> String {
    let hoeveel = usize::try_from(hoeveel).unwrap_or_default();
    match soort {
        Bord::Bord => aantal(hoeveel, "bord", "borden"),
        Bord::Sticker => aantal(hoeveel, "sticker", "stickers"),
    }
}

const fn meer(soort: Bord) -> &'static str {
    match soort {
        Bord::Bord => "borden",
        Bord::Sticker => "stickers",
    }
}

/// Asks how many.
#[must_use]
pub fn hoeveel(soort: Bord, nog: i64) -> String {
    format!("Hoeveel {} wilt u? Typ een getal van 1 tot {nog}. Typ stop om te stoppen.", meer(soort))
}

/// Asks for which of their groups.
#[must_use]
pub fn voor_welke_groep(soort: Bord) -> String {
    format!("Voor welke groep zijn de {}?", meer(soort))
}

/// No more can be asked for.
#[must_use]
pub fn op(soort: Bord, groep: &str) -> String {
    format!("Voor {} zijn al zoveel {} gevraagd als mag. Vragen? Bel uw gemeente.", ingekort(groep, 60), meer(soort))
}

/// After a request. `gezien`: the gemeente saw the registration at WABP.
#[must_use]
pub fn gevraagd(soort: Bord, hoeveel: i64, groep: &str, gezien: bool) -> String {
    let wie = match soort {
        Bord::Bord => "De gemeente beslist en plaatst ze; hang zelf niets op.",
        Bord::Sticker => "De gemeente beslist; één sticker per adres.",
    };
    let open = if gezien {
        ""
    } else {
        " Nog nodig: de gemeente moet zien dat uw groep bij WABP.nl staat. Staat zij er nog niet? Aanmelden is gratis op wabp.nl."
    };
    format!("Genoteerd: {} voor {}. {wie}{open}", zoveel(soort, hoeveel), ingekort(groep, 60))
}

/// What the gemeente hears.
#[must_use]
pub fn voor_gemeente(soort: Bord, hoeveel: i64, groep: &str, wabp: Option<&str>, gezien_ms: Option<i64>) -> String {
    let wabp = match (gezien_ms, wabp) {
        (Some(gezien_ms), _) => format!("WABP gezien op {}.", tijd::dag_en_klok(gezien_ms)),
        (None, Some(wabp)) if !wabp.is_empty() => {
            format!("WABP nog niet gezien; de beheerder zei: {}.", ingekort(wabp, 80))
        }
        (None, _) => "WABP nog niet gezien.".to_owned(),
    };
    let dan = if gezien_ms.is_some() { String::new() } else { format!(" Gezien? Typ /wabp {}.", ingekort(groep, 60)) };
    format!("Aanvraag van {}: {}. {wabp}{dan}", ingekort(groep, 60), zoveel(soort, hoeveel))
}

/// On the button that says that the gemeente saw the registration.
pub const KNOP_WABP_GEZIEN: &str = "WABP klopt";

/// After the gemeente saw it.
#[must_use]
pub fn wabp_gezien(groep: &str) -> String {
    format!("Genoteerd: {} staat bij WABP, gezien vandaag.", ingekort(groep, 60))
}

/// Asks for the group of `/wabp`.
pub const WABP_WELKE: &str = "Van welke groep zag u de inschrijving? Typ bijvoorbeeld: /wabp Buurtapp Waterlelie.";
/// A group that is not theirs.
pub const WABP_GEEN_GROEP: &str = "Die groep ken ik niet in uw gemeente. Zie /wie met de wijk.";
