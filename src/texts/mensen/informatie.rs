//! What people hear about information by wijk that is no alert.

use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::texts::{aantal, groepen, sjablonen};

/// How it is written.
pub const HOE: &str = "Er is de afgelopen tijd geen informatie verstuurd. Zo stuurt u die: /informatie Rokkeveen: vrijdag om 14.00 uur is er \
    spreekuur in het buurthuis. U ziet eerst een voorbeeld.";
/// Without a wijk.
pub const WELKE_WIJK: &str = "Voor welke wijk? Typ de wijk, of begin met de wijk en dan een dubbele punt, zoals: /informatie Rokkeveen: vrijdag om 14.00 uur is er spreekuur.";
/// A wijk of somebody else.
pub const NIET_UW_WIJK: &str = "Dat kan alleen voor uw eigen wijk. Ik heb niets verstuurd.";
/// It reads like an alert.
pub const IS_MELDING: &str = "Dit lijkt op een melding: iemand of iets om naar uit te kijken. Dat gaat nooit als informatie uit. \
    Typ /melding, met de hele tekst. Ik heb niets verstuurd en niets bewaard.";
/// It does not wait any more.
pub const VOORBIJ: &str = "Deze informatie wacht niet meer. Typ /informatie om te zien wat er verstuurd is.";
/// It was thrown away.
pub const GEANNULEERD: &str = "Weggegooid. Er is niets verstuurd.";
/// Nobody can agree.
pub const GEEN_COLLEGA: &str =
    "Er is nu geen collega van de politie die akkoord kan geven. Er is niets verstuurd. Probeer het later opnieuw.";
/// One's own.
pub const NIET_ZELF: &str = "Uw eigen informatie kunt u niet goedkeuren: dat doet een collega.";
/// A tap on information that they did not get.
pub const NIET_VOOR_U: &str = "Deze informatie ging niet naar u. U hoeft niets te doen.";
/// It stands in their group.
pub const DANK: &str = "Genoteerd, dank u.";
/// They do not post it.
pub const NIET_NODIG: &str =
    "Dat hoeft ook niet: het was informatie, geen politiebericht. Liever geen informatie meer? Typ /informatie uit.";
/// Information and invitations again.
pub const AAN: &str =
    "Goed. U krijgt ook informatie en uitnodigingen, hooguit een paar per maand. Uitzetten: /informatie uit.";
/// Alerts only.
pub const ALLEEN_POLITIE: &str =
    "Goed. U krijgt alleen nog politieberichten. Toch weer informatie en uitnodigingen? Typ /informatie aan.";

/// A telephone number.
pub const NUMMER: &str = "een telefoonnummer";

/// It is not theirs to take back, or there is none.
#[must_use]
pub fn onbekend(nummer: &str) -> String {
    format!("{nummer} ken ik niet als informatie van politie en gemeente. Twijfel? Bel 0900-8844.")
}

/// It is ours.
#[must_use]
pub fn is_echt(nummer: &str) -> String {
    format!("{nummer} is informatie van politie en gemeente. Het is geen melding: u hoeft nergens naar uit te kijken.")
}

/// To whoever may take it back, where it is not certain what they want.
#[must_use]
pub fn hoe_het_staat(nummer: &str, wacht: bool) -> String {
    let nu = if wacht { "wacht op een collega van de politie" } else { "is verstuurd" };
    format!("{nummer} {nu}. Ik heb niets veranderd. Moet het weg? Tik op Intrekken.")
}

/// Beside it an alert runs, which nobody touched.
#[must_use]
pub fn melding_loopt_door(nummer: &str) -> String {
    format!("{nummer} loopt door.")
}

/// It was taken back.
#[must_use]
pub fn is_ingetrokken(nummer: &str) -> String {
    format!("{nummer} was informatie van politie en gemeente en is ingetrokken. Deel het niet verder.")
}

/// A proposal was taken back.
#[must_use]
pub fn voorstel_ingetrokken(nummer: &str) -> String {
    format!("{nummer} is ingetrokken. Er is niets verstuurd, en er gaat niets meer uit.")
}

/// It is over already.
#[must_use]
pub fn niet_meer_in_te_trekken(nummer: &str) -> String {
    format!("{nummer} is niet verstuurd of al ingetrokken. U hoeft niets te doen.")
}

