//! Who and what the wire names: recipients and message ids.
//!
//! Invariant: none of these shows its value in `Debug`. A number is personal, a business-scoped user id
//! stands for a person, and a wamid is a phone number in base64.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! private_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The value as it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

private_id! {
    /// A WhatsApp phone number: digits with country code, as in `wa_id`.
    WaId
}
private_id! {
    /// A business-scoped user id, such as `NL.1349…`; stands for a person within one business portfolio.
    Bsuid
}
private_id! {
    /// The id of a message. Opaque: never taken apart.
    Wamid
}

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A phone number.
    Phone(WaId),
    /// A person known by user id only.
    User(Bsuid),
    /// A group that the Cloud API made.
    Group(String),
}
