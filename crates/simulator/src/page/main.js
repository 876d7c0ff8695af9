// The page: puts its parts together, and owns which phones stand there, the levers and the preferences.

import { makeAccount } from "./account.js";
import { $, h } from "./element.js";
import { ask, connect, nameOf, now, onChange, redraw, state } from "./state.js";
import { date, lang, seconds, setLanguage, t } from "./words.js";
import { makeGroup, makePhone } from "./phone.js";
import { makeTour } from "./tour.js";
import { makeWijken } from "./wijken.js";
import { makeWire } from "./wire.js";

const PARTS = ["officer", "beheerder", "second_officer", "gemeente", "resident"];
const FEW = 6;

const cards = new Map(); // by phone, in the order in which they stand
const groups = new Map();
let active = null;
let toastTimer = null;
let wanted = null; // the last digits of a phone that was added

const page = {
  toast(text) {
    clearTimeout(toastTimer);
    $("toast").textContent = text;
    toastTimer = setTimeout(() => ($("toast").textContent = ""), 5000);
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without the right to the clipboard, the old way.
      const area = h("textarea", {});
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    page.toast(t("w_copied"));
  },
  /** Shows on the wire what made a message. */
  wire(bubble) {
    view("wire");
    wire.show(bubble);
  },
  /** A message was tapped: where the wire stands beside the chat its exchange is marked. Nothing moves, nothing is said. */
  tapped(bubble) {
    if ($("wire").getClientRects().length && state.exchanges.has(bubble.exchange)) wire.show(bubble);
  },
  active(wa_id) {
    if (active === wa_id) return;
    cards.get(active)?.speak(false);
    active = wa_id;
    cards.get(wa_id)?.speak(true);
  },
  close(wa_id) {
    cards.get(wa_id)?.card.remove();
    cards.delete(wa_id);
    keepOpened();
    choosers();
  },
  openGroup(id, beside) {
    if (!groups.has(id)) {
      groups.set(id, makeGroup(id, () => {
        groups.get(id).card.remove();
        groups.delete(id);
        choosers();
      }));
    }
    const group = groups.get(id);
    cards.get(beside).card.after(group.card);
    group.draw();
    choosers();
    show(`group-${id}`);
  },
};

const wire = makeWire(page);
const wijken = makeWijken(open);
const tour = makeTour(open);
const account = makeAccount(pull);

/** Opens a phone, or brings it into view. */
function open(wa_id) {
  if (!state.phones.has(wa_id)) return;
  if (!cards.has(wa_id)) {
    const phone = makePhone(wa_id, page);
    cards.set(wa_id, phone);
    $("cards").append(phone.card);
    phone.reset();
    keepOpened();
  }
  choosers();
  show(wa_id);
}

// The phones that were opened by hand stand there again after a reload, in this tab.
const OPENED = "opened";

function keepOpened() {
  try {
    sessionStorage.setItem(OPENED, JSON.stringify([...cards.keys()].filter((wa_id) => !cast.has(wa_id))));
  } catch {
    // Without storage they are gone with the page.
  }
}

function opened() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(OPENED) ?? "[]");
    return Array.isArray(kept) ? kept.filter((wa_id) => state.phones.has(wa_id) && !cards.has(wa_id)) : [];
  } catch {
    return [];
  }
}

