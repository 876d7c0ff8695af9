//! Refusals by their code: status, title and details as Meta gives them. A table of data.
//!
//! Source: Meta, "Error codes" (September 2026), and bodies captured from production traffic.

use super::Refusal;

impl Refusal {
    /// The refusal that has this code, for the limits and for faults: a table.
    #[must_use]
    pub fn of_code(code: i64) -> Self {
        let (http_status, title, details) = match code {
            130_429 => (
                400,
                "(#130429) Rate limit hit",
                "Message failed to send because there were too many messages sent from this phone number in a short period of time",
            ),
            131_000 => (500, "(#131000) Something went wrong", "Message failed to send due to an unknown error."),
            131_016 => (500, "(#131016) Service unavailable", "A service is temporarily unavailable."),
            131_021 => (400, "(#131021) Recipient cannot be sender", "The recipient cannot be the sender"),
            131_026 => (400, "(#131026) Message undeliverable", "Message Undeliverable."),
            131_047 => (
                400,
                "(#131047) Re-engagement message",
                "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
            ),
            131_056 => (
                400,
                "(#131056) (Business Account, Consumer Account) pair rate limit hit",
                "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
            ),
            131_009 => (400, "(#131009) Parameter value is not valid", "The value of a parameter is not valid"),
            131_053 => (400, "(#131053) Media upload error", "The file is not of the kind that the message says"),
            130_403 => (400, "(#130403) User is blocked", "The business has blocked this user"),
            131_020 => (400, "(#131020) Group has no other participants", "The business is the only one in the group"),
            131_041 => (400, "(#131041) Group unknown", "The group does not exist or the business is not in it"),
            131_051 => (400, "(#131051) Unsupported message type", "Message type is currently not supported."),
            131_052 => (400, "(#131052) Media download error", "Unable to download the media sent by the user."),
            131_059 => (400, "(#131059) Invalid cursor", "The cursor is not valid"),
            131_201 => (206, "(#131201) Request partially succeeded", "Some of what was asked was not done"),
            131_202 => (400, "(#131202) Duplicate participant", "A participant is named more than once"),
            131_203 => (400, "(#131203) Terms not accepted", "Recipient has not accepted our new Terms of Service"),
            131_204 => (400, "(#131204) Participant limit exceeded", "A group holds at most 8 participants"),
            131_207 => (403, "(#131207) Group suspended", "The group has been suspended"),
            131_208 => (429, "(#131208) Group rate limit hit", "Too many calls about groups"),
            131_209 => (400, "(#131209) Invalid image aspect ratio", "The picture must be square"),
            131_210 => {
                (400, "(#131210) Invalid image", "The picture must be a JPEG of at least 192 x 192 and 5 MB at most")
            }
            131_211 => (400, "(#131211) Group limit exceeded", "The number has as many groups as it may have"),
            131_212 => (400, "(#131212) Not a participant", "The user is not in the group"),
            131_213 => (400, "(#131213) Join request not found", "There is no such join request"),
            131_214 => (400, "(#131214) Group creation disabled", "The business may not create groups now"),
            131_215 => (400, "(#131215) Not eligible for groups", "The business is not eligible for the Groups API"),
            139_100 => (
                400,
                "(#139100) Failed to block/unblock users",
                "Failed to block some users, see the block_users response list for details",
            ),
            139_101 => (400, "(#139101) Block list is full", "The block list holds at most 64,000 users"),
            132_000 => (
                400,
                "(#132000) Number of parameters does not match the expected number of params",
                "body: number of localizable_params does not match the expected number of params",
            ),
            132_001 => (
                404,
                "(#132001) Template name does not exist in the translation",
                "template name does not exist in the given language",
            ),
            132_005 => (400, "(#132005) Translated text too long", "the hydrated text is too long"),
            132_015 => (400, "(#132015) Template is paused", "Template is paused due to low quality"),
            132_018 => (
                400,
                "(#132018) Template parameter is invalid",
                "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
            ),
            131_031 => (403, "(#131031) Account has been locked", "Business Account locked"),
            190 => return Self::token(),
            _ => less_usual(code).unwrap_or((400, "(#100) Invalid parameter", "refused by plan")),
        };
        Self::new(code, http_status, title, details)
    }
}

/// The status, title and details of the codes that stop a whole number, and of a few others.
const fn less_usual(code: i64) -> Option<(u16, &'static str, &'static str)> {
    let found = match code {
        368 => (
            403,
            "(#368) Temporarily blocked for policies violations",
            "The account is restricted or disabled for violating a policy.",
        ),
        131_037 => (
            400,
            "(#131037) WhatsApp provided number needs display name approval before message can be sent",
            "The display name of this phone number is not approved.",
        ),
        131_042 => (
            400,
            "(#131042) Business eligibility payment issue",
            "Message failed to send because there were one or more errors related to your payment method.",
        ),
        131_045 => {
            (500, "(#131045) Incorrect certificate", "Message failed to send due to a phone number registration error.")
        }
        131_048 => (
            400,
            "(#131048) Spam rate limit hit",
            "Message failed to send because there are restrictions on how many messages can be sent from this phone number.",
        ),
        131_057 => (500, "(#131057) Account in maintenance mode", "Business Account is in maintenance mode"),
        132_016 => (
            400,
            "(#132016) Template is disabled",
            "Template has been paused too many times due to low quality and is now permanently disabled",
        ),
        133_010 => (
            400,
            "(#133010) Phone number not registered",
            "Phone number not registered on the Whatsapp Business Platform.",
        ),
        _ => return None,
    };
    Some(found)
}
