//! What police and gemeente do about each other's and beheerders' telephones: who runs what, lost phones,
//! changed numbers; and beheerders whose number may be somebody else's.
//!
//! Owns it in a file for each part; what is named here is what others use.
//! Invariants: names leave only to who has the right in that gemeente; a block works at once, but police rest by no word
//! of the gemeente alone, and the last who can send by none of one person; two colleagues undo it; nobody confirms
//! themselves; whoever may be another person can do nothing and gets nothing.

mod blokkade;
mod kring;
mod kwijt;
mod wie;
mod wijziging;

pub(in crate::bot) use self::blokkade::{
    blokkade_getypt, blokkade_klopt, blokkade_terug, blokkeer, blokkeer_collega, deblokkeer, vraag_blokkade,
    zelf_geblokkeerd,
};
pub(in crate::bot) use self::kwijt::{meld as meld_kwijt, meldt as meldt_kwijt, vertel_eigen as vertel_kwijt};
pub(in crate::bot) use self::wie::wie;
pub(in crate::bot) use self::wijziging::{identiteit_gewijzigd, klopt, na_wijziging};
