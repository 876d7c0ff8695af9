//! Whether a text reports something that happens now: then 112 comes first, whatever else it means.
//!
//! Invariant: better one 112 line too many than one too few; what somebody saw yesterday is none.

use crate::antwoord::{self, Bevestiging};
use crate::ja_nee::Bij;
use crate::lijst::{MELDING, SPOED};
use crate::woorden::{self, Reeksen, Woord, lijkt_op, norm_op};

/// How many words before a danger a negation still takes it back.
const ONTKENNING_WOORDEN_MAX: usize = 3;

/// The words of a text as everybody writes them: "hij heb een mes in ze hand" is "hij heeft een mes in zijn hand", and
/// small mistakes in the words that matter most are put right.
fn gelezen(tekst: &str) -> Vec<Woord> {
    zonder_gezegden(voluit_gelezen(tekst))
}

/// Without the words of sayings: what stands beside them is read as if they were not there.
fn zonder_gezegden(woorden: Vec<Woord>) -> Vec<Woord> {
    let mut over = Vec::with_capacity(woorden.len());
    let mut plaats = 0;
    while let Some(woord) = woorden.get(plaats) {
        match SPOED.gezegden.langste(&woorden[plaats..]) {
            Some(lengte) => plaats += lengte,
            None => {
                over.push(woord.clone());
                plaats += 1;
            }
        }
    }
    over
}

fn voluit_gelezen(tekst: &str) -> Vec<Woord> {
    let lijst = &*SPOED;
    let mut woorden = woorden::woorden(tekst);
    // "🔥🔥 huis naast ons": with a word for what burns.
    if tekst.contains('🔥') && lijst.kan_branden.staat_in(&woorden) {
        woorden.insert(0, Woord { norm: lijst.brand.clone(), plek: 0..0 });
    }
    for plaats in 0..woorden.len() {
        let ervoor = plaats.checked_sub(1).map_or(String::new(), |ervoor| woorden[ervoor].norm.clone());
        let erna = woorden.get(plaats + 1).map_or(String::new(), |erna| erna.norm.clone());
        let norm = zonder_uitrekken(&woorden[plaats].norm);
        // "T/m" is no "hem".
        let tot_en_met = lijst.t.contains(&ervoor);
        let (na_ik, voor_ik) = (lijst.ik.contains(&ervoor), lijst.ik.contains(&erna));
        let gewoon = if lijst.hem.van.contains(&norm) && !tot_en_met {
            &lijst.hem.naar
        } else if lijst.mijn_vorm.van.contains(&norm) && !tot_en_met && lijst.van_mij.contains(&erna) {
            &lijst.mijn_vorm.naar
        } else if lijst.zijn.van.contains(&norm) && lijst.van_hem.contains(&erna) {
            &lijst.zijn.naar
        } else if lijst.heeft.van.contains(&norm) && !lijst.eigen_vorm.contains(&ervoor) && !voor_ik {
            &lijst.heeft.naar
        } else if lijst.wordt.van.contains(&norm) && !na_ik && !voor_ik {
            &lijst.wordt.naar
        } else {
            lijst.dialect.get(&norm).unwrap_or(&norm)
        };
        let nabij = |goed: &&str| lijkt_op(gewoon, goed).is_some_and(|af| af <= 1 + usize::from(goed.len() > 9));
        let lang = gewoon.len() >= 7 && !lijst.typefouten.contains(gewoon) && !lijst.geen_typefout.contains(gewoon);
        let gewoon = if lang { lijst.typefouten.iter().find(nabij).unwrap_or(gewoon) } else { gewoon };
        woorden[plaats].norm = gewoon.to_owned();
    }
    woorden
}

/// "Heeeelp" and "braaand" with each letter once. "Weeën" is written so.
fn zonder_uitrekken(norm: &str) -> String {
    let uitgerekt = norm.as_bytes().windows(3).any(|drie| drie[0] == drie[1] && drie[1] == drie[2]);
    if !uitgerekt || SPOED.geen_typefout.contains(norm) || norm.bytes().all(|teken| teken.is_ascii_digit()) {
        return norm.to_owned();
    }
    let mut kort = String::new();
    for teken in norm.chars() {
        if !kort.ends_with(teken) {
            kort.push(teken);
        }
    }
    kort
}

/// Whether a negation takes back what stands at this place: "geen brand", "niet geschoten". What stands before a comma
/// does not ("nee, brand!"), nor does "kan niet".
fn ontkend(tekst: &str, woorden: &[Woord], plaats: usize) -> bool {
    let Some(gevaar) = woorden.get(plaats) else { return false };
    let begin = plaats.saturating_sub(ONTKENNING_WOORDEN_MAX);
    woorden[begin..plaats].iter().zip(begin..).any(|(woord, hier)| {
        let zegt_nee = Bij::Gevaar.is_nee(&woord.norm);
        let tussen = tekst.get(woord.plek.end..gevaar.plek.start).unwrap_or_default();
        let ervoor = hier.checked_sub(1).map_or("", |ervoor| woorden[ervoor].norm.as_str());
        let kan_niet = SPOED.ontkent_kunnen.contains(ervoor);
        // "Niet goed" and "niet lekker" are how somebody is.
        let hoe = matches!(woorden.get(hier + 1), Some(erna) if SPOED.hoe_iemand_is.contains(&erna.norm));
        zegt_nee
            && !hoe
            && !tussen.contains([',', '.', '!', ';', ':', '\n', '-'])
            && (!kan_niet || SPOED.geen_ding.contains(&woord.norm))
    })
}

