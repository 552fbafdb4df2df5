/** The one place where the page keeps what it knows. Whoever draws, subscribes. */

const state = {
  workspace: null,
  route: { user: null, place: null, thread: null },
  sidebar: [],
  /** Public channels that the acting person is not in. */
  others: [],
  /** `null` until they have been read; `of` names the channel they belong to. */
  messages: { of: null, list: null },
  thread: { of: null, list: null },
  home: { of: null, view: null },
  modals: [],
  /** What the clock is doing, in words, while a jump is under way. */
  jumping: null,
  online: true,
};

const listeners = new Set();

export const get = () => state;

/** Merges `change` and tells every listener once. */
export function set(change) {
  Object.assign(state, change);
  for (const listener of listeners) listener(state);
}

/** Calls `draw` only when what `select` picks has changed (compared as JSON). */
export function watch(select, draw) {
  let last;
  const listener = (now) => {
    const picked = JSON.stringify(select(now));
    if (picked === last) return;
    last = picked;
    draw(now);
  };
  listeners.add(listener);
  if (state.workspace) listener(state);
}

export const people = () => state.workspace?.people ?? [];
export const personOf = (id) => people().find((one) => one.id === id);
export const me = () => personOf(state.route.user);
export const botUser = () => state.workspace?.app.bot_user;

/** The channel that is open: a channel id, or the bot's user id before its DM exists. */
export function openChannel() {
  const { place } = state.route;
  if (!place || place === "home") return null;
  return place === "app" ? (appChannel()?.id ?? botUser()) : place;
}

/** The DM with the app, once there is one. */
export const appChannel = () =>
  state.sidebar.find((one) => one.kind === "dm" && one.with?.includes(botUser()));
