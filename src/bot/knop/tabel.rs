//! How a table of buttons is made into a type: one line a button, which cannot be left out anywhere.
//!
//! Owns the form of what a button carries: a word, then what it is about, with colons between. The words themselves
//! stand in the tables of [`super`]. Invariant: what is written is read back.

use crate::bot::begrip::vermoeden::Wens;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::afloop::Afloop;
use crate::domain::bord::BordId;
use crate::domain::kwaliteit::{Indruk, Oordeel};
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId, ToekenningId};
use crate::domain::soort::MeldingSoort;
use crate::domain::uitzetting::WaaromNiet;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store::bijeenkomst::BijeenkomstId;
use crate::store::controle::ControleId;
use crate::store::foto::FotoId;
use crate::store::informatie::InformatieId;
use crate::store::levensloop::BijwerkingId;
use crate::store::oefening::VoorstelId;

/// How a table writes a yes and a no: each has kept its own since its first version.
pub(super) trait JaNee {
    /// The words for yes and for no.
    const WOORDEN: [&'static str; 2];
}

/// Something that a button of table `T` carries.
pub(super) trait Draad<T>: Sized {
    /// As it stands in the button.
    fn schrijf(&self) -> String;
    /// Reads it back; `None` if no version wrote it.
    fn lees(tekst: &str) -> Option<Self>;
    /// One to try with.
    #[cfg(test)]
    fn voorbeeld() -> Self;
}

/// Ids are their numbers.
macro_rules! nummers {
    ($($soort:ident)*) => {
        $(impl<T> Draad<T> for $soort {
            fn schrijf(&self) -> String {
                self.0.to_string()
            }

            fn lees(tekst: &str) -> Option<Self> {
                tekst.parse().ok().map(Self)
            }

            #[cfg(test)]
            fn voorbeeld() -> Self {
                Self(12)
            }
        })*
    };
}

nummers! { MeldingId GroepId PersoonId AanmeldingId OverdrachtId FotoId BijwerkingId VoorstelId BijeenkomstId InformatieId ControleId ToekenningId BordId }

/// What is stored by name stands there by name.
macro_rules! namen {
    ($($soort:ident = $voorbeeld:expr,)*) => {
        $(impl<T> Draad<T> for $soort {
            fn schrijf(&self) -> String {
                self.id().to_owned()
            }

            fn lees(tekst: &str) -> Option<Self> {
                Self::van_id(tekst)
            }

            #[cfg(test)]
            fn voorbeeld() -> Self {
                $voorbeeld
            }
        })*
    };
}

namen! {
    MeldingSoort = MeldingSoort::Overval,
    Afloop = Afloop::NietAangetroffen,
    Oordeel = Oordeel::NietBruikbaar,
    Indruk = Indruk::NietVoorOns,
    Wens = Wens::VraagDelen,
    WaaromNiet = WaaromNiet::NietRelevant,
}

impl<T> Draad<T> for i64 {
    fn schrijf(&self) -> String {
        self.to_string()
    }

    fn lees(tekst: &str) -> Option<Self> {
        tekst.parse().ok()
    }

    #[cfg(test)]
    fn voorbeeld() -> Self {
        3
    }
}

/// What is carried as the text that it is.
macro_rules! als_tekst {
    ($($soort:ty = $voorbeeld:literal),+ $(,)?) => { $(
        impl<T> Draad<T> for $soort {
            fn schrijf(&self) -> String {
                self.to_string()
            }

            fn lees(tekst: &str) -> Option<Self> {
                Some(Self::from(tekst))
            }

            #[cfg(test)]
            fn voorbeeld() -> Self {
                Self::from($voorbeeld)
            }
        }
    )+ };
}

als_tekst! { String = "de-leyens", GemeenteId = "zoetermeer", WijkId = "de-leyens" }

impl<T: JaNee> Draad<T> for bool {
    fn schrijf(&self) -> String {
        let [ja, nee] = T::WOORDEN;
        if *self { ja } else { nee }.to_owned()
    }

    fn lees(tekst: &str) -> Option<Self> {
        let [ja, nee] = T::WOORDEN;
        if tekst == ja { Some(true) } else { (tekst == nee).then_some(false) }
    }

    #[cfg(test)]
    fn voorbeeld() -> Self {
        true
    }
}

/// What stands behind the word of a button, part by part.
pub(super) struct Delen<'a> {
    rest: &'a str,
    over: usize,
}

impl<'a> Delen<'a> {
    /// The parts of a button with this word, which has so many; `None` where the word is another.
    pub(super) fn van(tekst: &'a str, woord: &str, over: usize) -> Option<Self> {
        let rest = tekst.strip_prefix(woord)?;
        match over {
            0 => rest.is_empty().then_some(Self { rest, over }),
            _ => rest.strip_prefix(':').map(|rest| Self { rest, over }),
        }
    }

    /// The next part. The last is all that is left: a name may hold a colon.
    pub(super) fn lees<T, D: Draad<T>>(self) -> Option<(D, Self)> {
        let over = self.over.checked_sub(1)?;
        let (deel, rest) = if over == 0 { (self.rest, "") } else { self.rest.split_once(':')? };
        Some((D::lees(deel)?, Self { rest, over }))
    }

    /// Nothing is left.
    pub(super) fn klaar(self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }
}

/// A table of buttons: variant, what it carries, its word on the wire, the rights of which a tap needs one,
/// and whether its typed title does as much. `if` says which values of it count.
macro_rules! knoppen {
    ($(#[$meta:meta])* $naam:ident {
        $($(#[$doc:meta])+ $variant:ident $(($($veld:ident: $soort:ty),+))? = $woord:literal, $recht:expr, $getypt:expr $(, if $mits:expr)?;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $naam {
            $($(#[$doc])+ $variant $(($($soort),+))?,)+
        }

        impl $naam {
            /// The text that a button carries.
            #[must_use]
            pub fn encode(&self) -> String {
                match self {
                    $(Self::$variant $(($($veld),+))? => {
                        [$woord.to_owned(), $($(Draad::<Self>::schrijf($veld)),+)?].join(":")
                    })+
                }
            }

            /// Reads the text of a button; `None` if no version made it.
            #[must_use]
            pub fn decode(tekst: &str) -> Option<Self> {
                $(
                    let lees = || {
                        let velden: &[&str] = &[$($(stringify!($veld)),+)?];
                        let delen = Delen::van(tekst, $woord, velden.len())?;
                        $($(let ($veld, delen) = delen.lees::<Self, $soort>()?;)+)?
                        delen.klaar()?;
                        $(if !($mits) { return None; })?
                        Some(Self::$variant $(($($veld),+))?)
                    };
                    if let Some(knop) = lees() {
                        return Some(knop);
                    }
                )+
                None
            }

            /// The rights of which a tap needs one.
            #[must_use]
            pub const fn requires(&self) -> &'static [Recht] {
                match self {
                    $(Self::$variant $(($($veld),+))? => {
                        $($(let _ = $veld;)+)?
                        $recht
                    })+
                }
            }

            /// Whether its title, typed right after it was shown, does as much as a tap.
            #[must_use]
            pub const fn mag_getypt(&self) -> bool {
                match self {
                    $(Self::$variant $(($($veld),+))? => {
                        $($(let _ = $veld;)+)?
                        $getypt
                    })+
                }
            }

            /// One of each, to try with.
            #[cfg(test)]
            pub(in crate::bot) fn voorbeelden() -> Vec<Self> {
                vec![$(Self::$variant $(($(<$soort as Draad<Self>>::voorbeeld()),+))?),+]
            }
        }
    };
}

pub(super) use knoppen;
