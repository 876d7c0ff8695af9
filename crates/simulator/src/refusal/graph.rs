//! Refusals of the management endpoints, and the less usual ones of sending.
//!
//! Source: Meta, "Error codes" (September 2026). Errors about a template being made come as code 100 with the
//! 2388xxx number as subcode, a title and a sentence for people.

use super::Refusal;

impl Refusal {
    /// The token was good and is not any more.
    #[must_use]
    pub fn expired() -> Self {
        let title = "Error validating access token: Session has expired";
        Self { subcode: Some(463), ..Self::new(190, 401, title, "") }
    }

    /// A token that is good, but not for this.
    #[must_use]
    pub fn permission() -> Self {
        Self::new(10, 403, "(#10) Application does not have permission for this action", "")
    }

    /// A method that needs the token of the app itself.
    #[must_use]
    pub fn app_token() -> Self {
        Self::new(15, 400, "(#15) This method must be called with an app access_token.", "")
    }

    /// An object that does not exist, or cannot do this.
    #[must_use]
    pub fn unknown(method: &str, id: &str) -> Self {
        let message = format!(
            "Unsupported {method} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
        );
        Self { subcode: Some(33), ..Self::new(100, 400, message, "") }
    }

    /// Something behind an object that it does not have.
    #[must_use]
    pub fn unknown_path(edge: &str) -> Self {
        Self::new(2_500, 400, format!("Unknown path components: /{edge}"), "")
    }

    /// A field that an object does not have.
    #[must_use]
    pub fn unknown_field(field: &str, node: &str) -> Self {
        Self::new(100, 400, format!("(#100) Tried accessing nonexisting field ({field}) on node type ({node})"), "")
    }

    /// The address for webhooks did not answer the verification.
    #[must_use]
    pub fn verification(why: &str) -> Self {
        let message = format!("(#2200) Callback verification failed with the following errors: {why}");
        Self::new(2_200, 400, message, "")
    }

    /// A parameter of a message that is missing.
    #[must_use]
    pub fn missing(details: impl Into<String>) -> Self {
        Self::new(131_008, 400, "(#131008) Required parameter is missing", details)
    }

    /// A parameter of a template whose form is not that of the template.
    #[must_use]
    pub fn format(details: impl Into<String>) -> Self {
        Self::new(132_012, 400, "(#132012) Parameter format does not match format in the created template", details)
    }

    /// A header of another kind.
    #[must_use]
    pub fn header(expected: &str, received: &str) -> Self {
        let received = received.to_ascii_uppercase();
        Self::format(format!("header: Format mismatch, expected {expected}, received {received}"))
    }

    /// A number of parameters that is not that of the template.
    #[must_use]
    pub fn parameters(part: &str, given: usize, expected: usize) -> Self {
        let details = format!(
            "{part}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
        );
        Self::new(132_000, 400, "(#132000) Number of parameters does not match the expected number of params", details)
    }

    /// More people than the messaging limit. Meta's pages name no code for it: 131048 ("restrictions on how many
    /// messages can be sent from this phone number") is the nearest, so this is a guess.
    #[must_use]
    pub fn messaging_limit(limit: u32) -> Self {
        let details = format!(
            "Message failed to send because the messaging limit of the business portfolio ({limit} people outside a customer service window in 24 hours) has been reached."
        );
        Self::new(131_048, 400, "(#131048) Spam rate limit hit", details)
    }

    /// A template without a component that it needs.
    #[must_use]
    pub fn missing_component(kind: &str) -> Self {
        let sentence = format!("components of the template are missing expected type {kind}");
        Self::new(100, 400, "Invalid parameter", "").for_people(
            2_388_043,
            "Message template is missing components",
            sentence,
        )
    }

    /// A component without something that it needs.
    #[must_use]
    pub fn missing_fields(kind: &str, field: &str) -> Self {
        let title = "Message template \"components\" param is missing expected field(s)";
        let sentence = format!("component of type {kind} is missing expected field(s) ({field})");
        Self::new(100, 400, "Invalid parameter", "").for_people(2_388_043, title, sentence)
    }

    /// A template that cannot be made, changed or deleted, by Meta's subcode.
    #[must_use]
    pub fn template(subcode: i64) -> Self {
        let (title, sentence) = match subcode {
            2_388_019 => ("Message template limit exceeded", "This account has as many templates as it may have."),
            2_388_023 => (
                "Message template language is being deleted",
                "New content cannot be added in this language while the existing content is being deleted. Try again in 4 weeks or consider creating a new message template.",
            ),
            2_388_024 => (
                "Content in this language already exists",
                "There is already content in this language for this template.",
            ),
            2_388_039 => ("Template cannot be edited", "A template in this status cannot be edited."),
            2_388_040 => ("Character limit exceeded", "One of the fields is longer than it may be."),
            2_388_047 => (
                "Message header format is incorrect",
                "The header holds at most 60 characters and one variable, without new lines or asterisks.",
            ),
            2_388_072 => ("Message body format is incorrect", "The variables of the body are not as they should be."),
            2_388_073 => {
                ("Message footer format is incorrect", "The footer holds at most 60 characters and no variables.")
            }
            2_388_293 => (
                "Template parameters to words ratio exceeds the limit",
                "This template has too many variables for its length. Reduce the number of variables or increase the message length.",
            ),
            2_388_299 => {
                ("Leading or trailing params not allowed", "Variables can't be at the start or end of the template.")
            }
            2_593_002 => ("Message Template Not Found", "There is no template with this name."),
            _ => ("Invalid parameter", "The template is not as it should be."),
        };
        Self::new(100, 400, "Invalid parameter", "").for_people(subcode, title, sentence.to_owned())
    }

    fn for_people(self, subcode: i64, title: &str, sentence: String) -> Self {
        Self { subcode: Some(subcode), user: Some(Box::new((title.to_owned(), sentence))), ..self }
    }
}
