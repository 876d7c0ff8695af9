// A message as WhatsApp shows it. Owns its drawing; what a tap does is the phone's.

import { h, icon } from "./element.js";
import { minutes, t } from "./words.js";

// *bold*, _italic_, ~struck~ and ```fixed```, as WhatsApp marks them.
const MARKS = /(```[^`]+```|\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~)/g;

/** A text with WhatsApp's marks. */
export function written(text) {
  return text.split(MARKS).map((part) => {
    if (part.startsWith("```") && part.length > 6) return h("code", {}, part.slice(3, -3));
    if (/^\*.+\*$/.test(part)) return h("strong", {}, part.slice(1, -1));
    if (/^_.+_$/.test(part)) return h("em", {}, part.slice(1, -1));
    if (/^~.+~$/.test(part)) return h("s", {}, part.slice(1, -1));
    return part;
  });
}

function extra(bubble) {
  switch (bubble.extra?.kind) {
    case "picture": {
      const shared = /^\d+$/.test(bubble.extra.source);
      return h("div.picture", {}, shared
        ? h("img", { src: `/simulator/pictures/${bubble.extra.source}`, alt: bubble.text || t("picture"), loading: "lazy" })
        : h("span", {}, `${t("picture")} ${bubble.extra.source}`));
    }
    case "contact":
      return h("div.card", {}, icon("person"), h("span", {}, h("strong", {}, bubble.extra.name), h("small", {}, `+${bubble.extra.phone.replace(/^\+/, "")}`)));
    case "location":
      return h("div.card", {}, icon("place"), h("span", {}, h("strong", {}, t("location")), h("small", {}, bubble.extra.name)));
    case "file":
      return h("div.card", {}, h("span", {}, h("strong", {}, bubble.extra.what), h("small", {}, bubble.extra.name || bubble.extra.source)));
    default:
      return null;
  }
}

const TICKS = { sent: ["sent", ""], delivered: ["twice", ""], read: ["twice", "blue"] };

/** The ticks under a message of the person. */
export function ticks(bubble) {
  if (!bubble.own) return null;
  const [name, colour] = TICKS[bubble.ticks];
  const element = icon(name, t(bubble.ticks));
  if (colour) element.classList.add(colour);
  return element;
}

/** What of a message is drawn, but for its ticks: as long as it is equal, the drawing stays. */
export function look(bubble, quoted) {
  const { ticks: _ticks, opened, exchange, ...seen } = bubble;
  return JSON.stringify([seen, quoted ? brief(quoted) : null]);
}

/** In a few words, for a quotation. */
export function brief(bubble) {
  const text = bubble.text || t({ picture: "picture", contact: "contact_card", location: "location" }[bubble.extra?.kind] ?? "message");
  return text.length > 90 ? `${text.slice(0, 88)}…` : text;
}

/** Draws a message. `on` holds what taps do: choose(choice), list(), link(), menu(), tapped(), answer(). */
export function drawBubble(bubble, quoted, on) {
  const reactions = [bubble.reaction, bubble.bot_reaction].filter(Boolean);
  const body = h("div.body", {},
    h("span.hidden", {}, bubble.own ? t("you") : t("bot"), ": "),
    quoted ? h("blockquote", {}, h("b", {}, quoted.own ? t("you") : t("bot")), h("span", {}, brief(quoted))) : null,
    bubble.author ? h("strong", {}, bubble.author) : null,
    extra(bubble),
    bubble.header ? h("p", {}, h("b", {}, bubble.header)) : null,
    bubble.text ? h("p", {}, written(bubble.text)) : null,
    bubble.footer ? h("p", {}, h("small", {}, bubble.footer)) : null,
    h("span.meta", {}, minutes(bubble.at_ms), ticks(bubble)),
  );
  holdAndSwipe(body, on);
  const buttons = bubble.buttons.map((choice) =>
    h("button.choice", { type: "button", onclick: () => on.choose(choice) }, icon("reply"), choice.title));
  if (bubble.rows.length) {
    buttons.push(h("button.choice", { type: "button", "aria-haspopup": "dialog", onclick: on.list }, icon("list"), bubble.label));
  }
  if (bubble.extra?.kind === "link") {
    buttons.unshift(h("button.choice", { type: "button", "aria-haspopup": "dialog", onclick: on.link }, icon("open"), bubble.extra.title));
  }
  if (bubble.extra?.kind === "asks_location") {
    buttons.push(h("button.choice", { type: "button", onclick: on.place }, icon("place"), t("share_place")));
  }
  return h(`div.bubble.${bubble.own ? "own" : "bot"}`, { "data-wamid": bubble.wamid },
    h("div.whole", {}, body,
      h("button.more", { type: "button", "aria-label": t("more"), "aria-haspopup": "dialog", onclick: on.menu }, icon("more")),
      buttons.length ? h("div.choices", {}, buttons) : null,
      reactions.length ? h("span.reactions", { role: "img", "aria-label": t("reaction", { emoji: reactions.join(" ") }) }, reactions.join("")) : null),
  );
}

const HOLD_MS = 450;
const SWIPE_PX = 56;

// A click is told, holding opens the menu, swiping to the right answers.
function holdAndSwipe(body, on) {
  let held = null;
  let from = null;
  let done = false;
  const stop = () => clearTimeout(held);
  body.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, y: event.clientY };
    done = false;
    held = setTimeout(() => {
      done = true;
      on.menu();
    }, HOLD_MS);
  });
  body.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(dx) + Math.abs(dy) > 8) stop();
    if (dx > SWIPE_PX && Math.abs(dy) < 30 && !done) {
      done = true;
      on.answer();
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    body.addEventListener(end, () => {
      stop();
      from = null;
    });
  }
  body.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    stop();
    if (!done) on.menu();
    done = true;
  });
  body.addEventListener("click", () => {
    if (!done && !window.getSelection()?.toString()) on.tapped();
  });
}
