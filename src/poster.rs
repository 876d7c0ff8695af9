//! What hangs in the street: a poster, a sheet of stickers and the draft of a sign, each with a code of its own.
//!
//! Owns what stands on them and where; shapes are [`tekening`]'s, files [`svg`]'s and [`pdf`]'s. Invariants: lengths are millimetres from
//! the upper left corner; no text leaves the sheet; a code is dark on white with its quiet zone, whatever the colour of the gemeente; letters
//! are shapes, so that it looks the same everywhere and needs no font.

mod letters;
mod pdf;
mod svg;
mod tekening;

use crate::domain::herkomst::Herkomst;
use crate::domain::wijk::Gemeente;
use letters::{Letters, Uitlijning};
use tekening::{Kleur, Tekening};

pub use pdf::als_pdf;
pub use svg::als_svg;

/// Why nothing could be drawn.
#[derive(Debug, thiserror::Error)]
pub enum Fout {
    /// The fonts that are compiled in cannot be read.
    #[error("the fonts cannot be read")]
    Letters,
    /// The address does not fit in a code.
    #[error("the address is too long for a QR code")]
    Code,
    /// The colour of the gemeente is none.
    #[error("huisstijl.kleur is no colour")]
    Kleur,
}

const WIT: Kleur = Kleur([255, 255, 255]);
const ZWART: Kleur = Kleur([0, 0, 0]);
const GRIJS: Kleur = Kleur([190, 190, 190]);
const DONKER: Kleur = Kleur([40, 40, 40]);

/// One sheet, with the name that its files get.
#[derive(Debug)]
pub struct Blad {
    /// The name of its files, without their ends.
    pub naam: &'static str,
    /// What is drawn.
    pub tekening: Tekening,
    /// The address behind its code.
    pub adres: String,
}

/// The address that opens a chat with the words of this code ready to be sent. `nummer`: digits with country code.
#[must_use]
pub fn adres(nummer: &str, herkomst: Herkomst) -> String {
    format!("https://wa.me/{nummer}?text={}", kern::tekst::in_een_adres(herkomst.woorden()))
}

/// All three sheets of a gemeente.
///
/// # Errors
/// The colour is none, or the number is too long for a code.
pub fn bladen(gemeente: &Gemeente, nummer: &str) -> Result<Vec<Blad>, Fout> {
    let kleur = Kleur(gemeente.huisstijl.rgb().ok_or(Fout::Kleur)?);
    let naam = gemeente.huisstijl.naam.clone().unwrap_or_else(|| format!("Gemeente {}", gemeente.naam));
    let mut stijl = Stijl { letters: Letters::laad().ok_or(Fout::Letters)?, kleur, naam, nummer: leesbaar(nummer) };
    let blad = |stijl: &mut Stijl, naam, herkomst, teken: fn(&mut Stijl, &str) -> Result<Tekening, Fout>| {
        let adres = adres(nummer, herkomst);
        Ok(Blad { naam, tekening: teken(stijl, &adres)?, adres })
    };
    Ok(vec![
        blad(&mut stijl, "poster", Herkomst::Poster, poster)?,
        blad(&mut stijl, "stickers", Herkomst::Sticker, stickers)?,
        blad(&mut stijl, "bord", Herkomst::Bord, bord)?,
    ])
}

/// A number as people read it: "06 1234 0001"; of another country with its plus.
fn leesbaar(nummer: &str) -> String {
    match nummer.strip_prefix("31") {
        Some(rest) if rest.len() == 9 => format!("0{} {} {}", &rest[..1], &rest[1..5], &rest[5..]),
        _ => format!("+{nummer}"),
    }
}

/// What all sheets of a gemeente share.
struct Stijl {
    letters: Letters,
    kleur: Kleur,
    naam: String,
    nummer: String,
}

/// The width and height of A4.
const A4: (f32, f32) = (210.0, 297.0);

/// A code with its quiet zone of four modules, on white.
fn code(tekening: &mut Tekening, adres: &str, (x, y): (f32, f32), zijde: f32) -> Result<(), Fout> {
    use qrcode::{Color, EcLevel, QrCode};
    let code = QrCode::with_error_correction_level(adres.as_bytes(), EcLevel::M).map_err(|_| Fout::Code)?;
    let modules = code.width();
    #[expect(clippy::cast_precision_loss, reason = "a code has fewer than 200 modules a side")]
    let maat = |aantal: usize| aantal as f32 * zijde / (modules + 8) as f32;
    tekening.vlak((x, y), (zijde, zijde), WIT);
    for (rij, kleuren) in code.to_colors().chunks(modules).enumerate() {
        let mut kolom = 0;
        while kolom < modules {
            let donker = kleuren[kolom..].iter().take_while(|kleur| **kleur == Color::Dark).count();
            if donker > 0 {
                tekening.vlak((x + maat(kolom + 4), y + maat(rij + 4)), (maat(donker), maat(1)), ZWART);
            }
            kolom += donker.max(1);
        }
    }
    Ok(())
}

