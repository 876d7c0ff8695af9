//! What the requests about groups have in common: whose group it is, what fits, and how they are answered.

use axum::extract::{Path, Query};
use serde_json::{Value, json};

use crate::call::Answered;
use crate::groups::{Group, is_group_id};
use crate::refusal::Refusal;
use crate::world::World;

/// Characters of a name and of a description.
const SUBJECT_MAX: usize = 128;
const DESCRIPTION_MAX: usize = 2_048;
/// Groups on a page.
pub(super) const PAGE: usize = 25;
pub(super) const PAGE_MAX: usize = 1_024;

pub(super) type Asked = Query<Vec<(String, String)>>;
pub(super) type Ids = Path<(String, String)>;

/// The group with this id, if its number may work with groups.
pub(super) fn group<'a>(world: &'a World, id: &str) -> Result<&'a Group, Refusal> {
    let found = world.group(id);
    let unknown = || if is_group_id(id) { Refusal::of_code(131_041) } else { Refusal::unknown_object() };
    let group = found.ok_or_else(unknown)?;
    world.check_groups(&group.number)?;
    Ok(group)
}

/// A group that something can be done to.
pub(super) fn open_group(world: &World, id: &str) -> Result<Group, Refusal> {
    let group = group(world, id)?;
    if group.suspended { Err(Refusal::of_code(131_207)) } else { Ok(group.clone()) }
}

pub(super) fn accepted(request_id: &str) -> Answered {
    Ok((200, json!({ "messaging_product": "whatsapp", "request_id": request_id })))
}

pub(super) fn checked_subject(subject: &str) -> Result<String, Refusal> {
    match subject.trim() {
        "" => Err(Refusal::parameter("The parameter subject is required.")),
        long if long.chars().count() > SUBJECT_MAX => {
            Err(Refusal::parameter(format!("Param subject must be at most {SUBJECT_MAX} characters long.")))
        }
        subject => Ok(subject.to_owned()),
    }
}

pub(super) fn checked_description(description: &str) -> Result<String, Refusal> {
    if description.chars().count() > DESCRIPTION_MAX {
        return Err(Refusal::parameter(format!(
            "Param description must be at most {DESCRIPTION_MAX} characters long."
        )));
    }
    Ok(description.to_owned())
}

pub(super) fn as_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
