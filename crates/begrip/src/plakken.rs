//! A politiebericht that somebody pastes, forwards or asks about: its number, and whether it is what was issued.
//!
//! Pure. Invariants: what somebody says about an alert or orders is no question about it; a text counts as the issued
//! one only word by word, whatever WhatsApp put around it.

use crate::antwoord;
use crate::lijst::PLAKKEN;
use crate::woorden::{Woord, begint_met, norm_op, woorden};
use kern::domain::melding::lees_nummer;
use kern::domain::politiebericht::onzichtbaar;

/// What is to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Controle {
    /// A number.
    Nummer(String),
    /// A whole text under a number.
    Tekst(String),
    /// A text that calls itself a politiebericht and has no number.
    ZonderNummer,
    /// A question about a message, without its number.
    Welk,
}

/// How a pasted text compares with what was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vergelijking {
    /// Word by word the same.
    Klopt,
    /// The same, with other words before or behind it.
    MetExtra,
    /// Not the same.
    WijktAf,
}

/// The numbers of alerts in a text, in any notation; only of these series.
#[must_use]
pub fn nummers(tekst: &str, codes: &[&str]) -> Vec<String> {
    let mut gevonden: Vec<String> = Vec::new();
    for deel in PLAKKEN.nummer.captures_iter(tekst) {
        let bekend = codes.iter().any(|code| code.eq_ignore_ascii_case(&deel[1]));
        let nummer = lees_nummer(&format!("{}{}", &deel[1], &deel[2])).filter(|_| bekend);
        gevonden.extend(nummer.filter(|nummer| !gevonden.contains(nummer)));
    }
    gevonden
}

/// Without what WhatsApp and telephones put around a copied text.
fn ontdaan(tekst: &str) -> String {
    let zichtbaar: String = tekst.chars().filter(|teken| !onzichtbaar(*teken)).collect();
    let zonder = PLAKKEN.aanhef.zonder_alle(&zichtbaar);
    let regels = zonder.lines().filter(|regel| {
        let kaal: Vec<String> = woorden(regel).into_iter().map(|woord| woord.norm).collect();
        !PLAKKEN.doorgestuurd.contains(&kaal.join(" "))
    });
    regels.collect::<Vec<_>>().join("\n")
}

/// The number in the head of a politiebericht, and where that head begins.
fn kop(tekst: &str) -> Option<(String, usize)> {
    let deel = PLAKKEN.nummer_in_kop.captures(tekst)?;
    Some((lees_nummer(&format!("{}{}", &deel[1], &deel[2]))?, deel.get(0)?.start()))
}

/// The number of a text that was pasted whole: a head with a number, and several lines or what only we write. "UPDATE"
/// and the like are also what police type to order one: those count only in capitals and with our own phrases.
#[must_use]
pub fn geplakt(tekst: &str) -> Option<String> {
    if tekst.trim_start().starts_with('/') {
        return None;
    }
    let tekst = ontdaan(tekst);
    let (nummer, begin) = kop(&tekst)?;
    let (voor, bericht) = (tekst.get(..begin)?, tekst.get(begin..)?);
    let regels = bericht.lines().filter(|regel| !regel.trim().is_empty()).count();
    let alle = woorden(bericht);
    let van_ons = PLAKKEN.van_ons.staat_in(&alle);
    let lang = if PLAKKEN.kop_van_bericht.contains(norm_op(&alle, 0)) {
        regels >= 3 || (alle.len() >= 10 && van_ons)
    } else {
        van_ons && bericht.starts_with(|teken: char| teken.is_uppercase()) && alle.len() >= 8
    };
    let aangehaald = is_aangehaald(voor, &alle, bericht);
    ((lang && woorden(voor).len() <= 12) || aangehaald).then_some(nummer)
}

/// The number of a text that looks like one of ours, whatever it says: a head in capitals with a number, and a line or a
/// sentence behind it. Of police "UPDATE ZM-0231 man is kaal" is an order; of anybody else it is a message that they got.
#[must_use]
pub fn lijkt_bericht(tekst: &str) -> Option<String> {
    let kaal = ontdaan(tekst);
    let (nummer, begin) = kop(&kaal)?;
    let (voor, bericht) = (kaal.get(..begin)?, kaal.get(begin..)?);
    let regels = bericht.lines().filter(|regel| !regel.trim().is_empty()).count();
    let alle = woorden(bericht);
    let hoofdletters = bericht.split_whitespace().next().is_some_and(|kop| !kop.chars().any(char::is_lowercase));
    let lang = regels >= 2 || (hoofdletters && alle.len() >= LIJKT_BERICHT_WOORDEN);
    (lang && woorden(voor).len() <= 12 && !tekst.trim_start().starts_with('/')).then_some(nummer)
}

