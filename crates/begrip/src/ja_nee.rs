//! Yes and no: the one place where they are heard.
//!
//! Owns the words; what a yes or a no does is decided where it is asked. Invariants: whoever listens names to what it is
//! said ([`Bij`]), and where two of them hear other words there is a reason for it; a text that says both says no.

use crate::lijst::{GESPREK, Gehoor, JA_NEE};
use crate::woorden::{Woord, norm_op, woorden};

/// To what a yes or a no is said, with its list and why that is not another's.
macro_rules! gehoor {
    ($($(#[$uitleg:meta])* $naam:ident: $lijst:ident,)+) => {
        /// To what a yes or a no is said.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Bij { $($(#[$uitleg])* $naam,)+ }

        impl Bij {
            /// All of them.
            pub const ALLE: &[Self] = &[$(Self::$naam),+];

            fn gehoor(self) -> &'static Gehoor {
                match self { $(Self::$naam => &JA_NEE.$lijst,)+ }
            }
        }
    };
}

gehoor! {
    /// In any text: whether it says no, whatever else it holds.
    Tekst: tekst,
    /// To a question of yes or no. "Laat" and "annuleer" are a no to it too.
    Vraag: vraag,
    /// At a preview a yes sends and a no throws away: "ok" is no yes here, so that nothing leaves by mistake.
    Voorbeeld: voorbeeld,
    /// Of a post: what is still to be done, or went wrong, is a no as well.
    Plaatsing: plaatsing,
    /// Behind "kan" and "lukt". "Geen" is not heard: "kan geen kwaad".
    Kunnen: kunnen,
    /// Of stopping a hand-over: "geen" and "nee" may stand before what is to stop.
    Overdracht: overdracht,
    /// To an invitation, as a bare answer.
    Uitnodiging: uitnodiging,
    /// With a decision about a number: "nog" takes an agreement back.
    Besluit: besluit,
    /// Before a refusal: "geen" belongs to a reason.
    Afwijzing: afwijzing,
    /// In a reason to withdraw: whatever denies makes it uncertain.
    Reden: reden,
    /// With a withdrawal or a stop: "nog" puts it off.
    Intrekking: intrekking,
    /// Of leaving an alert as it is. "Geen" is not heard: it names something.
    LatenStaan: laten_staan,
    /// Of an outcome: "nog" and "niemand" say that it did not come.
    Afloop: afloop,
    /// Before words that take back.
    Terugnemen: terugnemen,
    /// Before the name of a wijk: "ipv" denies one too.
    Wijk: wijk,
    /// Of one group among several: what is still to be done is a no, and "staat" or "klaar" a yes.
    PerGroep: per_groep,
    /// A no by itself, which may put right what was asked.
    KaalNee: kaal_nee,
    /// Before a danger: "zonder", "niemand" and "per ongeluk" take it back as well.
    Gevaar: gevaar,
    /// Of somebody who is looked for. "Nee" is not heard: "nee, hij loopt daar".
    Gezochte: gezochte,
    /// Before words that say that it is over: "bijna" and "tot" mean that it is not.
    Twijfel: twijfel,
    /// Of consent: what is refused or not there yet.
    Toestemming: toestemming,
    /// About WABP: "nog" is a no, "wel" a yes.
    Wabp: wabp,
    /// Before a weapon.
    Wapen: wapen,
    /// Of the family, under a picture.
    Familie: familie,
    /// To a short question of a handler: "wel" and "graag" are a yes to it.
    Kort: kort,
    /// To erasing: whatever hesitates is a no, what is gone does not come back.
    Wissen: wissen,
    /// To stopping as beheerder, unless a yes stands with it. "Stop" is no no here: it is what is asked about.
    Stoppen: stoppen,
    /// To "which group do you leave?".
    WelkeGroep: welke_groep,
    /// To "is there a number to be sure?": it need not be there.
    Nummer: nummer,
    /// By a successor: "liever niet" is how people refuse.
    Opvolger: opvolger,
    /// To "what do you want to tell?". "Niet" and "geen" belong to what is told.
    Tip: tip,
}

impl Bij {
    /// Whether a word is a no.
    #[must_use]
    pub fn is_nee(self, norm: &str) -> bool {
        self.gehoor().nee.is_reeks(norm)
    }

    /// Whether a word is a yes.
    #[must_use]
    pub fn is_ja(self, norm: &str) -> bool {
        self.gehoor().ja.is_reeks(norm)
    }

    /// Whether a text holds a no.
    #[must_use]
    pub fn hoort_nee(self, woorden: &[Woord]) -> bool {
        self.gehoor().nee.staat_in(woorden)
    }

    /// Whether a text holds a yes.
    #[must_use]
    pub fn hoort_ja(self, woorden: &[Woord]) -> bool {
        self.gehoor().ja.staat_in(woorden)
    }
}

/// Whether somebody says that they want alerts only, and nothing but that.
#[must_use]
pub fn alleen_politieberichten(getypt: &str) -> bool {
    let genoemd = woorden(getypt);
    !getypt.contains('?') && GESPREK.alleen_politie.is(&genoemd)
}

/// Whether something is to be on, or off; `None` where neither is said, or both.
#[must_use]
pub fn aan_of_uit(getypt: &str) -> Option<bool> {
    let genoemd = woorden(getypt);
    let lijst = &*GESPREK;
    let bekend = |woord: &Woord| {
        [&lijst.aan, &lijst.uit, &lijst.bij_aan_uit].into_iter().any(|woorden| woorden.contains(&woord.norm))
    };
    // "Ja maar alleen 's avonds", "uit als ik op vakantie ben": what it hangs on is asked, not dropped.
    if getypt.contains('?') || !genoemd.iter().all(bekend) {
        return None;
    }
    match (lijst.aan.staat_in(&genoemd), lijst.uit.staat_in(&genoemd)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether a text says no to this, whatever else it holds.
#[must_use]
pub fn zegt_nee(tekst: &str, bij: Bij) -> bool {
    bij.hoort_nee(&woorden(tekst))
}

/// Whether the first word of a text is a yes to this.
#[must_use]
pub fn begint_met_ja(tekst: &str, bij: Bij) -> bool {
    bij.is_ja(norm_op(&woorden(tekst), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each hears of these, as a no and as a yes: a table to be read when one of them is changed.
    #[test]
    fn what_each_hears() {
        let nee = ["nee", "neen", "niet", "nie", "geen", "nooit", "nog", "niets", "niemand", "zonder", "laat", "not"];
        let ja = ["ja", "jawel", "yes", "klopt", "graag", "akkoord", "ok"];
        let tabel: Vec<String> = Bij::ALLE
            .iter()
            .map(|bij| {
                let hoort = |woorden: &[&str], past: &dyn Fn(&str) -> bool| {
                    woorden.iter().map(|woord| if past(woord) { 'x' } else { '.' }).collect::<String>()
                };
                format!("{} {} {bij:?}", hoort(&nee, &|woord| bij.is_nee(woord)), hoort(&ja, &|woord| bij.is_ja(woord)))
            })
            .collect();
        assert_eq!(
            tabel,
            [
                "xxxxxx.....x ....... Tekst",
                "xxx.......x. xxxx... Vraag",
                "xxx.xx....x. xxx.... Voorbeeld",
                "x.xxxx.x.... ....... Plaatsing",
                "..xx.......x ....... Kunnen",
                "..xx.x...... ....... Overdracht",
                "xx.......... x.x.x.. Uitnodiging",
                "..xxxxx..... ....... Besluit",
                "..xx..x..... ....... Afwijzing",
                "..xxxx.xx... ....... Reden",
                "..x.xxx..... ....... Intrekking",
                "..xx...x.... ....... LatenStaan",
                "..x.xxx.x... ....... Afloop",
                "..xxx....... ....... Terugnemen",
                "..xxx....... ....... Wijk",
                "xxxxxx.x...x xxx...x PerGroep",
                "xx.......... ....... KaalNee",
                "..xxxx..xx.x ....... Gevaar",
                "..xxxx.....x ....... Gezochte",
                "..x.xxx.xx.. ....... Twijfel",
                "..x.xxx..x.. ....... Toestemming",
                "x.x.x.x..... xx.x... Wabp",
                "..x.x....x.. ....... Wapen",
                "..x.x.x..x.. .....x. Familie",
                "x.x.x....... xx..x.. Kort",
                "x.x.x..x..x. ....... Wissen",
                "x.x.x....... x...... Stoppen",
                "x.x.x....... ....... WelkeGroep",
                "x.x......... ....... Nummer",
                "x.x......... x...xx. Opvolger",
                "x......x..x. ....... Tip",
            ]
        );
    }

    #[test]
    fn no_word_is_both_a_yes_and_a_no_to_the_same() {
        for bij in Bij::ALLE {
            for reeks in bij.gehoor().ja.iter() {
                assert!(!bij.is_nee(&reeks.join(" ")), "{bij:?}: {reeks:?}");
            }
        }
    }

    #[test]
    fn the_same_word_in_other_conversations() {
        assert!(zegt_nee("stop maar", Bij::Wissen) && !zegt_nee("stop maar", Bij::Stoppen));
        assert!(zegt_nee("liever niet", Bij::Opvolger) && begint_met_ja("graag", Bij::Opvolger));
        assert!(begint_met_ja("ja hoor", Bij::Vraag) && !begint_met_ja("ok", Bij::Voorbeeld));
    }
}
