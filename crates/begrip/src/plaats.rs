//! The wijken that a text names.
//!
//! Invariant: a place outside the area is named as such and never taken for something alike; a wijk that
//! stands behind "richting" is where somebody goes, not where it happened.

mod kaart;
mod ook;

pub use kaart::{Kaart, Plaats, WijkVan, vind};
pub use ook::{NietHier, OokGenoemd};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::woorden::woorden;
    use kern::domain::wijk::GemeenteId;
    use rstest::rstest;

    fn plaats(tekst: &str, mag: &[&str]) -> Plaats {
        let gemeenten = kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        let mag: Vec<GemeenteId> = mag.iter().map(|id| GemeenteId::from(*id)).collect();
        vind(tekst, &woorden(tekst), &gemeenten, &mag.iter().collect::<Vec<_>>())
    }

    #[rstest]
    #[case("man in Rokkeveen", &["rokkeveen"])]
    #[case("waldeck man", &["waldeck"])]
    #[case("nieuw-waldek vrouw", &["nieuw-waldeck"])]
    #[case("“Kijkduin” man", &["kijkduin-ockenburgh"])]
    #[case("Rokkeveen, Oosterheem en noordhove zwarte audi", &["rokkeveen", "oosterheem", "noordhove"])]
    #[case("palenstein 2 jongens weg via driemans polder", &["palenstein"])]
    #[case("Rokkeveen centrum man", &["rokkeveen"])]
    #[case("Rokkeveen/Meerzicht & seghwaert man", &["rokkeveen", "meerzicht", "seghwaert"])]
    #[case("buytenwegh de leyens man", &["buytenwegh-de-leyens"])]
    #[case("de leyens vrouw", &["de-leyens"])]
    #[case("rokeven man", &["rokkeveen"])]
    #[case("boheme man", &["bohemen"])]
    #[case("richting Oosterheem vanuit meerzicht, in Seghwaard", &["seghwaert"])]
    #[case("rokeveen, osterheem en noordhoven man", &["rokkeveen", "oosterheem", "noordhove"])]
    #[case("in de richting van Meerzicht, rokkeveen", &["rokkeveen"])]
    #[case("Rokkeveen en een man", &["rokkeveen"])]
    #[case("heel Loosduinen man", &["kraayenstein", "houtwijk", "waldeck", "nieuw-waldeck", "rosenburg", "kom-loosduinen", "bohemen", "kijkduin-ockenburgh"])]
    fn wijken_are_found_as_people_write_them(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        match plaats(tekst, &["zoetermeer", "loosduinen"]) {
            Plaats::Wijken { wijken, .. } => assert_eq!(wijken, verwacht),
            anders => panic!("{tekst}: {anders:?}"),
        }
    }

    #[test]
    fn the_whole_gemeente_is_all_its_wijken() {
        for tekst in ["heel zoetermeer", "de hele gemeente man", "alle wijken", "hele stad Zoetermeer"] {
            let Plaats::Wijken { wijken, .. } = plaats(tekst, &["zoetermeer"]) else { panic!("{tekst}") };
            assert_eq!(wijken.len(), 7, "{tekst}");
        }
        assert!(matches!(plaats("heel loosduinen", &["zoetermeer"]), Plaats::Elders(..)));
        assert_eq!(plaats("alle wijken", &["zoetermeer", "loosduinen"]), Plaats::Geen);
        assert_eq!(plaats("hele nare man", &["zoetermeer"]), Plaats::Geen);
    }

    #[test]
    fn a_place_outside_the_area_is_never_taken_for_something_alike() {
        for tekst in ["leyenburg man met ladder", "man in Leyenburg", "wateringse veld man"] {
            assert!(matches!(plaats(tekst, &["zoetermeer", "loosduinen"]), Plaats::Buiten(..)), "{tekst}");
        }
        assert_eq!(plaats("leijenburg man", &["zoetermeer"]), Plaats::Geen);
    }

    #[test]
    fn a_name_in_two_gemeenten_is_a_question_only_for_who_may_act_in_both() {
        assert!(
            matches!(plaats("centrum man", &["zoetermeer", "loosduinen"]), Plaats::Keuze(keuze, _) if keuze.len() == 2)
        );
        assert!(matches!(plaats("centrum man", &["zoetermeer"]), Plaats::Wijken { .. }));
        assert!(matches!(plaats("waldeck man", &["zoetermeer"]), Plaats::Elders(..)));
    }

    #[rstest]
    #[case::two_sentences("zoekt mario, zegt ze. baard")]
    #[case::what_somebody_looks_like("jongen zei baard en ging")]
    #[case::a_comma("man met zeg, haard")]
    fn words_that_are_no_name_are_no_wijk(#[case] tekst: &str) {
        assert_eq!(plaats(tekst, &["zoetermeer"]), Plaats::Geen, "{tekst}");
    }

    #[rstest]
    #[case("man zwarte jas door de tuin")]
    #[case("richting Oosterheem")]
    #[case("")]
    #[case("🚨")]
    fn ordinary_words_are_no_place(#[case] tekst: &str) {
        assert_eq!(plaats(tekst, &["zoetermeer", "loosduinen"]), Plaats::Geen);
    }
}