/// Whether somebody cries for help: HELP in capitals or with marks of exclamation, "help me", "112".
fn roept(tekst: &str, woorden: &[Woord]) -> bool {
    let lijst = &*SPOED;
    let hulp = |woord: &Woord| lijst.hulp.begint(std::slice::from_ref(woord)).is_some();
    let nadruk =
        tekst.contains('!') || (tekst.chars().any(char::is_uppercase) && !tekst.chars().any(char::is_lowercase));
    let kort = woorden.len() <= 3 && woorden.iter().any(hulp) && !tekst.trim_start().starts_with('/');
    let klein = tekst.to_lowercase();
    let uitgerekt = lijst.uitgerekt.iter().any(|deel| klein.contains(deel));
    (kort && (nadruk || uitgerekt))
        || (kort && woorden.iter().all(hulp) && woorden.len() > 1)
        || lijst.roept.is(woorden)
        || (nadruk && woorden.first().is_some_and(hulp) && woorden.len() <= 12)
        || lijst.bel_politie.staat_in(woorden)
        || (lijst.in_nood.staat_in(woorden) && woorden.len() <= 6)
}

/// Whether a text reports something that happens now. `melding_loopt`: an alert runs for a group of this person, so
/// that "hij loopt hier" is about somebody who is looked for.
#[must_use]
pub fn is_spoed(tekst: &str, melding_loopt: bool) -> bool {
    meldt_nu(tekst, melding_loopt) || naast_een_verslag(tekst, melding_loopt) || in_tekens(tekst)
}

/// Whether a text tells of something that cannot mean anything else ("ze ligt bewusteloos", "mijn zoon is ook weg", "we hebben hem vast"), as
/// opposed to words that may be about a message too ("ik zie hem staan").
#[must_use]
pub fn is_stellig(tekst: &str) -> bool {
    let lijst = &*SPOED;
    let woorden = gelezen(tekst);
    let staat_er = |reeksen: &Reeksen| {
        (0..woorden.len())
            .any(|plaats| reeksen.begint(&woorden[plaats..]).is_some() && !ontkend(tekst, &woorden, plaats))
    };
    in_tekens(tekst)
        || roept(tekst, &woorden)
        || (!woorden.is_empty() && lijst.alleen.vult(&woorden))
        || staat_er(&lijst.meteen)
        || staat_er(&lijst.leven)
        || naaste_vermist(&woorden)
}

/// Whether a life in danger is named ("ze ligt bewusteloos"), which nothing else that is said takes back.
#[must_use]
pub fn noemt_levensgevaar(tekst: &str) -> bool {
    let woorden = gelezen(tekst);
    (0..woorden.len())
        .any(|plaats| SPOED.leven.begint(&woorden[plaats..]).is_some() && !ontkend(tekst, &woorden, plaats))
}

/// In more words than this police tell a story, or make an alert.
const COLLEGA_WOORDEN_MAX: usize = 10;

/// Whether police tell of a colleague in need, or of themselves: "collega neergestoken", "ik word bedreigd". A line that begins with the kind of
/// an alert is one.
#[must_use]
pub fn collega_in_nood(tekst: &str) -> bool {
    let lijst = &*SPOED;
    let woorden = gelezen(tekst);
    let melding = crate::soort::vind(&woorden).is_some_and(|soort| soort.plek.start == 0);
    let in_gevaar = (0..woorden.len())
        .any(|plaats| lijst.in_gevaar.contains(norm_op(&woorden, plaats)) && !ontkend(tekst, &woorden, plaats));
    // "Collega aangereden door verdachte in witte golf" is news of an alert: whoever did it is described.
    let beschrijft = woorden.iter().any(|woord| {
        MELDING.is_kleur(&woord.norm)
            || MELDING.kleding.lijst.contains(&woord.norm)
            || MELDING.voertuigen.gewoon.contains(&woord.norm)
            || MELDING.voertuigen.merken.contains(&woord.norm)
    });
    let collega = lijst.collega.staat_in(&woorden) && in_gevaar && !beschrijft;
    let nood = collega || lijst.zelf_in_nood.staat_in(&woorden) || lijst.om_assistentie.staat_in(&woorden);
    let terug = lijst.voorbij.staat_in(&woorden) || lijst.geen.staat_in(&woorden) || tekst.contains('?');
    nood && !melding && !terug && woorden.len() <= COLLEGA_WOORDEN_MAX
}

/// A cry for help in signs alone.
fn in_tekens(tekst: &str) -> bool {
    !tekst.chars().any(char::is_alphanumeric) && SPOED.tekens.is_match(tekst)
}

/// "Staat in Parkzicht maar niet in Zuid 2, en hij staat hier voor het raam": what stands beside a report of a post is read
/// by itself, so that no word of the report takes it back.
fn naast_een_verslag(tekst: &str, melding_loopt: bool) -> bool {
    let heel = gelezen(tekst);
    let zegt_van_toen = SPOED.voorbij.staat_in(&heel) || SPOED.gewoonte.staat_in(&heel);
    if zegt_van_toen || SPOED.geen.staat_in(&heel) || SPOED.onschuldig.staat_in(&heel) || tekst.contains('?') {
        return false;
    }
    let delen: Vec<&str> = zinsdelen(tekst);
    // "Waterlelie niet gelukt" names a group before it says so.
    let verslag = |deel: &&str| {
        antwoord::bevestiging(deel).is_some() || SPOED.verslag_van_bericht.staat_in(&woorden::woorden(deel))
    };
    // "Staat erin, ik zie hem!" may be the message.
    let vertelt = |deel: &&str| woorden::woorden(deel).len() > ZIE_HEM_WOORDEN;
    delen.iter().any(verslag)
        && delen.iter().any(|deel| !verslag(deel) && vertelt(deel) && meldt_nu(deel, melding_loopt))
}

/// "Ik zie hem" by itself says of whom as little as of what.
const ZIE_HEM_WOORDEN: usize = 3;

