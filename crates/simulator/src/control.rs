//! Hands on the phones and on the levers, over HTTP: what the page does, and what `curl` can do without it.
//!
//! Not part of the Cloud API. Moments are the simulator's own. Answers are a status and, if something was
//! wrong, a sentence. Hands on the account are [`account`]'s.

pub(super) mod account;
mod wrong;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use self::wrong::{NO_BOT_HERE, NO_PHONE, PHONE_OFF, Wrong};
use crate::Simulator;
use crate::backdrop::Command;
use crate::faults::Fault;
use crate::world::World;

/// Bytes of a shared picture (Meta takes 5 MB).
const PICTURE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// Characters that a person can type into one message (WhatsApp's own limit).
const TYPED_MAX: usize = 65_536;
/// Milliseconds that time moves forward at once.
const PASS_MS_MAX: i64 = 30 * 24 * 3_600_000;
/// Phones that there may be.
const PHONES_MAX: usize = 2_000;

/// What the hands work on.
#[derive(Debug, Clone)]
struct Control {
    simulator: Simulator,
    /// Whoever runs the bot in this program.
    commands: Option<mpsc::Sender<Command>>,
}

pub(super) fn router(simulator: Simulator, commands: Option<mpsc::Sender<Command>>) -> Router {
    let phone = Router::new()
        .route("/", get(messages))
        .route("/say", post(say))
        .route("/tap", post(tap))
        .route("/react", post(react))
        .route("/location", post(location))
        .route("/contact", post(contact))
        .route("/picture", post(picture).layer(DefaultBodyLimit::max(PICTURE_BYTES_MAX)))
        .route("/forward", post(forward))
        .route("/share", post(share))
        .route("/open", post(open))
        .route("/online", post(online));
    let account = account::router(simulator.clone());
    Router::new()
        .route("/simulator/phones", get(phones).post(add))
        .nest("/simulator/phones/{wa_id}", phone)
        .route("/simulator/pictures/{id}", get(shared_picture))
        .route("/simulator/fault", post(fault))
        .route("/simulator/sleepers", post(sleepers))
        .route("/simulator/time", post(time))
        .route("/simulator/bot", post(bot))
        .with_state(Control { simulator, commands })
        .merge(account)
}

#[derive(Deserialize)]
struct NewPhone {
    wa_id: String,
    #[serde(default)]
    name: String,
    /// The residents' groups they are in, by name.
    #[serde(default)]
    groups: Vec<String>,
}

async fn phones(State(control): State<Control>) -> Json<Value> {
    let world = control.simulator.world();
    let phones: Vec<Value> = world
        .phones()
        .map(|phone| json!({ "wa_id": phone.wa_id, "name": phone.name, "messages": phone.messages().count() }))
        .collect();
    Json(json!(phones))
}

