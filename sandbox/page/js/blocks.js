/** Block Kit blocks as DOM nodes. */
import { element } from "./elements.js";
import { inputBlock } from "./inputs.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich_text.js";
import { chart, table } from "./tables.js";
import { imageBlock, smallImage } from "./images.js";
import { rich, text } from "./text.js";
import { h } from "./dom.js";

const BLOCKS = {
  section: (block, ctx) => [
    h(
      "div",
      { class: "section-text" },
      block.text && rich(block.text, ctx),
      block.fields && h("div", { class: "fields" }, block.fields.map((one) => rich(one, ctx))),
    ),
    block.accessory && h("div", { class: "accessory" }, element(block.accessory, block, ctx)),
  ],
  header: (block, ctx) => h("h3", { class: "heading", dir: "auto" }, text(block.text, ctx)),
  divider: () => h("hr"),
  context: (block, ctx) =>
    block.elements.map((one) => (one.type === "image" ? smallImage(one) : rich(one, ctx))),
  actions: (block, ctx) => block.elements.map((one) => element(one, block, ctx)),
  image: (block, ctx) => imageBlock(block, ctx),
  input: inputBlock,
  rich_text: richText,
  table,
  markdown: (block, ctx) => markdown(block.text, ctx),
  data_visualization: chart,
  alert: (block, ctx) => rich(block.text, ctx),
};

const unknown = (block) =>
  h("p", { class: "muted" }, `A block of the type “${block.type}”, which this page does not draw.`);

/** @returns {HTMLElement[]} one node for each block */
export const blocks = (list, ctx) =>
  (list ?? []).map((block) =>
    h(
      "div",
      {
        class: `block block-${block.type.replaceAll("_", "-")}`,
        data: { blockId: block.block_id },
      },
      (BLOCKS[block.type] ?? unknown)(block, ctx),
    ),
  );
