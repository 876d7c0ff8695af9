//! Figures in words: how well wijken are covered, and how alerts went.

use crate::domain::herkomst::Herkomst;
use crate::domain::tijd;
use crate::limits;
use crate::texts::{aantal, groepen};

fn hoeveel(getal: i64) -> usize {
    usize::try_from(getal).unwrap_or_default()
}

/// A wijk, its groups, and those of which somebody can be reached.
#[must_use]
pub fn dekking(gemeente: &str, regels: &[(String, i64, i64)], zonder: &[&str]) -> String {
    let mut tekst = if regels.is_empty() {
        format!("{gemeente}: er doet nog geen groep mee.")
    } else {
        format!("{gemeente}, per wijk, met hoeveel groepen nu een beheerder hebben die bereikbaar is:")
    };
    for (wijk, alle, bereikbaar) in regels.iter().take(limits::COVERAGE_LINES_MAX) {
        let mist = alle - bereikbaar;
        let mist = if mist > 0 { format!(", {mist} zonder") } else { String::new() };
        tekst.push_str(&format!("\n{wijk}: {}, {bereikbaar} bereikbaar{mist}", groepen(hoeveel(*alle))));
    }
    if !zonder.is_empty() {
        tekst.push_str(&format!("\nGeen enkele groep: {}.", zonder.join(", ")));
    }
    tekst
}

/// One wijk.
#[must_use]
pub fn dekking_wijk(wijk: &str, alle: i64, bereikbaar: i64) -> String {
    let rest = match alle - bereikbaar {
        0 => String::new(),
        rest => format!(" Zonder bereikbare beheerder: {rest}."),
    };
    format!(
        "In {wijk} {} mee. Bij {bereikbaar} is nu een beheerder bereikbaar.{rest}",
        match alle {
            0 => "doet geen groep".to_owned(),
            1 => "doet 1 groep".to_owned(),
            alle => format!("doen {alle} groepen"),
        }
    )
}

/// A wijk that is not theirs to see.
pub const DEKKING_NIET_HIER: &str =
    "Van die wijk kan ik u geen cijfers geven. Typ bijvoorbeeld: /dekking, voor uw eigen wijk.";

/// What stands behind the command is no wijk; all that is theirs follows.
#[must_use]
pub fn geen_wijk(getypt: &str) -> String {
    format!("'{}' ken ik niet als wijk. Dit is alles wat ik u mag zeggen:", crate::texts::ingekort(getypt, 40))
}

/// What each code in the street brought; `None` where none did.
#[must_use]
pub fn herkomst(bracht: &[(Herkomst, i64, i64)]) -> Option<String> {
    let deel = |(herkomst, aangevraagd, geworden): &(Herkomst, i64, i64)| {
        format!("{} {aangevraagd} ({geworden} beheerder geworden)", herkomst.id())
    };
    let delen: Vec<String> = bracht.iter().map(deel).collect();
    (!delen.is_empty()).then(|| format!("Aanmeldingen via een code: {}.", delen.join(", ")))
}

/// How alerts went in a year. `waar` says of which groups.
#[must_use]
pub fn statistiek(
    waar: &str,
    (meldingen, oefeningen): (i64, i64),
    (alle, geplaatst): (i64, i64),
    (mediaan_ms, van_melding_ms): (Option<i64>, Option<i64>),
) -> String {
    let oefeningen =
        if oefeningen > 0 { format!(" Oefeningen apart: {}.", hoeveel(oefeningen)) } else { String::new() };
    if meldingen == 0 {
        return format!("{waar}: geen meldingen in de afgelopen 12 maanden.{oefeningen}");
    }
    let mediaan = mediaan_ms
        .map(|mediaan_ms| format!(" De helft daarvan binnen {}.", tijd::duur(mediaan_ms)))
        .unwrap_or_default();
    let van_melding = van_melding_ms
        .map(|na_ms| format!(" Van melding bij de politie tot eerste groep: de helft binnen {}.", tijd::duur(na_ms)))
        .unwrap_or_default();
    let berichten = aantal(hoeveel(meldingen), "melding", "meldingen");
    format!(
        "{waar}, afgelopen 12 maanden: {berichten}. Van {} keer aan een groep is {} keer gemeld geplaatst.{mediaan}{van_melding}{oefeningen}",
        hoeveel(alle),
        hoeveel(geplaatst)
    )
}
