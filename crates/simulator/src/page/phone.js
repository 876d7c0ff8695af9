// A phone: whose it is, the chat with the bot, and what its person can do.
//
// Owns one card. Invariant: what is typed stays until the simulator took it.

import { h, icon, renew } from "./element.js";
import { ask, chatOf, nameOf, now, state } from "./state.js";
import { EXAMPLES, lang, minutes, t } from "./words.js";
import { brief, drawBubble, look as lookOf, ticks } from "./bubble.js";
import { openSheet, row } from "./sheet.js";

const EMOJI = ["👍", "❤️", "😮", "🙏", "✅"];
const SHOWN_MAX = 200;

/** Makes the card of a phone. `page` holds: toast(text), wire(bubble), tapped(bubble), openGroup(id, after), close(wa_id). */
export function makePhone(wa_id, page) {
  const path = `/simulator/phones/${wa_id}`;
  const drawn = new Map();
  let answering = null;

  const owner = h("div.owner");
  const clock = h("span.phone-clock", { "aria-hidden": "true" });
  const presence = h("span.presence");
  const list = h("div.bubbles", { role: "log", tabindex: "0", lang: "nl", "aria-live": "off" });
  const quoting = h("div.quoting", { hidden: true });
  const field = h("textarea", { rows: "1", lang: "nl" });
  const sendButton = h("button.round.send", { type: "submit" }, icon("send"));
  const shareButton = h("button.round", { type: "button", "aria-haspopup": "dialog", onclick: share }, icon("plus"));
  const composer = h("form.composer", { onsubmit: send }, shareButton, field, sendButton);
  const groupsButton = h("button.round", { type: "button", "aria-haspopup": "dialog", onclick: groups }, icon("group"));
  const chatbar = h("div.chatbar", {}, h("img.avatar", { src: "/page/icon.svg", alt: "" }), h("div.grow", {}, h("span.who"), presence), groupsButton);
  const examples = h("div.examples");
  const screen = h("div.screen", {}, h("div.statusbar", { "aria-hidden": "true" }, clock, h("span", {}, "▂▄▆  ▮")), chatbar, list, quoting, composer);
  const card = h("section.card-phone", { "data-phone": wa_id }, owner, screen, examples);

  async function act(what, body) {
    const wrong = await ask(`${path}/${what}`, body);
    if (wrong) page.toast(wrong === "connection" ? t("no_connection") : wrong);
    return !wrong;
  }

  async function send(event) {
    event?.preventDefault();
    const text = field.value;
    if (!text.trim()) return;
    const took = await act("say", { text, reply_to: answering?.wamid ?? null });
    if (!took || field.value !== text) return;
    field.value = "";
    grow();
    answer(null);
  }

  function grow() {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 110)}px`;
  }

  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape") answer(null);
  });

  // Whoever touches the phone looks at it: what came is seen.
  const look = () => {
    page.active(wa_id);
    if (state.phones.get(wa_id)?.unread) act("open", {});
  };
  screen.addEventListener("pointerdown", look);
  screen.addEventListener("focusin", look);

  function answer(bubble) {
    answering = bubble;
    quoting.hidden = !bubble;
    if (!bubble) return;
    quoting.replaceChildren(h("span", {}, `${t("answering")}: ${brief(bubble)}`),
      h("button.round", { type: "button", "aria-label": t("cancel"), onclick: () => answer(null) }, icon("close")));
    field.focus();
  }

  function menu(bubble) {
    const own = state.phones.get(wa_id)?.groups ?? [];
    const rows = [
      row(t("answer"), () => { close(); answer(bubble); }, { before: icon("reply") }),
      own.length && bubble.text ? row(t("forward"), () => { close(); forward(bubble); }, { before: icon("forward") }) : null,
      h("div.emoji", { role: "group", "aria-label": t("react") }, EMOJI.map((emoji) =>
        h("button", { type: "button", onclick: () => { close(); act("react", { wamid: bubble.wamid, emoji: bubble.reaction === emoji ? "" : emoji }); } }, emoji))),
      bubble.text ? row(t("copy"), () => { close(); page.copy(bubble.text); }) : null,
      row(t("on_wire"), () => { close(); page.wire(bubble); }),
    ];
    const close = openSheet(screen, t("message"), rows);
  }

  function forward(bubble) {
    const chosen = new Set();
    const rows = (state.phones.get(wa_id)?.groups ?? []).map((id) => {
      const check = h("input", { type: "checkbox", onchange: () => (check.checked ? chosen.add(id) : chosen.delete(id)) });
      return h("label.sheet-row", {}, check, icon("group"), h("span.grow", {}, state.residents.get(id)?.name ?? ""));
    });
    const close = openSheet(screen, t("forward_to"), rows, [h("button.primary", { type: "button", onclick: async () => {
      if (!chosen.size) return page.toast(t("choose_groups"));
      close();
      for (const group of chosen) {
        if (await act("forward", { wamid: bubble.wamid, group })) page.openGroup(group, wa_id);
      }
    } }, t("forward_now"))]);
  }

  // WhatsApp's own list of chats, which a link without a number opens: one chat at a time, then the text stands ready there.
  function picker(bubble) {
    const { text, url } = bubble.extra;
    if (!text) {
      const close = openSheet(screen, t("opens_link"), [h("p.sheet-text", {}, url)], [h("button.primary", { type: "button", onclick: () => { close(); window.open(url, "_blank", "noopener"); } }, t("open_link"))]);
      return;
    }
    const own = state.phones.get(wa_id)?.groups ?? [];
    const rows = own.map((id) => row(state.residents.get(id)?.name ?? "", () => { close(); ready(bubble, id); }, { before: icon("group") }));
    const close = openSheet(screen, t("send_to"), rows.length ? rows : [h("p.sheet-text", {}, t("no_groups"))]);
  }

  function ready(bubble, id) {
    const close = openSheet(screen, state.residents.get(id)?.name ?? "", [h("p.sheet-text", {}, bubble.extra.text)],
      [h("button.primary", { type: "button", onclick: async () => {
        close();
        if (await act("share", { wamid: bubble.wamid, group: id })) page.openGroup(id, wa_id);
      } }, t("send"))]);
  }

  function rowsOf(bubble) {
    const rows = bubble.rows.map((choice) =>
      row(choice.title, () => { close(); act("tap", { wamid: bubble.wamid, choice: choice.id }); }, { detail: choice.description }));
    const close = openSheet(screen, bubble.label, rows);
  }

  function groups() {
    const rows = (state.phones.get(wa_id)?.groups ?? []).map((id) =>
      row(state.residents.get(id)?.name ?? "", () => { close(); page.openGroup(id, wa_id); }, { before: icon("group") }));
    const close = openSheet(screen, t("groups"), rows);
  }

  function place() {
    act("location", { name: t("place_name"), latitude: 52.0432, longitude: 4.4931 });
  }

  function share() {
    const file = h("input", { type: "file", accept: "image/jpeg,image/png", hidden: true, onchange: () => {
      if (file.files[0]) picture(file.files[0]);
    } });
    const rows = [
      row(t("share_place"), () => { close(); place(); }, { before: icon("place") }),
      row(t("share_contact"), () => { close(); contact(); }, { before: icon("person") }),
      row(t("share_sample"), async () => { close(); picture(await samplePicture()); }),
      row(t("share_picture"), () => file.click()),
      file,
    ];
    const close = openSheet(screen, t("share"), rows);
    file.addEventListener("change", () => close());
  }

  async function picture(blob) {
    const wrong = await ask(`${path}/picture?caption=${encodeURIComponent(field.value.trim())}`, blob, { "content-type": blob.type });
    if (wrong) return page.toast(wrong === "connection" ? t("no_connection") : wrong);
    field.value = "";
    grow();
  }

  function contact() {
    const rows = [...state.phones.values()].filter((phone) => phone.wa_id !== wa_id).slice(0, 30).map((phone) =>
      row(phone.name, () => { close(); act("contact", { wa_id: phone.wa_id }); }, { detail: `+${phone.wa_id}`, before: icon("person") }));
    const close = openSheet(screen, t("which_contact"), rows);
  }

  function drawOwner() {
    const phone = state.phones.get(wa_id);
    if (!phone) return;
    const part = t(phone.part === "gemeente" ? "gemeente_part" : phone.part);
    drawPresence();
    const about = [part, phone.online ? "" : t("phone_off"), phone.asleep ? t("asleep") : ""].filter(Boolean).join(" · ");
    renew(owner, [phone, lang()], () => [
      h(`span.badge.${phone.part}`, { "aria-hidden": "true" }),
      h("div.grow", {}, h("h2", {}, phone.name), h("small", {}, about || `+${wa_id}`)),
      phone.unread ? h("span.unread", {}, String(phone.unread), h("span.hidden", {}, ` ${t("unread", { n: "" })}`)) : null,
      h("button.round", { type: "button", "aria-label": t(phone.online ? "switch_off" : "switch_on"), title: t(phone.online ? "switch_off" : "switch_on"),
        onclick: () => act("online", { online: !phone.online }) }, icon("power")),
      h("button.round", { type: "button", "aria-label": t("close_phone", { name: phone.name }), onclick: () => page.close(wa_id) }, icon("close")),
    ]);
    card.setAttribute("aria-label", phone.name);
    card.classList.toggle("off", !phone.online);
    chatbar.querySelector(".who").replaceChildren(t("bot"), icon("verified", t("verified")));
    list.setAttribute("aria-label", t("messages_of", { name: phone.name }));
    field.setAttribute("aria-label", `${t("message")}: ${phone.name}`);
    field.placeholder = t("message_hint");
    sendButton.setAttribute("aria-label", t("send"));
    shareButton.setAttribute("aria-label", t("share"));
    groupsButton.setAttribute("aria-label", t("groups"));
    groupsButton.hidden = !phone.groups.length;
    field.disabled = sendButton.disabled = shareButton.disabled = !phone.online;
  }

  function drawPresence() {
    const typing = (state.phones.get(wa_id)?.typing_until_ms ?? 0) > now();
    const words = typing ? t("typing") : t("business");
    if (presence.textContent !== words) presence.textContent = words;
    presence.classList.toggle("typing", typing);
    const time = minutes(now());
    if (clock.textContent !== time) clock.textContent = time;
  }

  function drawExamples() {
    const part = state.phones.get(wa_id)?.part ?? "other";
    examples.replaceChildren(h("span", {}, t("examples")), ...(EXAMPLES[part] ?? EXAMPLES.other).map(([text, gloss]) =>
      h("button", { type: "button", lang: "nl", title: lang() === "en" ? gloss : "", onclick: () => { field.value = text; grow(); field.focus(); } },
        h("span", {}, text), lang() === "en" ? h("small", { lang: "en" }, gloss) : null)));
  }

  function drawBubbles(places) {
    const chat = chatOf(wa_id);
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const first = Math.max(0, chat.length - SHOWN_MAX);
    for (const place of [...places].sort((a, b) => a - b)) {
      const bubble = chat[place];
      if (!bubble || place < first) continue;
      const quoted = bubble.quotes ? chat.find((other) => other?.wamid === bubble.quotes) : null;
      // A finger may be on it just now: what looks the same stays, only its ticks change.
      const same = drawn.get(place);
      const looks = lookOf(bubble, quoted);
      if (same?.looks === looks) {
        const icon = same.querySelector(".meta .icon");
        if (icon) icon.replaceWith(ticks(bubble));
        continue;
      }
      const element = drawBubble(bubble, quoted, {
        choose: (choice) => act("tap", { wamid: bubble.wamid, choice: choice.id }),
        list: () => rowsOf(bubble), link: () => picker(bubble), menu: () => menu(chatOf(wa_id)[place]), tapped: () => page.tapped(chatOf(wa_id)[place]),
        answer: () => answer(bubble), place,
      });
      element.looks = looks;
      const before = same;
      if (before) {
        // The keyboard stays where it is when a tick or a reaction changes.
        const focused = [...before.querySelectorAll("button")].indexOf(document.activeElement);
        before.replaceWith(element);
        if (focused >= 0) element.querySelectorAll("button")[focused]?.focus();
      } else {
        list.append(element);
      }
      drawn.set(place, element);
    }
    for (const [place, element] of drawn) {
      if (place < first) {
        element.remove();
        drawn.delete(place);
      }
    }
    list.classList.toggle("empty", !chat.length);
    list.dataset.empty = t("empty_chat");
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  return {
    card,
    wa_id,
    /** Draws everything anew. */
    reset() {
      drawn.clear();
      list.replaceChildren();
      drawOwner();
      drawExamples();
      drawBubbles(chatOf(wa_id).keys());
      this.end();
    },
    /** Draws what changed. */
    update(dirty) {
      if (dirty.phones.has(wa_id)) drawOwner();
      if (dirty.bubbles.has(wa_id)) drawBubbles(dirty.bubbles.get(wa_id));
    },
    /** Only the phone that is used speaks to a screen reader. */
    speak(aloud) {
      list.setAttribute("aria-live", aloud ? "polite" : "off");
      card.classList.toggle("active", aloud);
    },
    /** Shows the newest message. */
    end() {
      list.scrollTop = list.scrollHeight;
    },
    tick: drawPresence,
    element: (wamid) => list.querySelector(`[data-wamid="${CSS.escape(wamid)}"]`),
  };
}

/** Makes the card of a residents' group. */
export function makeGroup(id, close) {
  const list = h("div.bubbles", { role: "log", tabindex: "0", lang: "nl" });
  const head = h("div.chatbar.group");
  const card = h("section.card-phone.residents", { "data-group": String(id) }, h("div.screen", {}, head, list));
  function draw() {
    const group = state.residents.get(id);
    if (!group) return;
    card.setAttribute("aria-label", group.name);
    list.setAttribute("aria-label", group.name);
    head.replaceChildren(h("span.avatar", {}, icon("group")), h("div.grow", {}, h("h2", {}, group.name), h("span.presence", {}, t("members", { n: group.members }))),
      h("button.round", { type: "button", "aria-label": t("close_group", { name: group.name }), onclick: close }, icon("close")));
    const posts = state.posts.get(id) ?? [];
    list.replaceChildren(...posts.map((post) => h("div.bubble.bot", {}, h("div.whole", {}, h("div.body", {},
      h("b.author", {}, nameOf(post.wa_id)),
      post.forwarded ? h("span.forwarded", {}, icon("forward"), t("forwarded")) : null,
      h("p", {}, post.text), h("span.meta", {}, minutes(post.at_ms)))))));
    list.classList.toggle("empty", !posts.length);
    list.dataset.empty = t("no_posts");
    list.scrollTop = list.scrollHeight;
  }
  return { card, id, draw };
}

// A drawn picture, so that there is one to share on every machine.
function samplePicture() {
  const canvas = h("canvas", { width: "480", height: "320" });
  const pen = canvas.getContext("2d");
  const fill = (colour, ...box) => { pen.fillStyle = colour; pen.fillRect(...box); };
  fill("#9fc4e8", 0, 0, 480, 200);
  fill("#7d8a76", 0, 200, 480, 120);
  fill("#c96f4a", 60, 90, 150, 130);
  fill("#3a2d28", 110, 150, 44, 70);
  fill("#1f2933", 300, 180, 120, 46);
  pen.fillStyle = "#111";
  for (const x of [325, 395]) { pen.beginPath(); pen.arc(x, 228, 15, 0, 7); pen.fill(); }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