/// Whether an emergency also says how a message stands: "kan niet doorsturen, ze staan in de tuin". "Nog niet gebeld, ze
/// ligt bewusteloos" does not.
#[must_use]
pub fn spreekt_van_bericht(tekst: &str) -> bool {
    SPOED.verslag_van_bericht.staat_in(&woorden::woorden(tekst))
}

/// The parts of a text between its marks and the words that join sentences.
fn zinsdelen(tekst: &str) -> Vec<&str> {
    let mut delen = Vec::new();
    for zin in tekst.split([',', '.', '!', ';', ':', '\n']) {
        let mut begin = 0;
        for woord in woorden::woorden(zin) {
            if SPOED.voegt_zinnen.contains(&woord.norm) {
                delen.push(zin.get(begin..woord.plek.start).unwrap_or_default());
                begin = woord.plek.end;
            }
        }
        delen.push(zin.get(begin..).unwrap_or_default());
    }
    delen.retain(|deel| !deel.trim().is_empty());
    delen
}

/// "Wat als er nog iemand binnen is, hij ademt niet": of a part by itself, whatever another part asks or plays.
fn is_levensgevaar(deel: &str) -> bool {
    let woorden = gelezen(deel);
    let ontkracht = SPOED.geen.staat_in(&woorden) || SPOED.onschuldig.staat_in(&woorden) || vraagt_of(deel, &woorden);
    let hier = |plaats: usize| SPOED.leven.begint(&woorden[plaats..]).is_some() && !ontkend(deel, &woorden, plaats);
    !ontkracht && (0..woorden.len()).any(hier)
}

fn meldt_nu(tekst: &str, melding_loopt: bool) -> bool {
    let lijst = &*SPOED;
    let woorden = gelezen(tekst);
    let staat_er = |reeksen: &Reeksen| {
        (0..woorden.len())
            .any(|plaats| reeksen.begint(&woorden[plaats..]).is_some() && !ontkend(tekst, &woorden, plaats))
    };
    // Whoever lies, bleeds or does not breathe: no other word takes that back.
    let vraagt_wat_als = lijst.geen.staat_in(&woorden) || lijst.onschuldig.staat_in(&woorden);
    // What began today may go on: "viel vanmorgen en bloedt nog".
    let lang_voorbij =
        woorden.iter().any(|woord| lijst.voorbij.contains(&woord.norm) && !SPOED.vandaag.contains(&woord.norm));
    let in_levensgevaar = staat_er(&lijst.leven) && !lang_voorbij && !vraagt_of(tekst, &woorden);
    if in_levensgevaar && !vraagt_wat_als {
        return true;
    }
    if vraagt_wat_als {
        return zinsdelen(tekst).iter().any(|deel| is_levensgevaar(deel));
    }
    if roept(tekst, &woorden) {
        return true;
    }
    // One word, without a mark of exclamation, reports nothing yet, unless it is a danger by itself.
    if !woorden.is_empty() && lijst.alleen.vult(&woorden) && !tekst.contains('?') {
        return true;
    }
    if woorden.len() < 2 && !tekst.contains('!') {
        return false;
    }
    let nu = SPOED.op_dit_ogenblik.staat_in(&woorden) || SPOED.op_dit_moment.staat_in(&woorden);
    let dringt_aan = tekst.contains("!!") || nu;
    // "De melding van de inbraak staat in de groep" reports a post, not a burglary; what follows it may.
    let geplaatst = matches!(antwoord::bevestiging(tekst), Some(Bevestiging::Geplaatst { .. }));
    let vertelt_verder = SPOED.vertelt_verder.staat_in(&woorden);
    if (lijst.voorbij.staat_in(&woorden) && !nu) || (geplaatst && !dringt_aan && !vertelt_verder) {
        return false;
    }
    let vraag = tekst.trim_end().ends_with('?') || vraagt(&woorden);
    let meteen = staat_er(&lijst.meteen) || staat_er(&lijst.leven) || naaste_vermist(&woorden);
    let gewoonte = lijst.gewoonte.staat_in(&woorden) || lijst.van_elders.staat_in(&woorden);
    if meteen && (!vraag || dringt_aan) && (!gewoonte || nu) {
        return true;
    }
    let over_berichten = lijst.over_berichten.staat_in(&woorden) && woorden.len() <= ABOUT_MESSAGES_WORDS_MAX;
    if (gewoonte && !nu) || (over_berichten && !dringt_aan) {
        return false;
    }
    if vraag {
        return lijst.wie.staat_in(&woorden) && lijst.bij_mensen.staat_in(&woorden) && nu && !is_eigen(&woorden);
    }
    // "Ik zie hem lopen!!": whoever it is, it is somebody that cannot wait.
    let ziet_iemand = SPOED.ziet_iemand.staat_in(&woorden);
    let roept_het = ziet_iemand && !zegt_geplaatst(&woorden) && !SPOED.over_bericht_of_niet.staat_in(&woorden);
    let beweegt_nu = (nu || SPOED.richting.staat_in(&woorden)) && SPOED.beweegt_weg.staat_in(&woorden);
    if roept_het && (melding_loopt || tekst.contains("!!") || beweegt_nu) {
        return true;
    }
    is_gevaar(tekst, &woorden, nu)
        || iemand_op_een_plek(&woorden, nu)
        || iemand_binnen(&woorden, nu)
        || iemand_wordt_meegesleurd(&woorden)
        || voertuig_te_water(&woorden)
        || {
            let ontkend = Bij::Gezochte.hoort_nee(&woorden);
            let beweegt = lijst.ziet.staat_in(&woorden);
            gezochte(&woorden, melding_loopt) && beweegt && !ontkend && !zegt_geplaatst(&woorden)
        }
}