/// A number as people write it, as WhatsApp writes it: digits, the country first. Without one it is a Dutch one.
fn number(typed: &str) -> Option<String> {
    let kept = |sign: &char| !matches!(sign, ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')');
    let plain: String = typed.trim().replace("(0)", "").chars().filter(kept).collect();
    let (abroad, digits) = match plain.strip_prefix('+').or_else(|| plain.strip_prefix("00")) {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    let whole = match digits.strip_prefix('0') {
        // Nine digits follow; a service number has fewer.
        Some(national) if !abroad && national.len() == 9 => format!("31{national}"),
        _ => digits.to_owned(),
    };
    let is_number = whole.chars().all(|sign| sign.is_ascii_digit()) && (8..=15).contains(&whole.len());
    (is_number && !whole.starts_with('0')).then_some(whole)
}

async fn add(State(control): State<Control>, Json(phone): Json<NewPhone>) -> Result<StatusCode, Wrong> {
    let wa_id = number(&phone.wa_id).ok_or((StatusCode::BAD_REQUEST, "wa_id must be a telephone number"))?;
    let mut world = control.simulator.world();
    if world.phone(&wa_id).is_some() {
        return Err((StatusCode::CONFLICT, "there is a phone with this number already"));
    }
    if world.phones().count() >= PHONES_MAX {
        return Err((StatusCode::CONFLICT, "there are too many phones"));
    }
    let name: String = phone.name.chars().take(60).collect();
    world.add_phone(&wa_id, if name.trim().is_empty() { "telefoon" } else { name.trim() });
    for group in phone.groups.iter().filter(|group| !group.trim().is_empty()).take(20) {
        world.join_residents(&wa_id, group.trim(), 40);
    }
    Ok(StatusCode::CREATED)
}

async fn messages(State(control): State<Control>, Path(wa_id): Path<String>) -> Result<Json<Value>, Wrong> {
    let world = control.simulator.world();
    let phone = world.phone(&wa_id).ok_or(NO_PHONE)?;
    let messages = phone.messages().map(|bubble| {
        let titles =
            |choices: &[crate::phone::Choice]| choices.iter().map(|choice| choice.title.clone()).collect::<Vec<_>>();
        json!({ "at_ms": bubble.at_ms, "wamid": bubble.wamid, "text": bubble.shown.text,
                "buttons": titles(&bubble.shown.buttons), "rows": titles(&bubble.shown.rows) })
    });
    Ok(Json(json!(messages.collect::<Vec<_>>())))
}

/// Does something with a phone that is on. What it does gets the world, the number of the phone, the
/// business number and the moment.
fn with_phone<T>(
    control: &Control,
    wa_id: &str,
    number: Option<String>,
    act: impl FnOnce(&mut World, &str, i64) -> Result<T, Wrong>,
) -> Result<T, Wrong> {
    let now_ms = control.simulator.now_ms();
    let mut world = control.simulator.world();
    let number = number.or_else(|| world.numbers.keys().next().cloned()).unwrap_or_default();
    if !world.numbers.contains_key(&number) {
        return Err((StatusCode::NOT_FOUND, "there is no such business number"));
    }
    let phone = world.phone(wa_id).ok_or(NO_PHONE)?;
    if phone.online { act(&mut world, &number, now_ms) } else { Err(PHONE_OFF) }
}

#[derive(Deserialize)]
struct Said {
    text: String,
    number: Option<String>,
    /// The message that it answers.
    reply_to: Option<String>,
}

async fn say(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(said): Json<Said>,
) -> Result<StatusCode, Wrong> {
    if said.text.trim().is_empty() || said.text.chars().count() > TYPED_MAX {
        return Err((StatusCode::BAD_REQUEST, "a message holds 1 to 65,536 characters"));
    }
    with_phone(&control, &wa_id, said.number, |world, number, now_ms| {
        match &said.reply_to {
            Some(wamid) => world.reply(&wa_id, number, wamid, &said.text, now_ms),
            None => world.say(&wa_id, number, &said.text, now_ms),
        }
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Tapped {
    /// That choice on that message.
    On { wamid: String, choice: String },
    /// The choice with this title, on the last message that has it.
    Titled { title: String },
}

async fn tap(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(tapped): Json<Tapped>,
) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, _, now_ms| {
        let there = match &tapped {
            Tapped::On { wamid, choice } => world.tap_on(&wa_id, wamid, choice, now_ms),
            Tapped::Titled { title } => world.tap(&wa_id, title, now_ms),
        };
        if there { Ok(StatusCode::ACCEPTED) } else { Err((StatusCode::NOT_FOUND, "there is no such button")) }
    })
}

#[derive(Deserialize)]
struct Reacted {
    wamid: String,
    emoji: String,
}

async fn react(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(reacted): Json<Reacted>,
) -> Result<StatusCode, Wrong> {
    if reacted.emoji.chars().count() > 8 {
        return Err((StatusCode::BAD_REQUEST, "a reaction is one emoji"));
    }
    with_phone(&control, &wa_id, None, |world, _, now_ms| {
        world.react(&wa_id, &reacted.wamid, &reacted.emoji, now_ms);
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Deserialize)]
struct Located {
    name: String,
    latitude: f64,
    longitude: f64,
}

async fn location(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(located): Json<Located>,
) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, number, now_ms| {
        let place = (located.latitude, located.longitude);
        world.share_location(&wa_id, number, &located.name, place, now_ms);
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Deserialize)]
struct SharedContact {
    /// Whose card.
    wa_id: String,
}

async fn contact(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(shared): Json<SharedContact>,
) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, number, now_ms| {
        let name = world.phone(&shared.wa_id).map(|phone| phone.name.clone()).ok_or(NO_PHONE)?;
        world.share_contact(&wa_id, number, (&name, &shared.wa_id), now_ms);
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Deserialize)]
struct Caption {
    #[serde(default)]
    caption: String,
}

async fn picture(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Query(Caption { caption }): Query<Caption>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<StatusCode, Wrong> {
    let mime = headers.get("content-type").and_then(|mime| mime.to_str().ok()).unwrap_or_default();
    let magic: &[u8] = match mime {
        "image/jpeg" => &[0xff, 0xd8],
        "image/png" => &[0x89, b'P', b'N', b'G'],
        _ => return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "a picture is a JPEG or a PNG")),
    };
    if !bytes.starts_with(magic) {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "a picture is a JPEG or a PNG"));
    }
    with_phone(&control, &wa_id, None, |world, number, now_ms| {
        world.share_picture(&wa_id, number, (mime, bytes), &caption, now_ms);
        Ok(StatusCode::ACCEPTED)
    })
}

