/** One message, and a list of them under the days on which they were written. */
import { editMessage, takeBack } from "./own_messages.js";
import { blocks } from "./blocks.js";
import { clockTime, dayLine, isoDay } from "./dates.js";
import { contextFor, today, useShortcut } from "./context.js";
import { emoji } from "./emoji.js";
import { fileFigure } from "./images.js";
import { icon } from "./icons.js";
import { format } from "./route.js";
import { get, me, openChannel } from "./store.js";
import { h, quiet, reconcile, uid } from "./dom.js";
import { avatar, nameOf } from "./names.js";
import { menuButton, roving } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";

const JOINED_S = 300; // a person's next words within five minutes stand under the same name

/**
 * Days and messages in order, ready for `reconcile`; `now` is the day on which they are read, and
 * `revision` that of the people, since a message shows names.
 */
export function timelineItems(list, tz, now, revision) {
  const items = [];
  let last = null;
  for (const message of list) {
    const day = isoDay(Number(message.ts), tz);
    const newDay = !last || isoDay(Number(last.ts), tz) !== day;
    if (newDay) items.push({ key: `day-${day}`, day: dayLine(Number(message.ts), tz) });
    items.push({ key: message.ts, message, joined: !newDay && joins(last, message), now, revision });
    last = message;
  }
  return items;
}

const joins = (last, message) =>
  last.user === message.user && !last.is_app && !last.ephemeral && !message.ephemeral &&
  Number(message.ts) - Number(last.ts) < JOINED_S;

/** An ordered list that `drawMessages` fills; the arrow keys move between its messages. */
export function messageList(label) {
  const list = h("ol", { class: "messages", "aria-label": label });
  list.settle = roving(list, "article");
  return list;
}

export function drawMessages(list, messages, { inThread }) {
  const items = timelineItems(messages, me().tz, today(), get().workspace.revision);
  reconcile(list, items, (item) => item.key, (item) =>
    item.day ? dayRow(item.day) : messageRow(item.message, item.joined, inThread));
  const stops = [...list.querySelectorAll("article")];
  if (!stops.some((one) => one.tabIndex === 0) && stops.length) list.settle(stops.at(-1));
}

const dayRow = (day) => h("li", { class: "day" }, h("span", {}, day));

function messageRow(message, joined, inThread) {
  const author = uid("author");
  const classes = ["message", message.is_app && "from-app", message.ephemeral && "ephemeral",
    joined && "joined"].filter(Boolean).join(" ");
  return h("li", {},
    h("article",
      { class: classes, tabindex: "-1", "aria-labelledby": author, data: { ts: message.ts, focus: `message-${message.ts}-${inThread}` } },
      avatar(message.user),
      h("div", { class: "message-body" },
        byline(message, author),
        message.ephemeral && h("p", { class: "only-you" }, "Only visible to you"),
        content(message),
        (message.files ?? []).map(fileFigure),
        reactions(message),
        !inThread && replies(message)),
      tools(message, inThread)));
}

function byline(message, id) {
  const seconds = Number(message.ts);
  return h("div", { class: "byline", id },
    h("bdi", { class: "author" }, nameOf(message.user)),
    message.is_app && h("span", { class: "tag" }, "App"),
    h("time", { datetime: new Date(seconds * 1000).toISOString() }, clockTime(seconds, me().tz)),
    message.edited && h("span", { class: "edited" }, "(edited)"));
}

function content(message) {
  const ctx = contextFor({ message: { channel: openChannel(), ts: message.ts } });
  if (message.blocks?.length) return h("div", { class: "blocks" }, blocks(message.blocks, ctx));
  return message.text ? h("div", { class: "rich", dir: "auto" }, mrkdwn(message.text, ctx)) : null;
}

function reactions({ reactions: list }) {
  if (!list?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" },
    list.map(({ name, count }) =>
      h("li", {}, h("span", { "aria-hidden": "true" }, emoji(name) ?? `:${name}:`),
        quiet(name.replaceAll("_", " ")), ` ${count}`)));
}

function replies({ ts, reply_count: count }) {
  if (!count) return null;
  const label = count === 1 ? "1 reply" : `${count} replies`;
  return h("a", { class: "replies", href: threadAddress(ts) }, label);
}

const threadAddress = (ts) => format({ ...get().route, thread: ts });

function tools(message, inThread) {
  if (message.ephemeral) return null;
  const shortcuts = get().workspace.app.shortcuts.filter((one) => one.type === "message");
  const choices = [...shortcuts.map((one) => ({
    label: one.name, note: one.description, run: () => runShortcut(one, message),
  })), ...(message.user === get().route.user ? ownChoices(message) : [])];
  return h("div", { class: "tools" },
    !inThread && h("a", { class: "icon-button", href: threadAddress(message.ts), title: "Reply in thread", "aria-label": "Reply in thread" },
      icon("reply")),
    choices.length > 0 && menuButton({ label: "More actions", sign: "more", choices }));
}

/** What one can do with what one wrote oneself. */
const ownChoices = (message) => [
  { label: "Edit message", run: () => editMessage(openChannel(), message) },
  { label: "Delete message", run: () => takeBack(openChannel(), message) },
];

const runShortcut = ({ callback_id: id }, { ts }) =>
  useShortcut({ callback_id: id, message: { channel: openChannel(), ts } });