/// "Mijn dochter van 8 is al een uur zoek", "mijn zoon is ook weg": somebody of theirs is missed. Who "is weg van paarden" or
/// "naar vakantie" is not.
fn naaste_vermist(woorden: &[Woord]) -> bool {
    let lijst = &*SPOED;
    let Some(wie) = (1..woorden.len()).find(|plaats| {
        let ervoor = norm_op(woorden, plaats - 1);
        lijst.naaste.contains(norm_op(woorden, *plaats)) && lijst.van_ons.contains(ervoor)
    }) else {
        return false;
    };
    let rest = &woorden[wie + 1..woorden.len().min(wie + 1 + MISSED_WITHIN_WORDS)];
    let vermist = rest.iter().any(|woord| lijst.vermist.contains(&woord.norm));
    let weg = rest.iter().position(|woord| lijst.is_weg.contains(&woord.norm));
    vermist || weg.is_some() && !lijst.op_reis.staat_in(rest)
}

/// So far behind "mijn dochter" it is still said of her.
const MISSED_WITHIN_WORDS: usize = 8;

/// Whether a text that looks like a report tells of another time, and of nothing that happens now.
#[must_use]
pub fn vertelt_van_toen(tekst: &str) -> bool {
    let woorden = gelezen(tekst);
    SPOED.voorbij.staat_in(&woorden) && !is_spoed(tekst, false) && !SPOED.toch_nu.staat_in(&woorden)
}

/// More words than this tell of something else too.
const ABOUT_MESSAGES_WORDS_MAX: usize = 12;

/// Whether a text is about the messages themselves: a wish or a question of some words, with nothing in it that happens now.
#[must_use]
pub fn is_over_berichten(tekst: &str) -> bool {
    let woorden = gelezen(tekst);
    let gebeurt =
        SPOED.op_dit_ogenblik.staat_in(&woorden) || SPOED.leven.staat_in(&woorden) || SPOED.meteen.staat_in(&woorden);
    SPOED.over_berichten.staat_in(&woorden)
        && woorden.len() <= ABOUT_MESSAGES_WORDS_MAX
        && !gebeurt
        && !tekst.contains('!')
        && !is_spoed(tekst, false)
}

/// Whether a text only looks like a report: "een brandende vraag", "wie heeft een brandblusser", "de brand is geblust".
#[must_use]
pub fn is_onschuldig(tekst: &str) -> bool {
    let alle = voluit_gelezen(tekst);
    (SPOED.onschuldig.staat_in(&alle) || SPOED.gezegden.staat_in(&alle)) && !is_spoed(tekst, false)
}

/// Whether a text has words that what was learned takes for an emergency too easily, and no rule hears one: "help with the group".
#[must_use]
pub fn lijkt_alleen_erop(tekst: &str) -> bool {
    is_onschuldig(tekst) || SPOED.lijkt_erop.staat_in(&voluit_gelezen(tekst)) && !is_spoed(tekst, false)
}

/// Whether a text asks about somebody else's misfortune ("is die man dood?"), rather than tells of one and asks what to
/// do ("mijn man ademt niet, wat moet ik doen?").
fn vraagt_of(tekst: &str, woorden: &[Woord]) -> bool {
    let vraag = tekst.contains('?') || vraagt(woorden);
    let nabij = SPOED.nabij.vlak_voor(&SPOED.van_mij, woorden) || SPOED.nabij.vlak_voor(&SPOED.wie, woorden);
    let ik = SPOED.onderwerp.staat_in(woorden);
    vraag && !(nabij || (ik && !SPOED.vraagt_over_ander.contains(norm_op(woorden, 0))))
}

/// A question that begins as one, with or without its mark.
fn vraagt(woorden: &[Woord]) -> bool {
    SPOED.vraagwoorden.contains(norm_op(woorden, 0))
}

/// A danger that is named, with a word that says that it happens now, or as a report begins: "schietpartij bij de metro".
fn is_gevaar(tekst: &str, woorden: &[Woord], nu: bool) -> bool {
    let lijst = &*SPOED;
    let norm = |plaats: usize| norm_op(woorden, plaats);
    let praat = lijst.praat.staat_in(woorden) && !nu;
    // "Die inbraak" is one that everybody knows of.
    let bekend = |plaats: usize| {
        let ervoor = plaats.checked_sub(1).map_or("", norm);
        let ding = SPOED.bekend_gevaar.contains(norm(plaats));
        ding && !nu && SPOED.verwijst.contains(ervoor)
    };
    let gevaren: Vec<usize> = (0..woorden.len())
        .filter(|plaats| lijst.gevaar.contains(norm(*plaats)) && !ontkend(tekst, woorden, *plaats) && !bekend(*plaats))
        .collect();
    let meldt = |plaats: &usize| *plaats <= 2 && SPOED.plaats_erna.contains(norm(plaats + 1));
    let gewapend =
        |plaats: &usize| MELDING.wapens.lijst.contains(norm(*plaats)) || SPOED.gewapend.contains(norm(*plaats));
    let gebeurt = lijst.nu.staat_in(woorden) || tekst.contains("!!");
    // "De overvallers zijn nog binnen": whoever it was, they are there.
    let nog_binnen = SPOED.nog_binnen.staat_in(woorden);
    !praat
        && !gevaren.is_empty()
        && (gebeurt || gevaren.iter().any(meldt) || (iemand(woorden) && gevaren.iter().any(gewapend)))
        || nog_binnen
}

/// "Mijn man staat in de tuin" is no stranger.
fn is_eigen(woorden: &[Woord]) -> bool {
    SPOED.mijn.vlak_voor(&SPOED.eigen_mensen, woorden)
}

/// Somebody is spoken of: "er" is nobody yet.
fn iemand(woorden: &[Woord]) -> bool {
    woorden.iter().any(|woord| !SPOED.er.contains(&woord.norm) && SPOED.wie.contains(&woord.norm))
}