/// A head, its number in one or two words, and a few more.
const LIJKT_BERICHT_WOORDEN: usize = 7;

/// Whether a head with a number is quoted in a sentence: "kreeg dit: POLITIEBERICHT ZM-9999 woninginbraak rokkeveen".
/// Who says of an alert that it stands in a group, or asks about it, quotes nothing.
fn is_aangehaald(voor: &str, bericht: &[Woord], getypt: &str) -> bool {
    let kop = bericht.first().is_some_and(|woord| PLAKKEN.kop.contains(&woord.norm));
    let voor_kop = woorden(voor);
    let zegt_dat_het_kwam = PLAKKEN.ontvangen.staat_in(&voor_kop);
    let hoofdletters = getypt.split_whitespace().next().is_some_and(|kop| !kop.chars().any(char::is_lowercase));
    // The head, its letters and digits, and four words more.
    let genoeg = bericht.len() >= 6;
    // "Doorgestuurd:" in front is WhatsApp's word for it.
    let kop_van_whatsapp = voor_kop.len() == 1 && voor.trim_end().ends_with(':');
    let over_plaatsen = !kop_van_whatsapp
        && (antwoord::bevestiging(getypt).is_some() || antwoord::bevestiging(&format!("{voor}{getypt}")).is_some());
    kop && genoeg
        && !over_plaatsen
        && !voor_kop.is_empty()
        && voor_kop.len() <= 16
        && (zegt_dat_het_kwam || voor.trim_end().ends_with([':', '"', '“', '‘', '>', '\n']))
        && (hoofdletters || zegt_dat_het_kwam)
        && !PLAKKEN.geen_aanhaling.staat_in(bericht)
}

fn is_vraagwoord(woord: &Woord) -> bool {
    PLAKKEN.vraagt.contains(&woord.norm)
}

/// Whether a text passes itself off as a politiebericht and has no number.
#[must_use]
pub fn is_zonder_nummer(tekst: &str) -> bool {
    let kaal = ontdaan(tekst);
    doet_zich_voor(&kaal, &woorden(&kaal)) && kop(&kaal).is_none()
}

/// What a text asks to be checked, if it asks for that. `codes` are the letters that our numbers begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> Option<Controle> {
    if let Some(nummer) = geplakt(tekst) {
        return Some(Controle::Tekst(nummer));
    }
    let kaal = ontdaan(tekst);
    let alle = woorden(&kaal);
    let vraagt = PLAKKEN.vraagt.staat_in(&alle);
    if let Some(nummer) = nummers(&kaal, codes).into_iter().next() {
        let rest = alle.iter().filter(|woord| !is_nummerdeel(woord, codes)).collect::<Vec<_>>();
        let alleen = rest.iter().all(|woord| is_vulling(woord));
        let over_bericht = alleen || ((vraagt || kaal.contains('?')) && !beveelt(&alle));
        return (over_bericht && antwoord::bevestiging(&kaal).is_none()).then_some(Controle::Nummer(nummer));
    }
    if vraagt && let Some(deel) = PLAKKEN.vreemd_nummer.captures(&kaal) {
        return lees_nummer(&format!("{}{}", &deel[1], &deel[2])).map(Controle::Nummer);
    }
    if doet_zich_voor(&kaal, &alle) {
        return Some(Controle::ZonderNummer);
    }
    let eerste = |hoeveel: usize| &alle[..alle.len().min(hoeveel)];
    let in_kop = PLAKKEN.politiebericht.staat_in(eerste(6)) || PLAKKEN.bericht_van_politie.staat_in(eerste(8));
    if in_kop && alle.len() >= 12 && kaal.lines().filter(|regel| !regel.trim().is_empty()).count() >= 2 {
        return Some(Controle::ZonderNummer);
    }
    (in_kop && vraagt && alle.len() <= 14).then_some(Controle::Welk)
}

