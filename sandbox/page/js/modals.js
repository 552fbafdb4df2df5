/** The stack of modals: one real dialog for each view, the last on top. */
import { get, watch } from "./store.js";
import { focusSelector } from "./dom.js";
import { Modal } from "./modal.js";

const open = new Map();
let comeBackTo = null;

export function startModals(root) {
  watch(({ modals, route }) => [modals, route.user], () => draw(root));
}

function draw(root) {
  const stack = get().modals;
  const hadSome = open.size > 0;
  if (!hadSome && stack.length) comeBackTo = whereFocusIs();
  const wanted = new Set(stack.map((view) => view.id));
  for (const [id, modal] of [...open].reverse()) {
    if (wanted.has(id)) continue;
    modal.remove();
    open.delete(id);
  }
  for (const view of stack) {
    if (!open.has(view.id)) open.set(view.id, new Modal(root, view, get().route.user));
    else open.get(view.id).update(view);
  }
  if (hadSome && !open.size) comeBack();
}

/** Where the focus was, as a selector too: the message may have been redrawn meanwhile. */
function whereFocusIs() {
  const active = document.activeElement;
  return active && active !== document.body ? { active, selector: focusSelector(active) } : null;
}

function comeBack() {
  if (document.activeElement !== document.body) return;
  const { active, selector } = comeBackTo ?? {};
  const again = active?.isConnected ? active : selector && document.querySelector(selector);
  (again ?? document.querySelector("#main textarea") ?? document.getElementById("main")).focus();
}
