//! Short answers: to a preview, and to an alert. Negation wins over every other word.

use std::sync::LazyLock;

use regex::Regex;

use crate::woorden::{Woord, bevat, lijkt_op, woorden};

/// An answer to a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BijVoorbeeld {
    /// Send it. Only words that cannot mean anything else.
    Versturen,
    /// Send it to so many groups: "VERSTUUR 100".
    VerstuurAantal(usize),
    /// Throw it away.
    Annuleren,
    /// Change it.
    Aanpassen,
    /// Anything else, "ok" and a thumb included.
    Onduidelijk,
}

/// Words that send, of which one has to be there.
const JA: [&str; 16] = [
    "v",
    "ja",
    "jawel",
    "jazeker",
    "yes",
    "stuur",
    "sturen",
    "verstuur",
    "versturen",
    "verzend",
    "verzenden",
    "zend",
    "doorsturen",
    "uitsturen",
    "doorzetten",
    "versturt",
];
/// Long words that send, also with a small mistake in them.
const JA_LANG: [&str; 4] = ["verstuur", "versturen", "verzenden", "doorsturen"];
/// Words that look like those and mean something else: a question or a report.
const GEEN_JA: [&str; 6] = ["verstuurd", "gestuurd", "doorgestuurd", "verzonden", "besturen", "bestuur"];
/// Words around it that change nothing.
const VULLING: [&str; 50] = [
    "maar",
    "nu",
    "graag",
    "doe",
    "het",
    "hem",
    "haar",
    "die",
    "dat",
    "deze",
    "dit",
    "de",
    "een",
    "bericht",
    "berichtje",
    "melding",
    "politiebericht",
    "alert",
    "aub",
    "svp",
    "alsjeblieft",
    "alstublieft",
    "uit",
    "door",
    "hoor",
    "meteen",
    "direct",
    "gelijk",
    "snel",
    "even",
    "dan",
    "zo",
    "is",
    "klopt",
    "goed",
    "ok",
    "oke",
    "okee",
    "okay",
    "prima",
    "top",
    "akkoord",
    "dank",
    "dankjewel",
    "bedankt",
    "naar",
    "aan",
    "alle",
    "groepen",
    "groep",
];
/// Words that throw away, of which one has to be there; each of them also keeps any other word from sending.
const NEE: [&str; 26] = [
    "niet",
    "nee",
    "neen",
    "nope",
    "geen",
    "nooit",
    "annuleer",
    "annuleren",
    "annuleert",
    "geannuleerd",
    "cancel",
    "cancelen",
    "canceled",
    "weg",
    "weggooien",
    "laat",
    "vergeet",
    "verwijder",
    "verwijderen",
    "wis",
    "wissen",
    "intrekken",
    "hoeft",
    "stop",
    "stoppen",
    "afbreken",
];
/// Words around it that change nothing. "Nog" and "even" are not among them: "nog niet" throws nothing away.
const NEE_VULLING: [&str; 50] = [
    "ja",
    "toch",
    "maar",
    "doe",
    "dit",
    "dat",
    "het",
    "hem",
    "die",
    "deze",
    "de",
    "bericht",
    "melding",
    "concept",
    "versturen",
    "verstuur",
    "sturen",
    "stuur",
    "verzenden",
    "liever",
    "aub",
    "svp",
    "graag",
    "meer",
    "nodig",
    "zitten",
    "gaan",
    "hoor",
    "sorry",
    "foutje",
    "fout",
    "verkeerd",
    "ermee",
    "mee",
    "er",
    "gooi",
    "doen",
    "alsjeblieft",
    "alstublieft",
    "dank",
    "je",
    "u",
    "dankjewel",
    "bedankt",
    "is",
    "al",
    "opgelost",
    "door",
    "ik",
    "wil",
];

/// Reads an answer to a preview. Whatever is not wholly a yes sends nothing: "ja maar het is oosterheem" changes
/// something, and "verstuurd?" asks.
#[must_use]
pub fn bij_voorbeeld(tekst: &str) -> BijVoorbeeld {
    let woorden = woorden(tekst);
    let nee = |woord: &Woord| NEE.contains(&woord.norm.as_str());
    let ja = |woord: &Woord| zegt_ja(&woord.norm);
    if woorden.iter().any(nee) {
        // "Hij is niet groot" is no cancellation, and no yes either; nor is "ja, nee".
        let vulling = |woord: &Woord| nee(woord) || NEE_VULLING.contains(&woord.norm.as_str());
        let zegt_eerst_ja = |woord: &Woord| woord.norm.starts_with('j') && ja(woord);
        let twijfelt = woorden.first().is_some_and(zegt_eerst_ja) && !woorden.iter().any(|woord| woord.norm == "toch");
        return if (woorden.iter().all(vulling) || breekt_af(&woorden)) && !twijfelt {
            BijVoorbeeld::Annuleren
        } else {
            BijVoorbeeld::Onduidelijk
        };
    }
    let anders = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "aanpassen" | "aanpas" | "pas" | "wijzig" | "wijzigen" | "anders" | "verander" | "veranderen" | "corrigeer"
        )
    };
    if woorden.iter().any(anders) {
        // "Pas op, mes" and "de wijk aanpassen naar Meerzicht" say more than that something is to be changed.
        let hoort = |woord: &Woord| anders(woord) || AANPASSEN_VULLING.contains(&woord.norm.as_str());
        return if woorden.iter().all(hoort) { BijVoorbeeld::Aanpassen } else { BijVoorbeeld::Onduidelijk };
    }
    if breekt_af(&woorden) {
        return BijVoorbeeld::Annuleren;
    }
    let vulling = |woord: &Woord| ja(woord) || VULLING.contains(&woord.norm.as_str());
    let (getallen, rest): (Vec<&Woord>, Vec<&Woord>) =
        woorden.iter().partition(|woord| woord.norm.bytes().all(|teken| teken.is_ascii_digit()));
    if tekst.contains('?') || !rest.iter().any(|woord| ja(woord)) || !rest.iter().all(|woord| vulling(woord)) {
        return BijVoorbeeld::Onduidelijk;
    }
    match getallen.as_slice() {
        [] => BijVoorbeeld::Versturen,
        [getal] => getal.norm.parse().map_or(BijVoorbeeld::Onduidelijk, BijVoorbeeld::VerstuurAantal),
        _ => BijVoorbeeld::Onduidelijk,
    }
}

