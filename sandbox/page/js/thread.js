/** The thread beside the conversation. */
import { composer } from "./composer.js";
import { drawMessages, messageList } from "./messages.js";
import { get, openChannel, watch } from "./store.js";
import { format } from "./route.js";
import { today } from "./context.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

let shown = { key: null, list: null };

export function startThread(pane) {
  watch(({ route, thread, workspace }) => [route, thread, today(), workspace.revision], () => draw(pane));
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) location.hash = closeAddress();
  });
}

const closeAddress = () => format({ ...get().route, thread: null });

function draw(pane) {
  const { route, thread } = get();
  const key = route.thread && `${route.user}/${openChannel()}/${route.thread}`;
  const leaving = shown.key && !key;
  pane.hidden = !key;
  if (key !== shown.key) frame(pane, key);
  if (key && thread.of === key) fill(thread.list);
  if (leaving) document.querySelector("#main .message[tabindex='0']")?.focus();
}

function frame(pane, key) {
  shown = { key, list: messageList("Messages in this thread") };
  if (!key) return pane.replaceChildren();
  const reply = composer({ channel: openChannel(), threadTs: get().route.thread, label: "Reply" });
  pane.replaceChildren(
    h("div", { class: "place" }, h("h2", {}, "Thread"),
      h("a", { class: "icon-button", href: closeAddress(), "aria-label": "Close thread", title: "Close thread" },
        icon("close"))),
    h("div", { class: "scroller" }, shown.list),
    reply);
  return reply.querySelector("textarea").focus();
}

function fill(messages) {
  const box = shown.list.parentElement;
  const more = messages.length > shown.list.querySelectorAll("article").length;
  drawMessages(shown.list, messages, { inThread: true });
  if (more) box.scrollTop = box.scrollHeight;
}
