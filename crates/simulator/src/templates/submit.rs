//! Templates that come, change and go.
//!
//! Owns what an account may have, and what may be changed when. Invariant: whatever is new or changed is reviewed
//! before it can be sent.
//!
//! Source: Meta, "Template management" (2026).

use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::state::Deleted;
use crate::templates::{Category, State, Template, check};
use crate::world::World;

const DAY_MS: i64 = 24 * 3_600_000;
/// Names of templates that an account may have; translations do not count apart.
const TEMPLATES_MAX: usize = 250;
/// How long a name stays taken after its template was deleted.
const NAME_RESTS_MS: i64 = 30 * DAY_MS;
/// Changes of an approved template: so many in so long.
const EDITS: [(usize, i64); 2] = [(1, DAY_MS), (10, 30 * DAY_MS)];

impl World {
    /// Takes a new template, which is reviewed later.
    pub(crate) fn create_template(&mut self, request: &Value, now_ms: i64) -> Result<Template, Refusal> {
        let (name, language) = check::name(request)?;
        let submitted = check::submitted(request, None)?;
        if self.template_named(&name, &language).is_some() {
            return Err(Refusal::template(2_388_024));
        }
        self.account.deleted.retain(|deleted| now_ms - deleted.at_ms < NAME_RESTS_MS);
        if self.account.deleted.iter().any(|deleted| deleted.name == name && deleted.language == language) {
            return Err(Refusal::template(2_388_023));
        }
        let mut names: Vec<&str> = self.templates.iter().map(|template| template.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() >= TEMPLATES_MAX && !names.contains(&name.as_str()) {
            return Err(Refusal::template(2_388_019));
        }
        self.account.minted += 1;
        let template = Template {
            id: (9_000_000_000_000_000 + self.account.minted).to_string(),
            state: State::Pending,
            category: submitted.category,
            named: submitted.named,
            ttl_seconds: submitted.ttl_seconds,
            components: written_by_meta(submitted.components, submitted.category),
            ..Template::approved(&name, &language, "", &[])
        };
        self.templates.push(template.clone());
        self.submit(&template.id, now_ms);
        Ok(template)
    }

    /// Changes a template, which is reviewed anew.
    pub(crate) fn edit_template(&mut self, id: &str, request: &Value, now_ms: i64) -> Result<(), Refusal> {
        let template = self.template_mut(id).ok_or_else(|| Refusal::unknown("post", id))?;
        if matches!(template.state, State::Pending | State::Disabled) {
            return Err(Refusal::template(2_388_039));
        }
        let mut request = request.clone();
        if request["components"].is_null() {
            request["components"] = json!(template.components);
        }
        let submitted = check::submitted(&request, Some((template.category, template.named)))?;
        if template.state == State::Approved {
            if submitted.category != template.category {
                return Err(Refusal::parameter("The category of an approved template cannot be changed"));
            }
            let within = |ms: i64| template.edits_ms.iter().filter(|edit_ms| now_ms - **edit_ms < ms).count();
            if EDITS.iter().any(|(most, ms)| within(*ms) >= *most) {
                // Meta's pages give the numbers, not the code.
                return Err(Refusal::parameter(
                    "An approved template can be edited once in 24 hours and 10 times in 30 days",
                ));
            }
            template.edits_ms.push(now_ms);
        }
        template.category = submitted.category;
        template.named = submitted.named;
        template.ttl_seconds = submitted.ttl_seconds.or(template.ttl_seconds);
        template.components = written_by_meta(submitted.components, submitted.category);
        template.state = State::Pending;
        self.submit(id, now_ms);
        Ok(())
    }

    /// Deletes a template in all its languages, or the one with this id.
    pub(crate) fn delete_template(&mut self, name: &str, id: Option<&str>, now_ms: i64) -> Result<(), Refusal> {
        let (gone, kept): (Vec<Template>, Vec<Template>) = std::mem::take(&mut self.templates)
            .into_iter()
            .partition(|template| template.name == name && id.is_none_or(|id| template.id == id));
        self.templates = kept;
        if gone.is_empty() {
            return Err(Refusal::template(2_593_002));
        }
        for template in gone {
            self.tell_template_state(&template, "DELETED", Value::Null, json!({}), now_ms);
            let Template { name, language, .. } = template;
            self.account.deleted.push(Deleted { name, language, at_ms: now_ms });
        }
        self.touch_account();
        Ok(())
    }
}

/// The components with the body that Meta writes itself.
fn written_by_meta(mut components: Vec<Value>, category: Category) -> Vec<Value> {
    let is_body =
        |component: &&mut Value| component["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("BODY"));
    if category == Category::Authentication
        && let Some(body) = components.iter_mut().find(is_body)
    {
        body["text"] = json!(check::BODY_OF_CODE);
    }
    components
}