/// Words around "aanpassen" that change nothing: which part is asked next.
const AANPASSEN_VULLING: [&str; 31] = [
    "ja",
    "ik",
    "wil",
    "graag",
    "aub",
    "svp",
    "iets",
    "het",
    "de",
    "dit",
    "dat",
    "hem",
    "aan",
    "nog",
    "wat",
    "even",
    "moet",
    "moeten",
    "kan",
    "eerst",
    "wijk",
    "soort",
    "tekst",
    "beschrijving",
    "bericht",
    "melding",
    "een",
    "ding",
    "maar",
    "doe",
    "nee",
];

/// Words before one that breaks off: "nee laat maar", "oh sorry, annuleer".
const UITROEP: [&str; 19] = [
    "nee", "neen", "nah", "oh", "o", "ach", "ah", "eh", "hmm", "ja", "nou", "sorry", "oeps", "wacht", "toch", "maar",
    "doe", "ok", "oke",
];

/// Whether a text breaks off what was going on, whatever follows: "annuleer", "nee laat maar", "toch niet", "vergeet het".
fn breekt_af(woorden: &[Woord]) -> bool {
    let rest = &woorden[woorden.iter().take_while(|woord| UITROEP.contains(&woord.norm.as_str())).count()..];
    let norm = |plaats: usize| rest.get(plaats).map_or("", |woord| woord.norm.as_str());
    let zei = |woord: &str| woorden.iter().any(|ander| ander.norm == woord);
    // "Toch niet" is a short answer; "niet de wijk maar de straat" is none.
    let kort = rest.len() <= 3;
    match (norm(0), norm(1)) {
        (eerste, _) if lijkt_op(eerste, "annuleer").is_some() || lijkt_op(eerste, "annuleren").is_some() => true,
        ("cancel" | "cancelen" | "annulering" | "afbreken" | "ophouden" | "kappen" | "stoppen" | "afblazen", _) => true,
        ("nevermind" | "nvm" | "quit" | "exit" | "abort", _) | ("never", "mind") => true,
        ("laat", "maar" | "zitten" | "hangen") => true,
        ("vergeet", "het" | "maar" | "dit" | "t" | "hem" | "deze" | "die" | "alles") => norm(2) != "niet",
        ("vergeet", "") | ("kap", "") | ("stop", "") => true,
        ("stop" | "kap" | "hou" | "houd", "maar" | "ermee" | "er" | "op" | "dit" | "hiermee" | "hier" | "toch") => true,
        ("hoeft" | "hoef", "niet" | "al" | "toch" | "ook") => true,
        ("ik", "stop") => true,
        ("blaas", "maar" | "af" | "het") => true,
        ("breek", "af" | "maar" | "het") => true,
        ("gooi", "maar" | "weg" | "het" | "dit") => true,
        ("gaat" | "ga", "niet") => norm(2) == "door",
        ("niet", "doen" | "nodig" | "meer" | "versturen" | "sturen" | "doorgaan") => kort,
        ("niet", "") => zei("toch") || zei("maar"),
        ("weg", "ermee") | ("weggooien", _) => kort,
        _ => false,
    }
}

/// Whether an answer to any question breaks off what was asked: "annuleer", "nee laat maar", "toch niet". A bare "nee"
/// does not: it may be an answer.
#[must_use]
pub fn ziet_af(tekst: &str) -> bool {
    (breekt_af(&woorden(tekst)) && !stopt_niet(tekst)) || houdt_op(tekst)
}

/// Whether a text only agrees, without a word that sends: "ok", "prima, dank je", a thumb.
#[must_use]
pub fn alleen_instemming(tekst: &str) -> bool {
    const INSTEMMING: [&str; 40] = [
        "ok",
        "oke",
        "okee",
        "okay",
        "oki",
        "prima",
        "top",
        "akkoord",
        "goed",
        "klopt",
        "mooi",
        "perfect",
        "fijn",
        "super",
        "helemaal",
        "zo",
        "is",
        "dit",
        "dat",
        "het",
        "dank",
        "dankje",
        "dankjewel",
        "dankuwel",
        "bedankt",
        "je",
        "u",
        "wel",
        "hoor",
        "gezien",
        "gelezen",
        "duidelijk",
        "begrepen",
        "check",
        "roger",
        "thanks",
        "thx",
        "merci",
        "staat",
        "yep",
    ];
    let woorden = woorden(tekst);
    duim(tekst)
        || (!tekst.contains('?')
            && !woorden.is_empty()
            && woorden.iter().all(|woord| INSTEMMING.contains(&woord.norm.as_str())))
}

/// Whether a word says yes: one of those, a drawn-out "jaaa", or a long one with a small mistake.
fn zegt_ja(norm: &str) -> bool {
    let lang = norm.starts_with('j') && norm.len() > 2 && norm[1..].bytes().all(|letter| letter == b'a');
    let bijna = || {
        norm.chars().count() >= 6
            && !GEEN_JA.contains(&norm)
            && JA_LANG.iter().any(|bekend| lijkt_op(norm, bekend).is_some_and(|afstand| afstand <= 1))
    };
    JA.contains(&norm) || lang || bijna()
}

