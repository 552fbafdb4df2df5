/** Slack's rich_text block as DOM nodes. */
import { channelMention, dateNode, groupMention, link, mention, userMention } from "./entities.js";
import { emoji } from "./emoji.js";
import { emojiNode } from "./mrkdwn.js";
import { h } from "./dom.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"]];

const styled = (node, style = {}) =>
  STYLES.reduce((inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), node);

const INLINE = {
  text: (item) => h("span", { class: "lines" }, item.text),
  link: (item) => link(item.url, item.text || item.url),
  emoji: (item) => {
    const sign = item.unicode
      ? String.fromCodePoint(...item.unicode.split("-").map((code) => parseInt(code, 16)))
      : emoji(item.name);
    return sign ? emojiNode(sign, item.name) : `:${item.name}:`;
  },
  user: (item, ctx) => userMention(item.user_id, ctx),
  channel: (item, ctx) => channelMention(item.channel_id, ctx),
  usergroup: (item) => groupMention(item.usergroup_id, ""),
  broadcast: (item) => mention(`@${item.range}`),
  date: (item, ctx) => dateNode(item.timestamp, item.format, ctx),
  color: (item) => h("code", {}, item.value),
};

const inlines = (elements, ctx) =>
  (elements ?? []).map((item) =>
    styled(INLINE[item.type]?.(item, ctx) ?? item.fallback ?? "", item.style),
  );

const PARTS = {
  rich_text_section: (part, ctx) => h("p", {}, inlines(part.elements, ctx)),
  rich_text_quote: (part, ctx) => h("blockquote", {}, inlines(part.elements, ctx)),
  rich_text_preformatted: (part, ctx) => h("pre", {}, h("code", {}, inlines(part.elements, ctx))),
  rich_text_list: (part, ctx) =>
    h(
      part.style === "ordered" ? "ol" : "ul",
      {
        start: part.style === "ordered" && part.offset ? part.offset + 1 : null,
        class: `indent-${Math.min(part.indent ?? 0, 4)}`,
      },
      part.elements.map((item) => h("li", {}, inlines(item.elements, ctx))),
    ),
};

/** @returns {Node[]} */
export const richText = (block, ctx) =>
  (block.elements ?? []).map((part) => PARTS[part.type]?.(part, ctx)).filter(Boolean);
