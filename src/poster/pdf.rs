//! A drawing as a PDF of one page, in its real size.
//!
//! Invariant: the page is as large as the drawing; nothing in it runs or is loaded from elsewhere.

use pdf_writer::{Content, Finish as _, Pdf, Rect, Ref, TextStr};

use super::tekening::{Kleur, Stap, Tekening, Vorm};

/// Points, which a PDF counts in, in a millimetre.
const PUNT: f32 = 72.0 / 25.4;

fn vul(inhoud: &mut Content, Kleur(delen): Kleur) {
    let [rood, groen, blauw] = delen.map(|deel| f32::from(deel) / 255.0);
    inhoud.set_fill_rgb(rood, groen, blauw);
}

fn teken(inhoud: &mut Content, vorm: &Vorm) {
    match vorm {
        Vorm::Vlak((x, y), (breed, hoog), kleur) => {
            vul(inhoud, *kleur);
            inhoud.rect(*x, *y, *breed, *hoog);
        }
        Vorm::Omtrek(stappen, kleur) => {
            vul(inhoud, *kleur);
            for stap in stappen {
                match *stap {
                    Stap::Naar(x, y) => inhoud.move_to(x, y),
                    Stap::Lijn(x, y) => inhoud.line_to(x, y),
                    Stap::Kromme([x1, y1, x2, y2, x, y]) => inhoud.cubic_to(x1, y1, x2, y2, x, y),
                    Stap::Sluit => inhoud.close_path(),
                };
            }
        }
    }
    inhoud.fill_nonzero();
}

/// Writes it.
#[must_use]
pub fn als_pdf(tekening: &Tekening) -> Vec<u8> {
    let (breed, hoog) = tekening.maat;
    let (catalogus, paginas, pagina, stroom, over) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let mut inhoud = Content::new();
    // Millimetres from above, as the drawing counts.
    inhoud.transform([PUNT, 0.0, 0.0, -PUNT, 0.0, hoog * PUNT]);
    tekening.vormen.iter().for_each(|vorm| teken(&mut inhoud, vorm));
    let mut pdf = Pdf::new();
    let mut wortel = pdf.catalog(catalogus);
    wortel.pages(paginas).lang(TextStr("nl"));
    wortel.viewer_preferences().display_doc_title(true);
    wortel.finish();
    pdf.pages(paginas).kids([pagina]).count(1);
    pdf.page(pagina)
        .parent(paginas)
        .media_box(Rect::new(0.0, 0.0, breed * PUNT, hoog * PUNT))
        .contents(stroom)
        .resources();
    pdf.stream(stroom, &inhoud.finish());
    pdf.document_info(over).title(TextStr(tekening.titel)).producer(TextStr("heterdaad"));
    pdf.finish()
}