/// What a beheerder says about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bevestiging {
    /// It stands in the group.
    Geplaatst {
        /// They did it for somebody else of the group.
        namens: bool,
    },
    /// Not yet; in so many minutes, if they said.
    NogNiet(Option<i64>),
    /// Cannot or will not do it now.
    KanNiet(Reden),
    /// Seen.
    Gezien,
}

/// Why somebody does not post an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reden {
    /// At work, on the road, not at home, or no reason given.
    Verhinderd,
    /// Away for longer.
    Vakantie,
    /// It is not for their group.
    NietRelevant,
    /// It stands there already, by somebody else.
    Dubbel,
}

impl Reden {
    /// The word under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Verhinderd => "verhinderd",
            Self::Vakantie => "vakantie",
            Self::NietRelevant => "niet_relevant",
            Self::Dubbel => "dubbel",
        }
    }
}

/// Reads what a beheerder says about an alert; `None` if it says nothing about one.
#[must_use]
pub fn bevestiging(tekst: &str) -> Option<Bevestiging> {
    if duim(tekst) {
        return Some(Bevestiging::Gezien);
    }
    let woorden = woorden(tekst);
    // A long story is not an answer.
    if woorden.is_empty() || woorden.len() > 16 {
        return None;
    }
    let bevat = |reeksen: &[&str]| reeksen.iter().any(|reeks| bevat(&woorden, reeks));
    let geplaatst =
        zonder_dank(tekst).split([',', '.', '!', ';', '\n']).any(|deel| self::geplaatst(&self::woorden(deel)));
    let ontkend = bevat(&NOG_NIET) || bevat(&STRAKS);
    let minuten = over_minuten(&woorden);
    if bevat(&[
        "niet relevant",
        "niet van toepassing",
        "niet voor mijn buurt",
        "niet voor onze buurt",
        "niet voor mijn wijk",
        "niet voor onze wijk",
        "niet voor onze groep",
        "niet voor mijn groep",
        "niet onze buurt",
        "niet mijn wijk",
        "niet onze wijk",
    ]) {
        Some(Bevestiging::KanNiet(Reden::NietRelevant))
    } else if bevat(&["op vakantie", "met vakantie", "in het buitenland", "vakantie"])
        && !geplaatst_zonder_ontkenning(geplaatst, ontkend)
    {
        Some(Bevestiging::KanNiet(Reden::Vakantie))
    } else if minuten.is_none() && (bevat(&KAN_NIET) || kan_niet(&woorden) || pas_later(&woorden)) {
        Some(Bevestiging::KanNiet(Reden::Verhinderd))
    } else if ontkend || minuten.is_some() {
        let over_een_bericht = geplaatst
            || minuten.is_some()
            || bevat(&["nog niet", "nee", "straks", "zo meteen", "zometeen", "zo dadelijk"]);
        let nog_te_doen = woorden.len() <= 3 && bevat(&["moet nog", "komt eraan", "komt er aan", "doe ik zo"]);
        (over_een_bericht || nog_te_doen).then_some(Bevestiging::NogNiet(minuten))
    } else if tekst.contains('?') || vraagt(&woorden) {
        // A question is no report.
        None
    } else if geplaatst && bevat(&AAN_IEMAND) {
        // Sent to somebody is not yet posted in the group.
        Some(Bevestiging::NogNiet(None))
    } else if bevat(&[
        "stond er al",
        "stond er al in",
        "staat er al",
        "staat er al in",
        "was al geplaatst",
        "al door een ander",
        "dubbel",
    ]) {
        // Whoever posted it, it stands there.
        Some(Bevestiging::Geplaatst { namens: false })
    } else if geplaatst {
        let namens = woorden.windows(2).any(|paar| {
            matches!(paar[0].norm.as_str(), "voor" | "namens" | "ipv")
                && !matches!(paar[1].norm.as_str(), "de" | "het" | "nu" | "alle" | "mijn" | "onze" | "zover")
        });
        Some(Bevestiging::Geplaatst { namens })
    } else {
        let alleen = |woord: &Woord| {
            matches!(
                woord.norm.as_str(),
                "ok" | "oke"
                    | "okee"
                    | "okay"
                    | "oki"
                    | "gezien"
                    | "gelezen"
                    | "duidelijk"
                    | "top"
                    | "ja"
                    | "prima"
                    | "ontvangen"
                    | "genoteerd"
                    | "roger"
                    | "check"
                    | "heb"
                    | "het"
                    | "ik"
                    | "yes"
                    | "yep"
                    | "jep"
                    | "okidoki"
                    | "begrepen"
                    | "thanks"
                    | "thx"
                    | "merci"
                    | "bedankt"
                    | "dank"
                    | "dankje"
                    | "dankjewel"
                    | "dankuwel"
                    | "je"
                    | "jullie"
                    | "u"
                    | "wel"
                    | "hoor"
                    | "helemaal"
                    | "fijn"
            )
        };
        // Thanks alone is talk: it says of no alert that it was seen.
        let zegt = |woord: &Woord| {
            !matches!(
                woord.norm.as_str(),
                "heb"
                    | "het"
                    | "ik"
                    | "thanks"
                    | "thx"
                    | "merci"
                    | "bedankt"
                    | "dank"
                    | "dankje"
                    | "dankjewel"
                    | "dankuwel"
                    | "je"
                    | "jullie"
                    | "u"
                    | "wel"
                    | "hoor"
                    | "helemaal"
                    | "fijn"
            )
        };
        (woorden.iter().all(alleen) && woorden.iter().any(zegt)).then_some(Bevestiging::Gezien)
    }
}

