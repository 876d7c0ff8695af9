//! A drawing as SVG.
//!
//! Invariant: it holds shapes only: nothing is loaded from elsewhere, and nothing runs.

use std::fmt::Write as _;

use super::tekening::{Kleur, Stap, Tekening, Vorm};

/// A length with as much as a printer needs: hundredths of a millimetre.
fn mm(lengte: f32) -> String {
    let tekst = format!("{lengte:.2}");
    tekst.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn kleur(Kleur([rood, groen, blauw]): Kleur) -> String {
    format!("#{rood:02x}{groen:02x}{blauw:02x}")
}

fn pad(stappen: &[Stap]) -> String {
    stappen.iter().fold(String::new(), |mut pad, stap| {
        match stap {
            Stap::Naar(x, y) => pad.push_str(&format!("M{} {}", mm(*x), mm(*y))),
            Stap::Lijn(x, y) => pad.push_str(&format!("L{} {}", mm(*x), mm(*y))),
            Stap::Kromme(punten) => {
                pad.push('C');
                pad.push_str(&punten.map(mm).join(" "));
            }
            Stap::Sluit => pad.push('Z'),
        }
        pad
    })
}

/// Writes it.
#[must_use]
pub fn als_svg(tekening: &Tekening) -> String {
    let (breed, hoog) = tekening.maat;
    let (breed, hoog) = (mm(breed), mm(hoog));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{breed}mm\" height=\"{hoog}mm\" viewBox=\"0 0 {breed} {hoog}\" \
         role=\"img\" aria-label=\"{0}\">\n<title>{0}</title>\n<rect width=\"{breed}\" height=\"{hoog}\" fill=\"#ffffff\"/>\n",
        tekening.titel
    );
    for vorm in &tekening.vormen {
        // Writing to a text cannot fail.
        let _ = match vorm {
            Vorm::Vlak((x, y), (breed, hoog), k) => writeln!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" shape-rendering=\"crispEdges\"/>",
                mm(*x),
                mm(*y),
                mm(*breed),
                mm(*hoog),
                kleur(*k)
            ),
            Vorm::Omtrek(stappen, k) => writeln!(svg, "<path d=\"{}\" fill=\"{}\"/>", pad(stappen), kleur(*k)),
        };
    }
    svg.push_str("</svg>\n");
    svg
}
