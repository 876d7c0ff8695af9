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
const everyPost = () => [...state.posts].flatMap(([group, posts]) => posts.map((post) => ({ group, post })));
const postsOf = (wa_id) => everyPost().filter(({ post }) => post?.wa_id === wa_id).length;
// The name of the residents' group that they posted in last.
const postedIn = (wa_id) => {
  const last = everyPost().filter(({ post }) => post?.wa_id === wa_id).reduce((one, other) => (one?.post.at_ms > other.post.at_ms ? one : other), null);
  return state.residents.get(last?.group)?.name;
};
const noted = (wa_id) => lastOf(wa_id, (bubble) => !bubble.own)?.text.startsWith("Genoteerd");
const isLink = (bubble) => bubble?.extra?.kind === "link";
const ofBot = (wa_id) => chatOf(wa_id).filter((bubble) => bubble && !bubble.own);
// A button under the newest message that has any: an older one is not what is asked now.
const asked = (wa_id, title) => {
  const newest = [...(card(wa_id)?.querySelectorAll(".bubble.bot .choices") ?? [])].pop();
  return [...(newest?.querySelectorAll(".choice") ?? [])].find((button) => button.textContent === title);
};
// In a list or menu that is open: the row of this name, else the first, else what it is closed with.
const inSheet = (wa_id, name) => {
  const sheet = card(wa_id)?.querySelector(".shade .sheet");
  const rows = [...(sheet?.querySelectorAll(".sheet-row") ?? [])];
  return rows.find((row) => name && row.textContent.includes(name)) ?? rows[0] ?? sheet?.querySelector(".primary");
};
// What the bot asks last can be answered in its list while that is open, else by its buttons.
const answers = (wa_id) => inSheet(wa_id, postedIn(wa_id)) ?? [...(card(wa_id)?.querySelectorAll(".bubble.bot .choices") ?? [])].pop();
// The example is tapped, then sent; where such an alert runs already, it is asked whether it is another.
const write = (wa_id) => {
  if (card(wa_id)?.querySelector("textarea")?.value) return card(wa_id).querySelector(".send");
  return asked(wa_id, "Toch nieuw") ?? card(wa_id)?.querySelector(".examples button");
};
// The officer was told how this one stands.
const told = () => {
  const sent = ofBot(part("officer")).findLastIndex((bubble) => bubble.text.includes("gaat nu naar"));
  return ofBot(part("officer")).slice(sent).some((bubble) => bubble.text.includes("na 5 minuten"));
};

// Each step: whose phone it is about, what it points at, what it remembers when it begins, when it is done, and what has to have
// happened for its words to be true (whoever passes a step over comes to the next one that is).
const STEPS = [
  { who: "officer", at: () => write(part("officer")), from: () => chatOf(part("officer")).length,
    done: (from) => chatOf(part("officer")).slice(from).some((bubble) => bubble?.buttons.some((button) => button.title === "Versturen")) },
  { who: "officer", needs: () => asked(part("officer"), "Versturen"), at: () => asked(part("officer"), "Versturen"), from: alerts, done: (from) => alerts() !== from },
  { who: "beheerder", needs: alerted, at: () => choice(part("beheerder"), "Hulp bij doorsturen"), from: () => chatOf(part("beheerder")).length,
    done: (from) => chatOf(part("beheerder")).slice(from).some(isLink) },
  { who: "beheerder", needs: () => chatOf(part("beheerder")).slice(-2).some(isLink), at: () => inSheet(part("beheerder")) ?? choice(part("beheerder"), "Zet in mijn groep"),
    from: () => postsOf(part("beheerder")), done: (from) => postsOf(part("beheerder")) > from },
  { who: "beheerder", needs: () => postsOf(part("beheerder")) > posted, at: () => choice(part("beheerder"), "Staat in de groep"), from: () => chatOf(part("beheerder")).length,
    done: (from) => chatOf(part("beheerder")).slice(from).some((bubble) => bubble?.own) },
  { who: "beheerder", needs: () => lastOf(part("beheerder"), (bubble) => bubble.own)?.text === "Staat in de groep" && !noted(part("beheerder")),
    at: () => answers(part("beheerder")), from: () => null, done: () => noted(part("beheerder")) },
  { who: "officer", needs: () => alerted() && !told(), at: () => document.querySelector("[data-pass='600000']"), from: () => null, done: told },
  { at: () => $("bot"), from: () => ({ off: false }),
    done: (from) => { from.off ||= state.scene?.bot.runs === false; return from.off && state.scene?.bot.runs; } },
  { at: () => null, from: () => null, done: () => false },
];

// Posts of the beheerder when the tour began.
let posted = 0;
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
    posted = postsOf(part("beheerder"));
    go(0);
  });
  const look = () => {
    if (step < 0) return;
    if (STEPS[step].done(from)) go(step + 1);
    if (step >= 0) point(STEPS[step].at());
  };
  // A list that opens and a text that is typed change what is to be tapped next.
  document.addEventListener("click", () => requestAnimationFrame(look));
  return {
    /** Goes on if the step is done. */
    look,
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