/// Whether a text asks, also without a question mark: "wie heeft dit doorgestuurd", "is het al gedaan".
fn vraagt(woorden: &[Woord]) -> bool {
    let eerste = woorden.first().map_or("", |woord| woord.norm.as_str());
    let tweede = woorden.get(1).map_or("", |woord| woord.norm.as_str());
    // "Is het geplaatst" asks; "is geplaatst" and "heeft mijn man gedaan" tell.
    let omgekeerd = matches!(
        eerste,
        "is" | "zijn" | "moet" | "mag" | "zal" | "kan" | "wordt" | "werd" | "staat" | "heeft" | "hebben"
    ) && matches!(
        tweede,
        "dit" | "dat" | "er" | "iedereen" | "alles" | "iemand" | "jullie" | "jij" | "u" | "mijn" | "ik"
    ) && !(matches!(eerste, "heeft" | "hebben") && tweede == "mijn")
        && !(eerste == "staat" && matches!(tweede, "er" | "dit"))
        || matches!((eerste, tweede), ("is" | "zijn" | "wordt", "het" | "hij" | "ie" | "die"));
    let reeksen = [
        "heeft iemand",
        "kan iemand",
        "wil iemand",
        "is het al",
        "is dit al",
        "is hij al",
        "is die al",
        "is dat al",
        "staat het al",
        "staat dit al",
        "staat dit in",
        "staat dat in",
        "heb je",
        "weet iemand",
        "weet je of",
        "weet u of",
        "weten jullie",
        "vraag me af",
        "vroeg me af",
        "of het al",
        "of dit al",
        "heb jij",
        "hebben jullie",
        "heeft u",
        "hebt u",
    ];
    omgekeerd
        || matches!(eerste, "wie" | "wanneer" | "waarom" | "hoe" | "hoezo" | "welke" | "waar" | "hoeveel")
        || reeksen.iter().any(|reeks| bevat(woorden, reeks))
}

/// To whom it went, where that is no group.
const AAN_IEMAND: [&str; 32] = [
    "naar mijn man",
    "naar mijn vrouw",
    "naar mijn zoon",
    "naar mijn dochter",
    "naar mijn buurman",
    "naar mijn buurvrouw",
    "naar mn man",
    "naar mn vrouw",
    "aan mijn man",
    "aan mijn vrouw",
    "naar een collega",
    "naar de politie",
    "naar me man",
    "naar me vrouw",
    "naar mijn broer",
    "naar mijn zus",
    "naar mijn collega",
    "naar mn collega",
    "naar me collega",
    "naar mezelf",
    "naar mijzelf",
    "naar mn broer",
    "met mijn man",
    "met mijn vrouw",
    "met mijn broer",
    "met mijn zus",
    "met mijn buurman",
    "met mijn buurvrouw",
    "op facebook",
    "op nextdoor",
    "op instagram",
    "in de prullenbak",
];

const fn geplaatst_zonder_ontkenning(geplaatst: bool, ontkend: bool) -> bool {
    geplaatst && !ontkend
}

/// "Lukt me nu niet", "kan hem even nie doorsturen": a verb of being able, and a little further on a negation.
fn kan_niet(woorden: &[Woord]) -> bool {
    let norm = |woord: &Woord, lijst: &[&str]| lijst.contains(&woord.norm.as_str());
    woorden.iter().enumerate().any(|(plaats, woord)| {
        norm(woord, &["kan", "kunnen", "lukt", "red", "can", "cant"])
            && (woord.norm == "cant"
                || woorden[plaats + 1..].iter().take(5).any(|verder| norm(verder, &["niet", "nie", "not", "nimmer"])))
    })
}

/// "Kan hem pas vanavond doorsturen": so much later that somebody else has to do it.
fn pas_later(woorden: &[Woord]) -> bool {
    let een_van = |lijst: &[&str]| woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    een_van(&["pas"]) && een_van(&["kan", "kunnen", "lukt", "doe", "ga", "stuur", "zet", "plaats", "thuis"])
}

/// Whether a text says no, whatever else it holds.
#[must_use]
pub fn zegt_nee(tekst: &str) -> bool {
    woorden(tekst)
        .iter()
        .any(|woord| matches!(woord.norm.as_str(), "nee" | "neen" | "niet" | "nie" | "nooit" | "geen" | "no" | "not"))
}

/// Whether an answer describes nothing: it hesitates, asks back, or was meant for somebody else.
#[must_use]
pub fn zegt_niets(tekst: &str) -> bool {
    const NIETS: [&str; 44] = [
        "nee",
        "neen",
        "wacht",
        "stop",
        "even",
        "ff",
        "effe",
        "moment",
        "momentje",
        "sorry",
        "oeps",
        "verkeerd",
        "verkeerde",
        "chat",
        "app",
        "groep",
        "wat",
        "bedoel",
        "bedoelt",
        "je",
        "u",
        "ik",
        "toch",
        "niet",
        "nog",
        "hoezo",
        "huh",
        "dat",
        "dit",
        "weet",
        "zo",
        "hoor",
        "maar",
        "eerst",
        "nou",
        "uh",
        "uhm",
        "eh",
        "hm",
        "kijken",
        "vragen",
        "seconde",
        "een",
        "oke",
    ];
    let alle = woorden(tekst);
    !alle.is_empty() && alle.iter().all(|woord| NIETS.contains(&woord.norm.as_str()))
}

/// Whether somebody breaks off what they were filling in: "laat maar, ik stop ermee". A bare "nee" does not: it may
/// be an answer.
#[must_use]
pub fn houdt_op(tekst: &str) -> bool {
    let breekt_af = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "stop" | "stoppen" | "laat" | "annuleer" | "annuleren" | "cancel" | "vergeet" | "afbreken" | "hoeft"
        )
    };
    bij_voorbeeld(tekst) == BijVoorbeeld::Annuleren && woorden(tekst).iter().any(breekt_af) && !stopt_niet(tekst)
}

