//! What whoever runs the program did, for the trail.
//!
//! Owns the mark by which it is told from what people in the register did.

use crate::domain::persoon::PersoonId;
use crate::domain::rechten::Rol;
use crate::store::spoor::Spoor;

/// What whoever runs the program did; they have no person in the register.
pub(super) const fn of_the_operator<'a>(now_ms: i64, daad: &'a str, voorwerp: &'a str) -> Spoor<'a> {
    Spoor { tijd_ms: now_ms, persoon: PersoonId(0), rol: Rol::Functioneel, daad, voorwerp, geweigerd: None }
}
