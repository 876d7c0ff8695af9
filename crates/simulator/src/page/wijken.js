// The wijken as a drawing: each a hexagon, each group in it a dot that tells how the last alert stands there.
//
// Owns the drawing. Shape and colour both tell the standing, so that nobody needs to see colours.

import { $, h, renew, s } from "./element.js";
import { state } from "./state.js";
import { duration, lang, t } from "./words.js";

const SIZE = 56;
const HALF = (SIZE * Math.sqrt(3)) / 2;
const DOTS_A_ROW = 6;
const DOT_STEP = 13;
const STANDS = ["rust", "onderweg", "bezorgd", "geplaatst", "kan_niet", "niet_bezorgd"];

let chosen = null;
let chosenByHand = false;
let openWijk = null;
let lastAlerts = "";

// A mark for a standing, around the middle.
function mark(stand) {
  const mark = s("g", { class: `dot ${stand}` });
  if (stand === "niet_bezorgd") mark.append(s("path", { d: "M-4-4L4 4M4-4L-4 4" }));
  else if (stand === "kan_niet") mark.append(s("path", { d: "M-5 0H5" }));
  else mark.append(s("circle", { r: stand === "rust" ? 3.2 : 4.8 }));
  if (stand === "geplaatst") mark.append(s("path", { class: "tick", d: "M-2.4 .2L-.6 2 2.6-1.8" }));
  if (stand === "bezorgd") mark.append(s("circle", { class: "core", r: 1.8 }));
  return mark;
}

// Where wijken stand that the gemeente gave no place: in rows below the others.
function placed(wijken) {
  const known = wijken.filter((wijk) => wijk.kaart);
  const below = known.length ? Math.max(...known.map((wijk) => wijk.kaart[1])) + 1 : 0;
  let n = 0;
  return wijken.map((wijk) => {
    if (wijk.kaart) return { ...wijk, x: wijk.kaart[0], y: wijk.kaart[1] };
    const y = below + Math.floor(n / 4);
    const x = (n++ % 4) * 2 + (y % 2);
    return { ...wijk, x, y };
  });
}

function twoLines(name) {
  const words = name.split(/[\s/]+/);
  if (name.length < 13 || words.length < 2) return [name];
  return [words.slice(0, Math.ceil(words.length / 2)).join(" "), words.slice(Math.ceil(words.length / 2)).join(" ")];
}

const count = (wijk, ...stands) => wijk.groepen.filter((groep) => stands.includes(groep.stand)).length;

// The hexagons that stand there, by wijk: a finger may be on one just now, so they stay and only change.
const drawn = new Map();

function hexagon(wijk) {
  const [cx, cy] = [(wijk.x + 1) * HALF, wijk.y * SIZE * 1.5 + SIZE];
  const corners = [0, 60, 120, 180, 240, 300].map((angle) => {
    const radians = ((angle - 90) * Math.PI) / 180;
    return `${(cx + (SIZE - 2) * Math.cos(radians)).toFixed(1)},${(cy + (SIZE - 2) * Math.sin(radians)).toFixed(1)}`;
  });
  const open = () => {
    openWijk = openWijk === wijk.id ? null : wijk.id;
    draw();
  };
  const group = s("g", {
    role: "button", tabindex: "0", "data-wijk": wijk.id, onclick: open,
    onkeydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    },
  }, s("polygon", { points: corners.join(" ") }));
  const lines = twoLines(wijk.naam);
  lines.forEach((line, place) => group.append(s("text", { x: cx, y: cy - 22 + place * 11 - (lines.length - 1) * 3 }, line)));
  group.dots = s("g");
  group.append(group.dots);
  group.middle = { cx, cy };
  return group;
}

function update(group, wijk, alerted) {
  const open = openWijk === wijk.id;
  const label = t("wijk_label", { naam: wijk.naam, n: wijk.groepen.length, g: count(wijk, "geplaatst"), b: count(wijk, "bezorgd", "geplaatst", "kan_niet") });
  group.setAttribute("class", `wijk${alerted ? " alerted" : ""}${open ? " open" : ""}`);
  group.setAttribute("aria-label", label);
  group.setAttribute("aria-expanded", String(open));
  const { cx, cy } = group.middle;
  const dots = wijk.groepen.map((groep, place) => {
    const row = Math.floor(place / DOTS_A_ROW);
    const inRow = Math.min(DOTS_A_ROW, wijk.groepen.length - row * DOTS_A_ROW);
    const top = cy + 1 - Math.max(0, Math.ceil(wijk.groepen.length / DOTS_A_ROW) - 2) * 4;
    const x = cx + ((place % DOTS_A_ROW) - (inRow - 1) / 2) * DOT_STEP;
    const dot = mark(groep.stand);
    dot.setAttribute("transform", `translate(${x.toFixed(1)} ${(top + row * DOT_STEP).toFixed(1)})`);
    return dot;
  });
  group.dots.replaceChildren(...dots);
}