/// Whether a text says not to stop: "nee stop niet", "niet stoppen".
#[must_use]
pub fn stopt_niet(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    [
        "stop niet",
        "stop nog niet",
        "stop maar niet",
        "niet stoppen",
        "nog niet stoppen",
        "niet ophouden",
        "niet annuleren",
        "dont stop",
    ]
    .iter()
    .any(|reeks| bevat(&woorden, reeks))
}

/// Words of somebody who cannot.
const KAN_NIET: [&str; 26] = [
    "kan niet",
    "kan het niet",
    "kan nu niet",
    "kan nu even niet",
    "kan even niet",
    "kan ik niet",
    "kan ik nu niet",
    "aan het werk",
    "op mijn werk",
    "op het werk",
    "ben aan t werk",
    "aan het rijden",
    "zit in de auto",
    "in de auto",
    "in vergadering",
    "lukt niet",
    "lukt mij niet",
    "lukt me niet",
    "lukt nu niet",
    "lukt even niet",
    "niet thuis",
    "ben weg",
    "ben niet in de gelegenheid",
    "geen tijd",
    "geen gelegenheid",
    "ben verhinderd",
];

/// In so many minutes: "over 5 min", "over een half uur", "over een kwartier", "binnen 10 minuten".
fn over_minuten(woorden: &[Woord]) -> Option<i64> {
    let norm = |plaats: usize| woorden.get(plaats).map_or("", |woord| woord.norm.as_str());
    (0..woorden.len()).find_map(|plaats| {
        if !matches!(norm(plaats), "over" | "binnen" | "na") {
            return None;
        }
        let eenheid = |plaats: usize| norm(plaats).starts_with("min");
        match norm(plaats + 1) {
            "een" | "n" | "1" if norm(plaats + 2).starts_with("kwartier") => Some(15),
            "een" | "n" | "1" if norm(plaats + 2) == "half" => Some(30),
            "een" | "n" | "1" if norm(plaats + 2) == "halfuur" => Some(30),
            "een" | "n" | "1" if norm(plaats + 2) == "uur" => Some(60),
            "kwartier" | "kwartiertje" => Some(15),
            "halfuur" | "halfuurtje" => Some(30),
            "half" => Some(30),
            "een" | "n" if norm(plaats + 2) == "paar" && eenheid(plaats + 3) => Some(5),
            "paar" if eenheid(plaats + 2) => Some(5),
            "een" | "n" if norm(plaats + 2).starts_with("minuut") => Some(2),
            "vijf" if eenheid(plaats + 2) => Some(5),
            "tien" if eenheid(plaats + 2) => Some(10),
            "twintig" if eenheid(plaats + 2) => Some(20),
            cijfers => {
                let getal: String = cijfers.chars().take_while(char::is_ascii_digit).collect();
                let rest = &cijfers[getal.len()..];
                let met_eenheid = rest.starts_with('m') || (rest.is_empty() && eenheid(plaats + 2));
                let per_uur = rest == "u" || (rest.is_empty() && norm(plaats + 2) == "uur");
                let getal: i64 = getal.parse().ok().filter(|getal| (1..=600).contains(getal))?;
                if met_eenheid { Some(getal) } else { per_uur.then_some(getal * 60) }
            }
        }
    })
}

/// Words that put it off.
const STRAKS: [&str; 9] =
    ["straks", "zo meteen", "zometeen", "zo dadelijk", "later", "zo direct", "moet nog", "komt eraan", "doe ik zo"];

/// Words that turn a report into none: negation, and what is still to be done.
const NOG_NIET: [&str; 24] = [
    "nie",
    "nog nooit",
    "not yet",
    "niet",
    "nee",
    "geen",
    "niks",
    "niets",
    "nooit",
    "vergeten",
    "wordt",
    "worden",
    "word",
    "moet",
    "ga",
    "zal",
    "nergens",
    "mislukt",
    "verkeerde",
    "bijna",
    "probeer",
    "zodra",
    "noch",
    "had ik",
];

/// Words that say by themselves that it was posted.
const GEPLAATST: [&str; 10] = [
    "gedeeld",
    "geplaatst",
    "doorgezet",
    "doorgestuurd",
    "doorgeplaatst",
    "doorgestuurt",
    "gepost",
    "geappt",
    "rondgestuurd",
    "geforward",
];
/// Words that say so only of the message: "de politie heeft een auto gestuurd" posts nothing.
const GEPLAATST_VAN_BERICHT: [&str; 7] =
    ["gedaan", "gezet", "verspreid", "doorgegeven", "verstuurd", "gestuurd", "geregeld"];
/// Of whom or what else such a word may be said.
const VAN_IETS_ANDERS: [&str; 42] = [
    "iets",
    "wat",
    "iemand",
    "niemand",
    "politie",
    "agent",
    "agenten",
    "brandweer",
    "ambulance",
    "wijkagent",
    "dader",
    "daders",
    "verdachte",
    "inbraak",
    "aangifte",
    "camera",
    "cameras",
    "bord",
    "bordje",
    "borden",
    "hek",
    "hekken",
    "container",
    "containers",
    "paal",
    "paaltje",
    "paaltjes",
    "drempel",
    "lantaarnpaal",
    "bankje",
    "auto",
    "autos",
    "busje",
    "fiets",
    "scooter",
    "foto",
    "fotos",
    "vraag",
    "boodschappen",
    "koffie",
    "tafel",
    "mail",
];
/// What "gebeurd" may stand with, where it says that it was posted: "is gebeurd", "al gebeurd hoor".
const BIJ_GEBEURD: [&str; 14] =
    ["is", "al", "ja", "hoor", "bij", "deze", "het", "net", "gebeurd", "dank", "ok", "oke", "zojuist", "gedaan"];

