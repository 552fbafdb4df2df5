/** The markdown block: the part of CommonMark that Slack shows, as DOM nodes. */
import { entity, link } from "./entities.js";
import { emoji } from "./emoji.js";
import { emojiNode } from "./mrkdwn.js";
import { h } from "./dom.js";

const INLINE = [
  [/^`([^`]+)`/, ([, code]) => h("code", {}, code)],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, ([, text], ctx) => h("strong", {}, inline(text, ctx))],
  [/^__(?=\S)([\s\S]*?\S)__/, ([, text], ctx) => h("strong", {}, inline(text, ctx))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, ([, text], ctx) => h("s", {}, inline(text, ctx))],
  [/^\*(?=\S)([^*]*?\S)\*/, ([, text], ctx) => h("em", {}, inline(text, ctx))],
  [/^_(?=\S)([^_]*?\S)_(?!\w)/, ([, text], ctx) => h("em", {}, inline(text, ctx))],
  [/^!?\[([^\]]+)\]\(([^)\s]+)\)/, ([, text, url], ctx) => link(url, inline(text, ctx))],
  [/^<([@#!][^<>\n]+|https?:[^<>\n]+|mailto:[^<>\n]+)>/,
    ([, inside], ctx) => entity(inside, ctx, inline)],
  [/^https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"]/, ([url]) => link(url, url)],
  [/^:([a-z0-9_+-]+):/i, ([, name]) => emoji(name) && emojiNode(emoji(name), name)],
  [/^\\([\\`*_{}[\]()#+\-.!~>])/, ([, sign]) => sign],
];

function inline(text, ctx) {
  const nodes = [];
  for (let rest = text; rest; ) {
    const [node, length] = firstOf(rest, ctx);
    nodes.push(node);
    rest = rest.slice(length);
  }
  return nodes;
}

function firstOf(rest, ctx) {
  for (const [pattern, make] of INLINE) {
    const match = pattern.exec(rest);
    const node = match && make(match, ctx);
    if (node) return [node, match[0].length];
  }
  const plain = /^(?:[\p{L}\p{N} ]+(?=[^\p{L}\p{N} ]|$)|[\s\S])/u.exec(rest)[0];
  const word = /^https?$/i.test(plain) ? plain.slice(0, 1) : plain;
  return [word === "\n" ? h("br") : word, word.length];
}

const ITEM = /^\s*(?:([-*+])|(\d+)[.)])\s+(.*)$/;
const BLOCKS = [
  [/^```/, fence],
  [/^(#{1,6})\s+(.*)$/, heading],
  [/^(?:-{3,}|\*{3,}|_{3,})\s*$/, (lines) => (lines.shift(), h("hr"))],
  [/^>/, quote],
  [ITEM, list],
];

function fence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith("```"));
  const body = lines.splice(0, end < 0 ? lines.length : end + 1);
  return h("pre", {}, h("code", {}, (end < 0 ? body : body.slice(0, -1)).join("\n")));
}

// A message is already inside the page's own outline, so its headings start at level three.
function heading(lines, ctx) {
  const [, signs, text] = /^(#{1,6})\s+(.*)$/.exec(lines.shift());
  return h(`h${Math.min(signs.length + 2, 6)}`, { class: "heading" }, inline(text, ctx));
}

const takeWhile = (lines, test) => {
  const end = lines.findIndex((line) => !test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
};

function quote(lines, ctx) {
  const body = takeWhile(lines, (line) => line.startsWith(">"));
  return h("blockquote", {}, blocks(body.map((line) => line.replace(/^>\s?/, "")), ctx));
}

function list(lines, ctx) {
  const ordered = Boolean(ITEM.exec(lines[0])[2]);
  const items = takeWhile(lines, (line) => ITEM.test(line) && Boolean(ITEM.exec(line)[2]) === ordered);
  return h(ordered ? "ol" : "ul", {}, items.map((line) => h("li", {}, inline(ITEM.exec(line)[3], ctx))));
}

function paragraph(lines, ctx) {
  const plain = (line) => line.trim() && !BLOCKS.some(([pattern]) => pattern.test(line));
  const [first] = lines.splice(0, 1);
  return h("p", {}, inline([first, ...takeWhile(lines, plain)].join("\n"), ctx));
}

function blocks(source, ctx) {
  const lines = [...source];
  const nodes = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else nodes.push((BLOCKS.find(([pattern]) => pattern.test(lines[0]))?.[1] ?? paragraph)(lines, ctx));
  }
  return nodes;
}

/** @returns {Node[]} */
export const markdown = (text, ctx) => blocks(text.split("\n"), ctx);
