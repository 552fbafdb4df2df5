/** Reads from the server what is on the screen, and puts it in the store. */
import * as api from "./api.js";
import { announceNew, announceUnread } from "./news.js";
import { botUser, get, openChannel, set } from "./store.js";
import { toast } from "./announce.js";

/**
 * Runs `work` at most once at a time; calls that come meanwhile lead to one more run, so that the
 * last answer shown is never older than the last change heard of.
 */
function coalesced(work) {
  let running = null;
  let again = false;
  async function loop() {
    do {
      again = false;
      await work().catch((error) => toast(error.message));
    } while (again);
  }
  return () => {
    if (running) again = true;
    else running = loop().finally(() => (running = null));
    return running;
  };
}

/** True while the person has not gone elsewhere since `route` was current. */
const still = (route) => get().route === route;

export const refreshWorkspace = coalesced(async () => set({ workspace: await api.workspace() }));

export const refreshSidebar = coalesced(async () => {
  const { route, sidebar: before } = get();
  const { channels, others } = await api.sidebar(route.user);
  if (!still(route)) return;
  const opened = openChannel();
  set({ sidebar: channels, others });
  announceUnread(before, channels);
  // The first message makes the DM with the app, which is then what is open.
  if (opened && opened !== openChannel()) await refreshMessages();
});

export const refreshMessages = coalesced(async () => {
  const { route, messages: before } = get();
  const channel = openChannel();
  if (!channel) return;
  const { messages: list } = channel === botUser() ? { messages: [] } : await api.messages(route.user, channel);
  if (!still(route)) return;
  set({ messages: { of: `${route.user}/${channel}`, list } });
  announceNew(before, get().messages);
});

export const refreshThread = coalesced(async () => {
  const { route, thread: before } = get();
  const channel = openChannel();
  if (!route.thread || !channel) return set({ thread: { of: null, list: null } });
  const { messages: list } = await api.thread(route.user, channel, route.thread);
  if (!still(route)) return;
  set({ thread: { of: `${route.user}/${channel}/${route.thread}`, list } });
  announceNew(before, get().thread);
});

export const refreshHome = coalesced(async () => {
  const { route } = get();
  const { view } = await api.home(route.user);
  if (still(route)) set({ home: { of: route.user, view } });
});

export const refreshModals = coalesced(async () => {
  const { user } = get().route;
  const { stack } = await api.modals(user);
  if (get().route.user === user) set({ modals: stack });
});

/** Everything that this person has on the screen now. */
export async function refreshAll() {
  await refreshSidebar();
  const { place } = get().route;
  const view = place === "home" ? [refreshHome()] : [refreshMessages(), refreshThread()];
  await Promise.all([...view, refreshModals(), refreshWorkspace()]);
}

/** What to read again after the server said that something changed. */
export async function onChange({ type, what, channel, now, running }) {
  if (type === "clock") {
    const { workspace } = get();
    return set({ workspace: { ...workspace, clock: { ...workspace.clock, now, running } } });
  }
  if (what === "messages" && (!channel || channel === openChannel())) {
    await Promise.all([refreshMessages(), refreshThread()]);
  }
  if (what === "messages" || what === "sidebar") await refreshSidebar();
  if (what === "home" && get().route.place === "home") await refreshHome();
  if (what === "modals") await refreshModals();
  return refreshWorkspace();
}
