//! What the bot's WhatsApp profile says, and the questions that a new chat opens with.

/// Tapped by whoever opens the chat for the first time.
pub const OPENINGSVRAGEN: [&str; 4] =
    ["Ik wil beheerder worden", "Is dit politiebericht echt?", "Ik wil mijn groep overdragen", "Wat kan ik hier?"];

/// The line under the name.
pub const INFO: &str = "Voor beheerders van buurtgroepen. Spoed? Bel 112, hier leest niemand mee.";

/// The description.
pub const OMSCHRIJVING: &str = "Chatbot van politie en gemeente. Beheerders van buurtgroepen krijgen hier politieberichten \
    om in hun groep te plaatsen, melden zich aan en dragen hun groep over. De bot leest niet mee in uw groep. \
    Spoed? Bel 112. Geen spoed? Bel 0900-8844.";
