//! Ids that are short names, such as `zoetermeer` and `rokkeveen`.
//!
//! Owns only that each kind is a type of its own. Invariant: the id of a wijk does not stand where the id of a gemeente is
//! meant: that does not compile.

/// A short name that is an id: in files, settings and the database.
macro_rules! benoemd {
    ($($(#[$doc:meta])* $naam:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $naam(String);

        impl $naam {
            /// The name itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $naam {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $naam {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&str> for $naam {
            fn from(naam: &str) -> Self {
                Self(naam.to_owned())
            }
        }

        impl From<String> for $naam {
            fn from(naam: String) -> Self {
                Self(naam)
            }
        }

        impl PartialEq<str> for $naam {
            fn eq(&self, naam: &str) -> bool {
                self.0 == naam
            }
        }

        impl PartialEq<&$naam> for $naam {
            fn eq(&self, ander: &&$naam) -> bool {
                self == *ander
            }
        }

        impl PartialEq<&str> for $naam {
            fn eq(&self, naam: &&str) -> bool {
                self.0 == *naam
            }
        }
    )+ };
}

pub(super) use benoemd;