fn geplaatst(woorden: &[Woord]) -> bool {
    let een_van = |lijst: &[&str]| woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    let reeksen = ["staat er op", "staat erop", "klaar is", "done"];
    let bijna = |woord: &Woord| {
        woord.norm.len() >= 9
            && !woord.norm.ends_with("de")
            && !woord.norm.ends_with("en")
            && lijkt_op(&woord.norm, "doorgestuurd").is_some()
    };
    // "Er is vandaag iets gebeurd" tells something else.
    let gebeurd = een_van(&["gebeurd"]) && woorden.iter().all(|woord| BIJ_GEBEURD.contains(&woord.norm.as_str()));
    let gezegd = een_van(&GEPLAATST) || een_van(&GEPLAATST_VAN_BERICHT) || woorden.iter().any(bijna);
    // "Graag gedaan" and "goed gedaan" are courtesies.
    if ["graag gedaan", "goed gedaan", "mooi gedaan", "knap gedaan", "netjes gedaan"]
        .iter()
        .any(|reeks| bevat(woorden, reeks))
    {
        return false;
    }
    gebeurd
        || staat_in_groep(woorden)
        || reeksen.iter().any(|reeks| bevat(woorden, reeks))
        || (gezegd && !een_van(&VAN_IETS_ANDERS))
}

/// "Staat erin", "staat nu in de groep", "zit hij inmiddels ook in onze buurtapp".
fn staat_in_groep(woorden: &[Woord]) -> bool {
    const ERTUSSEN: [&str; 20] = [
        "nu",
        "al",
        "ook",
        "net",
        "hij",
        "ie",
        "het",
        "die",
        "dit",
        "inmiddels",
        "sinds",
        "er",
        "weer",
        "allebei",
        "allemaal",
        "dus",
        "hoor",
        "gewoon",
        "zojuist",
        "intussen",
    ];
    const VOOR_GROEP: [&str; 16] = [
        "de", "het", "onze", "mijn", "mn", "me", "alle", "beide", "allebei", "elke", "iedere", "twee", "drie", "die",
        "deze", "hun",
    ];
    let norm = |plaats: usize| woorden.get(plaats).map_or("", |woord| woord.norm.as_str());
    (0..woorden.len()).any(|begin| {
        if !matches!(norm(begin), "staat" | "staan" | "zit" | "zitten" | "stond") {
            return false;
        }
        let mut plaats = begin + 1;
        while ERTUSSEN.contains(&norm(plaats)) {
            plaats += 1;
        }
        match norm(plaats) {
            "erin" => true,
            "in" => {
                // "Staat er in": the message; "staat in beide": the groups that were spoken of.
                let er = norm(plaats - 1) == "er" && norm(begin) != "stond";
                let mut na = plaats + 1;
                while VOOR_GROEP.contains(&norm(na)) {
                    na += 1;
                }
                let groep = is_groep(norm(na));
                let allemaal = (plaats + 1..na).any(|plek| matches!(norm(plek), "alle" | "beide" | "allebei"));
                groep
                    || allemaal
                    || (er && (norm(plaats + 1).is_empty() || na == plaats + 1 && !groep && is_slot(norm(na))))
            }
            _ => false,
        }
    })
}

/// What may follow "staat er in".
fn is_slot(norm: &str) -> bool {
    matches!(
        norm,
        "" | "hoor" | "nu" | "dank" | "bedankt" | "dankjewel" | "ja" | "bij" | "en" | "al" | "net" | "sinds" | "maar"
    )
}

fn is_groep(norm: &str) -> bool {
    matches!(
        norm,
        "groep"
            | "groepen"
            | "groepje"
            | "app"
            | "apps"
            | "buurtapp"
            | "buurtgroep"
            | "groepsapp"
            | "appgroep"
            | "whatsapp"
            | "whatsappgroep"
            | "buurtappgroep"
            | "wijkapp"
            | "straatapp"
    )
}

/// A text without what only thanks for somebody else's post: "bedankt voor het delen, hij staat er nu in".
fn zonder_dank(tekst: &str) -> String {
    let kaal = |deel: &str| {
        let woorden = woorden(deel);
        let norm = |plaats: usize| woorden.get(plaats).map_or("", |woord| woord.norm.as_str());
        let begin = (0..woorden.len()).find(|plaats| {
            let dank =
                matches!(norm(*plaats), "bedankt" | "dank" | "dankjewel" | "dankuwel" | "thanks" | "thx" | "merci");
            let lof = matches!(norm(*plaats), "fijn" | "mooi" | "goed" | "top" | "super" | "knap" | "prettig" | "tof");
            let verder =
                (plaats + 1..plaats + 4).find(|verder| !matches!(norm(*verder), "u" | "je" | "jullie" | "wel"));
            let waarvoor = verder.map_or("", norm);
            (dank && matches!(waarvoor, "dat" | "voor" | "om" | "for")) || (lof && norm(plaats + 1) == "dat")
        });
        let einde = begin.and_then(|begin| woorden.get(begin)).map_or(deel.len(), |woord| woord.plek.start);
        format!("{}{}", deel.get(..einde).unwrap_or_default(), if einde < deel.len() { "." } else { "" })
    };
    tekst.split_inclusive([',', '.', '!', ';', '\n']).map(kaal).collect()
}

