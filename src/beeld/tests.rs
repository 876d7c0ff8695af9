use super::*;

fn wijk(naam: &str, plaats: Option<(u8, u8)>, geplaatst: usize, bezorgd: usize, niet: usize) -> WijkStand {
    let telling = Telling { geplaatst, bezorgd, kan_niet: usize::from(niet > 1), niet_bezorgd: niet };
    WijkStand { naam: naam.to_owned(), plaats, telling: Some(telling) }
}

fn beeld(wijken: Vec<WijkStand>) -> Beeld {
    let totaal = wijken.iter().filter_map(|wijk| wijk.telling).fold(Telling::default(), Telling::plus);
    let moment = "Stand van 14.25 uur, verstuurd 23-11 14.20".to_owned();
    Beeld { titel: "ZM-0231 Woninginbraak".to_owned(), moment, totaal, wijken }
}

/// The size of a picture that can be read.
fn maat(beeld: &Beeld) -> (u32, u32) {
    let png = teken(beeld).unwrap_or_else(|fout| panic!("{fout}"));
    assert!(png.len() < 3_000_000, "{} bytes", png.len());
    let gelezen = image::load_from_memory(&png).unwrap_or_else(|fout| panic!("{fout}"));
    (gelezen.width(), gelezen.height())
}

#[test]
fn it_can_be_read_and_is_of_a_size_for_a_phone() {
    let wijken = vec![wijk("Rokkeveen", Some((3, 3)), 9, 3, 1), wijk("Centrum", None, 1, 0, 0)];
    let (breed, hoog) = maat(&beeld(wijken));
    assert_eq!(breed, BREED);
    assert!((600..2_400).contains(&hoog), "{hoog}");
}

#[test]
fn the_same_standing_gives_the_same_picture_and_another_gives_another() {
    let een = beeld(vec![wijk("Rokkeveen", Some((3, 3)), 9, 3, 1)]);
    let ander = beeld(vec![wijk("Rokkeveen", Some((3, 3)), 10, 2, 1)]);
    assert_eq!(teken(&een), teken(&een));
    assert_ne!(teken(&een), teken(&ander));
}

#[test]
fn whatever_it_is_given_it_draws_within_its_bounds() {
    let honderd = (0..100).map(|n| wijk(&format!("Wijk {n}"), None, n, 1, 2)).collect();
    let gekke_namen = ["", "🚨🚨", "\u{202e}omgekeerd\0\n", "é è ü IJ œ", "中文", &"lang".repeat(80)]
        .iter()
        .enumerate()
        .map(|(n, naam)| wijk(naam, Some((u8::try_from(n).unwrap_or(0), 0)), usize::MAX, usize::MAX, 0))
        .collect();
    let ver_weg = vec![wijk("Ver", Some((255, 255)), 0, 0, 0), wijk("Dubbel", Some((1, 1)), 0, 1, 0)];
    let volle_kaart =
        (0..144_u8).map(|n| wijk("Vol", Some((n % 12, n / 12)), usize::from(n), 0, 1)).collect::<Vec<_>>();
    for wijken in [Vec::new(), honderd, gekke_namen, ver_weg, volle_kaart] {
        let (breed, hoog) = maat(&beeld(wijken));
        assert_eq!(breed, BREED);
        assert!(hoog <= HOOG_MAX, "{hoog}");
    }
}

#[test]
fn wijken_that_do_not_fit_are_counted_together() {
    let los = hooguit((0..50).map(|n| wijk(&format!("Wijk {n}"), None, 1, 0, 0)).collect());
    assert_eq!(los.len(), LOS_MAX);
    let laatste = los.last().map(|wijk| (wijk.naam.as_str(), wijk.telling.map(|telling| telling.geplaatst)));
    assert_eq!(laatste, Some(("en nog 11 wijken", Some(11))));
}

#[test]
fn wijken_in_one_place_do_not_cover_each_other() {
    let wijken = [wijk("A", Some((2, 1)), 1, 0, 0), wijk("B", Some((3, 1)), 1, 0, 0), wijk("C", Some((4, 1)), 1, 0, 0)];
    let vakken: Vec<Vak> = deel_in(&wijken).geplaatst.into_iter().map(|(vak, _)| vak).collect();
    for (plaats, een) in vakken.iter().enumerate() {
        for ander in &vakken[plaats + 1..] {
            let naast = een.x + een.breed <= ander.x || ander.x + ander.breed <= een.x;
            let onder = een.y + een.hoog <= ander.y || ander.y + ander.hoog <= een.y;
            assert!(naast || onder, "{een:?} {ander:?}");
        }
    }
}
