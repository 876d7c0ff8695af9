//! What somebody wants with a text that is no command and no answer to anything.
//!
//! Owns the order in which meanings are tried. Decides nothing: rights and state are the handlers'. Invariants: an
//! emergency comes first; a negation is never read as a yes; what fits nothing is [`Bedoeling::Onbegrepen`].

use jiff::civil::Date;

use crate::aankondiging::over_een_ander;
use crate::aankondiging::{self, Aankondiging};
use crate::antwoord::{duim, lijkt_melding};
use crate::blokkade;
use crate::datum;
use crate::ja_nee::Bij;
use crate::lijst::BEDOELING;
use crate::overdracht;
use crate::spoed;
use crate::taal;
use crate::uitleg::{self, Uitleg};
use crate::woorden::{Reeksen, Woord, Woordenset, is_ongeveer, woorden};
use kern::domain::bord::Bord;
use kern::domain::melding::lees_nummer;

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bedoeling {
    /// Reports something that happens now.
    Spoed,
    /// Asks whether an alert with this number is real.
    Check(String),
    /// A telephone is to be blocked.
    Blokkeer,
    /// Agrees to a request.
    Akkoord,
    /// Is or will be away.
    Afwezig,
    /// Is back.
    Terug,
    /// Wants quiet hours, or none any more.
    Stilte {
        /// They are to be taken away.
        uit: bool,
    },
    /// Tells police something that is no emergency.
    Tip(String),
    /// Wants signs or stickers: how many, if they said so.
    Borden(Bord, Option<i64>),
    /// Comes to a meeting, or does not.
    Rsvp(bool),
    /// Asks how well a wijk is covered.
    Dekking,
    /// Asks for figures.
    Statistiek,
    /// Wants explanations in English (`true`) or Dutch.
    Engels(bool),
    /// Asks what is kept of them.
    Mijngegevens,
    /// Wants to be erased.
    Wis,
    /// Wants fewer messages, or none, and did not say how.
    Minder,
    /// Wants to stop as beheerder.
    Afmelden,
    /// Wants to hand a group over.
    Overdragen,
    /// A hand-over is to be stopped.
    OverdrachtStop,
    /// Asks how a message is taken out of a group.
    HoeVerwijderen,
    /// To have something explained.
    Uitleg(Uitleg),
    /// Has or will have another number.
    NummerWijzig,
    /// Asks what the bot can do.
    Help,
    /// Wants to become beheerder.
    Aanmelden,
    /// Asks how far their request is.
    HoeVer,
    /// Something that reads like a report, and is not known to happen now.
    Melding,
    /// Something that reads like a report, of another time.
    VanToen,
    /// Thanks, emoji and other talk that needs no answer.
    Praatje,
    /// Nothing of these.
    Onbegrepen,
}

/// What is going on around a text.
#[derive(Debug, Clone)]
pub struct Omstandigheden<'a> {
    /// The day in the Netherlands.
    pub vandaag: Date,
    /// The letters of the numbers of alerts.
    pub codes: Vec<&'a str>,
    /// They run a group.
    pub beheerder: bool,
    /// They asked to become beheerder.
    pub aangemeld: bool,
    /// They may send alerts.
    pub verzender: bool,
    /// They may block telephones.
    pub blokkeert: bool,
    /// They decide about requests.
    pub beslist: bool,
    /// They were invited to a meeting that is still to come.
    pub uitgenodigd: bool,
    /// An alert runs for a group of theirs.
    pub melding_loopt: bool,
}

impl Omstandigheden<'_> {
    /// Somebody of whom nothing is known.
    #[must_use]
    pub const fn onbekende(vandaag: Date) -> Self {
        Self {
            vandaag,
            codes: Vec::new(),
            beheerder: false,
            aangemeld: false,
            verzender: false,
            blokkeert: false,
            beslist: false,
            uitgenodigd: false,
            melding_loopt: false,
        }
    }
}

/// The words of a text, to be asked about.
struct Tekst<'a> {
    tekst: &'a str,
    woorden: Vec<Woord>,
}

