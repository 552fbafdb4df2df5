/** What stands between angle brackets in mrkdwn: mentions, channels, dates, links. */
import { fillDate } from "./dates.js";
import { h } from "./dom.js";

const PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/**
 * @param {string} inside the text between `<` and `>`, or a bare address
 * @param {object} ctx see context.js
 * @param {function(string, object): Node[]} inline renders a link's label
 * @returns {Node}
 */
export function entity(inside, ctx, inline) {
  const [target, ...rest] = inside.split("|");
  const label = rest.join("|");
  if (target.startsWith("@")) return userMention(target.slice(1), ctx, label);
  if (target.startsWith("#")) return channelMention(target.slice(1), ctx, label);
  if (target.startsWith("!date^")) return dateMention(target, label, ctx);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!")) return mention(`@${label || target.slice(1)}`);
  return link(target, label ? inline(label, ctx) : target.replace(/^mailto:/, ""));
}

export const mention = (text, own = false) =>
  h("bdi", { class: own ? "mention mention-me" : "mention" }, text);

export function userMention(id, ctx, label = "") {
  const person = ctx.person(id);
  return mention(`@${label || person?.real_name || person?.name || id}`, id === ctx.user);
}

export function channelMention(id, ctx, label = "") {
  const name = ctx.channelName(id);
  if (!name) return mention(`#${label || "private-channel"}`);
  return h("a", { class: "mention", dir: "auto", href: ctx.channelAddress(id) }, `#${name}`);
}

export const groupMention = (id, label) => mention(label.startsWith("@") ? label : `@${label || id}`);

function dateMention(target, fallback, ctx) {
  const [, seconds, pattern, address] = target.split("^");
  if (!/^\d+$/.test(seconds) || !pattern) return mention(fallback || target);
  const node = dateNode(Number(seconds), pattern, ctx);
  return address ? link(address, node) : node;
}

export function dateNode(seconds, pattern, ctx) {
  const iso = new Date(seconds * 1000).toISOString();
  return h("time", { datetime: iso }, fillDate(pattern, seconds, ctx.now(), ctx.tz));
}

/** A link that opens elsewhere; anything but a web or mail address stays text. */
export function link(address, label) {
  const url = safeUrl(address);
  if (!url) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function safeUrl(address) {
  try {
    const url = new URL(address.replaceAll("&amp;", "&"));
    return PROTOCOLS.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