function figures(melding) {
  if (!melding) return [h("p.quiet", {}, t("no_alert"))];
  const figure = (number, of, words, small) => h("div.figure", {}, h("strong", {}, String(number), h("span", {}, `/${of}`)), h("span", {}, words), h("small", {}, small));
  const pace = [melding.bezorgd_helft_ms !== null ? t("half_in", { t: duration(melding.bezorgd_helft_ms) }) : "",
    melding.bezorgd_laatste_ms !== undefined && melding.bezorgd_laatste_ms !== null ? t("last_in", { t: duration(melding.bezorgd_laatste_ms) }) : ""];
  return [
    h("p.nummer", {}, h("strong", {}, melding.nummer), ` ${t("sent_at", { t: melding.klok ?? "" })}`),
    figure(melding.bezorgd, melding.ontvangers, t("fig_delivered"), pace.filter(Boolean).join(", ")),
    figure(melding.geplaatst, melding.groepen, t("fig_posted"), melding.geplaatst_helft_ms !== null ? t("half_in", { t: duration(melding.geplaatst_helft_ms) }) : ""),
  ];
}

let openPhone = () => {};

function groupsOf(wijk) {
  const region = $("wijk");
  region.hidden = !wijk;
  if (!wijk) return;
  const ids = new Map([...state.residents.values()].map((group) => [group.name, group.id]));
  renew(region, [wijk, lang(), state.phones.size], () => [h("h3", {}, wijk.naam), h("ul", {}, wijk.groepen.map((groep) => {
    const id = ids.get(groep.naam);
    const phones = [...state.phones.values()].filter((phone) => phone.groups.includes(id));
    const picture = s("svg", { viewBox: "-7 -7 14 14", class: "key", "aria-hidden": "true" }, mark(groep.stand));
    return h("li", {}, picture, h("span.grow", {}, groep.naam, h("small", {}, t(`stand_${groep.stand}`))),
      phones.map((phone) => h("button.flat", { type: "button", "aria-label": t("open_phone", { name: phone.name }), title: phone.name, onclick: () => openPhone(phone.wa_id) }, "☎")));
  }))]);
}

function draw() {
  const gemeenten = state.scene?.gemeenten ?? [];
  if (!gemeenten.length) {
    for (const id of ["gemeenten", "legend", "map"]) renew($(id), null, () => []);
    renew($("alert"), [lang(), state.ready], () => [h("p.quiet", {}, state.ready && !state.scene ? t("no_map") : "")]);
    return;
  }
  // A new alert turns the drawing to its gemeente, until somebody has chosen one.
  const alerts = gemeenten.map((gemeente) => gemeente.melding?.nummer ?? "").join();
  if (alerts !== lastAlerts && !chosenByHand) {
    const before = lastAlerts.split(",");
    const fresh = gemeenten.find((gemeente, place) => gemeente.melding && gemeente.melding.nummer !== before[place]);
    if (fresh) chosen = fresh.id;
  }
  lastAlerts = alerts;
  const gemeente = gemeenten.find((one) => one.id === chosen) ?? gemeenten[gemeenten.length - 1];
  renew($("gemeenten"), gemeenten.map((one) => one.naam), () => gemeenten.map((one) => h("button", {
    type: "button", "data-gemeente": one.id, onclick: () => { chosen = one.id; chosenByHand = true; openWijk = null; draw(); },
  }, one.naam)));
  for (const button of $("gemeenten").children) button.setAttribute("aria-pressed", String(button.dataset.gemeente === gemeente.id));
  renew($("alert"), [gemeente.melding, lang()], () => figures(gemeente.melding));
  const wijken = placed(gemeente.wijken);
  renew($("map"), [gemeente.id, lang(), wijken.map((wijk) => [wijk.id, wijk.naam, wijk.x, wijk.y])], () => [mapOf(gemeente, wijken)]);
  for (const wijk of wijken) update(drawn.get(wijk.id), wijk, gemeente.melding?.wijken.includes(wijk.id));
  legend();
  groupsOf(gemeente.wijken.find((wijk) => wijk.id === openWijk));
}

function mapOf(gemeente, wijken) {
  const width = (Math.max(...wijken.map((wijk) => wijk.x)) + 2) * HALF;
  const height = Math.max(...wijken.map((wijk) => wijk.y)) * SIZE * 1.5 + SIZE * 2;
  const svg = s("svg", { viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`, role: "group", "aria-label": `${t("neighbourhood")}: ${gemeente.naam}` });
  drawn.clear();
  for (const wijk of wijken) {
    drawn.set(wijk.id, hexagon(wijk));
    svg.append(drawn.get(wijk.id));
  }
  return svg;
}

function legend() {
  renew($("legend"), lang(), () => STANDS.map((stand) => h("li", {}, s("svg", { viewBox: "-7 -7 14 14", class: "key", "aria-hidden": "true" }, mark(stand)), t(`stand_${stand}`))));
}

/** Draws the wijken whenever the scene changes. `open(wa_id)` opens a phone. */
export function makeWijken(open) {
  openPhone = open;
  return { draw };
}
