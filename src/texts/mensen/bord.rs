//! What people hear who ask for signs or stickers, and what the gemeente hears of it.

use crate::domain::bord::{Bord, BordStatus};
use crate::domain::tijd;
use crate::store::bord::Bordaanvraag;
use crate::texts::{aantal, ingekort};

/// A request, as it is told.
#[derive(Debug)]
pub struct Aanvraag<'a> {
    nummer: String,
    soort: Bord,
    aantal: i64,
    groep: &'a str,
    plaats: &'a str,
    waarom: &'a str,
    status: BordStatus,
    reden: &'a str,
    besloten_ms: Option<i64>,
    geplaatst_ms: Option<i64>,
}

impl<'a> Aanvraag<'a> {
    /// That of a request.
    #[must_use]
    pub fn van(aanvraag: &'a Bordaanvraag) -> Self {
        Self {
            nummer: aanvraag.id.nummer(),
            soort: aanvraag.soort,
            aantal: aanvraag.aantal,
            groep: &aanvraag.groepsnaam,
            plaats: &aanvraag.plaats,
            waarom: &aanvraag.waarom,
            status: aanvraag.status,
            reden: &aanvraag.reden,
            besloten_ms: aanvraag.besloten_ms,
            geplaatst_ms: aanvraag.geplaatst_ms,
        }
    }

    /// "B-3: 2 borden voor Buurtapp Waterlelie".
    fn kop(&self) -> String {
        format!("{}: {} voor {}", self.nummer, zoveel(self.soort, self.aantal), ingekort(self.groep, 60))
    }

    fn plaats(&self) -> String {
        if self.plaats.is_empty() { String::new() } else { format!(" Plaats: {}.", self.plaats.trim_end_matches('.')) }
    }

    fn waarom(&self) -> String {
        if self.waarom.is_empty() { String::new() } else { format!(" Reden: {}.", self.waarom.trim_end_matches('.')) }
    }
}

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
pub fn gevraagd(nummer: &str, soort: Bord, hoeveel: i64, groep: &str, gezien: bool) -> String {
    let wie = match soort {
        Bord::Bord => "De gemeente beslist en plaatst ze; hang zelf niets op.",
        Bord::Sticker => "De gemeente beslist; één sticker per adres.",
    };
    let open = if gezien {
        ""
    } else {
        " Nog nodig: de gemeente moet zien dat uw groep bij WABP.nl staat. Staat zij er nog niet? Aanmelden is gratis op wabp.nl."
    };
    format!("Genoteerd ({nummer}): {} voor {}. {wie}{open}", zoveel(soort, hoeveel), ingekort(groep, 60))
}

/// Where are they to come?
pub const WAAR: &str = "Waar moeten ze komen? Noem de straat en welke kant, zoals: Waterlelie, bij de Dahlia.";
/// Why are they wanted?
pub const WAAROM: &str = "Waarom wilt u ze, in een paar woorden? Typ nee als u dat niet wilt zeggen.";

/// The gemeente has it now.
#[must_use]
pub fn bij_de_gemeente(aanvraag: &Aanvraag<'_>) -> String {
    format!(
        "{} ligt bij de gemeente.{}{} U hoort wat zij beslist. Typ 'hoe staat het met mijn {}' om te zien hoe ver het is.",
        aanvraag.nummer,
        aanvraag.plaats(),
        aanvraag.waarom(),
        meer(aanvraag.soort)
    )
}

/// What the gemeente hears.
#[must_use]
pub fn voor_gemeente(aanvraag: &Aanvraag<'_>, wabp: Option<&str>, gezien_ms: Option<i64>) -> String {
    let wabp = match (gezien_ms, wabp) {
        (Some(gezien_ms), _) => format!("WABP gezien op {}.", tijd::dag_en_klok(gezien_ms)),
        (None, Some(wabp)) if !wabp.is_empty() => {
            format!("WABP nog niet gezien; de beheerder zei: {}.", ingekort(wabp, 80))
        }
        (None, _) => "WABP nog niet gezien.".to_owned(),
    };
    let stand = match aanvraag.status {
        BordStatus::Gevraagd => format!(" Typ akkoord {0}, of afwijzen {0} met de reden.", aanvraag.nummer),
        BordStatus::Toegekend => format!(" Toegekend. Staan ze er? Typ {} geplaatst.", aanvraag.nummer),
        BordStatus::Afgewezen | BordStatus::Geplaatst => String::new(),
    };
    format!("Aanvraag {}.{}{} {wabp}{stand}", aanvraag.kop(), aanvraag.plaats(), aanvraag.waarom())
}

/// A line of `/aanvragen`: to be decided.
#[must_use]
pub fn regel(aanvraag: &Aanvraag<'_>) -> String {
    format!("{}. Wacht op de gemeente.", aanvraag.kop())
}

