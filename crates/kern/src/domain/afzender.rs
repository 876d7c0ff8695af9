//! The numbers that the bot itself speaks from.
//!
//! Owns only what one is called. Invariant: such an id never stands where a telephone of a person is meant.

use crate::domain::benoemd::benoemd;

benoemd! {
    /// The id that Meta gives a telephone number of the bot: `metadata.phone_number_id` of a webhook, and what stands in
    /// the address of each request. Digits, yet never a telephone number.
    NumberId,
}
