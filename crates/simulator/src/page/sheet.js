// What opens from below inside a phone: lists, menus, choices.
//
// Owns the keyboard while it is open: focus goes in, Tab stays in, Escape closes, focus goes back.

import { h } from "./element.js";
import { t } from "./words.js";

const FOCUSABLE = "button, input, [tabindex='0']";

/** Opens a sheet in a phone's screen. Answers how to close it. */
export function openSheet(screen, title, children, actions = []) {
  closeSheet(screen);
  const before = document.activeElement;
  const close = () => {
    shade.remove();
    if (before?.isConnected) before.focus();
  };
  const body = h("div.sheet", { role: "dialog", "aria-modal": "true", "aria-label": title },
    h("h3", {}, title),
    h("div.sheet-rows", {}, children),
    h("div.sheet-actions", {}, actions, h("button", { type: "button", onclick: close }, t("cancel"))),
  );
  const shade = h("div.shade", {
    onclick: (event) => event.target === shade && close(),
    onkeydown: (event) => {
      if (event.key === "Escape") close();
      if (event.key !== "Tab") return;
      const stops = [...body.querySelectorAll(FOCUSABLE)];
      const [first, lastStop] = [stops[0], stops[stops.length - 1]];
      if (event.shiftKey && document.activeElement === first) lastStop.focus();
      else if (!event.shiftKey && document.activeElement === lastStop) first.focus();
      else return;
      event.preventDefault();
    },
  }, body);
  shade.close = close;
  screen.append(shade);
  body.querySelector(FOCUSABLE)?.focus();
  return close;
}

/** Closes the sheet of a screen, if one is open. */
export function closeSheet(screen) {
  screen.querySelector(":scope > .shade")?.close();
}

/** A row of a sheet. */
export function row(label, act, { detail = "", before = null } = {}) {
  return h("button.sheet-row", { type: "button", onclick: act }, before, h("span.grow", {}, h("span", {}, label), detail ? h("small", {}, detail) : null));
}
