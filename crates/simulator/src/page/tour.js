// The tour: leads a newcomer through the story, each step done by their own click.
//
// Owns the order of the steps and when each is done; it does nothing itself.

import { $, h } from "./element.js";
import { chatOf, state } from "./state.js";
import { t } from "./words.js";

const part = (name) => [...state.phones.values()].filter((phone) => phone.part === name).map((phone) => phone.wa_id).sort()[0];
const lastOf = (wa_id, test) => chatOf(wa_id).filter(Boolean).findLast(test);
const card = (wa_id) => document.querySelector(`[data-phone="${wa_id}"]`);
const choice = (wa_id, title) => [...(card(wa_id)?.querySelectorAll(".choice") ?? [])].findLast((button) => button.textContent === title);
const alerts = () => (state.scene?.gemeenten ?? []).map((gemeente) => gemeente.melding?.nummer ?? "").join();
const alerted = () => (state.scene?.gemeenten ?? []).some((gemeente) => gemeente.melding);
const postsOf = (wa_id) => [...state.posts.values()].flat().filter((post) => post?.wa_id === wa_id).length;
const linkOf = (wa_id) => lastOf(wa_id, (bubble) => bubble.extra?.kind === "link");
const noted = (wa_id) => lastOf(wa_id, (bubble) => !bubble.own)?.text.startsWith("Genoteerd");
// What the bot asks last can be answered in its list while that is open, else by its buttons.
const answers = (wa_id) => card(wa_id)?.querySelector(".sheet .sheet-row") ?? [...(card(wa_id)?.querySelectorAll(".bubble.bot .choices") ?? [])].pop();

// Each step: whose phone it is about, what it points at, what it remembers when it begins, when it is done, and what has to have
// happened for its words to be true (whoever passes a step over comes to the next one that is).
const STEPS = [
  { who: "officer", at: () => card(part("officer"))?.querySelector(".examples button"), from: () => chatOf(part("officer")).length,
    done: (from) => chatOf(part("officer")).slice(from).some((bubble) => bubble?.buttons.some((button) => button.title === "Versturen")) },
  { who: "officer", needs: () => choice(part("officer"), "Versturen"), at: () => choice(part("officer"), "Versturen"), from: alerts, done: (from) => alerts() !== from },
  { who: "beheerder", needs: alerted, at: () => choice(part("beheerder"), "Hulp bij doorsturen"), from: () => null, done: () => linkOf(part("beheerder")) !== undefined },
  { who: "beheerder", needs: () => linkOf(part("beheerder")), at: () => choice(part("beheerder"), "Zet in mijn groep"), from: () => postsOf(part("beheerder")), done: (from) => postsOf(part("beheerder")) > from },
  { who: "beheerder", needs: () => postsOf(part("beheerder")), at: () => choice(part("beheerder"), "Staat in de groep"), from: () => chatOf(part("beheerder")).length,
    done: (from) => chatOf(part("beheerder")).slice(from).some((bubble) => bubble?.own) },
  { who: "beheerder", needs: () => lastOf(part("beheerder"), (bubble) => bubble.own)?.text === "Staat in de groep" && !noted(part("beheerder")),
    at: () => answers(part("beheerder")), from: () => null, done: () => noted(part("beheerder")) },
  { who: "officer", needs: alerted, at: () => document.querySelector("[data-pass='600000']"), from: () => chatOf(part("officer")).length,
    done: (from) => chatOf(part("officer")).slice(from).some((bubble) => bubble?.text.includes("na 5 minuten")) },
  { at: () => $("bot"), from: () => ({ off: false }),
    done: (from) => { from.off ||= state.scene?.bot.runs === false; return from.off && state.scene?.bot.runs; } },
  { at: () => null, from: () => null, done: () => false },
];

let step = -1;
let from = null;
let target = null;
let bring = () => {}; // brings a phone into view

function point(element) {
  if (element === target) return;
  target?.classList.remove("pointed");
  target = element ?? null;
  target?.classList.add("pointed");
  target?.scrollIntoView({ block: "nearest", inline: "center" });
}

function go(to, brings = true) {
  step = to;
  if (step < 0 || step >= STEPS.length) {
    step = -1;
    point(null);
    $("tour").hidden = true;
    $("tour-start").focus();
    return;
  }
  // On a narrow screen one phone is seen: the one that the step is about.
  const phone = STEPS[step].who && part(STEPS[step].who);
  if (phone && brings) bring(phone);
  from = STEPS[step].from();
  const ends = step === STEPS.length - 1;
  $("tour").hidden = false;
  $("tour").replaceChildren(
    h("p.tour-step", {}, t("tour_step", { n: step + 1, of: STEPS.length })),
    h("p", { "aria-live": "polite" }, t(`tour_${step + 1}`)),
    h("div.tour-actions", {},
      ...(ends ? [] : [h("button", { type: "button", onclick: () => go(-1) }, t("tour_stop"))]),
      h(ends ? "button.primary" : "button", { type: "button", onclick: pass }, ends ? t("tour_end") : t("tour_next"))),
  );
  point(STEPS[step].at());
}

// To the next step whose words are true.
function pass() {
  let to = step + 1;
  while (STEPS[to]?.needs && !STEPS[to].needs()) to += 1;
  go(to);
}

/** The tour. `show(part)` brings a phone into view. */
export function makeTour(show) {
  bring = show;
  $("tour-start").addEventListener("click", () => {
    // Both stand there; the first step brings its own into view.
    ["beheerder", "officer"].forEach((name) => part(name) && show(part(name)));
    go(0);
  });
  return {
    /** Goes on if the step is done. */
    look() {
      if (step < 0) return;
      if (STEPS[step].done(from)) go(step + 1);
      if (step >= 0) point(STEPS[step].at());
    },
    /** Says the step in the language of now. */
    again() {
      if (step >= 0) {
        const before = from;
        go(step, false);
        from = before;
      }
    },
  };
}
