//! What hangs in the street: its codes are read back out of the pictures, and which of them brings beheerders is counted.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::browser::Browser;
use crate::harness::{AGENT, Engine, GEMEENTE, Scene};
use crate::operate::run;

const NUMMER: &str = "06 1234 0000";
const NIEUW: &str = "31612340101";
/// What a telephone of 12 megapixels sees at two metres: 0.7 millimetre a pixel.
const MM_A_PIXEL_AT_TWO_METRES: f64 = 0.7;

async fn kit(scene: &Scene) -> std::path::PathBuf {
    let folder = scene.database.folder().join("kit");
    let arguments = ["poster", folder.to_str().unwrap(), "--gemeente", "zoetermeer", "--whatsapp-number", NUMMER];
    let (text, code) = run(scene, &arguments, &[]).await;
    assert_eq!(code, 0, "{text}");
    folder
}

/// The texts of the codes in a picture of grey, one in each of so many columns and rows.
fn codes(
    (wide, high): (usize, usize),
    (columns, rows): (usize, usize),
    grey: impl Fn(usize, usize) -> u8,
) -> Vec<String> {
    let (cell_wide, cell_high) = (wide / columns, high / rows);
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column * cell_wide, row * cell_high)));
    let read = |(left, top): (usize, usize)| {
        let mut cell =
            rqrr::PreparedImage::prepare_from_greyscale(cell_wide, cell_high, |x, y| grey(left + x, top + y));
        let mut found = cell.detect_grids().into_iter().map(|grid| grid.decode().unwrap().1).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "in the cell at {left}, {top}");
        found.remove(0)
    };
    cells.map(read).collect()
}

/// Stickers stand in three columns and four rows.
fn grid(sheet: &str) -> (usize, usize) {
    if sheet == "stickers" { (3, 4) } else { (1, 1) }
}

/// The codes that are seen on a sheet of this width, in so many pixels.
async fn seen(browser: &Browser, folder: &std::path::Path, sheet: &str, pixels: u32) -> Vec<String> {
    let svg = std::fs::read_to_string(folder.join(format!("{sheet}.svg"))).unwrap();
    browser.client.goto("about:blank").await.unwrap();
    browser.client.set_window_size(1_600, 2_100).await.unwrap();
    let script = "const picture = new Image(); picture.src = URL.createObjectURL(new Blob([arguments[0]], { type: 'image/svg+xml' }));
        picture.style = `position: absolute; left: 20px; top: 20px; width: ${arguments[1]}px`;
        document.body.style.background = '#777'; document.body.replaceChildren(picture);
        await picture.decode();";
    let script =
        format!("const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(() => done(true))")
            .replace("arguments[0]", "given[0]")
            .replace("arguments[1]", "given[1]");
    let script = format!("const given = arguments; {script}");
    browser.client.execute_async(&script, vec![svg.into(), pixels.into()]).await.unwrap();
    let size = browser.client.execute(
        "const seen = document.images[0].getBoundingClientRect(); return [seen.width, seen.height]",
        Vec::new(),
    );
    let size = size.await.unwrap();
    let (wide, high) = (size[0].as_f64().unwrap() as usize, size[1].as_f64().unwrap() as usize);
    let picture = image::load_from_memory(&browser.client.screenshot().await.unwrap()).unwrap().to_luma8();
    codes((wide, high), grid(sheet), |x, y| picture.get_pixel(20 + x as u32, 20 + y as u32).0[0])
}

#[tokio::test]
async fn each_code_is_read_back_from_the_picture_and_has_its_own_word() {
    let scene = Scene::new(Engine::Sqlite).await;
    let folder = kit(&scene).await;
    let browser = Browser::on_a_page("about:blank", "document.body").await;
    for (sheet, word, pixels, many) in
        [("poster", "Poster", 600, 1), ("stickers", "Sticker", 1_300, 12), ("bord", "Bord", 600, 1)]
    {
        let read = seen(&browser, &folder, sheet, pixels).await;
        let address = format!("https://wa.me/31612340000?text={word}%20aanmelden");
        assert_eq!(read, vec![address; many], "{sheet}");
    }
}

#[rstest]
#[case("poster", 210.0)]
#[case("bord", 400.0)]
#[tokio::test]
async fn it_is_read_from_two_metres(#[case] sheet: &str, #[case] wide_mm: f64) {
    let scene = Scene::new(Engine::Sqlite).await;
    let folder = kit(&scene).await;
    let browser = Browser::on_a_page("about:blank", "document.body").await;
    let pixels = (wide_mm / MM_A_PIXEL_AT_TWO_METRES) as u32;
    assert_eq!(seen(&browser, &folder, sheet, pixels).await.len(), 1);
}

/// The rectangles of a page as they are painted, in millimetres: corner, size, and how light.
fn painted(pdf: &[u8]) -> Vec<([f64; 4], u8)> {
    let text = String::from_utf8_lossy(pdf);
    let content = text.split("stream\n").nth(1).unwrap().split("endstream").next().unwrap();
    let (mut numbers, mut light, mut shapes) = (Vec::new(), 255, Vec::new());
    for word in content.split_whitespace() {
        if let Ok(number) = word.parse::<f64>() {
            numbers.push(number);
            continue;
        }
        match word {
            "rg" => light = (numbers.iter().sum::<f64>() / 3.0 * 255.0) as u8,
            "re" => shapes.push(([numbers[0], numbers[1], numbers[2], numbers[3]], light)),
            _ => {}
        }
        numbers.clear();
    }
    shapes
}

