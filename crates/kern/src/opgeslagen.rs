//! What is stored by name: one line for each member, so that none can be forgotten.
//!
//! Owns the form of such an enum. Invariants: what is stored is read back by every later version; a name that no version
//! stored is none.

/// Makes an enum whose members are stored by name: `Variant = "naam",` is all there is to say of one.
///
/// ```
/// kern::opgeslagen! {
///     /// How it went.
///     #[derive(Debug, Clone, Copy, PartialEq, Eq)]
///     pub enum Verloop {
///         /// Well.
///         Goed = "goed",
///         /// Badly.
///         Slecht = "slecht",
///     }
/// }
/// assert_eq!(Verloop::van_id("slecht"), Some(Verloop::Slecht));
/// assert_eq!(Verloop::van_id("matig"), None);
/// assert_eq!(Verloop::ALLE.map(Verloop::id), ["goed", "slecht"]);
/// ```
#[macro_export]
macro_rules! opgeslagen {
    ($(#[$meta:meta])* $zicht:vis enum $naam:ident { $($(#[$doc:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$meta])*
        $zicht enum $naam {
            $($(#[$doc])* $variant,)+
        }

        impl $naam {
            /// All of them, in the order of the table.
            pub const ALLE: [Self; [$($id),+].len()] = [$(Self::$variant),+];

            /// The name under which it is stored.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// The one with this stored name.
            #[must_use]
            pub fn van_id(id: &str) -> Option<Self> {
                Self::ALLE.into_iter().find(|een| een.id() == id)
            }
        }
    };
}
