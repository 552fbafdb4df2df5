/** The main pane: a conversation, or the app's Home. */
import { composer } from "./composer.js";
import { drawHome } from "./home.js";
import { drawMessages, messageList } from "./messages.js";
import { appChannel, botUser, get, openChannel, watch } from "./store.js";
import { avatar, channelTitle } from "./names.js";
import { format } from "./route.js";
import { today } from "./context.js";
import { h } from "./dom.js";

const NEAR_END_PX = 120;

let shown = { key: null, list: null, scroller: null };

export function startConversation(main) {
  watch(({ route, sidebar, workspace }) => [route.user, route.place, sidebar.map((one) => [one.id, one.name]), workspace.team, workspace.revision],
    () => get().route.place && frame(main));
  watch(({ messages, route, workspace }) => [messages, route, today(), workspace.revision], fillList);
  watch(({ home, route, workspace }) => [home, route.user, route.place, today(), workspace.revision],
    () => get().route.place === "home" && drawHome(shown.scroller));
}

const isApp = () => get().route.place === "home" || openChannel() === appChannel()?.id
  || openChannel() === botUser();

function title() {
  if (isApp()) return get().workspace.app.name;
  const channel = get().sidebar.find((one) => one.id === openChannel());
  return channel ? channelTitle(channel) : "";
}

/** What an empty conversation says: how to see something happen, where a program can tell when. */
function nothing() {
  return get().workspace.clock.can_jump_to_next
    ? "Nothing here yet. Press “Next prompt” to see what happens next."
    : "Nothing here yet. What you write stays on this machine.";
}

/** Draws what surrounds the messages, once for each place a person goes to. */
function frame(main) {
  const { user, place } = get().route;
  const key = `${user}/${place === "home" ? "home" : openChannel()}/${title()}`;
  if (key === shown.key) return;
  const isHome = place === "home";
  const list = isHome ? null : messageList(`Messages in ${title()}`);
  const scroller = h("div", { class: isHome ? "scroller home" : "scroller", "data-empty": nothing() }, list);
  shown = { key, list, scroller, fresh: true };
  main.replaceChildren(heading(), scroller, isHome ? "" : writing());
  document.title = `${title()} · ${get().workspace.team.name} (practice)`;
  fillList();
}

/** The box to write in, unless the app's manifest says that it takes no messages. */
function writing() {
  if (isApp() && get().workspace.app.takes_messages === false) {
    return h("p", { class: "closed" }, `${title()} takes no messages here; it answers what you press.`);
  }
  const label = isApp() ? `Message to ${title()}` : `Message ${title()}`;
  return composer({ channel: openChannel(), label });
}

function heading() {
  return h("div", { class: "place" },
    isApp() && avatar(botUser(), "avatar-place"),
    h("h1", { dir: "auto" }, title()),
    isApp() && tabs());
}

function tabs() {
  const { user, place } = get().route;
  const tab = (label, to, current) =>
    h("a", { href: format({ user, place: to }), "aria-current": current ? "page" : null, data: { focus: `tab-${to}` } }, label);
  return h("nav", { class: "tabs", "aria-label": get().workspace.app.name },
    get().workspace.app.home && tab("Home", "home", place === "home"),
    get().workspace.app.messages && tab("Messages", "app", place !== "home"));
}

function fillList() {
  const { messages, route } = get();
  const { list, scroller } = shown;
  if (!list || messages.of !== `${route.user}/${openChannel()}`) return;
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  const atEnd = shown.fresh || scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  drawMessages(list, messages.list, { inThread: false });
  scroller.classList.toggle("empty", messages.list.length === 0);
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  shown.fresh = false;
}