/// A4, to hang in a window: read from two metres.
fn poster(stijl: &mut Stijl, adres: &str) -> Result<Tekening, Fout> {
    let (breed, hoog) = A4;
    let mut blad = Tekening::leeg(A4, "Poster: word beheerder van een buurtgroep op WhatsApp");
    blad.vlak((0.0, 0.0), (breed, 74.0), stijl.kleur);
    let midden = Uitlijning::Midden(breed / 2.0);
    let ruimte = breed - 24.0;
    let l = &stijl.letters;
    l.regel(&mut blad, "Let u mee op de buurt?", midden, 34.0, (22.0, ruimte), true, WIT);
    l.regel(&mut blad, "Word beheerder van een buurtgroep", midden, 52.0, (11.0, ruimte), false, WIT);
    l.regel(&mut blad, "op WhatsApp", midden, 65.0, (11.0, ruimte), false, WIT);
    let zijde = 130.0;
    code(&mut blad, adres, ((breed - zijde) / 2.0, 78.0), zijde)?;
    let stappen = [
        "1. Scan met de camera van uw telefoon.",
        "2. Verstuur het bericht dat klaarstaat.",
        "3. De bot helpt u verder.",
    ];
    for (regel, tekst) in (0_u8..).zip(stappen) {
        l.regel(&mut blad, tekst, midden, 220.0 + 11.0 * f32::from(regel), (8.5, ruimte), false, DONKER);
    }
    let ook = format!("Of app naar {}: {}", stijl.nummer, Herkomst::Poster.woorden());
    l.regel(&mut blad, &ook, midden, 255.0, (6.5, ruimte), false, DONKER);
    blad.vlak((0.0, 266.0), (breed, hoog - 266.0), stijl.kleur);
    l.regel(&mut blad, "Ziet u nu iets gebeuren? Bel 112.", midden, 279.0, (9.5, ruimte), true, WIT);
    l.regel(&mut blad, &stijl.naam, midden, 291.0, (6.0, ruimte), false, WIT);
    Ok(blad)
}

/// Twelve stickers on A4, of 63.5 by 72 mm, to be cut or printed on a sheet of labels.
fn stickers(stijl: &mut Stijl, adres: &str) -> Result<Tekening, Fout> {
    const MAAT: (f32, f32) = (63.5, 72.0);
    const BEGIN: (f32, f32) = (7.2, 4.5);
    const STAP_X: f32 = 66.0;
    let mut blad = Tekening::leeg(A4, "Twaalf stickers: hier letten we op elkaar");
    for nummer in 0..12_u8 {
        let (x, y) = (BEGIN.0 + STAP_X * f32::from(nummer % 3), BEGIN.1 + MAAT.1 * f32::from(nummer / 3));
        sticker(stijl, &mut blad, (x, y), MAAT, adres)?;
    }
    Ok(blad)
}

fn sticker(
    stijl: &Stijl,
    blad: &mut Tekening,
    (x, y): (f32, f32),
    (breed, hoog): (f32, f32),
    adres: &str,
) -> Result<(), Fout> {
    let l = &stijl.letters;
    let (midden, ruimte) = (Uitlijning::Midden(x + breed / 2.0), breed - 9.0);
    for (rand, maat) in
        [((x, y), (breed, 0.2)), ((x, y + hoog), (breed, 0.2)), ((x, y), (0.2, hoog)), ((x + breed, y), (0.2, hoog))]
    {
        blad.vlak(rand, maat, GRIJS);
    }
    blad.vlak((x + 1.5, y + 1.5), (breed - 3.0, 18.0), stijl.kleur);
    l.regel(blad, "Hier letten we op elkaar", midden, y + 9.5, (5.2, ruimte), true, WIT);
    l.regel(blad, "Onze buurtgroep op WhatsApp", midden, y + 16.5, (4.0, ruimte), false, WIT);
    let zijde = 36.0;
    code(blad, adres, (x + (breed - zijde) / 2.0, y + 20.0), zijde)?;
    l.regel(blad, "Beheerder worden? Scan en verstuur.", midden, y + 60.0, (3.8, ruimte), false, DONKER);
    l.regel(blad, "Gebeurt er nu iets? Bel 112.", midden, y + 65.0, (3.8, ruimte), true, DONKER);
    l.regel(blad, &stijl.naam, midden, y + 70.0, (3.0, ruimte), false, DONKER);
    Ok(())
}

/// The draft of a sign of 400 by 600 mm, which the gemeente has made and places.
fn bord(stijl: &mut Stijl, adres: &str) -> Result<Tekening, Fout> {
    let maat @ (breed, hoog) = (400.0, 600.0);
    let mut blad = Tekening::leeg(maat, "Ontwerp van een bord: attentie, buurtgroep op WhatsApp");
    let (midden, ruimte) = (Uitlijning::Midden(breed / 2.0), breed - 50.0);
    let l = &stijl.letters;
    blad.vlak((0.0, 0.0), maat, stijl.kleur);
    blad.vlak((10.0, 10.0), (breed - 20.0, hoog - 20.0), WIT);
    blad.vlak((15.0, 15.0), (breed - 30.0, 190.0), stijl.kleur);
    l.regel(&mut blad, "ATTENTIE", midden, 85.0, (62.0, ruimte), true, WIT);
    l.regel(&mut blad, "Buurtpreventie", midden, 140.0, (44.0, ruimte), true, WIT);
    l.regel(&mut blad, "met WhatsApp", midden, 188.0, (36.0, ruimte), false, WIT);
    let zijde = 210.0;
    code(&mut blad, adres, ((breed - zijde) / 2.0, 215.0), zijde)?;
    l.regel(&mut blad, "Beheerder worden? Scan en verstuur.", midden, 455.0, (22.0, ruimte), false, DONKER);
    l.regel(&mut blad, "Verdacht? Bel 112", midden, 515.0, (40.0, ruimte), true, DONKER);
    l.regel(&mut blad, &stijl.naam, midden, 560.0, (24.0, ruimte), false, DONKER);
    l.regel(
        &mut blad,
        "Ontwerp. De gemeente laat borden maken en plaatst ze.",
        midden,
        582.0,
        (9.0, ruimte),
        false,
        DONKER,
    );
    Ok(blad)
}