/// Somebody where nobody belongs, or who lies in the street or the water; a small child that is gone.
fn iemand_op_een_plek(woorden: &[Woord], nu: bool) -> bool {
    let lijst = &*SPOED;
    let iemand = iemand(woorden);
    // "Er ligt een fietser op straat"; "grofvuil op straat" is nobody.
    let gevallen = SPOED.gevallen.staat_in(woorden) && SPOED.waar_gevallen.staat_in(woorden);
    if iemand && gevallen {
        return true;
    }
    let weg = SPOED.verdwenen.staat_in(woorden) || SPOED.niet_vinden.staat_in(woorden);
    if lijst.kwijt.staat_in(woorden) && weg {
        return true;
    }
    // "Er staat een container op het dak" is nobody.
    let er = iemand || (SPOED.er.staat_in(woorden) && !lijst.ding.staat_in(woorden));
    lijst.bij_mensen.staat_in(woorden) && er && !is_eigen(woorden) && (lijst.ziet.staat_in(woorden) || nu)
}

/// "Er zit een vreemde in de garage": somebody in a part of a house where nobody is who was not asked in.
fn iemand_binnen(woorden: &[Woord], nu: bool) -> bool {
    let lijst = &*SPOED;
    let binnen = (0..woorden.len()).any(|plaats| {
        lijst.voor_plek.contains(norm_op(woorden, plaats))
            && lijst.van_wie.contains(norm_op(woorden, plaats + 1))
            && lijst.plek_in_huis.contains(norm_op(woorden, plaats + 2))
    });
    let vreemd = lijst.vreemde.staat_in(woorden) && !lijst.vreemde.vlak_voor(&lijst.ding, woorden);
    // "Een vent in onze tuin": a report without a verb.
    let begint = (0..=1).any(|plaats| {
        lijst.wie.contains(norm_op(woorden, plaats))
            && !lijst.er.contains(norm_op(woorden, plaats))
            && lijst.voor_plek.contains(norm_op(woorden, plaats + 1))
    });
    let iemand = begint || iemand(woorden) && (lijst.ziet.staat_in(woorden) || nu || lijst.er_is.staat_in(woorden));
    binnen && (vreemd || iemand) && !is_eigen(woorden)
}

/// "Ze trekken een vrouw in een bus": somebody is forced into a car.
fn iemand_wordt_meegesleurd(woorden: &[Woord]) -> bool {
    let lijst = &*SPOED;
    (0..woorden.len()).filter(|plaats| lijst.sleurt.contains(norm_op(woorden, *plaats))).any(|sleurt| {
        let rest = &woorden[sleurt + 1..];
        let wie = rest.iter().take(SLEURT_WOORDEN_MAX).position(|woord| lijst.wie.contains(&woord.norm));
        let wie = wie.filter(|wie| !lijst.er.contains(norm_op(rest, *wie)));
        wie.is_some_and(|wie| lijst.in_voertuig.staat_in(&rest[wie..]))
    })
}

/// So many words behind a verb of force stands at most whom it is used on.
const SLEURT_WOORDEN_MAX: usize = 4;

/// "Auto in de sloot": somebody may be in it.
fn voertuig_te_water(woorden: &[Woord]) -> bool {
    let lijst = &*SPOED;
    (0..woorden.len()).filter(|plaats| lijst.voertuig.contains(norm_op(woorden, *plaats))).any(|plaats| {
        let rest = &woorden[plaats + 1..];
        let tot_water = rest.iter().take(TE_WATER_WOORDEN_MAX).position(|woord| lijst.water.contains(&woord.norm));
        tot_water.is_some_and(|water| {
            rest[..water].iter().all(|woord| lijst.tussen_voertuig_en_water.contains(&woord.norm)) && water > 0
        })
    })
}

/// So many words at most from a car to the water.
const TE_WATER_WOORDEN_MAX: usize = 6;

/// "Hij staat er nu in", "ik plaats hem nu": the message stands in the group, or will.
fn zegt_geplaatst(woorden: &[Woord]) -> bool {
    let plaatst = SPOED.plaatst.staat_in(woorden);
    let alleen = SPOED.erin.staat_in(woorden) && SPOED.over_bericht.vult(woorden);
    alleen || (plaatst && woorden.len() <= 8)
}

