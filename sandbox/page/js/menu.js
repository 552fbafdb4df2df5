/** A button that opens a menu: arrow keys move, Escape closes, focus returns to the button. */
import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {{label: string, sign: string, data?: object, choices: {label: string, note?: string, run: function()}[]}} menu
 */
export function menuButton({ label, sign, data, choices, className = "icon-button" }) {
  const list = h("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" });
  const button = h("button", {
    type: "button", class: className, data, title: label, "aria-label": label,
    "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => list.togglePopover(),
  }, icon(sign));
  const pick = (choice) => {
    list.hidePopover();
    button.focus();
    choice.run();
  };
  list.append(...choices.map((choice) =>
    h("button", { type: "button", role: "menuitem", class: "menu-item", tabindex: "-1", onclick: () => pick(choice) },
      h("span", {}, choice.label), choice.note && h("small", { class: "note" }, choice.note))));
  list.addEventListener("toggle", (event) => opened(event.newState === "open", list, button));
  list.addEventListener("keydown", (event) => move(event, list, button));
  return h("span", { class: "menu-anchor" }, button, list);
}

function opened(isOpen, list, button) {
  button.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return;
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + 6 + height < innerHeight;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  list.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
  list.querySelector("[role=menuitem]")?.focus();
}

function move(event, list, button) {
  const items = [...list.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const next = nextIndex(event.key, at, items.length);
  if (event.key === "Escape" || event.key === "Tab") {
    list.hidePopover();
    button.focus();
    if (event.key === "Escape") event.stopPropagation();
    event.preventDefault();
  } else if (next !== null) {
    items[next].focus();
    event.preventDefault();
  }
}

/** Where an arrow key, Home or End leads in a list, or null for any other key. */
export function nextIndex(key, at, length) {
  if (length === 0) return null;
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return (at - 1 + length) % length;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return null;
}

/** Makes a list one stop of the Tab key, inside which the arrow keys move. */
export function roving(list, selector) {
  const items = () => [...list.querySelectorAll(selector)];
  const settle = (chosen) => items().forEach((item) => (item.tabIndex = item === chosen ? 0 : -1));
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches(selector)) return;
    const all = items();
    const next = nextIndex(event.key, all.indexOf(event.target), all.length);
    if (next === null) return;
    event.preventDefault();
    settle(all[next]);
    all[next].focus();
  });
  list.addEventListener("focusin", (event) => event.target.matches(selector) && settle(event.target));
  return settle;
}
