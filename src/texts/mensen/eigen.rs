//! What people hear who arrange something for themselves: absence, quiet hours, language, their own number.

use crate::domain::stilte::Stilte;
use crate::domain::tijd;
use crate::domain::wijk::opsomming;

/// Somebody whose name nobody knows, to the gemeente.
pub const ZONDER_NAAM: &str = "Een beheerder zonder naam";
/// STOP by somebody who runs a group, where nothing is asked: what may be meant.
pub const STOP_WAARMEE: &str = "Er liep geen vraag. Wilt u minder of geen berichten? Typ /stilte voor uren zonder berichten, \
    /afwezig tot een dag als u weg bent, of /afmelden om te stoppen als beheerder. Er is nu niets veranderd.";
/// The stop of a hand-over was spoken of, and not ordered.
pub const OVERDRACHT_LOOPT: &str =
    "Er is niets gestopt: een overdracht die loopt, loopt door. Wilt u hem stoppen? Typ STOP OVERDRACHT.";
/// Somebody wants fewer messages, or none: how.
pub const MINDER: &str = "Wilt u minder of geen berichten? Typ /stilte voor uren zonder berichten, /afwezig tot een dag als u \
    weg bent, of /afmelden om te stoppen als beheerder. Er is nu niets veranderd.";
/// Quiet hours on some days only.
pub const STILTE_ELKE_DAG: &str = "Stille uren gelden elke dag; op losse dagen kan niet.";
/// Several stretches of quiet hours on one day.
pub const STILTE_EEN_KEER: &str = "Ik kan één keer per dag stille uren bewaren, en heb nog niets genoteerd.";
/// Asks until when somebody is away.
pub const TOT_WANNEER: &str = "Tot wanneer bent u weg? Typ bijvoorbeeld: tot 3 januari, of: 2 weken.";
/// Absence or quiet hours of somebody who runs no group.
pub const GEEN_GROEP: &str =
    "U bent hier geen beheerder van een groep en krijgt geen politieberichten. U hoeft niets te doen.";
/// A question about an absence.
pub const AFWEZIG_VRAAG: &str = "Dat las ik als een vraag. Ik heb niets genoteerd. Bent u zelf weg? Typ bijvoorbeeld: ik ben weg van 3 tot 10 december.";
/// An absence of somebody else.
pub const AFWEZIG_ANDER: &str = "Ik heb niets genoteerd: ieder meldt zich zelf afwezig. Bent u ook weg? Typ bijvoorbeeld: ik ben weg van 3 tot 10 december.";
/// Not at home, and within reach.
pub const AFWEZIG_BEREIKBAAR: &str =
    "U blijft bereikbaar, dus ik heb niets genoteerd. Kunt u echt niets plaatsen? Typ dan: afwezig, en tot welke dag.";
/// A feast, of which nobody knows which days.
pub const WELKE_FEESTDAGEN: &str = "Welke dagen bent u precies weg? Typ bijvoorbeeld: van 24 december tot 27 december.";
/// "Terug" as a question, or of somebody else.
pub const TERUG_ZELF: &str = "Ik heb niets veranderd. Bent u zelf terug? Typ /terug.";
/// Somebody leaves a question about themselves.
pub const NIETS_VERANDERD: &str = "Goed. Er is niets veranderd.";
/// A question about quiet hours.
pub const STILTE_VRAAG: &str =
    "Ik heb niets veranderd. Typ: stilte uit, om dag en nacht berichten te krijgen. Of typ de uren, zoals: 23 tot 7.";

/// "Ik ben morgen toch niet weg", and another absence is noted: it stays.
#[must_use]
pub fn andere_afwezigheid(van: &str, tot: &str) -> String {
    format!(
        "U staat afwezig van {van} tot {tot}. Dat blijft zo. Vervalt dat helemaal? Typ /terug. Andere dagen? Typ ze opnieuw."
    )
}

/// A moment that has passed.
pub const AL_VOORBIJ: &str = "Die dag is al voorbij. Tot wanneer bent u weg? Typ bijvoorbeeld: tot 3 januari.";
/// Further away than anybody plans.
pub const TE_LANG: &str = "Dat is langer dan een jaar. Bent u zo lang weg? Typ /overdragen om uw groep over te dragen, of noem een eerdere dag.";