/// Whether a text is about somebody who is looked for.
fn gezochte(woorden: &[Woord], melding_loopt: bool) -> bool {
    let genoemd = SPOED.van_bericht.staat_in(woorden) || SPOED.gezochte.staat_in(woorden);
    let aangewezen = SPOED.aangewezen.staat_in(woorden) && SPOED.waar_nu.staat_in(woorden);
    genoemd || (melding_loopt && aangewezen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("bomvol cafe en ze zijn aan het vechten met messen")]
    #[case("ik stik van het lachen nee serieus hij is bewusteloos")]
    #[case("de brand is geblust maar er ligt iemand bewusteloos")]
    #[case("er is brand, wat als er nog iemand binnen is, hij ademt niet")]
    #[case("please help with my son he is not breathing")]
    #[case("mijn telefoon ontploft van de appjes want er is iemand neergestoken")]
    #[case("mn kleine heeft afwasmiddel gedronken")]
    #[case("er zit een knikker in zijn keel, vast in zijn keel")]
    #[case("oma praat ineens scheef")]
    #[case("kindje onder t ijs")]
    #[case("weeën om de 2 minuten we halen het niet")]
    fn a_saying_takes_nothing_from_what_stands_beside_it(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
        assert!(!lijkt_alleen_erop(tekst), "{tekst}");
    }

    #[rstest]
    #[case("ik stik van het lachen")]
    #[case("mn telefoon ontploft van de appjes")]
    #[case("bomvol hier in de trein")]
    #[case("brand is al geblust hoor dank")]
    #[case("ik kan je wel schieten haha")]
    #[case("ik schiet zo even wat in")]
    fn a_saying_by_itself_is_none(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, true), "{tekst}");
        assert!(lijkt_alleen_erop(tekst), "{tekst}");
    }

    #[rstest]
    #[case("de man is weg")]
    #[case("die man loopt nu weg van de winkel naar huis")]
    #[case("de stickers zijn al binnen")]
    #[case("de borden zijn nu binnen bij de gemeente")]
    #[case("die hebben ze vast al gezien")]
    #[case("ik keek door t raam")]
    #[case("jullie hebben ze vast al doorgestuurd")]
    #[case("de jongste is weg van paarden")]
    fn harmless_lines(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("mijn man is weg")]
    #[case("help dochter is weg")]
    #[case("mn zoontje is al een uur zoek")]
    #[case("ze zijn al binnen")]
    #[case("inbrekers zijn al binnen")]
    #[case("we hebben ze vast kom snel")]
    #[case("er klimt iemand door t raam")]
    #[case("ik heb alles ingenomen en word nu slaperig")]
    #[case("opa geslikt batterij nee kleinzoon geslikt batterij")]
    #[case("lig ziek, krijg steeds minder lucht, ben alleen")]
    #[case("uncle has pain in chest very much he is sweating")]
    #[case("mijn broer wil zich van het balkon gooien")]
    #[case("papa doet mama pijn")]
    #[case("pan vlam gevat, gordijnen ook")]
    #[case("not now a kid fell in the canal")]
    #[case("yardım edin evde yangın var")]
    #[case("polis lazim acil")]
    #[case("hay humo en mi edificio, no puedo salir")]
    #[case("Pomoc, ktoś jest w moim domu")]
    #[case("النجدة ابني لا يتنفس")]
    #[case("stalker")]
    fn and_these_cannot_wait(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    /// Words that say of something else that it is nothing take back no word of what stands beside them.
    #[rstest]
    #[case("ik ben op bezoek bij mijn moeder en er wordt nu ingebroken")]
    #[case("hij zegt dat er niks aan de hand is maar hij slaat haar")]
    #[case("er hangt een camera en ik zie nu een inbreker in de schuur")]
    #[case("mijn batterij leeg bijna, er staat een man met een mes voor de deur")]
    #[case("mijn accu is dood straks, ze breken in bij nummer 12")]
    #[case("ik ben van de buurtpreventie, ze trappen nu een deur in")]
    #[case("er is niets aan de hand zeggen ze, maar er komt rook uit het dak")]
    fn what_is_said_beside_it_takes_nothing_back(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("mijn accu is dood")]
    #[case("er is niks aan de hand hier hoor")]
    #[case("groepslid is boos en dreigt eruit te stappen")]
    #[case("hoe voorkom ik brand")]
    #[case("krijg ik ook bericht bij brand of ongeluk")]
    #[case("vechten die twee gemeentes nog om ons")]
    #[case("ik moet nu komen eten")]
    #[case("ik kom meteen naar de bijeenkomst")]
    #[case("de kat sprong van t balkon")]
    #[case("schiet mij maar lek, geen idee hoe dit werkt")]
    #[case("there is no smoke in this group chat")]
    fn and_what_only_has_its_words_is_none(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("collega neergestoken", true)]
    #[case("hulp, collega gewond bij de Waterlelie", true)]
    #[case("collega heeft assistentie nodig", true)]
    #[case("ik word bedreigd door een man met een mes", true)]
    #[case("we worden beschoten", true)]
    #[case("spoedassistentie centrum", true)]
    #[case("collega's aangevallen op het plein", true)]
    #[case("man bedreigde partner met mes, weg op grijze scooter", false)]
    #[case("verdachte heeft agent aangereden, grijze golf", false)]
    #[case("slachtoffer is neergestoken door haar partner", false)]
    #[case("collega aangereden door verdachte in witte golf, weg richting A12", false)]
    #[case("overval waarbij een collega gewond raakte vorige week", false)]
    #[case("is die collega gewond?", false)]
    #[case("collega is niet gewond", false)]
    #[case("mijn maat en ik hebben hem gestoken recht in zijn ogen gekeken", false)]
    fn police_in_need_are_told_from_what_they_write_of_others(#[case] tekst: &str, #[case] nood: bool) {
        assert_eq!(collega_in_nood(tekst), nood, "{tekst}");
    }

    #[rstest]
    #[case("ze breken nu in")]
    #[case("ze breken in bij nummer 12")]
    #[case("HELP")]
    #[case("help!!")]
    #[case("Help me")]
    #[case("HELP ER WORDT INGEBROKEN")]
    #[case("help er staat een man met een mes voor de deur")]
    #[case("ze staan nu bij de buren in de tuin met een koevoet!!")]
    #[case("er klimt iemand over de schutting")]
    #[case("die man van de melding loopt hier op het stationsplein")]
    #[case("er is hier net een overval")]
    #[case("de verdachte staat bij de bushalte")]
    #[case("brand bij de buren nu")]
    #[case("112")]
    #[case("someone is breaking into my neighbours house right now")]
    #[case("er staat een vreemde man in mijn tuin")]
    fn what_happens_now_is_an_emergency(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    // What a breaker typed on 27 November 2026, and variations: beside a report of a post, in a house, forced into a car, in
    // the water, a hand against oneself.
    #[rstest]
    #[case("staat in parkzicht maar in zuid 2 niet, en hij staat hier voor het raam")]
    #[case("waterlelie niet gelukt, ik zie hem nu door het raam naar binnen klimmen")]
    #[case("staat erin. hij klimt nu over de schutting")]
    #[case("kan niet doorsturen, ze staan hier in de tuin")]
    #[case("nog niet gedeeld want er staat iemand bij mijn achterdeur te rommelen")]
    #[case("zometeen gaat hier iemand dood")]
    #[case("straks vallen er doden hier")]
    #[case("er gaan doden vallen")]
    #[case("iemand gaat dood als er niemand komt")]
    #[case("hij maakt haar dood")]
    #[case("er zit een vreemde in de garage")]
    #[case("er loopt een vreemde door ons huis")]
    #[case("een onbekende staat in onze hal")]
    #[case("er is iemand in de kelder")]
    #[case("vreemde vent in de fietsenstalling")]
    #[case("ze trekken een vrouw in een bus")]
    #[case("ze sleuren een meisje een busje in")]
    #[case("een man duwt een kind in een auto")]
    #[case("er wordt een vrouw een auto in getrokken")]
    #[case("ze gooien een jongen in de kofferbak")]
    #[case("mijn dochter heeft zichzelf iets aangedaan")]
    #[case("mijn man heeft zichzelf iets aangedaan")]
    #[case("hij wil zichzelf wat aandoen")]
    #[case("ze heeft pillen geslikt")]
    #[case("mijn zoon heeft zich opgehangen")]
    #[case("auto in de sloot mensen zitten er nog in")]
    #[case("auto te water met mensen erin")]
    #[case("er ligt een auto in de vijver en er zit nog iemand in")]
    #[case("busje in het water, ik zie handen")]
    #[case("auto op zijn kop, bestuurder zit klem")]
    #[case("ik zie hem! hij loopt nu bij de Jumbo")]
    #[case("hij loopt nu bij de jumbo, ik zie hem")]
    #[case("nog niet gebeld, ze ligt bewusteloos")]
    #[case("nog niemand gebeld en hij bloedt hevig")]
    #[case("heb nog niks gedaan, er ligt een man op de grond voor de deur")]
    #[case("sorry te druk, mijn vrouw krijgt geen lucht")]
    #[case("ze duwen een jongen een wagen in")]
    #[case("een man sleept een meisje mee naar zijn auto")]
    #[case("er wordt een kind in een busje getrokken")]
    #[case("bus in de singel gereden")]
    #[case("taxi is in de gracht gereden")]
    #[case("er ligt een auto in het kanaal")]
    #[case("auto half in de sloot")]
    #[case("insluiper in de kelder")]
    #[case("er staat een onbekende bij onze achterdeur")]
    #[case("iemand zit in mijn schuurtje")]
    #[case("er zijn twee mannen op het dak")]
    #[case("een vent in onze tuin met een koevoet")]
    #[case("er gaan mensen dood hier")]
    #[case("mijn buurvrouw heeft zichzelf gesneden")]
    #[case("ze heeft zich opgehangen op zolder")]
    #[case("geplaatst en ze staan nu voor mijn raam")]
    #[case("doorgestuurd maar ik zie hem nu langs het water lopen")]
    #[case("heb hem gedeeld. er klimt net iemand over de schutting van nummer 8")]
    #[case("lukt niet met zuid 2, en er staat een man met een mes bij de school")]
    #[case("nog niet gedeeld; ik zie hem wegrennen richting station")]
    fn an_emergency_that_was_not_heard(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("staat in parkzicht maar in zuid 2 niet")]
    #[case("staat bij mij voor het raam een poster van buurtpreventie")]
    #[case("ik zie hem niet in de groep")]
    #[case("waterlelie niet gelukt, wil niet laden")]
    #[case("straks ga ik dood van de kou")]
    #[case("er zit een vreemde taal in het bericht")]
    #[case("er staat een vreemde auto in de garage al weken")]
    #[case("de kinderen trekken aan het koord in de bus")]
    #[case("we trekken de vrouwen erbij in de bus")]
    #[case("mijn auto staat in de garage")]
    #[case("ik heb mezelf aangemeld")]
    #[case("heeft iemand zichzelf aangemeld")]
    #[case("de bal ligt in de sloot")]
    #[case("auto staat in de garage, sleutels zitten er nog in")]
    #[case("de fiets ligt in de sloot")]
    #[case("ik zie hem! het bericht staat in de groep")]
    #[case("ik zie hem morgen wel")]
    #[case("ik zie hem staan in de app")]
    #[case("hij loopt nu bij de jumbo, de actie")]
    #[case("die actie loopt nu bij de jumbo")]
    #[case("hij staat nu in de groep")]
    #[case("nog niet gebeld met de gemeente")]
    #[case("heb nog niet gebeld")]
    #[case("mijn telefoon is dood")]
    #[case("de vakkenvullers duwen een kar in de bus")]
    #[case("pillen halen bij de apotheek")]
    #[case("ik ben in de garage mijn fiets aan het maken")]
    #[case("mijn man zit in de tuin")]
    #[case("we zitten met de buren in de tuin te borrelen")]
    #[case("de loodgieter is in de kelder")]
    #[case("iemand een ladder over om op het dak te kunnen")]
    #[case("er hangt een vreemde geur in de gang")]
    #[case("we duwen de kinderwagen in de bus")]
    #[case("kan iemand mijn zoon in de auto meenemen")]
    #[case("de auto staat aan het water")]
    #[case("we varen met de boot in de gracht")]
    #[case("bus 36 rijdt niet")]
    #[case("geplaatst, en nu ga ik de tuin in")]
    #[case("doorgestuurd en de buren ook ingelicht")]
    #[case("niet gelukt, mijn telefoon staat op zolder")]
    #[case("staat erin, ik zie hem in beide groepen")]
    #[case("gedeeld en de mensen bij de buren weten het ook")]
    #[case("lukt niet in zuid 2 want ik zit op het dak te werken")]
    #[case("staat in de groep, hij loopt goed")]
    #[case("de actie met de stickers gaat door, gedeeld")]
    #[case("gisteren stond er iemand in de tuin")]
    #[case("kom morgen even in de tuin kijken iemand")]
    #[case("de poes zit op het dak")]
    fn what_only_looks_like_one_of_these(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
    }

    // What people typed who had not seen the lists, and others of its kind.
    #[rstest]
    #[case("papa slaat mama")]
    #[case("mijn vader slaat mijn moeder")]
    #[case("de buurman slaat zijn vrouw weer")]
    #[case("opa wordt geslagen door die jongens")]
    #[case("mijn ex slaat de deur kapot en schreeuwt")]
    #[case("hij heb mn dochter meegenomen")]
    #[case("een man heeft mijn zoontje meegenomen")]
    #[case("ze hebben een meisje de auto in geduwd")]
    #[case("ze nemen mijn kind mee")]
    #[case("een vreemde heeft ons kindje meegenomen")]
    #[case("boot gekapseisd op de plas")]
    #[case("een bootje is omgeslagen met mensen erin")]
    #[case("zeilboot gekapseisd")]
    #[case("er is een sloep omgeslagen")]
    #[case("kano omgeslagen en er komt niemand boven")]
    #[case("er staat gas open")]
    #[case("de gaskraan staat open en niemand doet open")]
    #[case("het gas staat open bij mijn buurvrouw")]
    #[case("gas staat open")]
    #[case("ik hoor gas sissen")]
    #[case("somebody is kicking in my neighbours front door")]
    #[case("someone kicks in the door")]
    #[case("they are kicking the door in")]
    #[case("they are smashing the window")]
    #[case("someone is trying to get in through the window")]
    #[case("kom aub snel ze zijn binnen")]
    #[case("ze zijn binnen")]
    #[case("er zijn mensen binnen bij mij")]
    #[case("hij is binnen!!")]
    #[case("ze komen binnen help")]
    #[case("ik ga nu springen")]
    #[case("ik spring zo")]
    #[case("ik wil niet meer leven")]
    #[case("ik maak er een einde aan")]
    #[case("ik maak mezelf van kant")]
    #[case("scooter tegen een fietser geknald")]
    #[case("auto op een fietser geknald")]
    #[case("een auto is tegen een boom geknald")]
    #[case("twee auto's op elkaar geklapt")]
    #[case("busje tegen de gevel geknald")]
    fn an_emergency_in_words_that_were_not_foreseen(#[case] tekst: &str) {
        assert!(is_spoed(tekst, false), "{tekst}");
    }

    #[rstest]
    #[case("welke overval was dat?")]
    #[case("welke inbraak bedoelen jullie")]
    #[case("wat voor overval was dat eigenlijk")]
    #[case("over welke brand gaat dit")]
    #[case("welke vechtpartij was dat dan")]
    #[case("er was brand vorige week, is de oorzaak bekend")]
    #[case("is de oorzaak van die brand al bekend")]
    #[case("weten jullie al wie die brand heeft gesticht")]
    #[case("was er vorige week een overval in de straat")]
    #[case("wanneer was die inbraak ook alweer")]
    #[case("ik zie geen verdachte hoor")]
    #[case("ik zie hier niemand hoor")]
    #[case("geen verdachte gezien hier")]
    #[case("zie niks bijzonders hier")]
    #[case("hier loopt geen verdachte")]
    #[case("mag ik de melding doorsturen naar mijn zus")]
    #[case("mag ik het bericht delen met mijn buurvrouw")]
    #[case("kan ik de melding van de inbraak doorsturen")]
    #[case("mag de melding ook naar mijn dochter")]
    #[case("zal ik de melding naar mijn man sturen")]
    #[case("grote brand in Rotterdam op tv gezien")]
    #[case("zag op tv een overval")]
    #[case("op de radio hoorde ik van een schietpartij")]
    #[case("las op internet over die steekpartij")]
    #[case("op facebook staat iets over een inbraak")]
    #[case("help me aanmelden aub")]
    #[case("help me even met inloggen")]
    #[case("help me met doorsturen")]
    #[case("kan je me helpen aanmelden")]
    #[case("help mij de app te begrijpen")]
    fn talk_about_one_is_no_emergency(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
        assert!(!is_spoed(tekst, true), "{tekst}, while an alert runs");
    }

    #[rstest]
    #[case("gisteren grijze bus gezien in de Akelei, kenteken vergeten")]
    #[case("er is vannacht ingebroken bij de buren")]
    #[case("help")]
    #[case("/help")]
    #[case("help mij met de sleutel van het buurthuis")]
    #[case("bedankt")]
    #[case("doorgestuurd, staat in de groep")]
    #[case("melding van de inbraak staat in de groep")]
    #[case("wanneer is de bijeenkomst")]
    #[case("snachts geen berichten aub")]
    #[case("mijn telefoon is gestolen blokkeer 0611112222")]
    #[case("hoeveel groepen doen er mee in rokkeveen")]
    #[case("groep Brandnetel")]
    #[case("geen spoed: er staat een fiets zonder slot")]
    #[case("wat moet ik doen bij brand?")]
    #[case("ik ben weer terug")]
    #[case("mijn man staat in de tuin")]
    #[case("🚨")]
    #[case("")]
    fn the_rest_is_none(#[case] tekst: &str) {
        assert!(!is_spoed(tekst, false), "{tekst}");
    }

    #[test]
    fn while_an_alert_runs_a_glimpse_is_enough() {
        for tekst in ["hij loopt hier langs de vijver", "ik zie hem nu", "die auto rijdt hier net voorbij"] {
            assert!(is_spoed(tekst, true), "{tekst}");
            assert!(!is_spoed(tekst, false), "{tekst}");
        }
        assert!(!is_spoed("het staat in de groep", true));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}", loopt: bool) {
            let _ = is_spoed(&tekst, loopt);
        }
    }
}
