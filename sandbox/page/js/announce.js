/** Tells people what happened: quietly to screen readers, or as a note that everyone sees. */
import { h } from "./dom.js";

const NOTE_MS = 8000;

/** Read by screen readers when they are next idle. */
export function announce(text) {
  const line = h("div", {}, text);
  const region = document.getElementById("announcer");
  region.append(line);
  while (region.childElementCount > 5) region.firstChild.remove();
}

/** A visible note; it goes by itself or when dismissed. */
export function toast(text) {
  const note = h(
    "div",
    { class: "toast" },
    h("span", {}, text),
    h("button", { type: "button", class: "plain", onclick: () => note.remove() }, "Dismiss"),
  );
  // A modal dialog makes all that is outside it inert, so a note has to go inside the top one.
  const open = [...document.querySelectorAll("dialog[open] .dialog-notes")].at(-1);
  (open ?? document.getElementById("toasts")).append(note);
  setTimeout(() => note.remove(), NOTE_MS);
}
