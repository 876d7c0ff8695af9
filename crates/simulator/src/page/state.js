// What the page knows: everything the simulator told, and who wants to hear of changes.
//
// Owns the stream and its resumption. Invariant: each thing is kept once, under its own name, so that
// hearing of it twice changes nothing.

const fresh = () => ({
  phones: new Map(),
  chats: new Map(),
  residents: new Map(),
  posts: new Map(),
  exchanges: new Map(),
  levers: { fault: "none", sleepers: 0 },
  account: null,
  scene: null,
  ready: false,
});

/** Everything that is known. */
export const state = fresh();
const clock = { at_ms: 0, heard: 0 };
const listeners = [];
let dirty = emptyDirty();
let planned = false;
let last = "";

// Exchanges that are kept, as in the simulator.
const EXCHANGES_MAX = 2000;
const AGAIN_MS = 1000;

function emptyDirty() {
  return { reset: false, phones: new Set(), bubbles: new Map(), residents: new Set(), posts: new Set(), exchanges: new Set(), account: false, levers: false, scene: false };
}

/** Calls `listener(dirty)` once for all changes of a frame. */
export function onChange(listener) {
  listeners.push(listener);
}

/** What happened to everything: draw it all again. */
export function redraw() {
  dirty.reset = true;
  plan();
}

/** The simulator's time now, in milliseconds since the epoch. */
export function now() {
  const moving = state.scene?.bot?.moving;
  return clock.at_ms + (moving ? 0 : performance.now() - clock.heard);
}

/** The chat of a phone, in order. */
export function chatOf(wa_id) {
  return state.chats.get(wa_id) ?? [];
}

/** A name for a phone. */
export function nameOf(wa_id) {
  return state.phones.get(wa_id)?.name ?? `+${wa_id}`;
}

function plan() {
  if (planned) return;
  planned = true;
  const run = () => {
    planned = false;
    const changes = dirty;
    dirty = emptyDirty();
    for (const listener of listeners) listener(changes);
  };
  if (document.hidden) setTimeout(run, 50);
  else requestAnimationFrame(run);
}

function apply(news) {
  if (news.reset) {
    Object.assign(state, fresh());
    dirty = emptyDirty();
    dirty.reset = true;
  }
  clock.at_ms = news.now_ms;
  clock.heard = performance.now();
  for (const phone of news.phones) {
    state.phones.set(phone.wa_id, phone);
    dirty.phones.add(phone.wa_id);
  }
  for (const bubble of news.bubbles) {
    if (!state.chats.has(bubble.wa_id)) state.chats.set(bubble.wa_id, []);
    state.chats.get(bubble.wa_id)[bubble.place] = bubble;
    if (!dirty.bubbles.has(bubble.wa_id)) dirty.bubbles.set(bubble.wa_id, new Set());
    dirty.bubbles.get(bubble.wa_id).add(bubble.place);
  }
  for (const group of news.residents) {
    state.residents.set(group.id, group);
    dirty.residents.add(group.id);
  }
  for (const post of news.posts) {
    if (!state.posts.has(post.group)) state.posts.set(post.group, []);
    state.posts.get(post.group)[post.place] = post;
    dirty.posts.add(post.group);
  }
  for (const exchange of news.exchanges) {
    state.exchanges.set(exchange.id, exchange);
    dirty.exchanges.add(exchange.id);
  }
  if (news.account !== undefined) {
    state.account = news.account;
    dirty.account = true;
  }
  while (state.exchanges.size > EXCHANGES_MAX) state.exchanges.delete(Math.min(...[...state.exchanges.keys()].slice(0, 50)));
  if (JSON.stringify(news.levers) !== JSON.stringify(state.levers)) dirty.levers = true;
  state.levers = news.levers;
  if (news.scene !== undefined) {
    state.scene = news.scene;
    dirty.scene = true;
  }
  state.ready = true;
  plan();
}

/** Listens to the simulator for ever. `lost(true)` while there is no connection. */
export function connect(lost) {
  const source = new EventSource(`/simulator/events?since=${encodeURIComponent(last)}`);
  source.onopen = () => lost(false);
  source.onmessage = (event) => {
    last = event.lastEventId;
    apply(JSON.parse(event.data));
  };
  source.onerror = () => {
    lost(true);
    // The browser tries again by itself, but for an answer that it takes as final.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => connect(lost), AGAIN_MS);
  };
}

/** Asks the simulator for something. Answers null, or what was wrong in a few words. */
export async function ask(path, body, headers = { "content-type": "application/json" }) {
  try {
    const response = await fetch(path, { method: "POST", headers, body: body instanceof Blob ? body : JSON.stringify(body) });
    return response.ok ? null : await response.text();
  } catch {
    return "connection";
  }
}
