//! The page behind the link button of an alert: the text, one large button, and a button that copies.
//!
//! Owns how it looks and what is answered at its address; what stands on it is `bot::melding::deelpagina`'s. Invariants: only
//! whoever holds a token that we made learns anything; nothing is kept of a visit but a tap on the button, and a tap is a POST: whoever
//! looks at links before people do (scanners, previews) taps nothing. The page loads nothing, sets no cookie, and tells nobody where
//! its visitor came from. It is compressed where the browser takes that: on a train every packet counts.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::bot::error::BotError;
use crate::bot::melding::deelpagina::{self, Pagina, Stand};
use crate::clock::SharedClock;
use crate::domain::deelpagina::{Deelpagina, PAD};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::wijk::Gemeenten;
use crate::store::Store;
use crate::texts::engels;
use crate::texts::melding::deelpagina as tekst;
use crate::web::ingest::Ingest;

/// What the pages work on.
#[derive(Debug, Clone)]
pub struct Deel {
    /// Whose page an address is for.
    pub pagina: Arc<Deelpagina>,
    /// The gemeenten.
    pub gemeenten: Arc<Gemeenten>,
    /// Time.
    pub clock: SharedClock,
    /// Where alerts stand.
    pub store: Store,
    /// Takes taps.
    pub ingest: Ingest,
}

/// The address of the pages.
pub(super) fn router(deel: Deel) -> Router {
    let klein = CompressionLayer::new();
    Router::new().route(&format!("{PAD}{{token}}"), get(toon).post(tik)).layer(klein).with_state(deel)
}

async fn toon(State(deel): State<Deel>, Path(token): Path<String>) -> Response {
    let Some(wiens) = deel.pagina.lees(&token) else { return onbekend() };
    match gezien(&deel, wiens).await {
        Ok(Some(pagina)) => antwoord(StatusCode::OK, html(&pagina)),
        Ok(None) => onbekend(),
        Err(error) => {
            tracing::warn!(%error, "a page cannot be shown");
            even_niet()
        }
    }
}

async fn gezien(deel: &Deel, wiens: (MeldingId, PersoonId)) -> Result<Option<Pagina>, BotError> {
    let mut tx = deel.store.begin_reading().await?;
    let pagina = deelpagina::van(&mut tx, &deel.gemeenten, wiens, deel.clock.wall_ms()).await;
    tx.roll_back().await?;
    pagina
}