/// Whether a text or reaction is only a thumb or the like.
#[must_use]
pub fn duim(tekst: &str) -> bool {
    let tekst: String = tekst.chars().filter(|teken| !teken.is_whitespace()).collect();
    let tekens = |teken: char| {
        matches!(teken, '👍' | '👌' | '✅' | '✔' | '☑' | '🙏' | '🫡' | '🏻'..='🏿' | '\u{fe0f}' | '\u{200d}')
    };
    !tekst.is_empty() && tekst.chars().all(tekens)
}

/// Whether a text reads like a report or a call for help, by whoever is not police.
#[must_use]
pub fn lijkt_melding(tekst: &str) -> bool {
    static WOORDEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(112|help|spoed|in nood|alarm|brand|melding|politie|inbra|inbrek|ingebroken|breken|overval|beroo|berov|roof|straatro|diefstal|dief|dieven|gestolen|gejat|steel|steekpart|vecht|schiet|schoten|verdacht|vermist|koevoet|pistool|wapen|bewusteloos|gewond|aangevallen|bedreig)",
        )
        .ok()
    });
    WOORDEN.as_ref().is_none_or(|woorden| woorden.is_match(tekst))
}

/// Whether a text is a yes, and nothing but one.
#[must_use]
pub fn ja(tekst: &str) -> bool {
    let ja = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "ja" | "jawel" | "klopt" | "yes" | "hoor" | "zeker" | "echt" | "het" | "dat" | "erin" | "staat"
        )
    };
    let woorden = woorden(tekst);
    woorden.first().is_some_and(|woord| matches!(woord.norm.as_str(), "ja" | "jawel" | "klopt" | "yes"))
        && woorden.iter().all(ja)
}

/// Whether a text is a no, and nothing but one.
#[must_use]
pub fn nee(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    let nee = |woord: &Woord| {
        matches!(
            woord.norm.as_str(),
            "nee"
                | "neen"
                | "niet"
                | "nog"
                | "doen"
                | "toch"
                | "maar"
                | "laat"
                | "lopen"
                | "staan"
                | "no"
                | "annuleer"
                | "annuleren"
        )
    };
    !woorden.is_empty()
        && woorden.iter().all(nee)
        && woorden.iter().any(|woord| {
            matches!(woord.norm.as_str(), "nee" | "neen" | "niet" | "no" | "laat" | "annuleer" | "annuleren")
        })
}

/// Whether a text says to close it.
#[must_use]
pub fn zegt_afsluiten(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    let sluit = |woord: &Woord| matches!(woord.norm.as_str(), "sluit" | "sluiten" | "afsluiten" | "dicht");
    let vulling =
        |woord: &Woord| matches!(woord.norm.as_str(), "ja" | "maar" | "graag" | "doe" | "af" | "hem" | "nu" | "kan");
    woorden.iter().any(sluit) && woorden.iter().all(|woord| sluit(woord) || vulling(woord))
}

