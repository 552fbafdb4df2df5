/** Images: only this machine's are loaded, so that nothing leaves it. */
import { get } from "./store.js";
import { text } from "./text.js";
import { h } from "./dom.js";

const own = (id) => `/control/people/${encodeURIComponent(get().route.user)}/files/${encodeURIComponent(id)}`;

/** The address to load, or null when it lies on another host. */
function local(block) {
  const { slack_file: file } = block;
  if (file?.id) return own(file.id);
  const url = new URL(file?.url ?? block.image_url, location.href);
  if (url.origin === location.origin && url.pathname.startsWith("/files/")) return own(url.pathname.slice(7));
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

const size = (bytes) => bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;

/** A file that came with a message. */
export function fileFigure(file) {
  if (!file.mimetype?.startsWith("image/")) {
    return h("p", { class: "file" }, h("a", { href: file.url, download: file.name }, file.title), h("small", {}, ` ${size(file.size)}`));
  }
  const block = { image_url: file.url, alt_text: file.alt || file.title };
  return h("figure", { class: "image" }, picture(block, "image-large"),
    h("figcaption", {}, file.title));
}
