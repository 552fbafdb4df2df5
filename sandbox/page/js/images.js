/** Images: only this machine's are loaded, so that nothing leaves it. */
import { text } from "./text.js";
import { h } from "./dom.js";

/** The address to load, or null when it lies on another host. */
function local(block) {
  const { slack_file: file } = block;
  if (file?.id) return `/files/${encodeURIComponent(file.id)}`;
  const url = new URL(file?.url ?? block.image_url, location.href);
  return url.origin === location.origin || url.protocol === "data:" ? url.href : null;
}

const elsewhere = (block) =>
  h("span", { class: "image-elsewhere" },
    `Image: ${block.alt_text}`,
    h("small", {}, " (on another host, so it is not loaded here)"));

export function picture(block, className) {
  const src = local(block);
  if (!src) return elsewhere(block);
  return h("img", { src, alt: block.alt_text ?? "", class: className, loading: "lazy" });
}

export const smallImage = (item) => picture(item, "image-small");

export const imageBlock = (block) =>
  h(
    "figure",
    { class: "image" },
    picture(block, "image-large"),
    block.title && h("figcaption", {}, text(block.title)),
  );

/** A file that came with a message. */
export function fileFigure(file) {
  if (!file.mimetype?.startsWith("image/")) {
    return h("p", { class: "file" }, h("a", { href: file.url, download: true }, file.title));
  }
  const block = { image_url: file.url, alt_text: file.alt || file.title };
  return h("figure", { class: "image" }, picture(block, "image-large"),
    h("figcaption", {}, file.title));
}
