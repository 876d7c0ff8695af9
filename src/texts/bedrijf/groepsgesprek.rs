//! What is said about real WhatsApp groups that the bot makes.

/// How it is asked for.
pub const HOE: &str = "Zo maakt u een WhatsApp-groep van hooguit 8 mensen: /groep Kernteam Rokkeveen: 06 1234 0011, 06 1234 0012. Of met een wijk: /groep Rokkeveen, voor de hoofdbeheerders. U zit er zelf ook in.";

/// It is being made.
#[must_use]
pub fn wordt_gemaakt(onderwerp: &str, hoeveel: usize) -> String {
    format!(
        "De groep '{onderwerp}' wordt gemaakt. Alle {hoeveel} krijgen zo de link. Alleen wie de bot kent, komt erin."
    )
}

/// Too many people.
#[must_use]
pub fn te_veel(hoeveel: usize, most: usize) -> String {
    format!("Een groep kan hooguit {most} mensen hebben, u meegerekend; dit zijn er {hoeveel}. Noem er minder.")
}

/// Numbers that the bot does not know.
#[must_use]
pub fn onbekend(hoeveel: usize) -> String {
    let wie = if hoeveel == 1 { "Eén nummer ken".to_owned() } else { format!("{hoeveel} nummers ken") };
    format!("{wie} ik niet. In de groep kunnen alleen mensen met een rol of een groep. Er is niets gemaakt.")
}

/// The subject is too long.
#[must_use]
pub fn te_lang(most: usize) -> String {
    format!("De naam van de groep mag hooguit {most} tekens hebben. Typ hem korter.")
}

/// Nobody of the wijk can be reached.
#[must_use]
pub fn niemand(wijk: &str) -> String {
    format!("In {wijk} is geen hoofdbeheerder bereikbaar. Noem nummers: typ /groep voor hoe.")
}

/// The invitation.
#[must_use]
pub fn uitnodiging(onderwerp: &str, link: &str) -> String {
    format!(
        "U bent uitgenodigd voor de WhatsApp-groep '{onderwerp}' van de politie. Tik op de link en vraag toegang: {link}"
    )
}

/// Meta does not make it.
#[must_use]
pub fn mislukt(onderwerp: &str, code: i64) -> String {
    let waarom = match code {
        131_215 | 131_214 => {
            "WhatsApp staat groepen alleen toe aan officiële accounts. Vraag de beheerder van het systeem."
        }
        131_211 => "er zijn te veel groepen. Vraag de beheerder van het systeem.",
        _ => "WhatsApp weigerde. Probeer het later nog eens.",
    };
    format!("De groep '{onderwerp}' is niet gemaakt: {waarom}")
}
