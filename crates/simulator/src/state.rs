//! What the world holds beside its phones: values, without what happens to them.
//!
//! They stand below the world, so that it can hold them and those who change them can know the world. Invariant:
//! nothing here knows a world, a webhook or a request.

mod account;
mod groups;
mod media;

use std::collections::BTreeMap;

pub use self::account::{APP, Account, Health, Throughput, WABA};
pub(crate) use self::account::{Deleted, Outcome, WEBHOOK_FIELDS};
pub(crate) use self::groups::Groups;
pub use self::groups::{Group, JoinRequest};
pub(crate) use self::media::Library;
pub use self::media::Medium;

/// Who is blocked by which number, the last one first.
#[derive(Debug, Default)]
pub(crate) struct Blocked(pub(crate) BTreeMap<String, Vec<String>>);
