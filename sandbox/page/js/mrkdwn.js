/** Slack's mrkdwn as DOM nodes. Pure: the same text and context always give the same nodes. */
import { entity } from "./entities.js";
import { emoji } from "./emoji.js";
import { h } from "./dom.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const FENCE = /```([\s\S]*?)```/;
const WORD = /[\p{L}\p{N}]/u;
/** Everything that is one piece: an entity, code, an emoji or a bare address. */
const PIECE = /^(?:<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+'-]+):|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]))/i;

/** Slack escapes exactly these three; one pass, so `&amp;lt;` reads `&lt;`. */
export const unescape = (text) =>
  text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

/** @returns {Node[]} */
export function inline(text, ctx) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(unescape(plain));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = pieceAt(text, at, ctx) ?? markedAt(text, at, ctx);
    if (found) {
      flush();
      nodes.push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function pieceAt(text, at, ctx) {
  const match = PIECE.exec(text.slice(at));
  if (!match) return null;
  const [whole, inside, code, name, url] = match;
  if (url && at > 0 && WORD.test(text[at - 1])) return null;
  if (inside) return { node: entity(inside, ctx, inline), length: whole.length };
  if (code) return { node: h("code", {}, unescape(code)), length: whole.length };
  if (url) return { node: entity(url, ctx, inline), length: whole.length };
  const sign = emoji(name);
  return sign && { node: emojiNode(sign, name), length: whole.length };
}

export const emojiNode = (sign, name) =>
  h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, sign);

function markedAt(text, at, ctx) {
  const tag = MARKS[text[at]];
  if (!tag || (at > 0 && WORD.test(text[at - 1])) || /\s|^$/.test(text[at + 1] ?? "")) return null;
  const end = closing(text, at);
  if (end < 0) return null;
  return { node: h(tag, {}, inline(text.slice(at + 1, end), ctx)), length: end + 1 - at };
}

/** The mark that closes the one at `start`: on the same line, after a letter, before no letter. */
function closing(text, start) {
  for (let at = start + 1; at < text.length && text[at] !== "\n"; ) {
    const piece = PIECE.exec(text.slice(at));
    if (piece) at += piece[0].length;
    else if (text[at] === text[start] && at > start + 1 && !/\s/.test(text[at - 1])
      && !WORD.test(text[at + 1] ?? " ")) return at;
    else at += 1;
  }
  return -1;
}

/** A whole text: code blocks, quotes, bullet lists and lines. @returns {Node[]} */
export function mrkdwn(text, ctx) {
  const fence = FENCE.exec(text);
  if (!fence) return lines(text, ctx);
  const before = text.slice(0, fence.index).replace(/\n$/, "");
  const after = text.slice(fence.index + fence[0].length).replace(/^\n/, "");
  return [
    ...(before ? lines(before, ctx) : []),
    h("pre", {}, h("code", {}, unescape(fence[1].replace(/^\n|\n$/g, "")))),
    ...(after ? mrkdwn(after, ctx) : []),
  ];
}

const KINDS = [
  ["rest", /^(?:>|&gt;){3} ?/],
  ["quote", /^(?:>|&gt;) ?/],
  ["list", /^[•◦] ?/],
];

function lines(text, ctx) {
  const groups = [];
  for (const line of text.split("\n")) {
    const open = groups.at(-1);
    const [kind, mark] = KINDS.find(([, pattern]) => pattern.test(line)) ?? ["text", /^/];
    if (open?.kind === "rest") open.lines.push(line);
    else if (open?.kind === kind) open.lines.push(line.replace(mark, ""));
    else groups.push({ kind, lines: [line.replace(mark, "")] });
  }
  return groups.map((group) => GROUPS[group.kind](group.lines, ctx));
}

const withBreaks = (list, ctx) =>
  list.flatMap((line, at) => [at ? h("br") : null, inline(line, ctx)]);
const quote = (list, ctx) => h("blockquote", {}, withBreaks(list, ctx));

const GROUPS = {
  rest: quote,
  quote,
  list: (list, ctx) => h("ul", {}, list.map((line) => h("li", {}, inline(line, ctx)))),
  text: (list, ctx) => h("span", { class: "lines" }, withBreaks(list, ctx)),
};
