/** Interactive elements outside input blocks: each sends its action when it is used. */
import { confirmed } from "./confirm.js";
import { control } from "./controls.js";
import { picture } from "./images.js";
import { menuButton } from "./menu.js";
import { onChoice } from "./settled.js";
import { safeUrl } from "./entities.js";
import { text } from "./text.js";
import { h } from "./dom.js";

/** @returns {Node} for an element of a section's accessory or of an actions block */
export function element(item, block, ctx) {
  if (item.type === "image") return picture(item, "image-accessory");
  const act = (value) => ask(item, block, ctx, value);
  if (item.type === "button" || item.type === "workflow_button") return button(item, block, act);
  if (item.type === "overflow") return overflow(item, block, act);
  return chooser(item, block, ctx, act);
}

async function ask(item, block, ctx, value) {
  if (item.confirm && !(await confirmed(item.confirm, ctx))) return false;
  await ctx.act(item, block.block_id, value);
  return true;
}

const named = (item, block) => ({ actionId: item.action_id, blockId: block.block_id });

function button(item, block, act) {
  const url = item.url && safeUrl(item.url);
  const props = {
    class: `button ${item.style ?? ""}`,
    dir: "auto",
    data: named(item, block),
    "aria-label": item.accessibility_label,
    onclick: (event) => whileBusy(event.currentTarget, act),
  };
  if (url) {
    const link = { ...props, href: url, target: "_blank", rel: "noopener noreferrer" };
    return h("a", link, text(item.text));
  }
  return h("button", { ...props, type: "button" }, text(item.text));
}

/** Presses once: a second press while the first is under way does nothing. */
export async function whileBusy(node, work) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function overflow(item, block, act) {
  const choices = item.options.map((option) => ({
    label: text(option.text),
    note: text(option.description),
    run: () => {
      if (option.url && safeUrl(option.url)) open(safeUrl(option.url), "_blank", "noopener");
      act(option.value);
    },
  }));
  return menuButton({ label: "More options", sign: "more", data: named(item, block), choices });
}

function chooser(item, block, ctx, act) {
  const made = control(item, block, ctx, ctx.state?.get(`${block.block_id}/${item.action_id}`));
  const label = text(item.placeholder) || text(block.text) || "Choose";
  if (!made.node.hasAttribute("aria-label")) made.node.setAttribute("aria-label", label);
  onChoice(made.node, async () => {
    const value = made.read();
    if (isHalfDone(item, value)) return;
    if (!(await act(value ?? ""))) made.reset();
  });
  return made.node;
}

/** A date or time that is not written to the end yet. */
const isHalfDone = (item, value) => /picker$/.test(item.type) && value === null;