/// On the button that says that the days are right.
pub const KLOPT_JA: &str = "Ja, klopt";
/// On the button that says that they are not.
pub const KLOPT_NEE: &str = "Nee, anders";
/// The days were not those.
pub const WELKE_DAGEN: &str = "Welke dagen dan? Typ bijvoorbeeld: van 3 januari tot 10 januari.";

/// Days that are not certain, said back.
#[must_use]
pub fn afwezig_klopt(van: Option<&str>, tot: &str) -> String {
    let van = van.unwrap_or("nu");
    format!("U bent weg van {van} tot {tot}, en krijgt op {tot} weer berichten. Klopt dat?")
}

/// Away now, and another absence later: one is kept.
#[must_use]
pub fn eerst_terug(tot: &str) -> String {
    format!(
        "U bent nu nog afwezig tot {tot}. Dat blijft zo. Stuur de volgende keer als u terug bent, of typ eerst /terug."
    )
}

/// An absence that had not begun is taken back.
#[must_use]
pub fn afwezigheid_vervalt(van: &str) -> String {
    format!("Uw afwezigheid vanaf {van} is vervallen. U krijgt gewoon politieberichten.")
}

/// After an absence was noted. `zonder`: groups for which nobody stands in.
#[must_use]
pub fn afwezig(van: Option<&str>, tot: &str, zonder: &[String], groepen: usize) -> String {
    let van = van.map(|van| format!("van {van} ")).unwrap_or_default();
    let wie = match (zonder, groepen) {
        ([], 1) => "De mede- of reserve-beheerder van uw groep neemt het over.".to_owned(),
        ([], _) => "De mede- of reserve-beheerders van uw groepen nemen het over.".to_owned(),
        (zonder, _) => format!(
            "Let op: bij {} is er niemand die het overneemt. De groep krijgt dan niets. Regel een reserve met uw gemeente, of draag over met /overdragen.",
            opsomming(zonder.iter().map(String::as_str))
        ),
    };
    format!("Genoteerd: u krijgt geen politieberichten {van}tot {tot}. {wie} Eerder terug? Typ /terug.")
}

/// After "ik ben weer terug".
pub const WELKOM_TERUG: &str = "Welkom terug. U krijgt weer politieberichten.";
/// "Terug" by somebody who was not away.
pub const WAS_NIET_WEG: &str = "U stond niet als afwezig. U krijgt gewoon politieberichten.";
/// The end of an absence, by itself.
pub const AFWEZIGHEID_VOORBIJ: &str =
    "Welkom terug. Vanaf nu krijgt u weer politieberichten. Nog niet terug? Typ /afwezig met een nieuwe datum.";

/// A minute of the day, as people write it.
fn uur(minuut: i64) -> String {
    format!("{:02}.{:02}", minuut / 60, minuut % 60)
}

/// Hours of the day: quiet then, or only then not?
#[must_use]
pub fn stilte_welke(van: i64, tot: i64) -> String {
    format!(
        "Wilt u geen berichten van {} tot {} uur, of juist alleen dan wel? Tik op wanneer het stil moet zijn.",
        uur(van),
        uur(tot)
    )
}

/// On the button for quiet between these minutes of the day.
#[must_use]
pub fn stil_van_tot(van: i64, tot: i64) -> String {
    format!("Stil {}-{}", uur(van), uur(tot))
}

/// Asks from when until when.
#[must_use]
pub fn stilte_van_tot() -> String {
    let Stilte { van, tot, .. } = Stilte::VOORSTEL;
    format!(
        "Wanneer wilt u geen berichten? Mijn voorstel: van {} tot {} uur. Tik op Goed zo, of typ andere tijden, zoals: 22.30 tot 6.30.",
        uur(van),
        uur(tot)
    )
}

/// Times that cannot be read.
pub const STILTE_ONLEESBAAR: &str = "Die tijden kan ik niet lezen. Typ ze zo: 23 tot 7.";

/// Asks what may break the quiet hours.
#[must_use]
pub fn stilte_ook_bij(van: i64, tot: i64) -> String {
    format!(
        "Van {} tot {} uur dus. Mag ik u dan wel een bericht sturen over een vermist persoon? Kies ook heterdaad als een inbraak of overval u mag wekken.",
        uur(van),
        uur(tot)
    )
}