impl Tekst<'_> {
    /// Whether it holds one of these words.
    fn woord(&self, lijst: &Woordenset) -> bool {
        self.woorden.iter().any(|woord| lijst.contains(woord.norm.as_str()))
    }

    /// Whether it holds one of these long words, or nearly.
    fn ongeveer(&self, lijst: &Woordenset) -> bool {
        self.woorden.iter().any(|woord| lijst.iter().any(|bekend| is_ongeveer(&woord.norm, bekend)))
    }

    /// Whether it holds one of these runs of words.
    fn reeks(&self, lijst: &Reeksen) -> bool {
        lijst.staat_in(&self.woorden)
    }

    fn ontkend(&self) -> bool {
        Bij::Tekst.hoort_nee(&self.woorden)
    }
}

/// What somebody wants.
#[must_use]
pub fn lees(getypt: &str, om: &Omstandigheden<'_>) -> Bedoeling {
    let tekst = Tekst { tekst: getypt, woorden: woorden(getypt) };
    if om.blokkeert
        && (tekst.ongeveer(&BEDOELING.blokkeren) || blokkade::deblokkeert(getypt))
        && getypt.chars().filter(char::is_ascii_digit).count() >= 8
    {
        return Bedoeling::Blokkeer;
    }
    if !om.verzender && spoed::is_spoed(getypt, om.melding_loopt) {
        return Bedoeling::Spoed;
    }
    if let Some(nummer) = gevraagd_nummer(&tekst, &om.codes) {
        return Bedoeling::Check(nummer);
    }
    if om.beslist && BEDOELING.akkoord.aanloop(&tekst.woorden) > 0 {
        return Bedoeling::Akkoord;
    }
    if tekst.woorden.is_empty() || duim(getypt) {
        return Bedoeling::Praatje;
    }
    if let Some(komt) = om.uitgenodigd.then(|| rsvp(&tekst, om.vandaag)).flatten() {
        return Bedoeling::Rsvp(komt);
    }
    eigen_zaken(&tekst, om).or_else(|| vragen(&tekst, om)).or_else(|| tip(&tekst)).unwrap_or_else(|| rest(&tekst, om))
}

/// The number in "ZM-0231", "klopt zm 0231?", "is ZM-0231 echt".
fn gevraagd_nummer(tekst: &Tekst<'_>, codes: &[&str]) -> Option<String> {
    let gelezen = &tekst.woorden;
    let vraagt = |norm: &str| BEDOELING.vraagt_of_het_klopt.contains(norm);
    let code = |norm: &str| codes.iter().any(|code| norm.starts_with(&code.to_lowercase()));
    let plaats = gelezen.iter().position(|woord| code(&woord.norm) && woord.norm.len() <= 8)?;
    let los = gelezen[plaats].norm.chars().any(|teken| teken.is_ascii_digit());
    let cijfers = gelezen.get(plaats + 1).filter(|_| !los).map_or("", |woord| woord.norm.as_str());
    let nummer = lees_nummer(&format!("{}{cijfers}", gelezen[plaats].norm))?;
    let alleen = gelezen.len() == if los { 1 } else { 2 };
    (alleen || tekst.tekst.contains('?') || gelezen.iter().any(|woord| vraagt(&woord.norm))).then_some(nummer)
}

/// Whether somebody comes. "Kom niet" and "kan niet die avond" are a no; a question is neither.
fn rsvp(tekst: &Tekst<'_>, vandaag: Date) -> Option<bool> {
    if tekst.woorden.len() > 16 || tekst.tekst.trim_end().ends_with('?') {
        return None;
    }
    // "Ik ben er weer", "ben er niet tot maandag": about themselves, unless the evening is named.
    let avond = tekst.woord(&BEDOELING.over_avond);
    let tot = tekst.woord(&BEDOELING.tot_wanneer) || tekst.reeks(&BEDOELING.tot_en_met);
    match aanwezigheid(tekst, vandaag) {
        Some(Bedoeling::Terug) if !avond => return None,
        Some(Bedoeling::Afwezig) if !avond && tot && !tekst.reeks(&BEDOELING.tot_dan) => return None,
        _ => {}
    }
    let nee = tekst.ontkend() || tekst.woord(&BEDOELING.komt_niet);
    let over = tekst.woord(&BEDOELING.over_komen) || tekst.reeks(&BEDOELING.komt);
    let kaal = tekst.woorden.len() <= 3
        && (Bij::Uitnodiging.hoort_ja(&tekst.woorden) || Bij::Uitnodiging.hoort_nee(&tekst.woorden));
    (over || kaal).then_some(!nee)
}

