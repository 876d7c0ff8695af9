// The account at WhatsApp: its limit, its numbers, its templates, and what Meta would decide about them.
//
// Owns the panel. It shows what the simulator told, and changes nothing by itself: each lever asks.

import { $, h, renew } from "./element.js";
import { state } from "./state.js";
import { t } from "./words.js";

const LIMITS = [250, 2000, 10000, 100000];
const SPEEDS = ["coexistence", "standard", "high"];
const QUALITIES = ["GREEN", "YELLOW", "RED", "UNKNOWN"];
const CATEGORIES = ["UTILITY", "MARKETING", "AUTHENTICATION"];
const STOPS = [190, 368, 131031, 131037, 131042, 131057];
// What can be decided about a template in each state.
const DECISIONS = {
  PENDING: ["approve", "reject"],
  APPROVED: ["pause", "reject", "disable"],
  REJECTED: ["approve"],
  PAUSED: ["approve", "disable"],
  DISABLED: ["approve"],
};

/** Draws the panel; `pull(path, body)` asks the simulator. */
export function makeAccount(pull) {
  const choice = (label, value, options, change) => {
    const select = h("select", { onchange: (event) => change(event.target.value) },
      options.map(([option, word]) => h("option", { value: option }, word)));
    select.value = value;
    return h("label.account-lever", {}, h("span", {}, label), select);
  };

  function limit(account) {
    const options = [["", t("limit_none")], ...LIMITS.map((most) => [String(most), t("limit_people", { n: most })])];
    return choice(t("limit"), String(account.limit ?? ""), options, (value) =>
      pull("/simulator/account", { limit: value ? Number(value) : null }));
  }

  function number(number) {
    const path = `/simulator/numbers/${number.id}`;
    const known = number.refuses && !STOPS.includes(number.refuses) ? [...STOPS, number.refuses] : STOPS;
    const stops = [["", t("stop_none")], ...known.map((code) => [String(code), `${code} ${t(`stop_${code}`)}`])];
    return h("fieldset.account-number", {}, h("legend", {}, `+${number.display}`),
      choice(t("stop"), String(number.refuses ?? ""), stops, (value) => pull(path, { refuses: value ? Number(value) : null })),
      choice(t("speed"), number.throughput, SPEEDS.map((speed) => [speed, t(`speed_${speed}`)]), (throughput) => pull(path, { throughput })),
      choice(t("quality"), number.quality, QUALITIES.map((quality) => [quality, t(`quality_${quality}`)]), (quality) => pull(path, { quality })),
    );
  }

  function template(template) {
    const path = `/simulator/templates/${template.id}`;
    const decide = (action) => h("button", {
      type: "button",
      "aria-label": t("decide_on", { what: t(`decide_${action}`), name: template.name }),
      onclick: () => pull(path, action === "reject" ? { action, reason: "INCORRECT_CATEGORY" } : { action }),
    }, t(`decide_${action}`));
    const category = choice(t("category"), template.category, CATEGORIES.map((name) => [name, t(`category_${name}`)]),
      (to) => pull(path, { action: "recategorise", category: to }));
    return h("li", { "data-template": template.id },
      h("div.template-head", {}, h("b", {}, template.name), h("span.template-state", { "data-state": template.state }, t(`state_${template.state}`))),
      h("p.template-body", {}, template.body),
      template.reason === "NONE" ? null : h("p.template-body", {}, template.reason),
      h("div.template-levers", {}, category, DECISIONS[template.state].map(decide)),
    );
  }

  return {
    draw() {
      const account = state.account;
      if (!account) return;
      const fine = account.templates.filter((one) => one.state === "APPROVED").length;
      const stopped = account.numbers.some((one) => one.refuses);
      $("account-brief").textContent = stopped ? t("account_stopped") : t("account_brief", { n: fine, of: account.templates.length });
      renew($("account-levers"), [t("limit"), account.limit, account.numbers], () => [limit(account), ...account.numbers.map(number)]);
      renew($("templates"), [t("limit"), account.templates], () => account.templates.map(template));
    },
  };
}
