// The wire: each request and each webhook, readable, for one phone or all, with a copy as curl.
//
// Owns the list. It shows the newest; what the simulator forgot is gone here too.

import { $, h } from "./element.js";
import { nameOf, state } from "./state.js";
import { seconds, t } from "./words.js";

const SHOWN_MAX = 120;
const drawn = new Map();
let marked = null;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const pretty = (text) => {
  const value = parsed(text);
  return value ? JSON.stringify(value, null, 2) : text;
};

const KINDS = { text: "w_text", interactive: "w_interactive", button: "w_button", reaction: "w_reaction", image: "w_image", location: "w_location", contacts: "w_contacts" };

// What it is about, in a few words.
function summary(exchange) {
  const request = parsed(exchange.request) ?? {};
  if (exchange.direction === "api") {
    if (request.status === "read") return request.typing_indicator ? t("w_read_typing") : t("w_read");
    if (request.type === "template") return `${t("w_template")} ${request.template?.name ?? ""}`;
    if (request.type) return t(KINDS[request.type] ?? request.type);
    // What is no message: the last word of the address, or that it is about one thing.
    const last = new URL(exchange.url).pathname.split("/").filter(Boolean).pop() ?? "?";
    return `${exchange.method} ${last.length > 20 ? `${last.slice(0, 18)}…` : last}`;
  }
  const values = (request.entry ?? []).flatMap((entry) => entry.changes ?? []).map((change) => change.value ?? {});
  const words = values.flatMap((value) => [
    ...(value.messages ?? []).map((message) => (message.type === "interactive" ? t("w_tap") : t(KINDS[message.type] ?? message.type))),
    ...(value.statuses ?? []).map((status) => t("w_status", { s: status.status })),
    ...(value.groups ?? []).map((group) => group.type),
  ]);
  const first = words.slice(0, 3).join(", ");
  return words.length > 3 ? `${first} ${t("w_more", { n: words.length - 3 })}` : first || "?";
}

const isStatus = (exchange) => exchange.direction === "webhook" && exchange.request.includes('"statuses"') && !exchange.request.includes('"messages"');

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** As a command. The token stays out of it: it is read from the environment. */
export function curl(exchange) {
  const proof = exchange.direction === "api"
    ? `-H "Authorization: Bearer $WHATSAPP_TOKEN"`
    : `-H ${quoted(`X-Hub-Signature-256: ${exchange.signature}`)}`;
  if (exchange.method === "GET") return `curl ${quoted(exchange.url)} ${proof}`;
  return `curl -X ${exchange.method} ${quoted(exchange.url)} ${proof} -H 'Content-Type: application/json' --data-raw ${quoted(exchange.request)}`;
}

function drawOne(exchange, page) {
  const names = exchange.phones.slice(0, 2).map(nameOf).join(", ") + (exchange.phones.length > 2 ? ` ${t("w_more", { n: exchange.phones.length - 2 })}` : "");
  const status = exchange.status === "waiting" ? t("w_waiting") : exchange.status === "lost" ? t("w_lost") : String(exchange.status);
  const good = exchange.status >= 200 && exchange.status < 300 ? "good" : exchange.status === "waiting" ? "waiting" : "bad";
  const head = h("summary", {},
    h("time", {}, seconds(exchange.at_ms)), h(`span.way.${exchange.direction}`, {}, t(`w_${exchange.direction}`)),
    h("span.what", {}, summary(exchange), exchange.attempts ? ` (${t("w_attempt", { n: exchange.attempts + 1 })})` : "", h("small", {}, names)),
    h(`span.status.${good}`, {}, status));
  const details = h("details", { "data-exchange": String(exchange.id) }, head);
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    const now = state.exchanges.get(exchange.id) ?? exchange;
    details.append(h("div.inside", {},
      h("p", {}, `${now.method} ${now.url}`),
      h("h4", {}, t("w_request")), h("pre", { tabindex: "0" }, pretty(now.request)),
      h("h4", {}, `${t("w_answer")}: ${status}`), now.answer ? h("pre", { tabindex: "0" }, pretty(now.answer)) : null,
      h("button", { type: "button", onclick: () => page.copy(curl(now)) }, t("w_curl"))));
  });
  return h("li", {}, details);
}

function matches(exchange) {
  const phone = $("wire-phone").value;
  if (phone && !exchange.phones.includes(phone)) return false;
  return $("wire-statuses").checked || !isStatus(exchange);
}

/** The panel. `page` holds copy(text) and toast(text). */
export function makeWire(page) {
  const list = $("exchanges");

  function redraw() {
    drawn.clear();
    const shown = [];
    for (const exchange of [...state.exchanges.values()].sort((a, b) => b.id - a.id)) {
      if (shown.length >= SHOWN_MAX) break;
      if (matches(exchange)) shown.push(exchange);
    }
    list.replaceChildren(...shown.map((exchange) => {
      const element = drawOne(exchange, page);
      drawn.set(exchange.id, element);
      return element;
    }));
    none();
  }

  function none() {
    list.classList.toggle("empty", !drawn.size);
    list.dataset.empty = t("w_none");
  }

  function phones() {
    const select = $("wire-phone");
    const before = select.value;
    const named = [...state.phones.values()].sort((a, b) => a.name.localeCompare(b.name));
    select.replaceChildren(h("option", { value: "" }, t("wire_all")), ...named.map((phone) => h("option", { value: phone.wa_id }, phone.name)));
    select.value = before;
  }

  $("wire-phone").addEventListener("change", redraw);
  $("wire-statuses").addEventListener("change", redraw);

  return {
    redraw,
    phones,
    update(ids) {
      const order = [...ids].sort((a, b) => a - b);
      const newest = Number(list.querySelector("details")?.dataset.exchange ?? 0);
      // What is new stands above; what comes later than its successors (the page begins) needs a new order.
      if (order.some((id) => id < newest && !drawn.has(id) && state.exchanges.has(id) && matches(state.exchanges.get(id)))) return redraw();
      for (const id of order) {
        const exchange = state.exchanges.get(id);
        if (!exchange || !matches(exchange)) continue;
        const before = drawn.get(id);
        if (before?.querySelector("details").open) continue;
        const element = drawOne(exchange, page);
        drawn.set(id, element);
        if (before) before.replaceWith(element);
        else list.prepend(element);
      }
      while (list.children.length > SHOWN_MAX) {
        drawn.delete(Number(list.lastChild.querySelector("details").dataset.exchange));
        list.lastChild.remove();
      }
      none();
    },
    /** Shows what made a message. */
    show(bubble) {
      if (!bubble.exchange) return page.toast(t("w_on_way"));
      if (!state.exchanges.has(bubble.exchange)) return page.toast(t("w_not_kept"));
      if ($("wire-phone").value) $("wire-phone").value = bubble.wa_id;
      redraw();
      let element = drawn.get(bubble.exchange);
      if (!element) {
        element = drawOne(state.exchanges.get(bubble.exchange), page);
        drawn.set(bubble.exchange, element);
        list.append(element);
      }
      marked?.classList.remove("marked");
      element.classList.add("marked");
      marked = element;
      element.querySelector("details").open = true;
      element.scrollIntoView({ block: "nearest" });
    },
  };
}