#[rstest]
#[case("poster", (595, 842), 1)]
#[case("stickers", (595, 842), 12)]
#[case("bord", (1134, 1701), 1)]
#[tokio::test]
async fn the_page_to_print_has_its_real_size_and_the_same_code(
    #[case] sheet: &str,
    #[case] points: (i64, i64),
    #[case] many: usize,
) {
    const A_MM: f64 = 4.0;
    let scene = Scene::new(Engine::Sqlite).await;
    let pdf = std::fs::read(kit(&scene).await.join(format!("{sheet}.pdf"))).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.") && !text.contains("/JS") && !text.contains("/URI"), "nothing in it runs");
    let size: Vec<i64> = text
        .split("/MediaBox [")
        .nth(1)
        .unwrap()
        .split(']')
        .next()
        .unwrap()
        .split_whitespace()
        .map(|number| number.parse::<f64>().unwrap().round() as i64)
        .collect();
    assert_eq!((size[2], size[3]), points, "A4, and a sign of 400 by 600 mm");
    let (wide, high) = (points.0 as f64 / 72.0 * 25.4 * A_MM, points.1 as f64 / 72.0 * 25.4 * A_MM);
    let (wide, high) = (wide as usize, high as usize);
    let mut page = vec![255_u8; wide * high];
    for ([x, y, width, height], light) in painted(&pdf) {
        let (left, right) = ((x * A_MM).round() as usize, ((x + width) * A_MM).round() as usize);
        let (top, bottom) = ((y * A_MM).round() as usize, ((y + height) * A_MM).round() as usize);
        for row in top..bottom.min(high) {
            page[row * wide + left.min(wide)..row * wide + right.min(wide)].fill(light);
        }
    }
    let read = codes((wide, high), grid(sheet), |x, y| page[y * wide + x]);
    assert_eq!(read.len(), many);
    assert!(read.iter().all(|code| code.starts_with("https://wa.me/31612340000?text=")), "{read:?}");
}

#[tokio::test]
async fn it_has_the_colour_and_the_name_of_the_gemeente_and_says_what_is_wrong() {
    let scene = Scene::new(Engine::Sqlite).await;
    let file = "id = 'elders'\nnaam = 'Elders'\ncode = 'EL'\nhuisstijl = { kleur = '#7a1f3d', naam = 'Stad Elders' }\n\
        [[wijk]]\nid = 'midden'\nnaam = 'Midden'\n";
    let own = scene.database.folder().join("gemeenten");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("elders.toml"), file).unwrap();
    let folder = scene.database.folder().join("kit");
    let (own_path, folder_path) = (own.to_str().unwrap().to_owned(), folder.to_str().unwrap().to_owned());
    let here = [("GEMEENTEN_DIR", own_path.as_str())];
    let poster = ["poster", &folder_path, "--gemeente", "elders", "--whatsapp-number", NUMMER];
    let (text, code) = run(&scene, &poster, &here).await;
    assert_eq!(code, 0, "{text}");
    assert!(std::fs::read_to_string(folder.join("poster.svg")).unwrap().contains("fill=\"#7a1f3d\""));
    for (wrong, says) in
        [("#ffee00", "te licht"), ("blauw", "huisstijl.kleur moet een kleur zijn"), ("#12", "huisstijl.kleur moet")]
    {
        std::fs::write(own.join("elders.toml"), file.replace("#7a1f3d", wrong)).unwrap();
        let (text, code) = run(&scene, &poster, &here).await;
        assert!(code == 1 && text.contains(says), "{wrong}: {text}");
    }
    let (text, code) =
        run(&scene, &["poster", &folder_path, "--gemeente", "zoetermeer", "--whatsapp-number", "geen"], &[]).await;
    assert!(code == 1 && text.contains("'geen' is no telephone number"), "{text}");
}

#[rstest]
#[tokio::test]
async fn which_code_brings_beheerders_is_counted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    for (wie, scanned, groep) in [(NIEUW, "Poster aanmelden", "Dahlia"), ("31612340102", "Sticker aanmelden", "Roos")] {
        scene.stage.simulator.world().add_phone(wie, "iemand");
        scene.say(wie, scanned).await;
        assert_eq!(scene.titles(wie), ["Verder", "Stoppen"], "{}", scene.last(wie));
        scene.tap(wie, "Verder").await;
        scene.say(wie, &format!("Beheerder Een, Rokkeveen, groep Buurtapp {groep}, 46 leden, wabp ja")).await;
        scene.tap(wie, "Klopt, indienen").await;
    }
    for wie in [GEMEENTE, AGENT] {
        scene.say(wie, "/akkoord A-1").await;
    }
    scene.say(GEMEENTE, "/statistiek").await;
    let cijfers = scene.last(GEMEENTE);
    let bracht = "Aanmeldingen via een code: poster 1 (1 beheerder geworden), sticker 1 (0 beheerder geworden).";
    assert!(cijfers.contains(bracht), "{cijfers}");
    // What only begins with such a word brings nobody.
    scene.say("31612340102", "bord is beschadigd").await;
    assert_eq!(scene.database.number("select count(*) from herkomst where herkomst = 'bord'").await, 0);
}
