//! Templates over the Graph API: listed, made, changed, deleted.
//!
//! Owns HTTP only; the rules are in `simulator::templates`. Source: Meta, "Template management" (2026).

use axum::http::Method;
use serde_json::{Value, json};

use super::asked::{Answered, Asked, no_such};
use super::paging;
use crate::refusal::Refusal;
use crate::templates::{FIELDS, FIELDS_OF_ITSELF, Template};
use crate::world::World;

const NODE: &str = "WhatsAppBusinessHSM";

/// `/{waba}/message_templates`.
pub(super) fn of_account(world: &mut World, asked: &Asked) -> Answered {
    match asked.method {
        Method::GET => list(world, asked),
        Method::POST => {
            let template = world.create_template(&submitted(asked), asked.now_ms)?;
            Ok(json!({ "id": template.id, "status": template.state, "category": template.category }))
        }
        Method::DELETE => {
            let (name, id) = (asked.text("name"), asked.text("hsm_id"));
            if name.is_empty() {
                return Err(Refusal::parameter("The parameter name is required."));
            }
            world.delete_template(name, Some(id).filter(|id| !id.is_empty()), asked.now_ms)?;
            Ok(json!({ "success": true }))
        }
        _ => Err(no_such(asked, Some("message_templates"))),
    }
}

/// What of a template a filter looks at.
type Part = fn(&Template) -> &str;

fn list(world: &World, asked: &Asked) -> Answered {
    let filters: [(&str, Part); 5] = [
        ("name", |template| &template.name),
        ("status", |template| template.state.name()),
        ("language", |template| &template.language),
        ("category", |template| template.category.name()),
        ("quality_score", |template| template.quality.name()),
    ];
    // A filter is one value, or a list of them.
    let wanted = |name: &str| match asked.value(name) {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(_) => asked.text(name).split(',').map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let filters = filters.map(|(name, of)| (wanted(name), of));
    let fits = |template: &&Template| {
        filters.iter().all(|(wanted, of)| {
            wanted.is_empty() || wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(of(template)))
        })
    };
    let found: Vec<&Template> = world.templates.iter().filter(fits).collect();
    paging::page(asked, &found, |template| template.id.as_str(), |template| shown(asked, template))
}

fn shown(asked: &Asked, template: &Template) -> Answered {
    asked.fields(NODE, (&FIELDS, &FIELDS_OF_ITSELF), |field| template.field(field))
}

/// `/{template_id}`.
pub(super) fn one(world: &mut World, asked: &Asked) -> Answered {
    match asked.method {
        Method::GET => {
            world.template(&asked.object).map_or_else(|| Err(no_such(asked, None)), |template| shown(asked, template))
        }
        Method::POST => {
            world.edit_template(&asked.object, &submitted(asked), asked.now_ms)?;
            Ok(json!({ "success": true }))
        }
        _ => Err(no_such(asked, None)),
    }
}

/// `/{template_id}/unpause`.
pub(super) fn unpause(world: &mut World, asked: &Asked) -> Answered {
    if world.unpause_template(&asked.object, asked.now_ms) {
        Ok(json!({ "success": true }))
    } else {
        Err(Refusal::parameter("The template is not paused"))
    }
}

/// What is submitted; in a form or a query the lists are JSON in a text.
fn submitted(asked: &Asked) -> Value {
    let mut submitted = Value::Object(asked.parameters.clone());
    if let Some(components) = asked.value("components") {
        submitted["components"] = components;
    }
    submitted
}