/// Whether a text means all of several groups.
#[must_use]
pub fn alle(tekst: &str) -> bool {
    woorden(tekst)
        .iter()
        .any(|woord| matches!(woord.norm.as_str(), "alle" | "allemaal" | "allebei" | "beide" | "overal" | "alles"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("VERSTUUR", BijVoorbeeld::Versturen)]
    #[case("ja verstuur maar", BijVoorbeeld::Versturen)]
    #[case("v", BijVoorbeeld::Versturen)]
    #[case("stuur", BijVoorbeeld::Versturen)]
    #[case("Ja hoor, stuur maar door!", BijVoorbeeld::Versturen)]
    #[case("versturen graag", BijVoorbeeld::Versturen)]
    #[case("verzend", BijVoorbeeld::Versturen)]
    #[case("prima, verstuur maar 👍", BijVoorbeeld::Versturen)]
    #[case("JAAA", BijVoorbeeld::Versturen)]
    #[case("verstur", BijVoorbeeld::Versturen)]
    #[case("VERSTUUR 100", BijVoorbeeld::VerstuurAantal(100))]
    #[case("ja verstuur naar 100 groepen", BijVoorbeeld::VerstuurAantal(100))]
    #[case("verstuur 100 of 90", BijVoorbeeld::Onduidelijk)]
    #[case("100", BijVoorbeeld::Onduidelijk)]
    #[case("verstuur 99999999999999999999999", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd?", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd", BijVoorbeeld::Onduidelijk)]
    #[case("stuur het niet", BijVoorbeeld::Annuleren)]
    #[case("laat maar", BijVoorbeeld::Annuleren)]
    #[case("annuleer aub", BijVoorbeeld::Annuleren)]
    #[case("hoeft niet meer, dank je", BijVoorbeeld::Annuleren)]
    #[case("nee sorry, foutje", BijVoorbeeld::Annuleren)]
    #[case("nog niet", BijVoorbeeld::Onduidelijk)]
    #[case("ja nee", BijVoorbeeld::Onduidelijk)]
    #[case("ja, maar niet naar oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("prima", BijVoorbeeld::Onduidelijk)]
    #[case("top, dank je", BijVoorbeeld::Onduidelijk)]
    #[case("akkoord", BijVoorbeeld::Onduidelijk)]
    #[case("stuur ook een wagen", BijVoorbeeld::Onduidelijk)]
    #[case("nee toch niet", BijVoorbeeld::Annuleren)]
    #[case("niet versturen", BijVoorbeeld::Annuleren)]
    #[case("hij is niet groot", BijVoorbeeld::Onduidelijk)]
    #[case("ja verstuur, niet wachten", BijVoorbeeld::Onduidelijk)]
    #[case("ja maar het is oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("ok", BijVoorbeeld::Onduidelijk)]
    #[case("👍", BijVoorbeeld::Onduidelijk)]
    #[case("", BijVoorbeeld::Onduidelijk)]
    #[case("aanpassen graag", BijVoorbeeld::Aanpassen)]
    #[case("pas op, hij heeft een mes", BijVoorbeeld::Onduidelijk)]
    #[case("wijk aanpassen naar meerzicht", BijVoorbeeld::Onduidelijk)]
    #[case("annuleer, hij is al aangehouden", BijVoorbeeld::Annuleren)]
    #[case("vergeet niet te versturen", BijVoorbeeld::Onduidelijk)]
    #[case("nee meerzicht", BijVoorbeeld::Onduidelijk)]
    fn only_a_clear_yes_sends(#[case] tekst: &str, #[case] verwacht: BijVoorbeeld) {
        assert_eq!(bij_voorbeeld(tekst), verwacht);
    }

    #[rstest]
    #[case("doorgestuurd", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("Doorgestuurt!", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("gedaan", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("Staat erin", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("heb ik gedaan", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("niet doorgestuurd, ben aan het werk", Some(Bevestiging::KanNiet(Reden::Verhinderd)))]
    #[case("ben op vakantie", Some(Bevestiging::KanNiet(Reden::Vakantie)))]
    #[case("heb ik gedaan voor een collega", Some(Bevestiging::Geplaatst { namens: true }))]
    #[case("over een kwartiertje", Some(Bevestiging::NogNiet(Some(15))))]
    #[case("doe ik over 10min", Some(Bevestiging::NogNiet(Some(10))))]
    #[case("stond er al in", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("nog niet doorgestuurd, doe ik over 5 min", Some(Bevestiging::NogNiet(Some(5))))]
    #[case("niks gedaan", Some(Bevestiging::NogNiet(None)))]
    #[case("nooit doorgestuurd", Some(Bevestiging::NogNiet(None)))]
    #[case("wordt gedaan", Some(Bevestiging::NogNiet(None)))]
    #[case("ja maar nog niet", Some(Bevestiging::NogNiet(None)))]
    #[case("is het al gedaan?", None)]
    #[case("moet dit doorgestuurd worden?", Some(Bevestiging::NogNiet(None)))]
    #[case("moet nog", Some(Bevestiging::NogNiet(None)))]
    #[case("ik heb m nog nie geplaatst", Some(Bevestiging::NogNiet(None)))]
    #[case("lukt me nu niet", Some(Bevestiging::KanNiet(Reden::Verhinderd)))]
    #[case("kan hem pas vanavond doorsturen", Some(Bevestiging::KanNiet(Reden::Verhinderd)))]
    #[case("heb het pas geplaatst", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("oké dank je", Some(Bevestiging::Gezien))]
    #[case("Gezien, bedankt", Some(Bevestiging::Gezien))]
    #[case("dank je wel hoor", None)]
    #[case("akkoord", None)]
    #[case("kan nu niet", Some(Bevestiging::KanNiet(Reden::Verhinderd)))]
    #[case("👍🏽", Some(Bevestiging::Gezien))]
    #[case("ok", Some(Bevestiging::Gezien))]
    #[case("bedankt", None)]
    #[case("wat is er aan de hand", None)]
    fn answers_to_an_alert(#[case] tekst: &str, #[case] verwacht: Option<Bevestiging>) {
        assert_eq!(bevestiging(tekst), verwacht);
    }

    #[test]
    fn reports_are_told_from_chatter() {
        for tekst in
            ["melding inbraak", "ze breken nu in", "HELP", "er staan verdachte mannen", "mijn fiets is gestolen"]
        {
            assert!(lijkt_melding(tekst), "{tekst}");
        }
        for tekst in ["bedankt", "goedemorgen", "wanneer is de bijeenkomst", "🎉"] {
            assert!(!lijkt_melding(tekst), "{tekst}");
        }
    }

    #[test]
    fn breaking_off_is_told_from_an_answer() {
        for tekst in ["laat maar, ik stop ermee", "annuleren", "laat maar zitten", "stop"] {
            assert!(houdt_op(tekst), "{tekst}");
        }
        for tekst in ["nee", "nee niet", "Jan Stopper", "groep Laatste Straat", ""] {
            assert!(!houdt_op(tekst), "{tekst}");
        }
        assert!(zegt_nee("nee ik wil het niet overnemen 5739") && !zegt_nee("ja ik neem het over 5739"));
    }

    #[rstest]
    #[case("annuleer")]
    #[case("Annulleer")]
    #[case("annuleren aub")]
    #[case("nee laat maar")]
    #[case("oh nee, toch maar niet")]
    #[case("toch niet")]
    #[case("vergeet het maar")]
    #[case("vergeet 't")]
    #[case("stop maar")]
    #[case("hoeft niet meer, is al opgelost")]
    #[case("hou maar op")]
    #[case("blaas maar af")]
    #[case("nee niet doen")]
    #[case("ik stop ermee")]
    #[case("gaat niet door")]
    #[case("annuleer, verkeerde knop")]
    fn an_answer_that_breaks_off(#[case] tekst: &str) {
        assert!(ziet_af(tekst), "{tekst}");
    }

    #[rstest]
    #[case("nee")]
    #[case("man met pet, niet groot")]
    #[case("stopbord achter hem")]
    #[case("laatst gezien bij de Lidl")]
    #[case("toch niet zwart maar blauwe jas")]
    #[case("vergeet niet te versturen")]
    #[case("wegrennende man")]
    #[case("")]
    fn an_answer_that_goes_on(#[case] tekst: &str) {
        assert!(!ziet_af(tekst), "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (ziet_af(&tekst), alleen_instemming(&tekst));
            let _ = (bij_voorbeeld(&tekst), bevestiging(&tekst), lijkt_melding(&tekst), ja(&tekst), alle(&tekst));
        }
    }
}