/// Whether a text passes itself off as a politiebericht: it opens as one, or has our labels, and has no number. Who talks
/// about a politiebericht writes no head.
fn doet_zich_voor(kaal: &str, alle: &[Woord]) -> bool {
    let regels: Vec<&str> = kaal.lines().filter(|regel| !regel.trim().is_empty()).collect();
    let labels = PLAKKEN.labels.iter().filter(|label| {
        regels.iter().any(|regel| {
            let woorden = woorden(regel);
            let einde = woorden.get(label.len() - 1).map_or(0, |woord| woord.plek.end);
            begint_met(&woorden, label) && regel.get(einde..).is_some_and(|rest| rest.starts_with([':', '?']))
        })
    });
    if labels.count() >= 3 {
        return true;
    }
    // "Let op", "dringend" and the like may stand before the head.
    let na_aanloop = PLAKKEN.aanloop.aanloop(alle);
    let vooraan = [0, na_aanloop]
        .into_iter()
        .any(|plaats| opent_als_bericht(kaal, alle, plaats) && alle.len() >= 8 && !kaal.trim_end().ends_with('?'));
    // "Klopt dit? POLITIEBERICHT: …", "krijg dit door: Politiebericht …": what is quoted behind a few words of one's own.
    let aangehaald = (1..=AANLOOP_WOORDEN_MAX.min(alle.len())).any(|plaats| {
        let voor = &alle[..plaats];
        let ertussen = alle.get(plaats).and_then(|woord| kaal.get(voor.last()?.plek.end..woord.plek.start));
        let gescheiden = ertussen.is_some_and(|ertussen| ertussen.contains(['?', ':', '.', '!', '\n', '>', '"', '“']));
        (gescheiden || PLAKKEN.ontvangen.staat_in(voor))
            && alle.len() >= plaats + 7
            && opent_als_bericht(kaal, alle, plaats)
    });
    (vooraan || aangehaald) && antwoord::bevestiging(kaal).is_none()
}

/// So many words of one's own stand at most before a message that is quoted.
const AANLOOP_WOORDEN_MAX: usize = 12;

/// Whether a head of police stands at this place, written as one: in capitals, with a mark behind it, or as a sentence.
fn opent_als_bericht(kaal: &str, alle: &[Woord], plaats: usize) -> bool {
    let vanaf = &alle[plaats.min(alle.len())..];
    // "Politieberichtt" is one with a mistake in it.
    let bijna = |woord: &Woord| woord.norm.len() >= 12 && PLAKKEN.politiebericht.bijna(&woord.norm);
    let passend = PLAKKEN.koppen.iter().filter(|kop| begint_met(vanaf, kop)).map(|kop| (kop.len(), kop.join(" ")));
    let fout = vanaf.first().filter(|woord| bijna(woord)).map(|woord| (1, woord.norm.clone()));
    let Some((lengte, tekst_van_kop)) = passend.chain(fout).max_by_key(|(_, tekst)| tekst.len()) else { return false };
    let (begin, einde) = (vanaf[0].plek.start, vanaf[lengte - 1].plek.end);
    let als_kop = kaal.get(begin..einde).is_some_and(|kop| !kop.chars().any(char::is_lowercase));
    // The word of the gemeente may stand in the head: "Politie Zoetermeer:".
    let los = kaal.get(einde..).is_some_and(|rest| {
        let rest: String = rest.chars().take(24).collect();
        rest.contains([':', '!', '\n']) || rest.trim_start().starts_with(['-', '–', '—', '.', '🚨', '⚠'])
    });
    let werkwoord = PLAKKEN.zin_einden.iter().any(|einde| tekst_van_kop.ends_with(einde));
    als_kop || los || werkwoord
}

/// "Trek in", "akkoord", "sluit": an order, not a question.
fn beveelt(alle: &[Woord]) -> bool {
    // "Klopt het dat ZM-0231 is ingetrokken" asks.
    PLAKKEN.bevelen.staat_in(alle) && !alle.iter().any(is_vraagwoord)
}

fn is_nummerdeel(woord: &Woord, codes: &[&str]) -> bool {
    let kaal = woord.norm.trim_end_matches(|teken: char| teken.is_ascii_digit());
    kaal.is_empty() || codes.iter().any(|code| code.eq_ignore_ascii_case(kaal))
}

/// Words around a pasted text that add nothing to it.
fn is_vulling(woord: &Woord) -> bool {
    PLAKKEN.vulling.contains(&woord.norm) || is_vraagwoord(woord)
}

/// Compares a pasted text with the texts that were issued under its number.
#[must_use]
pub fn vergelijk(tekst: &str, uitgegeven: &[String]) -> Vergelijking {
    let tekst = ontdaan(tekst);
    let begin = kop(&tekst).map_or(0, |(_, begin)| begin);
    let (voor, bericht) = tekst.split_at(begin);
    let bericht = woorden(bericht);
    let gelijk = uitgegeven.iter().map(|echt| woorden(&ontdaan(echt))).filter(|echt| {
        !echt.is_empty()
            && bericht.len() >= echt.len()
            && echt.iter().zip(&bericht).all(|(een, ander)| een.norm == ander.norm)
    });
    // The longest of them: an update may begin as another does.
    let Some(lang) = gelijk.map(|echt| echt.len()).max() else { return Vergelijking::WijktAf };
    let rest = bericht.get(lang..).unwrap_or_default();
    if woorden(voor).iter().chain(rest).all(is_vulling) { Vergelijking::Klopt } else { Vergelijking::MetExtra }
}