/** Brings a card into view; on a narrow screen it is the one that is seen. */
function show(key) {
  view("phones");
  $("shown-phone").value = key;
  for (const [wa_id, { card }] of cards) card.classList.toggle("shown", wa_id === key);
  for (const [id, { card }] of groups) card.classList.toggle("shown", `group-${id}` === key);
  cards.get(key)?.end();
  document.querySelector(".card-phone.shown")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function view(name) {
  document.querySelector("main").dataset.view = name;
  if (name === "account") document.querySelector("#account details").open = true;
  for (const button of document.querySelectorAll("nav [data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
}

// A number that nobody has yet becomes a phone, which opens as soon as the simulator tells of it.
async function add(number) {
  const wrong = await ask("/simulator/phones", { wa_id: number });
  if (wrong) {
    // It stands there again, to be put right.
    $("other").value = refused = number;
    return page.toast(wrong === "connection" ? t("lost") : t("other_wrong", { what: number }));
  }
  wanted = number.replace(/\D/g, "").slice(-9);
  openWanted();
}

// A Dutch number in any notation has the same digits at its end.
const national = (number) => number.replace(/\D/g, "").replace(/^(00)?31|^0/, "");

/** The phones that somebody means: by number, by name, or by words of their name. */
function meant(typed) {
  const phones = [...state.phones.values()];
  const exact = phones.filter((phone) => phone.name === typed);
  if (exact.length) return exact;
  if (!wordsOf(typed).length) return [];
  if (looksLikeNumber(typed)) return phones.filter((phone) => phone.wa_id.replace(/^31/, "") === national(typed));
  const fits = (word) => (own) => (/^\d+$/.test(word) ? /^\d+$/.test(own) && Number(own) === Number(word) : own.startsWith(word));
  return phones.filter((phone) => wordsOf(typed).every((word) => wordsOf(phone.name).some(fits(word))));
}

const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

const looksLikeNumber = (typed) => /^[\d\s+().\-/]+$/.test(typed) && typed.replace(/\D/g, "").length >= 6;

let refused = null; // what was typed and could not be opened; it is said once

// What stands in the field becomes a phone, or it is said why not.
function other() {
  const field = $("other");
  const typed = field.value.trim();
  if (typed === refused) return;
  refused = typed;
  if (!typed) return page.toast(t("other_empty"));
  const found = meant(typed);
  if (found.length > 1) return page.toast(t("other_many", { n: found.length, what: typed, names: found.slice(0, 3).map((phone) => phone.name).join(", ") }));
  if (!found.length && !looksLikeNumber(typed)) return page.toast(t("other_none", { what: typed }));
  field.value = "";
  refused = null;
  if (found.length) open(found[0].wa_id);
  else add(typed);
}

function openWanted() {
  const phone = wanted && [...state.phones.keys()].find((wa_id) => wa_id.endsWith(wanted));
  if (!phone) return;
  wanted = null;
  open(phone);
}

// What can be chosen: the open cards, and all other phones.
function choosers() {
  const select = $("shown-phone");
  const before = select.value;
  const options = [...$("cards").children].map((card) => {
    const group = card.dataset.group;
    const unread = state.phones.get(card.dataset.phone)?.unread;
    const name = group ? state.residents.get(Number(group))?.name : nameOf(card.dataset.phone);
    return h("option", { value: group ? `group-${group}` : card.dataset.phone }, unread ? `${name} (${unread})` : name);
  });
  select.replaceChildren(...options);
  select.value = [...select.options].some((option) => option.value === before) ? before : (select.options[0]?.value ?? "");
  const others = [...state.phones.values()].filter((phone) => !cards.has(phone.wa_id)).sort((a, b) => a.name.localeCompare(b.name));
  $("others").replaceChildren(...others.map((phone) => h("option", { value: phone.name })));
}

let cast = new Set(); // the phones that stand there from the beginning

// The phones that stand there from the beginning: who has a part, or the first few.
function begin() {
  if (cards.size || !state.phones.size) return;
  const phones = [...state.phones.values()];
  let first = PARTS.flatMap((part) => phones.filter((phone) => phone.part === part).sort((a, b) => a.wa_id.localeCompare(b.wa_id)));
  if (!first.length) first = phones.slice(0, FEW);
  cast = new Set(first.map((phone) => phone.wa_id));
  for (const wa_id of [...cast, ...opened()]) {
    const made = makePhone(wa_id, page);
    cards.set(wa_id, made);
    $("cards").append(made.card);
  }
  for (const made of cards.values()) made.reset();
  choosers();
  if (first.length) {
    $("shown-phone").value = first[0].wa_id;
    cards.get(first[0].wa_id).card.classList.add("shown");
    cards.get(first[0].wa_id).end();
  }
}

function levers() {
  const bot = state.scene?.bot;
  $("fault").value = state.levers.fault;
  const sleepers = $("sleepers");
  sleepers.value = String(state.levers.sleepers);
  for (const option of sleepers.options) if (option.value !== "0") option.textContent = t("sleepers_percent", { n: option.value });
  $("tour-start").hidden = !bot;
  $("bot").disabled = !bot || bot.moving;
  $("bot").setAttribute("aria-pressed", String(bot?.runs ?? true));
  $("bot-word").textContent = bot ? t(bot.runs ? "bot_runs" : "bot_off") : t("bot_elsewhere");
  for (const button of document.querySelectorAll("[data-pass]")) button.disabled = !bot || bot.moving;
  document.body.classList.toggle("moving", Boolean(bot?.moving));
}

async function pull(path, body) {
  const wrong = await ask(path, body);
  if (wrong) page.toast(wrong === "connection" ? t("lost") : wrong);
  levers();
  account.draw();
}

onChange((dirty) => {
  if (dirty.reset) {
    for (const wa_id of [...cards.keys()]) if (!state.phones.has(wa_id)) page.close(wa_id);
    for (const phone of cards.values()) phone.reset();
    for (const group of groups.values()) group.draw();
    wire.redraw();
    wire.phones();
    wijken.draw();
    account.draw();
    levers();
  }
  begin();
  for (const phone of cards.values()) phone.update(dirty);
  for (const id of dirty.posts) groups.get(id)?.draw();
  if (dirty.phones.size) {
    choosers();
    openWanted();
  }
  if (dirty.phones.size && $("wire-phone").options.length - 1 !== state.phones.size) wire.phones();
  if (dirty.exchanges.size) wire.update(dirty.exchanges);
  if (dirty.scene) wijken.draw();
  if (dirty.account) account.draw();
  if (dirty.scene || dirty.levers) levers();
  tour.look();
});

let wasLost = false;
function lost(is) {
  $("lost").hidden = !is;
  if (is !== wasLost) {
    $("lost").textContent = is ? t("lost") : "";
    $("say").textContent = is ? t("lost_said") : t("back_said");
  }
  wasLost = is;
}

function remember(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    localStorage.setItem(name, value);
  } catch {
    // Without storage the page begins anew each time.
  }
  return null;
}

function language(to) {
  setLanguage(to);
  $("language").textContent = lang() === "nl" ? "English" : "Nederlands";
  $("language").lang = lang() === "nl" ? "en" : "nl";
  tour.again();
  redraw();
}

const THEMES = ["auto", "light", "dark"];
function theme(to) {
  document.documentElement.dataset.theme = THEMES.includes(to) ? to : "auto";
  $("theme").setAttribute("aria-pressed", String(to === "dark"));
}

$("language").addEventListener("click", () => {
  const to = lang() === "nl" ? "en" : "nl";
  remember("language", to);
  language(to);
});
$("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--is-dark").trim() === "1";
  const to = dark ? "light" : "dark";
  remember("theme", to);
  theme(to);
});
for (const button of document.querySelectorAll("[data-pass]")) {
  button.addEventListener("click", () => pull("/simulator/time", { for_ms: Number(button.dataset.pass) }));
}
$("bot").addEventListener("click", () => pull("/simulator/bot", { running: !state.scene?.bot?.runs }));
$("fault").addEventListener("change", (event) => pull("/simulator/fault", { fault: event.target.value }));
$("sleepers").addEventListener("change", (event) => pull("/simulator/sleepers", { percent: Number(event.target.value) }));
$("shown-phone").addEventListener("change", (event) => show(event.target.value));
$("other").addEventListener("change", other);
$("other").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  refused = null;
  other();
});
// One that was picked from the list is meant, without Enter.
$("other").addEventListener("input", (event) => {
  if (event.inputType === "insertReplacementText" || !event.inputType) other();
});
for (const button of document.querySelectorAll("nav [data-view]")) button.addEventListener("click", () => view(button.dataset.view));

setInterval(() => {
  if (!state.ready) return;
  $("clock").textContent = seconds(now());
  $("date").textContent = date(now());
  for (const phone of cards.values()) phone.tick();
}, 500);

theme(remember("theme"));
language(remember("language") ?? (navigator.language.startsWith("nl") ? "nl" : "en"));
connect(lost);