/// The same: to be placed.
#[must_use]
pub fn te_plaatsen(aanvraag: &Aanvraag<'_>) -> String {
    format!("{}. Toegekend, nog te plaatsen. Klaar? Typ {} geplaatst.", aanvraag.kop(), aanvraag.nummer)
}

/// How one stands, to whoever asked.
#[must_use]
pub fn stand(aanvraag: &Aanvraag<'_>) -> String {
    let op =
        |ms: Option<i64>| ms.map_or_else(String::new, |ms| format!(" op {}", tijd::dag_in_woorden(tijd::vandaag(ms))));
    let hoe = match aanvraag.status {
        BordStatus::Gevraagd => "ligt bij de gemeente, die nog moet beslissen".to_owned(),
        BordStatus::Toegekend => format!("toegekend{}, nog niet geplaatst", op(aanvraag.besloten_ms)),
        BordStatus::Afgewezen => {
            format!("afgewezen{}, omdat: {}", op(aanvraag.besloten_ms), zonder_omdat(aanvraag.reden))
        }
        BordStatus::Geplaatst => format!("geplaatst{}", op(aanvraag.geplaatst_ms)),
    };
    format!("{}: {hoe}.", aanvraag.kop())
}

/// How all of theirs stand, as many as fit.
#[must_use]
pub fn standen(regels: &[String]) -> String {
    const GETOOND: usize = 10;
    let meer = regels.len().saturating_sub(GETOOND);
    let getoond = regels.iter().take(GETOOND).cloned().collect::<Vec<_>>().join("\n");
    if meer > 0 { format!("{getoond}\nEn nog {meer} van eerder.") } else { getoond }
}

/// Grants it, on a button.
pub const KNOP_TOEKENNEN: &str = "Toekennen";
/// They are there, on a button.
pub const KNOP_GEPLAATST: &str = "Geplaatst";

/// To whoever asked: the gemeente said yes.
#[must_use]
pub fn toegekend(aanvraag: &Aanvraag<'_>) -> String {
    let dan = match aanvraag.soort {
        Bord::Bord => "U hoort het als ze er staan. Hang zelf niets op.",
        Bord::Sticker => "U hoort het als ze klaarliggen.",
    };
    format!("Goed nieuws over {}: de gemeente heeft ze toegekend. {dan}", aanvraag.kop())
}

/// A reason behind "omdat".
fn zonder_omdat(reden: &str) -> &str {
    ["omdat ", "Omdat ", "want ", "Want "].iter().find_map(|begin| reden.strip_prefix(begin)).unwrap_or(reden)
}

/// To whoever asked: the gemeente said no.
#[must_use]
pub fn afgewezen(aanvraag: &Aanvraag<'_>, reden: &str) -> String {
    let reden = zonder_omdat(reden);
    format!("{}: de gemeente heeft ze afgewezen, omdat: {reden}. Vragen? Bel uw gemeente.", aanvraag.kop())
}

/// To whoever asked: they are there.
#[must_use]
pub fn staan_er(aanvraag: &Aanvraag<'_>) -> String {
    match aanvraag.soort {
        Bord::Bord => {
            format!("{}: ze staan er.{} Klopt er iets niet? Bel uw gemeente.", aanvraag.kop(), aanvraag.plaats())
        }
        Bord::Sticker => format!("{}: ze zijn uitgereikt. Eén sticker per adres.", aanvraag.kop()),
    }
}

/// To the gemeente, which granted it.
#[must_use]
pub fn u_kende_toe(nummer: &str) -> String {
    format!("{nummer} is toegekend; de aanvrager hoort het. Staan ze er? Tik op Geplaatst, of typ {nummer} geplaatst.")
}

/// To the gemeente, which refused it.
#[must_use]
pub fn u_wees_af(nummer: &str) -> String {
    format!("{nummer} is afgewezen. De aanvrager heeft de reden gekregen.")
}

/// To the gemeente: they are there.
#[must_use]
pub fn genoteerd_geplaatst(nummer: &str) -> String {
    format!("Genoteerd: {nummer} is geplaatst. De aanvrager hoort het.")
}

/// They cannot be there before they were granted.
#[must_use]
pub fn eerst_toekennen(aanvraag: &str) -> String {
    format!("Daarover is nog niet beslist. {aanvraag}")
}

/// A sign is granted to a group at WABP only.
#[must_use]
pub fn eerst_wabp(nummer: &str, groep: &str) -> String {
    format!(
        "{nummer} kan nog niet: borden zijn er alleen voor groepen bij WABP, en van {} is dat nog niet gezien. Gezien? Tik op WABP klopt, en ken dan toe.",
        ingekort(groep, 60)
    )
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
