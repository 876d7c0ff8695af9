//! What people hear about meetings of beheerders.

use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::texts::aantal;

/// How one is planned.
pub const HOE: &str =
    "Zo plant u een bijeenkomst: /bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond. U ziet eerst een voorbeeld.";
/// Without a day or time.
pub const WANNEER: &str = "Wanneer is het? Ik lees geen dag en tijd. Typ bijvoorbeeld: /bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond.";
/// Without a place.
pub const WAAR: &str =
    "Waar is het? Typ de plaats achter de tijd, zoals: /bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond.";
/// A moment that has passed, or is too far away.
pub const NIET_DAN: &str = "Dat moment is al voorbij of ligt meer dan een jaar weg. Noem een andere dag en tijd.";
/// What the meeting is about, where nothing was said.
pub const WAAROVER: &str = "bijeenkomst voor beheerders";
/// In several gemeenten.
pub const WELKE_GEMEENTE: &str =
    "Voor welke gemeente? Zet de naam erachter, zoals: /bijeenkomst Zoetermeer 2 december 19.30 Stadhuis.";

/// Something that may not stand in an invitation.
#[must_use]
pub fn mag_niet(wat: &[&str]) -> String {
    format!(
        "Een uitnodiging mag {} niet bevatten. Ik heb niets verstuurd en niets bewaard. Typ hem opnieuw, zonder.",
        opsomming(wat.iter().copied())
    )
}

/// The moment in words: `woensdag 2 december, 19.30 uur`.
#[must_use]
pub fn wanneer(ms: i64) -> String {
    format!("{}, {} uur", tijd::dag_in_woorden(tijd::vandaag(ms)), tijd::klok(ms))
}

/// The preview. `bericht` is what each gets.
#[must_use]
pub fn voorbeeld(bericht: &str, mensen: usize, plaatsen: Option<usize>) -> String {
    let later = match plaatsen {
        Some(nu) if nu < mensen => {
            format!(" Vandaag kunnen er {nu} weg; de rest volgt de dagen erna, zodat er ruimte blijft voor meldingen.")
        }
        _ => String::new(),
    };
    format!("NOG NIET VERSTUURD\n{bericht}\n———\nGaat naar {}.{later}", aantal(mensen, "beheerder", "beheerders"))
}

/// A text that is not in the preview: it is shown again. `voorbeeld` is that.
#[must_use]
pub fn niets_verstuurd(voorbeeld: &str) -> String {
    format!(
        "Wat u typte staat er niet in. Klopt dit? Tik op Versturen. Anders: typ alleen wat moet veranderen, zoals: 20.00 \
         uur, of: locatie is het Stadhuis.\n\n{voorbeeld}"
    )
}

/// A typed yes after a text that is not in the preview.
#[must_use]
pub fn alleen_een_tik(voorbeeld: &str) -> String {
    format!(
        "Typen verstuurt nu niet: wat u eerder typte staat er niet in. Is het goed zoals het hier staat? Tik op Versturen.\n\n{voorbeeld}"
    )
}

/// What is other than in the preview before.
#[must_use]
pub fn gewijzigd(anders: &[String]) -> String {
    let anders: Vec<String> = anders.iter().map(|deel| format!("*{}*", deel.replace('*', ""))).collect();
    format!("Gewijzigd: {}.", anders.join(", "))
}
/// The line at a preview said what stands there.
pub const NIETS_ANDERS: &str = "Dat stond er al zo in.";

/// After a draft was thrown away.
pub const GEANNULEERD: &str = "Geannuleerd. Er is niets verstuurd.";
/// A draft that is over.
pub const VOORBIJ: &str = "Dit concept is er niet meer. Begin opnieuw met /bijeenkomst.";
/// Nobody to invite.
pub const NIEMAND: &str = "In deze gemeente is geen beheerder bereikbaar. Er is niets verstuurd.";

/// After it was sent.
#[must_use]
pub fn verstuurd(mensen: usize, later: usize) -> String {
    let rest = if later > 0 { format!(" Nog {later} volgen later.") } else { String::new() };
    format!(
        "De uitnodiging gaat naar {}.{rest} Typ /bijeenkomst om te zien wie er komt.",
        aantal(mensen, "beheerder", "beheerders")
    )
}

/// None is planned.
pub const GEEN: &str = "Er staat geen bijeenkomst gepland. Plan er een met bijvoorbeeld: /bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond.";

/// Who comes, to the planner.
#[must_use]
pub fn overzicht(waarover: &str, wanneer_ms: i64, waar: &str, (gevraagd, komt, komt_niet): (i64, i64, i64)) -> String {
    format!(
        "{waarover}, {}, {waar}: {komt} komen, {komt_niet} komen niet, {} zeiden nog niets. Gevraagd: {gevraagd}.",
        wanneer(wanneer_ms),
        gevraagd - komt - komt_niet
    )
}

/// After somebody said that they come.
#[must_use]
pub fn tot_dan(wanneer_ms: i64, waar: &str) -> String {
    format!("Fijn, u staat op de lijst: {}, {waar}. Kunt u toch niet? Typ: ik kom niet.", wanneer(wanneer_ms))
}

/// After somebody said that they do not come.
pub const JAMMER: &str = "Jammer, genoteerd dat u niet komt. Kunt u toch? Typ: ik kom.";
/// An answer to a meeting that has passed or was not theirs.
pub const NIET_GEVRAAGD: &str = "Er staat nu geen uitnodiging voor u open. U hoeft niets te doen.";
/// Several meetings are open.
pub const WELKE: &str = "Er staan meer uitnodigingen open. Tik op de knop onder de uitnodiging die u bedoelt.";

/// The day before.
#[must_use]
pub fn herinnering(waarover: &str, wanneer_ms: i64, waar: &str) -> String {
    format!("Morgen: {waarover}, {}, {waar}. Kunt u niet? Typ: ik kom niet.", wanneer(wanneer_ms))
}
