/** Slack's text objects. */
import { mrkdwn, unescape } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";
import { h } from "./dom.js";

/** A plain_text object, or a string, as a string. */
export function text(object) {
  if (!object) return "";
  if (typeof object === "string") return object;
  const plain = unescape(object.text ?? "");
  return object.emoji === false ? plain : withEmoji(plain);
}

/** A text object of either kind as an element. */
export const rich = (object, ctx) =>
  object.type === "mrkdwn"
    ? h("div", { class: "rich", dir: "auto" }, mrkdwn(object.text, ctx))
    : h("div", { class: "rich lines", dir: "auto" }, text(object));