/// Quiet hours as they stand in `/mijngegevens`.
#[must_use]
pub fn stilte_uren(stilte: &Stilte) -> String {
    format!("van {} tot {} uur", uur(stilte.van), uur(stilte.tot))
}

/// After quiet hours were set.
#[must_use]
pub fn stilte_staat(stilte: &Stilte) -> String {
    let wel = match (stilte.vermissing, stilte.heterdaad) {
        (true, true) => "Alleen bij een vermissing of heterdaad krijgt u dan toch bericht.",
        (true, false) => "Alleen bij een vermissing krijgt u dan toch bericht.",
        (false, true) => "Alleen bij heterdaad krijgt u dan toch bericht.",
        (false, false) => "U krijgt dan niets.",
    };
    format!(
        "Genoteerd: stil van {} tot {} uur. {wel} Wat u mist, komt niet de volgende ochtend. Uitzetten? Typ: stilte uit.",
        uur(stilte.van),
        uur(stilte.tot)
    )
}

/// After quiet hours were taken away.
pub const STILTE_UIT: &str = "Genoteerd: u krijgt weer dag en nacht politieberichten.";

/// Asks for the language.
pub const WELKE_TAAL: &str = "Nederlands or English? Typ / type: nl, en.";
/// After Dutch was chosen.
pub const TAAL_NL: &str = "Goed, ik leg alles weer uit in het Nederlands.";
/// After English was chosen.
pub const TAAL_EN: &str = "All right: I explain things in English from now on. Police alerts stay in Dutch: post them as they are. \
    Emergency? Call 112. Back to Dutch: type nederlands.";
/// How to forward, in English.
pub const HULP_EN: &str = "1. Press and hold the police alert and tap the arrow.\n\
    2. Choose your neighbourhood group and tap send.\n\
    3. Then tap 'Staat in de groep' here. Does it not work? Copy the text below.";
/// The thanks after a report, in English.
pub const GENOTEERD_EN: &str = "Noted, thank you. Do you see something? Call 112.";
/// `/help` for a beheerder, in English.
pub const HELP_EN: &str = "You get police alerts for your neighbourhood group here. Forward them unchanged, then tap 'Staat in de groep' \
    (it is in the group). 'Kan nu niet' means: I cannot do it now. 'Hulp bij doorsturen' shows how.\n\n\
    /tip – something for the police that is not urgent\n\
    /afwezig tot 3 jan – you are away until that day; later: /afwezig van 3 dec tot 10 dec\n\
    /terug – you are back\n\
    /stilte – quiet hours\n\
    /overdragen – hand your group over\n\
    /mijngegevens – what is kept about you\n\
    /afmelden – stop as admin\n\
    /wis – erase what is kept about you\n\
    /check ZM-0001 – whether an alert is real\n\
    /taal nl – back to Dutch\n\n\
    Emergency? Call 112. Nobody reads along here.";

/// What happens when a number changes; `nieuw`: they gave the new one.
#[must_use]
pub fn nummer_wijzigt(nieuw: bool) -> String {
    let genoteerd = if nieuw { "Genoteerd, en uw gemeente weet het. " } else { "Genoteerd. " };
    format!(
        "{genoteerd}Wijzig uw nummer in WhatsApp zelf: Instellingen, Account, Nummer wijzigen. Dan gaan uw groepen hier vanzelf mee. \
         Nieuwe telefoon zonder uw oude WhatsApp? Schrijf ons vanaf het nieuwe nummer; uw gemeente zet u dan over. Tot die tijd blijven berichten naar dit nummer gaan."
    )
}

/// What the gemeente hears of a number that changes.
#[must_use]
pub fn nummer_wijzigt_gemeente(naam: &str, groepen: &str, nieuw: Option<&str>) -> String {
    let nieuw = nieuw.map(|nieuw| format!(" Nieuw nummer: +{nieuw}.")).unwrap_or_default();
    format!("{naam} ({groepen}) meldt een nieuw telefoonnummer.{nieuw} Controleer het voor u iets wijzigt.")
}

/// The day of a moment in words.
#[must_use]
pub fn dag(ms: i64) -> String {
    tijd::dag_in_woorden(tijd::vandaag(ms))
}
