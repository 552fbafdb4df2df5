/** Input blocks: a label, a control, a hint, a count and an error, tied together for everybody. */
import { control } from "./controls.js";
import { onChoice } from "./settled.js";
import { text } from "./text.js";
import { h, uid } from "./dom.js";

/** Draws the block and registers its control with `ctx.form`, which later reads all values. */
export function inputBlock(block, ctx) {
  const item = block.element;
  const made = control(item, block, ctx, ctx.draft?.get(keyOf(block)));
  const ids = { label: uid("label"), hint: uid("hint"), count: uid("count"), error: uid("error") };
  const isGroup = made.node !== made.focusable;
  const label = h(isGroup ? "span" : "label",
    { id: ids.label, class: "label", dir: "auto", for: isGroup ? null : made.node.id }, text(block.label));
  const optional = block.optional && h("span", { class: "optional", id: uid("optional") }, "optional");
  const hint = block.hint && h("p", { class: "hint", id: ids.hint }, text(block.hint));
  const count = counter(item, made.node, ids.count);
  const error = h("p", { class: "error", id: ids.error, hidden: true });
  tie(made.node, isGroup ? ids.label : null, [optional, hint, count, error]);
  if (!block.optional && !isGroup) made.node.setAttribute("aria-required", "true");
  listen(block, made, ctx);
  ctx.form?.set(keyOf(block), { block, made, error });
  return [h("div", { class: "field-head" }, label, optional), hint, made.node,
    h("div", { class: "field-foot" }, error, count)];
}

export const keyOf = (block) => `${block.block_id}/${block.element.action_id}`;

function tie(node, labelId, described) {
  if (labelId) node.setAttribute("aria-labelledby", labelId);
  const ids = described.filter(Boolean).map((one) => one.id);
  node.setAttribute("aria-describedby", ids.join(" "));
}

/** Characters used and allowed, for a text with a limit of its own. */
function counter(item, node, id) {
  if (item.type !== "plain_text_input" || !item.max_length) return null;
  const count = h("p", { class: "count", id });
  const draw = () => (count.textContent = `${[...node.value].length} of ${item.max_length} characters`);
  node.addEventListener("input", draw);
  draw();
  return count;
}

function listen(block, made, ctx) {
  const keep = () => ctx.draft?.set(keyOf(block), made.read());
  made.node.addEventListener("input", keep);
  onChoice(made.node, () => {
    keep();
    ctx.filled?.(keyOf(block), made.read());
  });
}

/** Shows or clears one field's error. */
export function showError({ made, error }, message) {
  error.textContent = message ?? "";
  error.hidden = !message;
  const target = made.node;
  if (message) target.setAttribute("aria-invalid", "true");
  else target.removeAttribute("aria-invalid");
}