async fn shared_picture(State(control): State<Control>, Path(id): Path<u64>) -> impl IntoResponse {
    let found = control.simulator.world().picture(id);
    found.map(|(mime, bytes)| ([("content-type", mime)], bytes)).ok_or(StatusCode::NOT_FOUND)
}

#[derive(Deserialize)]
struct Forwarded {
    wamid: String,
    group: usize,
}

async fn forward(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(forwarded): Json<Forwarded>,
) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, _, now_ms| {
        if world.forward(&wa_id, &forwarded.wamid, forwarded.group, now_ms) {
            Ok(StatusCode::ACCEPTED)
        } else {
            Err((StatusCode::NOT_FOUND, "this phone has no such message or group"))
        }
    })
}

async fn share(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(shared): Json<Forwarded>,
) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, _, now_ms| {
        if world.post_by_link(&wa_id, &shared.wamid, shared.group, now_ms) {
            Ok(StatusCode::ACCEPTED)
        } else {
            Err((StatusCode::NOT_FOUND, "this phone has no such button or group"))
        }
    })
}

async fn open(State(control): State<Control>, Path(wa_id): Path<String>) -> Result<StatusCode, Wrong> {
    with_phone(&control, &wa_id, None, |world, _, now_ms| {
        world.open(&wa_id, now_ms);
        Ok(StatusCode::ACCEPTED)
    })
}

#[derive(Deserialize)]
struct Online {
    online: bool,
}

async fn online(
    State(control): State<Control>,
    Path(wa_id): Path<String>,
    Json(Online { online }): Json<Online>,
) -> Result<StatusCode, Wrong> {
    let now_ms = control.simulator.now_ms();
    let mut world = control.simulator.world();
    world.phone(&wa_id).ok_or(NO_PHONE)?;
    if online {
        world.come_online(&wa_id, now_ms)
    } else {
        world.go_offline(&wa_id)
    }
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
struct Faulty {
    fault: Fault,
}

async fn fault(State(control): State<Control>, Json(Faulty { fault }): Json<Faulty>) -> StatusCode {
    control.simulator.set_fault(fault);
    StatusCode::ACCEPTED
}

#[derive(Deserialize)]
struct Sleepers {
    percent: u32,
}

async fn sleepers(
    State(control): State<Control>,
    Json(Sleepers { percent }): Json<Sleepers>,
) -> Result<StatusCode, Wrong> {
    if percent > 100 {
        return Err((StatusCode::BAD_REQUEST, "percent is 0 to 100"));
    }
    control.simulator.let_sleep(percent);
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
struct Passing {
    for_ms: i64,
}

async fn time(State(control): State<Control>, Json(Passing { for_ms }): Json<Passing>) -> Result<StatusCode, Wrong> {
    if !(1..=PASS_MS_MAX).contains(&for_ms) {
        return Err((StatusCode::BAD_REQUEST, "for_ms is 1 to thirty days"));
    }
    command(&control, Command::Pass(for_ms))
}

#[derive(Deserialize)]
struct Running {
    running: bool,
}

async fn bot(State(control): State<Control>, Json(Running { running }): Json<Running>) -> Result<StatusCode, Wrong> {
    command(&control, if running { Command::StartBot } else { Command::StopBot })
}

fn command(control: &Control, command: Command) -> Result<StatusCode, Wrong> {
    match control.commands.as_ref().ok_or(NO_BOT_HERE)?.try_send(command) {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(_) => Err((StatusCode::TOO_MANY_REQUESTS, "one thing at a time")),
    }
}
