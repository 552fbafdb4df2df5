/** Hears a choice once it has been made, and not each step on the way to it. */

const PAUSE_MS = 700;

/**
 * Arrow keys move through a select, a radio group or a date one step at a time, and each step is a
 * "change". A choice by pointer is taken at once; by keyboard after a pause, on Enter, or on leaving.
 */
export function onChoice(node, send) {
  let byKey = false;
  let timer = null;
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    send();
  };
  node.addEventListener("pointerdown", () => (byKey = false));
  node.addEventListener("keydown", (event) => {
    byKey = event.key !== " ";
    if (event.key === "Enter") flush();
  });
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || flush());
  node.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(flush, byKey ? PAUSE_MS : 0);
  });
  return node;
}