/// What people arrange for themselves.
fn eigen_zaken(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Option<Bedoeling> {
    if let Some(engels) = taal::lees(&tekst.woorden) {
        return Some(Bedoeling::Engels(engels));
    }
    if om.beheerder && overdracht::stopt(tekst.tekst) {
        return Some(Bedoeling::OverdrachtStop);
    }
    if om.beheerder && hoe_verwijderen(tekst) {
        return Some(Bedoeling::HoeVerwijderen);
    }
    if let Some(uitleg) = uitleg::gevraagd(&tekst.woorden) {
        return Some(Bedoeling::Uitleg(uitleg));
    }
    let gegevens = tekst.ongeveer(&BEDOELING.gegevens);
    let over_mij = tekst.reeks(&BEDOELING.over_mij);
    let wissen = tekst.ongeveer(&BEDOELING.wissen);
    if wissen
        && (gegevens || tekst.reeks(&BEDOELING.wat_gewist) || tekst.woord(&BEDOELING.wisverzoek))
        && !tekst.ontkend()
    {
        return Some(Bedoeling::Wis);
    }
    let vraagt = tekst.woord(&BEDOELING.vraagt_gegevens);
    if vraagt
        && ((gegevens && (over_mij || tekst.woord(&BEDOELING.bewaren_van_mij)))
            || (tekst.woord(&BEDOELING.weten_van_mij) && over_mij))
        || (gegevens && tekst.reeks(&BEDOELING.mijn_gegevens) && tekst.woorden.len() <= 4)
        || tekst.woord(&BEDOELING.inzageverzoek)
        || (tekst.woord(&BEDOELING.avg) && vraagt)
    {
        return Some(Bedoeling::Mijngegevens);
    }
    if stopt(tekst) {
        return Some(Bedoeling::Afmelden);
    }
    let nummer = tekst.ongeveer(&BEDOELING.nummer) || tekst.reeks(&BEDOELING.nummer_los);
    let anders = tekst.woord(&BEDOELING.anders_nummer);
    if nummer
        && anders
        && !tekst.ontkend()
        && !over_een_ander(&tekst.woorden)
        && !tekst.woord(&BEDOELING.geen_eigen_nummer)
        && tekst.woord(&BEDOELING.eigen_nummer)
    {
        return Some(Bedoeling::NummerWijzig);
    }
    stilte(tekst)
        .or_else(|| aanwezigheid(tekst, om.vandaag))
        .or_else(|| {
            (om.beheerder && tekst.reeks(&BEDOELING.minder) && tekst.woorden.len() <= 10).then_some(Bedoeling::Minder)
        })
        .or_else(|| om.beheerder.then(|| borden(tekst)).flatten())
        .or_else(|| {
            // "Alles wissen lijkt me overdreven" hands nothing over.
            let anders = tekst.woord(&BEDOELING.geen_overdragen);
            let draagt_over = (tekst.ongeveer(&BEDOELING.overdragen) && !anders)
                || (tekst.woord(&BEDOELING.overnemen) && tekst.woord(&BEDOELING.wat_overnemen));
            // A question how or whether it can be done begins nothing.
            let vraagt = tekst.tekst.contains('?')
                || tekst.woorden.first().is_some_and(|woord| BEDOELING.vraagt_hoe.contains(&woord.norm));
            (om.beheerder && draagt_over && !vraagt && !tekst.ontkend()).then_some(Bedoeling::Overdragen)
        })
}

/// Whether a text that begins with "terug" says that whoever writes is back: not "terug naar de winkel moest ik ook".
#[must_use]
pub fn meldt_terug(getypt: &str) -> bool {
    let tekst = Tekst { tekst: getypt, woorden: woorden(getypt) };
    tekst.woorden.len() <= 1
        || BEDOELING.zelf_in_een_woord.vult(&tekst.woorden)
        || tekst.woord(&BEDOELING.zelf) && !tekst.woord(&BEDOELING.kort_weg)
}

/// Whether a text begins with "akkoord", without a mistake in it.
#[must_use]
pub fn begint_met_akkoord(tekst: &str) -> bool {
    BEDOELING.akkoord.aanloop(&woorden(tekst)) > 0
}

/// "Hoe verwijder ik dat bericht": about what stands in a group, not about what is kept of them.
fn hoe_verwijderen(tekst: &Tekst<'_>) -> bool {
    let haalt_weg = tekst.ongeveer(&BEDOELING.weghalen)
        || tekst.woord(&BEDOELING.weghalen_kort)
        || (tekst.woord(&BEDOELING.haalt) && tekst.woord(&BEDOELING.haalt_weg));
    let anders = tekst.woord(&BEDOELING.geen_bericht);
    tekst.woord(&BEDOELING.hoe) && haalt_weg && !anders
}

/// "Wil stoppen als beheerder", "meld mij af", "schrijf me uit".
fn stopt(tekst: &Tekst<'_>) -> bool {
    let beheer = tekst.ongeveer(&BEDOELING.beheer);
    let stopt = tekst.woord(&BEDOELING.stopt);
    let wil = tekst.woord(&BEDOELING.wil_stoppen);
    (beheer && wil && stopt && !tekst.woord(&BEDOELING.stopt_niet))
        || (beheer && tekst.reeks(&BEDOELING.geen_beheerder_meer))
        || tekst.woord(&BEDOELING.afmelden)
            && !tekst.woord(&BEDOELING.niet_afmelden)
            // Not of somebody else, and of nothing else: "afmelden voor de bordenactie".
            && !over_een_ander(&tekst.woorden)
            && !tekst.woord(&BEDOELING.iets_anders_afmelden)
            && tekst.woorden.len() <= 8
        || tekst.reeks(&BEDOELING.meldt_af)
}

fn stilte(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let nacht = tekst.woord(&BEDOELING.nacht);
    let stil = tekst.ongeveer(&BEDOELING.stilte) || tekst.reeks(&BEDOELING.niet_storen);
    let uit = tekst.reeks(&BEDOELING.stilte_uit)
        || (nacht && tekst.woord(&BEDOELING.weer) && tekst.woord(&BEDOELING.wat_weer) && !tekst.ontkend());
    let rust = tekst.ontkend() && tekst.woord(&BEDOELING.wat_stil);
    if uit {
        return Some(Bedoeling::Stilte { uit: true });
    }
    let uren = datum::uren(tekst.tekst).is_some() && datum_los(tekst);
    // "Alleen tussen 8 en 22 graag": when messages may come.
    let alleen = uren
        && tekst.woord(&BEDOELING.alleen_dan)
        && tekst.woorden.len() <= 10
        && !tekst.woord(&BEDOELING.iets_anders_dan_stilte);
    if alleen {
        return Some(Bedoeling::Stilte { uit: false });
    }
    // "Niet na tien uur 's avonds", "alleen 's nachts stil": which hours is asked.
    let tijden =
        (tekst.reeks(&BEDOELING.niet_na) && (nacht || tekst.woord(&BEDOELING.uur)) && tekst.woorden.len() <= 9)
            || tekst.reeks(&BEDOELING.alleen_snachts);
    (stil || tijden || ((nacht || uren) && rust)).then_some(Bedoeling::Stilte { uit: false })
}

/// Whether what looks like hours is not a part of a day ("3-1").
fn datum_los(tekst: &Tekst<'_>) -> bool {
    datum::lees(tekst.tekst, Date::constant(2026, 1, 1)).tot.is_none() || tekst.woord(&BEDOELING.uur)
}

fn aanwezigheid(tekst: &Tekst<'_>, vandaag: Date) -> Option<Bedoeling> {
    let periode = datum::lees(tekst.tekst, vandaag);
    let later = periode.tot.is_some_and(|dag| dag > vandaag);
    let vakantie = tekst.ongeveer(&BEDOELING.vakantie) || tekst.woord(&BEDOELING.vakantie_kort);
    // "Ik ben er volgende week niet".
    let weg = [&BEDOELING.er_niet, &BEDOELING.ben_er_niet].iter().any(|reeksen| tekst.reeks(reeksen))
        || tekst.woord(&BEDOELING.weg);
    let terug = tekst.woord(&BEDOELING.terug) || tekst.reeks(&BEDOELING.weer_terug);
    let ik = tekst.woord(&BEDOELING.over_zichzelf);
    let voorbij = tekst.reeks(&BEDOELING.vakantie_voorbij);
    if gaat_niet_weg(tekst) {
        return Some(Bedoeling::Terug);
    }
    // "Bord weg tot vrijdag".
    let van_iets = BEDOELING.zaken.staat_in(tekst.woorden.get(..2).unwrap_or(&tekst.woorden));
    if (vakantie && !voorbij || weg || terug) && later && !tekst.woord(&BEDOELING.dader) && !van_iets {
        return Some(Bedoeling::Afwezig);
    }
    // "De camera hangt er weer", "fiets is terug", "ik ben terug van de winkel": none of them was away.
    let zelf = tekst.woord(&BEDOELING.zelf) || BEDOELING.zelf_in_een_woord.vult(&tekst.woorden);
    let kort_weg = tekst.woord(&BEDOELING.kort_weg) || tekst.woord(&BEDOELING.zaken);
    if voorbij
        || (terug
            && ik
            && zelf
            && !kort_weg
            && tekst.woorden.len() <= 10
            && !tekst.ontkend()
            && !tekst.woord(&BEDOELING.geen_terugkeer))
    {
        return Some(Bedoeling::Terug);
    }
    // "Ik ben er met oud en nieuw niet": which days is asked.
    let feest = aankondiging::lees(tekst.tekst) == Aankondiging::Feestdagen;
    if feest && (weg || (ik && tekst.ontkend() && tekst.woord(&BEDOELING.er))) && tekst.woorden.len() <= 12 {
        return Some(Bedoeling::Afwezig);
    }
    // "Toch een week langer" says of no day until when: that is asked.
    let langer = tekst.reeks(&BEDOELING.langer_weg) && tekst.woorden.len() <= 8;
    (vakantie && ik || langer || tekst.reeks(&BEDOELING.is_weg)).then_some(Bedoeling::Afwezig)
}

/// "Mijn vakantie gaat niet door", "ik ga toch niet weg".
fn gaat_niet_weg(tekst: &Tekst<'_>) -> bool {
    let gaat_niet = tekst.reeks(&BEDOELING.gaat_niet_weg);
    gaat_niet && !tekst.woord(&BEDOELING.kan)
}

fn borden(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let sticker = tekst.ongeveer(&BEDOELING.stickers);
    let bord = tekst.woord(&BEDOELING.borden);
    let aantal = tekst.woorden.iter().find_map(|woord| woord.norm.parse::<i64>().ok());
    let wil = tekst.woord(&BEDOELING.wil_borden) || aantal.is_some();
    // What is told of signs that are there is no order.
    let verteld = tekst.woord(&BEDOELING.vertelt_van_borden);
    // "2 stickers heb ik al", "mijn buurman wil 3 stickers".
    let van_anderen = over_een_ander(&tekst.woorden);
    if !wil || verteld || van_anderen || tekst.ontkend() {
        return None;
    }
    match (sticker, bord) {
        (true, _) => Some(Bedoeling::Borden(Bord::Sticker, aantal)),
        (_, true) => Some(Bedoeling::Borden(Bord::Bord, aantal)),
        _ => None,
    }
}

/// What people ask.
fn vragen(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Option<Bedoeling> {
    let groepen = tekst.woord(&BEDOELING.groepen);
    let dekking = tekst.ongeveer(&BEDOELING.dekking)
        || (groepen && tekst.woord(&BEDOELING.vraagt_dekking) && !tekst.woord(&BEDOELING.geplaatst))
        || tekst.reeks(&BEDOELING.zonder_beheerder) && tekst.woord(&BEDOELING.vraagt_waar)
        || !om.beheerder && tekst.reeks(&BEDOELING.stille_groepen);
    if dekking {
        return Some(Bedoeling::Dekking);
    }
    if tekst.ongeveer(&BEDOELING.statistiek)
        || (tekst.woord(&BEDOELING.hoeveel) && tekst.woord(&BEDOELING.hoeveel_waarvan))
    {
        return Some(Bedoeling::Statistiek);
    }
    if om.aangemeld && (tekst.woord(&BEDOELING.aanvraag) || tekst.reeks(&BEDOELING.hoe_ver)) {
        return Some(Bedoeling::HoeVer);
    }
    let aan = tekst.woord(&BEDOELING.aanmelden)
        || (tekst.woord(&BEDOELING.meld) && tekst.woord(&BEDOELING.aan))
        || tekst.reeks(&BEDOELING.beheerder_worden);
    if aan && !om.verzender {
        return Some(Bedoeling::Aanmelden);
    }
    let help = tekst.reeks(&BEDOELING.vraagt_hulp) || (tekst.woord(&BEDOELING.hulp) && tekst.woorden.len() <= 6);
    help.then_some(Bedoeling::Help)
}

/// Whether a text is called a tip by whoever gives it.
#[must_use]
pub fn heet_tip(getypt: &str) -> bool {
    woorden(getypt).first().is_some_and(|woord| BEDOELING.tip.contains(&woord.norm))
}

/// What is told to police: named as a tip, or seen at another time.
fn tip(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let genoemd = heet_tip(tekst.tekst) || tekst.reeks(&BEDOELING.geeft_tip);
    let gezien = tekst.woord(&BEDOELING.zag_iets);
    let toen = tekst.woord(&BEDOELING.van_toen);
    if !(genoemd || gezien && toen) || tekst.woorden.len() < 2 {
        return None;
    }
    let rest = tekst.tekst.trim_start();
    let kaal = rest.to_lowercase();
    // The longest: "tipje" begins with "tip".
    let kop = BEDOELING.tip.iter().filter(|woord| kaal.starts_with(woord)).map(str::len).max();
    let inhoud = kop.and_then(|lengte| rest.get(lengte..));
    let inhoud = inhoud.map_or(rest, |inhoud| inhoud.trim_start_matches([':', '-', ' ', ',', '.']));
    Some(Bedoeling::Tip(inhoud.trim().to_owned()))
}

fn rest(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Bedoeling {
    if lijkt_melding(tekst.tekst)
        && !om.verzender
        && !spoed::is_onschuldig(tekst.tekst)
        && !spoed::is_over_berichten(tekst.tekst)
    {
        if om.beheerder && spoed::vertelt_van_toen(tekst.tekst) { Bedoeling::VanToen } else { Bedoeling::Melding }
    } else if praatje(tekst) {
        Bedoeling::Praatje
    } else {
        Bedoeling::Onbegrepen
    }
}

/// Thanks, greetings among people who know each other, and the like.
fn praatje(tekst: &Tekst<'_>) -> bool {
    let dank = tekst.woord(&BEDOELING.praat);
    // A courtesy makes no talk of what somebody asks for: "alleen tussen 8 en 22 graag", "kunt u … alstublieft".
    let vraagt_iets = tekst.woord(&BEDOELING.vraagt_iets)
        || tekst.woorden.iter().any(|woord| woord.norm.bytes().any(|teken| teken.is_ascii_digit()));
    let alleen_graag = tekst.reeks(&BEDOELING.graag_gedaan) || tekst.woorden.len() <= 2;
    dank && tekst.woorden.len() <= 7 && !tekst.tekst.contains('?') && (!vraagt_iets || alleen_graag)
}

/// Whether a text that reads like an answer to an alert ("ben op vakantie", "kan niet") is rather about an absence
/// with a day, or a meeting.
#[must_use]
pub fn gaat_voor_bevestiging(getypt: &str) -> bool {
    let tekst = Tekst { tekst: getypt, woorden: woorden(getypt) };
    let dag = datum::lees(getypt, Date::constant(2026, 1, 1)).tot.is_some();
    let weg = tekst.ongeveer(&BEDOELING.afwezig_met_dag)
        || tekst.woord(&BEDOELING.weg_met_dag)
        || tekst.reeks(&BEDOELING.er_niet_met_dag);
    let avond = tekst.woord(&BEDOELING.avond) || tekst.reeks(&BEDOELING.niet_die_avond);
    let vakantie = tekst.ongeveer(&BEDOELING.alleen_vakantie);
    let terug = vakantie && tekst.woord(&BEDOELING.vakantie_om) && !tekst.ontkend();
    (weg && dag) || avond || terug || gaat_niet_weg(&tekst) || overdracht::stopt(tekst.tekst)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const VANDAAG: Date = Date::constant(2026, 11, 23);

    fn beheerder() -> Omstandigheden<'static> {
        Omstandigheden { beheerder: true, codes: vec!["ZM", "LD", "OEF"], ..Omstandigheden::onbekende(VANDAAG) }
    }

    #[test]
    fn only_a_whole_akkoord_in_front_begins_with_it() {
        assert!(
            begint_met_akkoord("Akkoord, prima") && !begint_met_akkoord("akoord") && !begint_met_akkoord("ja akkoord")
        );
    }

    #[rstest]
    #[case("met vakantie tot 3 jan", Bedoeling::Afwezig)]
    #[case("ben er even niet tot maandag", Bedoeling::Afwezig)]
    #[case("Ik ben 2 weken weg", Bedoeling::Afwezig)]
    #[case("op vakantie!!", Bedoeling::Afwezig)]
    #[case("maandag ben ik weer terug", Bedoeling::Afwezig)]
    #[case("ik lig in het ziekenhuis tot 1 december", Bedoeling::Afwezig)]
    #[case("ik ben weer terug", Bedoeling::Terug)]
    #[case("Terug van vakantie", Bedoeling::Terug)]
    #[case("we zijn er weer", Bedoeling::Terug)]
    #[case("ben weer thuis", Bedoeling::Terug)]
    #[case("snachts geen berichten aub", Bedoeling::Stilte { uit: false })]
    #[case("'s nachts niet storen", Bedoeling::Stilte { uit: false })]
    #[case("tussen 23 en 7 uur geen meldingen graag", Bedoeling::Stilte { uit: false })]
    #[case("ik wil niet meer wakker worden gemaakt in de nacht", Bedoeling::Stilte { uit: false })]
    #[case("stilte uit", Bedoeling::Stilte { uit: true })]
    #[case("snachts mag ik wel weer berichten", Bedoeling::Stilte { uit: true })]
    #[case("geef door: mijn nummer verandert", Bedoeling::NummerWijzig)]
    #[case("ik heb een nieuw nummer", Bedoeling::NummerWijzig)]
    #[case("krijg volgende week een ander telefoonnummer", Bedoeling::NummerWijzig)]
    #[case("wil stoppen als beheerder", Bedoeling::Afmelden)]
    #[case("ik stop ermee als beheerder", Bedoeling::Afmelden)]
    #[case("ik ben geen beheerder meer", Bedoeling::Afmelden)]
    #[case("meld mij af", Bedoeling::Afmelden)]
    #[case("verwijder al mijn gegevens", Bedoeling::Wis)]
    #[case("wis alles van mij", Bedoeling::Wis)]
    #[case("ik wil dat jullie al mijn gegevens verwijderen", Bedoeling::Wis)]
    #[case("wat weten jullie van mij", Bedoeling::Mijngegevens)]
    #[case("welke gegevens bewaren jullie?", Bedoeling::Mijngegevens)]
    #[case("mijn gegevens inzien", Bedoeling::Mijngegevens)]
    #[case("english please", Bedoeling::Engels(true))]
    #[case("do you speak English?", Bedoeling::Engels(true))]
    #[case("nederlands graag", Bedoeling::Engels(false))]
    #[case("I don't speak Dutch sorry", Bedoeling::Engels(true))]
    #[case("ik spreek geen nederlands", Bedoeling::Engels(true))]
    #[case("stop speaking english", Bedoeling::Engels(false))]
    #[case("geen engels meer aub", Bedoeling::Engels(false))]
    #[case("hoeveel groepen doen er mee in rokkeveen", Bedoeling::Dekking)]
    #[case("welke wijken hebben geen beheerder", Bedoeling::Dekking)]
    #[case("hoeveel meldingen waren er dit jaar", Bedoeling::Statistiek)]
    #[case("statistieken", Bedoeling::Statistiek)]
    #[case("mag ik 2 borden", Bedoeling::Borden(Bord::Bord, Some(2)))]
    #[case("graag stickers voor de straat", Bedoeling::Borden(Bord::Sticker, None))]
    #[case("wil mijn groep overdragen", Bedoeling::Overdragen)]
    #[case("de overdracht gaat niet door", Bedoeling::OverdrachtStop)]
    #[case("ik wil toch niet overdragen", Bedoeling::OverdrachtStop)]
    #[case("hoe verwijder ik dat", Bedoeling::HoeVerwijderen)]
    #[case("mijn gegevens", Bedoeling::Mijngegevens)]
    #[case("fijne avond allemaal", Bedoeling::Praatje)]
    #[case("ze staan nu bij de buren in de tuin met een koevoet!!", Bedoeling::Spoed)]
    #[case("HELP", Bedoeling::Spoed)]
    #[case("klopt zm 0231?", Bedoeling::Check("ZM-0231".into()))]
    #[case("ZM-9999", Bedoeling::Check("ZM-9999".into()))]
    #[case("tip: grijze bus in de Akelei", Bedoeling::Tip("grijze bus in de Akelei".into()))]
    #[case("gisteren een grijze bus gezien", Bedoeling::Tip("gisteren een grijze bus gezien".into()))]
    #[case("wat kan ik hier doen", Bedoeling::Help)]
    #[case("hoe werkt dit?", Bedoeling::Help)]
    #[case("bedankt", Bedoeling::Praatje)]
    #[case("Dank je wel!", Bedoeling::Praatje)]
    #[case("🎉", Bedoeling::Praatje)]
    #[case("👍", Bedoeling::Praatje)]
    #[case("ik wil nog een groep aanmelden", Bedoeling::Aanmelden)]
    #[case("mijn fiets is gestolen", Bedoeling::Melding)]
    #[case("de lantaarnpaal is stuk", Bedoeling::Onbegrepen)]
    #[case("kan helaas niet die avond", Bedoeling::Onbegrepen)]
    #[case("jan belt morgen wel", Bedoeling::Onbegrepen)]
    fn what_a_beheerder_wants(#[case] tekst: &str, #[case] bedoeling: Bedoeling) {
        assert_eq!(lees(tekst, &beheerder()), bedoeling, "{tekst}");
    }

    #[rstest]
    #[case("kan helaas niet die avond", Some(false))]
    #[case("ja ik kom", Some(true))]
    #[case("Ik kom niet", Some(false))]
    #[case("we zijn er bij!", Some(true))]
    #[case("verhinderd", Some(false))]
    #[case("nee", Some(false))]
    #[case("ben aanwezig", Some(true))]
    #[case("hoe laat begint de bijeenkomst?", None)]
    fn answers_to_an_invitation(#[case] tekst: &str, #[case] komt: Option<bool>) {
        let om = Omstandigheden { uitgenodigd: true, ..beheerder() };
        let gelezen = lees(tekst, &om);
        match komt {
            Some(komt) => assert_eq!(gelezen, Bedoeling::Rsvp(komt), "{tekst}"),
            None => assert!(!matches!(gelezen, Bedoeling::Rsvp(_)), "{tekst}"),
        }
    }

    #[test]
    fn a_sender_who_writes_of_a_burglary_is_no_emergency() {
        let om = Omstandigheden { verzender: true, ..Omstandigheden::onbekende(VANDAAG) };
        assert_ne!(lees("ze breken nu in in rokkeveen", &om), Bedoeling::Spoed);
    }

    #[test]
    fn an_absence_with_a_day_is_no_answer_to_an_alert() {
        assert!(gaat_voor_bevestiging("ben op vakantie tot 3 jan"));
        assert!(gaat_voor_bevestiging("ik kan niet die avond"));
        assert!(!gaat_voor_bevestiging("op vakantie"));
        assert!(!gaat_voor_bevestiging("niet doorgestuurd, ben aan het werk"));
        assert!(!gaat_voor_bevestiging("nog niet doorgestuurd, doe ik over 5 min"));
    }

    #[rstest]
    #[case("afmelden voor de borden actie")]
    #[case("mijn buurvrouw wil zich afmelden")]
    #[case("ik wil me afmelden voor de vergadering")]
    #[case("afmelden voor de bijeenkomst van dinsdag")]
    #[case("mijn buurman heeft een nieuw nummer")]
    #[case("mijn nummer is niet veranderd")]
    #[case("mijn collega krijgt een ander nummer")]
    #[case("ik heb 2 borden gezien in de sloot")]
    #[case("de borden zijn aangekomen, 2 stuks, dank")]
    #[case("er zijn 3 stickers te weinig geleverd")]
    #[case("ik wil 100 stickers minder")]
    #[case("hoeveel borden hebben we gekregen")]
    #[case("het bord is omgevallen, kan iemand kijken")]
    #[case("kan ik mijn groep overdragen aan mijn vrouw?")]
    #[case("wie kan mijn groep overdragen")]
    #[case("hoe draag ik over, moet ik een opvolger hebben")]
    fn what_is_told_or_asked_orders_and_ends_nothing(#[case] tekst: &str) {
        let gelezen = lees(tekst, &beheerder());
        assert!(
            !matches!(
                gelezen,
                Bedoeling::Borden(..) | Bedoeling::Overdragen | Bedoeling::Afmelden | Bedoeling::NummerWijzig
            ),
            "{tekst}: {gelezen:?}"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (lees(&tekst, &beheerder()), gaat_voor_bevestiging(&tekst));
        }
    }
}