/// To whoever got it: it does not hold.
#[must_use]
pub fn ingetrokken(waar: &str, inhoud: &str) -> String {
    let begin = crate::texts::ingekort(inhoud, 120);
    format!(
        "INGETROKKEN: de informatie voor {waar} klopt niet (\"{begin}\"). Plaatste u het in uw groep? Verwijder het daar, en zeg erbij dat het is ingetrokken."
    )
}

/// To whoever took it back.
#[must_use]
pub fn u_trok_in(nummer: &str, mensen: usize) -> String {
    format!(
        "{nummer} is ingetrokken. Wat nog niet weg was, gaat niet meer uit; {} die het kregen, horen het.",
        aantal(mensen, "beheerder", "beheerders")
    )
}

/// To a beheerder: how it stands.
#[must_use]
pub fn stand(aan: bool) -> String {
    let nu = if aan { "U krijgt ook informatie en uitnodigingen." } else { "U krijgt alleen politieberichten." };
    format!("{nu} Informatie en uitnodigingen zijn er hooguit een paar per maand. Wat wilt u?")
}

/// Without a text.
#[must_use]
pub fn welke_tekst(waar: &str) -> String {
    format!(
        "Wat wilt u in {waar} laten weten? Typ het, of in één keer: /informatie {waar}: vrijdag om 14.00 uur is er spreekuur."
    )
}

/// Too long a text.
#[must_use]
pub fn te_lang(tekens: usize) -> String {
    format!(
        "Dit zijn {tekens} tekens; {} is het meeste, anders leest niemand het. Maak het korter en stuur het opnieuw.",
        limits::INFORMATION_CHARACTERS_MAX
    )
}

/// Something that may not stand in it.
#[must_use]
pub fn mag_niet(wat: &[&str]) -> String {
    format!(
        "Informatie mag {} niet bevatten. Ik heb niets verstuurd en niets bewaard. Typ het opnieuw, zonder.",
        opsomming(wat.iter().copied())
    )
}

/// Whom it reaches, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// The groups of its wijken.
    pub groepen: usize,
    /// Who can get it.
    pub mensen: usize,
    /// Of those, who can get it today.
    pub nu: usize,
    /// Who cannot: they had as many as are allowed this month, or want alerts only.
    pub over: usize,
}

impl Telling {
    fn als_zin(self) -> String {
        let later = match self.mensen - self.nu {
            0 => String::new(),
            rest => {
                format!(" Vandaag {}, de andere {rest} de dagen erna, zodat er ruimte blijft voor meldingen.", self.nu)
            }
        };
        let over = match self.over {
            0 => String::new(),
            1 => " 1 beheerder krijgt het niet: had deze maand genoeg berichten, of wil alleen politieberichten."
                .to_owned(),
            over => format!(
                " {over} beheerders krijgen het niet: hadden deze maand genoeg berichten, of willen alleen politieberichten."
            ),
        };
        format!("{}, {}.{later}{over}", groepen(self.groepen), aantal(self.mensen, "beheerder", "beheerders"))
    }
}

/// Nobody would get it.
#[must_use]
pub fn niemand(telling: &Telling) -> String {
    format!("Er is nu niemand die dit kan krijgen: {} Er is niets verstuurd.", telling.als_zin())
}

/// What goes into the template.
#[must_use]
pub fn parameters(waar: &str, inhoud: &str) -> Vec<String> {
    vec![sjablonen::als_parameter(waar), sjablonen::als_enige_parameter(inhoud)]
}

/// What a beheerder reads.
#[must_use]
pub fn bericht(waar: &str, inhoud: &str) -> String {
    sjablonen::ingevuld(sjablonen::INFORMATIE.nl.body, &parameters(waar, inhoud))
}

/// The preview.
#[must_use]
pub fn voorbeeld(bericht: &str, waar: &str, telling: &Telling, voorleggen: bool) -> String {
    let akkoord = if voorleggen { " Een collega van de politie moet eerst akkoord geven." } else { "" };
    format!("NOG NIET VERSTUURD\n{bericht}\n———\n{waar}: {}{akkoord}", telling.als_zin())
}

