//! What beheerders hear about the button that puts an alert into their group.

/// Above the button.
#[must_use]
pub fn uitleg(nummer: &str) -> String {
    format!("Tik op de knop hieronder en kies uw groep. De tekst van {nummer} staat klaar: tik op verzenden.")
}

/// After it.
#[must_use]
pub fn staat_het_erin(nummer: &str) -> String {
    format!(
        "Staat {nummer} in uw groep? Tik dan hier. Lukt het niet? Houd het politiebericht ingedrukt en tik op de pijl."
    )
}

/// It was given before: where it stands.
#[must_use]
pub fn staat_hierboven(nummer: &str) -> String {
    format!(
        "De knop Zet in mijn groep voor {nummer} staat hierboven. Lukt die niet? Houd het politiebericht ingedrukt en tik op de pijl. Staat het erin? Tik dan hier:"
    )
}

/// `/delen`: how it stands.
#[must_use]
pub fn stand(aan: bool) -> String {
    let nu = if aan { "U krijgt" } else { "U krijgt nu niet" };
    format!(
        "{nu} bij elk politiebericht de knop Zet in mijn groep. Die opent WhatsApp met de tekst klaar om te versturen. Wat wilt u?"
    )
}

/// With every alert from now on.
pub const AAN: &str = "Goed. U krijgt voortaan na elk politiebericht de knop Zet in mijn groep, als u ons de dag ervoor nog schreef. Uitzetten: /delen uit.";

/// Not any more.
pub const UIT: &str = "Goed. U krijgt de knop Zet in mijn groep alleen nog als u om hulp vraagt. Weer aan: /delen aan.";

/// The gemeente wants no such button.
pub const NIET_HIER: &str = "In uw gemeente is de knop Zet in mijn groep uitgezet. Doorsturen werkt altijd: houd het politiebericht ingedrukt en tik op de pijl.";