/// A tap on the button. What it says is stored before it is answered.
async fn tik(State(deel): State<Deel>, Path(token): Path<String>) -> StatusCode {
    let Some(wiens) = deel.pagina.lees(&token) else { return StatusCode::NOT_FOUND };
    match neem_tik(&deel, wiens).await {
        Ok(true) => StatusCode::NO_CONTENT,
        Ok(false) => StatusCode::SERVICE_UNAVAILABLE,
        Err(error) => {
            tracing::warn!(%error, "a tap on a page cannot be taken in");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// Answers whether it is stored, or has nothing new to say.
async fn neem_tik(deel: &Deel, wiens: (MeldingId, PersoonId)) -> Result<bool, BotError> {
    let mut tx = deel.store.begin_reading().await?;
    let item = deelpagina::tik(&mut tx, &deel.gemeenten, wiens, deel.clock.wall_ms()).await;
    tx.roll_back().await?;
    Ok(match item? {
        Some(item) => deel.ingest.store_item(item).await.is_ok(),
        None => true,
    })
}

fn onbekend() -> Response {
    antwoord(StatusCode::NOT_FOUND, leeg(tekst::ONBEKEND, tekst::ZIE_WHATSAPP))
}

fn even_niet() -> Response {
    antwoord(StatusCode::SERVICE_UNAVAILABLE, leeg(tekst::EVEN_NIET, tekst::PROBEER_OPNIEUW))
}

/// What the page may do: run its own script and style, known by their hashes, and say to us that it was tapped.
const BELEID: &str = "default-src 'none'; style-src 'sha256-phXXMTJJSv54stm3Krzjob8D551FubKWVFT3fUhHg9U='; script-src 'sha256-Rs8/vKO15U1PqC5ucZevZ2pr/YOF94ovHaPRS715NII='; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn antwoord(status: StatusCode, html: String) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, BELEID),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    (status, headers, Html(html)).into_response()
}

/// In the colours of whoever looks, light or dark; the one button stands out in both.
const STIJL: &str = ":root{color-scheme:light dark}body{margin:auto;max-width:32em;padding:1em;font:1.1em/1.5 system-ui}\
    pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}a,button{display:block;width:100%;padding:1em 0;font:inherit;\
    text-align:center}a{background:#0a5c35;color:#fff}";

/// The tap is said to us while WhatsApp opens. What cannot be copied is marked, to be copied by hand. Elements go by their ids.
const SCRIPT: &str = "const{z,k,t,s}=self;if(z?.dataset.t)z.onclick=()=>{navigator.sendBeacon(location.pathname)};if(k){k.hidden=!1;\
    k.onclick=async()=>{let w=k.dataset.g;try{await navigator.clipboard.writeText(t.textContent)}catch{\
    getSelection().selectAllChildren(t);w=k.dataset.z}s.textContent=w}}";

fn html(pagina: &Pagina) -> String {
    let zin = |nederlands: &str| {
        let engels = if pagina.engels { engels::vertaal(nederlands) } else { None };
        veilig(&engels.unwrap_or_else(|| nederlands.to_owned()))
    };
    let taal = if pagina.engels { "en" } else { "nl" };
    let loopt = pagina.stand == Stand::Loopt;
    let kop = match pagina.stand {
        Stand::Loopt => tekst::loopt(&pagina.nummer),
        Stand::Stil => tekst::stil(&pagina.nummer),
        Stand::Afgelopen => tekst::afgelopen(&pagina.nummer),
        Stand::Ingetrokken => tekst::ingetrokken(&pagina.nummer),
    };
    let mut html = begin(taal, &veilig(&pagina.nummer), &zin(&kop));
    let mut alinea = |tekst: &str| write!(html, "<p>{tekst}</p>").unwrap_or_default();
    match pagina.stand {
        Stand::Stil => {
            alinea(&zin(tekst::NIET_PLAATSEN));
            return html;
        }
        Stand::Afgelopen | Stand::Ingetrokken => alinea(&zin(tekst::STOND_HET_ERIN)),
        Stand::Loopt => {}
    }
    if let Some(adres) = &pagina.adres {
        let telt = if loopt { " data-t=1" } else { "" };
        let knop =
            format!("<a id=z href=\"{}\"{telt}>{}</a><p>{}</p>", veilig(adres), zin(tekst::KNOP), zin(tekst::DAARNA));
        html.push_str(&knop);
    } else {
        write!(html, "<p>{}</p>", zin(tekst::PLAKKEN)).unwrap_or_default();
    }
    if loopt {
        write!(html, "<p>{}</p>", zin(tekst::MELDEN)).unwrap_or_default();
    }
    let kopieer = format!(
        "<pre id=t lang=nl>{}</pre><button id=k type=button hidden data-g=\"{}\" data-z=\"{}\">{}</button><p id=s role=status></p>",
        veilig(&pagina.tekst),
        zin(tekst::GEKOPIEERD),
        zin(tekst::ZELF_KOPIEREN),
        zin(tekst::KOPIEER)
    );
    html.push_str(&kopieer);
    if loopt && pagina.adres.is_some() {
        write!(html, "<p><small>{}</small></p>", zin(tekst::VASTGELEGD)).unwrap_or_default();
    }
    write!(html, "</main><script>{SCRIPT}</script>").unwrap_or_default();
    html
}

fn begin(taal: &str, titel: &str, kop: &str) -> String {
    format!(
        "<!doctype html><html lang={taal}><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>{titel}</title><style>{STIJL}</style><main><h1>{kop}</h1>"
    )
}

fn leeg(kop: &str, wat: &str) -> String {
    format!("{}<p>{}</p></main>", begin("nl", &veilig(kop), &veilig(kop)), veilig(wat))
}

/// A text as it stands in HTML and in the quotes of an attribute.
fn veilig(tekst: &str) -> String {
    let mut veilig = String::with_capacity(tekst.len() + 16);
    for teken in tekst.chars() {
        match teken {
            '&' => veilig.push_str("&amp;"),
            '<' => veilig.push_str("&lt;"),
            '>' => veilig.push_str("&gt;"),
            '"' => veilig.push_str("&quot;"),
            _ => veilig.push(teken),
        }
    }
    veilig
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use sha2::{Digest, Sha256};

    use super::*;

    fn pagina(stand: Stand) -> Pagina {
        let tekst = "POLITIEBERICHT ZM-0001\nKijk uit naar: man <b> & \"pet\"".to_owned();
        let adres = Some("https://wa.me/?text=a".to_owned());
        Pagina { nummer: "ZM-0001".into(), stand, tekst, adres, engels: false }
    }

    #[test]
    fn the_policy_names_what_stands_on_the_page_and_nothing_else() {
        for wat in [STIJL, SCRIPT] {
            let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(wat)));
            assert!(BELEID.contains(&hash), "{hash} {wat}");
        }
        assert_eq!(BELEID.matches("sha256-").count(), 2);
        assert!(!BELEID.contains("unsafe"));
    }

    #[test]
    fn a_page_is_small_and_says_one_thing_for_each_standing() {
        let loopt = html(&pagina(Stand::Loopt));
        assert!(loopt.len() < 1_500, "{}", loopt.len());
        assert!(loopt.contains("man &lt;b&gt; &amp; &quot;pet&quot;"), "{loopt}");
        assert!(loopt.contains("data-t=1") && loopt.contains("leggen wij vast"), "{loopt}");
        for voorbij in [Stand::Afgelopen, Stand::Ingetrokken] {
            let voorbij = html(&pagina(voorbij));
            assert!(!voorbij.contains("data-t=1") && !voorbij.contains("leggen wij vast"), "{voorbij}");
            assert!(voorbij.contains("Zet er dan dit bericht bij"), "{voorbij}");
        }
        let stil = html(&pagina(Stand::Stil));
        assert!(!stil.contains("<a ") && !stil.contains("POLITIEBERICHT"), "{stil}");
    }

    #[test]
    fn english_is_whole() {
        for stand in [Stand::Loopt, Stand::Stil, Stand::Afgelopen, Stand::Ingetrokken] {
            for adres in [Some("https://wa.me/?text=a".to_owned()), None] {
                let html = html(&Pagina { engels: true, adres, ..pagina(stand) });
                assert!(html.contains("<html lang=en>"), "{html}");
                for nederlands in ["uw groep", "Kopieer", "Tik", "afgelopen", "ingetrokken", "stilgezet", "leggen"] {
                    assert!(!html.contains(nederlands), "{nederlands}: {html}");
                }
            }
        }
    }
}