/// Whether somebody tells of a "police officer" who wants money, a card, a code or jewels: then a number that is real makes
/// nothing of it true.
#[must_use]
pub fn riekt_naar_oplichting(tekst: &str) -> bool {
    // "Man met goud horloge" describes somebody: in one sentence it is asked for, or collected.
    tekst.split(['.', '!', '?', '\n']).any(|zin| {
        let alle = woorden(zin);
        PLAKKEN.gevraagd_door_oplichters.staat_in(&alle) && PLAKKEN.vraagt_of_haalt.staat_in(&alle)
    })
}

/// Whether a text says where its writer lives: that is not where an alert would be.
#[must_use]
pub fn zegt_waar_hij_woont(tekst: &str) -> bool {
    PLAKKEN.woont.staat_in(&woorden(tekst))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("man met goud horloge, klopt zm-0001", false)]
    #[case("zm-0001 buit geld en sieraden, is dat echt?", false)]
    #[case("klopt zm-0001? Ik wil het graag weten", false)]
    #[case("agent wil mijn pinpas ophalen", true)]
    #[case("ze vroegen om sieraden, iemand komt ze halen", true)]
    #[case("er staat een agent aan de deur voor mijn sieraden", true)]
    fn fraud_is_asked_for_or_collected(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(riekt_naar_oplichting(tekst), verwacht, "{tekst}");
    }

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];
    const ECHT: &str = "POLITIEBERICHT ZM-0231\nWat: Woninginbraak, heterdaad\nWaar: Rokkeveen, 14.20 uur\n\
        Kijk uit naar: man ‘zwarte’ jas\nGezien? Bel direct 112 en noem ZM-0231. Niet zelf benaderen.\nDelen tot 16.20 uur.";

    #[rstest]
    #[case("ZM-9999", "ZM-9999")]
    #[case("klopt zm 0001?", "ZM-0001")]
    #[case("is ZM-0231 echt", "ZM-0231")]
    #[case("Hoi, ik kreeg zm231, klopt dat?", "ZM-0231")]
    #[case("zm-231 van jullie?", "ZM-0231")]
    #[case("klopt het dat zm231 is ingetrokken?", "ZM-0231")]
    #[case("loopt zm231 nog?", "ZM-0231")]
    #[case("oef 12?", "OEF-0012")]
    #[case("is politiebericht AB-1234 echt?", "AB-1234")]
    fn a_number_that_is_asked_about(#[case] tekst: &str, #[case] nummer: &str) {
        assert_eq!(lees(tekst, &CODES), Some(Controle::Nummer(nummer.into())), "{tekst}");
    }

    #[rstest]
    #[case("akkoord ZM-0231")]
    #[case("ZM-0231 doorgestuurd")]
    #[case("zm231 staat erin")]
    #[case("zm231 kan niet, ben aan het werk")]
    #[case("/intrekken ZM-0231 verkeerde wijk")]
    #[case("trek zm231 in!")]
    #[case("zm231 intrekken?")]
    #[case("update zm231 man is kaal")]
    #[case("sluit ZM 231 verdachte aangehouden")]
    #[case("klopt, om 1400 bij nr 12")]
    #[case("is dat waar in de buurt van 2719")]
    #[case("bedankt")]
    #[case("er staat een man bij de deur")]
    fn what_is_said_about_an_alert_is_no_check(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES), None, "{tekst}");
    }

    #[rstest]
    #[case("POLITIEBERICHT: er zijn inbrekers actief in uw wijk, leg uw sieraden klaar voor de agent")]
    #[case("Politiebericht! Doe de deur open voor onze collega in burger, hij komt zo langs")]
    #[case("🚨 LET OP politiebericht 🚨 er rijdt een witte bus door de wijk, bel 0612340099")]
    #[case("Bericht van de politie: wij halen vanavond uw waardevolle spullen op, werk mee")]
    #[case("De politie waarschuwt voor een man in de wijk, geef hem uw pinpas niet maar bel ons op")]
    #[case("Wat: Woninginbraak\nWaar: Rokkeveen\nKijk uit naar: man met pet\nGezien? Bel dit nummer")]
    fn what_passes_itself_off_as_ours_has_no_number(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES), Some(Controle::ZonderNummer), "{tekst}");
    }

    #[rstest]
    #[case("het politiebericht van vanmiddag heb ik in beide groepen gezet en een bewoner had er een vraag over")]
    #[case("politiebericht staat erin")]
    #[case("Waar: Rokkeveen")]
    #[case("de politie was hier gisteren aan de deur en vroeg naar camerabeelden van onze straat")]
    fn who_talks_about_one_forges_none(#[case] tekst: &str) {
        assert_ne!(lees(tekst, &CODES), Some(Controle::ZonderNummer), "{tekst}");
    }

    #[rstest]
    #[case("klopt dit? POLITIEBERICHT: in uw wijk zijn inbrekers actief, laat uw sieraden ophalen door agent")]
    #[case("Krijg dit door: Politiebericht Wat: woninginbraak Waar: Rokkeveen stuur geld over. Is dit van jullie?")]
    #[case("mijn buurvrouw stuurde POLITIE MELDING leg uw sieraden klaar de agent haalt ze zo op")]
    #[case("politieberichtt: leg uw pinpas klaar een agent in burger haalt hem zo bij u op")]
    #[case("Hoi, kreeg net dit binnen. Bericht van de politie: wij komen vanavond uw spullen veiligstellen, werk mee")]
    fn a_forged_one_that_is_quoted(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES), Some(Controle::ZonderNummer), "{tekst}");
    }

    #[test]
    fn a_pasted_text_is_known_by_its_head() {
        assert_eq!(lees(ECHT, &CODES), Some(Controle::Tekst("ZM-0231".into())));
        assert_eq!(
            lees(&format!("[23-11-2026 14:22:01] Buurman Jan: {ECHT}"), &CODES),
            Some(Controle::Tekst("ZM-0231".into()))
        );
        let nep = "POLITIEBERICHT XY 12\nZet uw deur open\nWij komen eraan";
        assert_eq!(lees(nep, &CODES), Some(Controle::Tekst("XY-0012".into())));
        let zonder =
            "POLITIEBERICHT\nEr zijn inbrekers in uw buurt. Verzamel uw sieraden, een agent haalt ze zo bij u op.";
        assert_eq!(lees(zonder, &CODES), Some(Controle::ZonderNummer));
        assert_eq!(lees("ik kreeg een politiebericht, klopt dat?", &CODES), Some(Controle::Welk));
        for bevel in
            ["UPDATE ZM-0231: man is kaal", "/update ZM-0231\nman is kaal\nrijdt op fiets", "update zm231\nman\nkaal"]
        {
            assert_eq!(geplakt(bevel), None, "an order: {bevel}");
        }
        let foto = "UPDATE ZM-0231: nu met foto\nWaar: Rokkeveen\nGezien? Bel direct 112 en noem ZM-0231.";
        assert_eq!(geplakt(foto).as_deref(), Some("ZM-0231"));
        assert_eq!(geplakt("afgelopen zm231"), None);
    }

    #[rstest]
    #[case(ECHT.to_owned(), Vergelijking::Klopt)]
    #[case(ECHT.to_uppercase().replace('\n', "  "), Vergelijking::Klopt)]
    #[case(format!("Doorgestuurd\n[23-11-2026, 14:22] +31 6 12345678: *{}*", ECHT.replace(['‘', '’'], "\"")), Vergelijking::Klopt)]
    #[case(format!("Hallo, is dit echt?\n{ECHT}\nKlopt dit?"), Vergelijking::Klopt)]
    #[case(format!("{ECHT}\nZet vast uw deur open"), Vergelijking::MetExtra)]
    #[case(format!("Geef uw pincode. {ECHT}"), Vergelijking::MetExtra)]
    #[case(ECHT.replace("zwarte", "witte"), Vergelijking::WijktAf)]
    #[case(ECHT.replace("bel direct 112", "bel 0900-1234"), Vergelijking::Klopt)]
    #[case(ECHT.replace("Bel direct 112", "Bel 0900-1234"), Vergelijking::WijktAf)]
    #[case(ECHT.replace("Delen tot 16.20 uur.", ""), Vergelijking::WijktAf)]
    #[case(ECHT.replace("ZM-0231.", "ZM-0231. Zie www.nep.nl."), Vergelijking::WijktAf)]
    fn a_text_is_the_issued_one_only_word_by_word(#[case] tekst: String, #[case] verwacht: Vergelijking) {
        assert_eq!(vergelijk(&tekst, &["UPDATE ZM-0231 x".into(), ECHT.into()]), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,300}", echt in ".{0,100}") {
            let _ = (lees(&tekst, &CODES), vergelijk(&tekst, &[echt]));
        }
    }
}
