/** The workspace's time, as the acting person's wall shows it, and ways to move it on. */
import * as api from "./api.js";
import { clockTime, dayLine, zoneName } from "./dates.js";
import { get, me, set, watch } from "./store.js";
import { nameOf } from "./names.js";
import { now } from "./context.js";
import { refreshAll } from "./refresh.js";
import { toast } from "./announce.js";
import { h } from "./dom.js";

const JUMPS = [
  ["next", "Next prompt", "Going to the next prompt…"],
  ["hour", "+1 hour", "Going on by an hour…"],
  ["day", "+1 day", "Going on by a day…"],
];

export function clockControls() {
  const time = h("time", { class: "clock-time" });
  const zone = h("span", { class: "clock-zone" });
  const status = h("span", { class: "clock-status", role: "status" });
  const jumps = JUMPS.map(([to, label, words]) =>
    h("button", { type: "button", class: "button small", data: { jump: to }, onclick: () => jump(to, words) }, label));
  const run = h("button", { type: "button", class: "button small", onclick: () => change({ running: !get().workspace.clock.running }) });
  const root = h("div", { class: "clock", role: "group", "aria-label": "Workspace clock" },
    h("div", { class: "clock-face" }, time, zone, status),
    h("div", { class: "clock-buttons" }, jumps, run));
  watch(({ workspace, route }) => [workspace.clock.now, workspace.people, route.user], () => drawTime(time, zone));
  watch(({ workspace, jumping }) => [workspace.clock.running, workspace.clock.can_jump_to_next, jumping],
    () => drawControls(root, status, jumps, run));
  return root;
}

function drawTime(time, zone) {
  const tz = me()?.tz ?? "UTC";
  const seconds = now();
  time.dateTime = new Date(seconds * 1000).toISOString();
  time.replaceChildren(
    h("span", { class: "clock-day" }, dayLine(seconds, tz)), " ",
    h("span", { class: "clock-hour" }, clockTime(seconds, tz)));
  zone.textContent = zoneName(seconds, tz);
}

function drawControls(root, status, jumps, run) {
  const { workspace, jumping } = get();
  root.setAttribute("aria-busy", String(Boolean(jumping)));
  status.textContent = jumping ?? (workspace.clock.running ? "" : "paused");
  run.textContent = workspace.clock.running ? "Pause" : "Run";
  for (const button of jumps) {
    const off = button.dataset.jump === "next" && !workspace.clock.can_jump_to_next;
    button.disabled = off;
    button.title = off ? "Nothing is due, or this app does not say what is" : "";
    button.setAttribute("aria-disabled", String(off || Boolean(jumping)));
  }
}

async function jump(to, words) {
  if (get().jumping) return;
  set({ jumping: words });
  const before = waiting();
  document.getElementById("toasts").replaceChildren();
  await change({ to });
  set({ jumping: null });
  const others = [...waiting()].filter(([id, unread]) => id !== get().route.user && unread > (before.get(id) ?? 0));
  if (others.length) toast(`New messages for ${listed(others.map(([id]) => nameOf(id)))}. Act as them to read along.`);
}

/** Unread direct messages by person; nobody can act as the app, which wrote them. */
const waiting = () => new Map(
  get().workspace.people.filter((one) => !one.is_bot).map(({ id, unread }) => [id, unread]));

const listed = (names) => names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(" and ");

async function change(body) {
  try {
    await api.clock(body);
    await refreshAll();
  } catch (error) {
    toast(error.message);
  }
}
