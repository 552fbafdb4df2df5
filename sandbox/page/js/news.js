/** Says in a live region what came in, for people who do not see the screen. */
import { announce } from "./announce.js";
import { contextFor } from "./context.js";
import { channelTitle } from "./names.js";
import { get, openChannel, personOf } from "./store.js";
import { mrkdwn } from "./mrkdwn.js";
import { h } from "./dom.js";

const plain = (message) =>
  h("div", {}, mrkdwn(message.text ?? "", contextFor({}))).textContent;

/** The messages that were not there before, in the same conversation, from somebody else. */
export function announceNew(before, after) {
  if (before.of !== after.of || !before.list) return;
  const known = new Set(before.list.map((message) => message.ts));
  for (const message of after.list) {
    if (known.has(message.ts) || message.user === get().route.user) continue;
    const who = personOf(message.user)?.real_name ?? get().workspace.app.name;
    announce(`${message.ephemeral ? "Only visible to you. " : ""}${who}: ${plain(message)}`);
  }
}

export function announceUnread(before, after) {
  const known = new Map(before.map((one) => [one.id, one.unread]));
  for (const one of after) {
    if (one.id === openChannel() || !known.has(one.id)) continue;
    if (one.unread > known.get(one.id)) announce(`New message in ${channelTitle(one)}`);
  }
}