/// A line that is not in the preview.
#[must_use]
pub fn niets_verstuurd(voorbeeld: &str) -> String {
    format!(
        "Wat u typte staat er niet in. Anders? Typ wat er moet veranderen, zoals \"zaterdag ipv vrijdag\", of /informatie met de hele tekst.\n\n{voorbeeld}"
    )
}

/// Above a preview: these were named, and do not get it.
#[must_use]
pub fn niet_ook_naar(namen: &str, gemeente: &str) -> String {
    format!("Niet naar {namen}: informatie gaat naar één gemeente, nu {gemeente}. Stuur daarvoor een eigen bericht.")
}

/// Above a preview whose text changed.
pub const ANDERE_TEKST: &str = "*De tekst is gewijzigd.*";

/// Above a preview that goes elsewhere.
#[must_use]
pub fn andere_wijken(waar: &str) -> String {
    format!("*Gaat nu naar: {waar}.*")
}

/// It left.
#[must_use]
pub fn verstuurd(nummer: &str, telling: &Telling) -> String {
    format!(
        "{nummer} is onderweg: {} Fout? Tik op Intrekken. Typ /informatie om te zien wie het plaatste.",
        telling.als_zin()
    )
}

/// It waits for a colleague.
#[must_use]
pub fn voorgelegd(nummer: &str) -> String {
    format!(
        "{nummer} is voorgelegd aan uw collega's van de politie. U hoort wat zij zeggen. Er is nog niets verstuurd."
    )
}

/// To whoever wrote it: nobody decided.
#[must_use]
pub fn verlopen(nummer: &str) -> String {
    format!(
        "Niemand gaf binnen {} dagen akkoord op {nummer}: het gaat niet meer uit. Nog actueel? Typ /informatie opnieuw, met de hele tekst.",
        limits::INFORMATION_WAITS_MS / limits::DAY_MS
    )
}

/// To whoever wrote it: the rest gets it no more.
#[must_use]
pub fn geen_ruimte(nummer: &str, rest: usize) -> String {
    format!(
        "{nummer} ging niet naar {}: in {} dagen was daar geen ruimte voor. U hoeft niets te doen.",
        aantal(rest, "beheerder", "beheerders"),
        limits::INFORMATION_SPREAD_MS / limits::DAY_MS
    )
}

/// To whoever agrees too late.
#[must_use]
pub fn te_laat(nummer: &str) -> String {
    format!("{nummer} wachtte te lang en gaat niet meer uit. Uw collega heeft dat gehoord.")
}

/// What a colleague is asked.
#[must_use]
pub fn vraag(nummer: &str, bericht: &str, waar: &str, telling: &Telling) -> String {
    format!("Mag {nummer} uit? Een collega vraagt het.\n{bericht}\n———\n{waar}: {}", telling.als_zin())
}

/// Somebody decided before.
#[must_use]
pub fn al_besloten(nummer: &str) -> String {
    format!("Over {nummer} is al beslist. U hoeft niets te doen.")
}

/// To whoever wrote it: it left.
#[must_use]
pub fn goedgekeurd(nummer: &str, telling: &Telling) -> String {
    format!("Een collega keurde {nummer} goed. Het is onderweg: {}", telling.als_zin())
}

/// To whoever wrote it: it does not leave.
#[must_use]
pub fn afgewezen(nummer: &str, reden: &str) -> String {
    let reden = if reden.is_empty() { String::new() } else { format!(" Reden: {reden}.") };
    format!("Een collega wees {nummer} af. Er is niets verstuurd.{reden}")
}

/// To whoever refused it.
#[must_use]
pub fn u_wees_af(nummer: &str) -> String {
    format!("{nummer} is afgewezen. Er gaat niets uit; uw collega hoort het.")
}

/// One that was sent.
#[must_use]
pub fn regel(nummer: &str, waar: &str, verstuurd_ms: i64, (aan, geplaatst): (i64, i64), begin: &str) -> String {
    let aan = aantal(usize::try_from(aan).unwrap_or_default(), "beheerder", "beheerders");
    format!("{nummer}, {waar}, {}: naar {aan}, {geplaatst} keer geplaatst. {begin}", tijd::dag_en_klok(verstuurd_ms))
}
