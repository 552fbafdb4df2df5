/** The app's slash commands, offered while one writes. */
import { get } from "./store.js";
import { announce } from "./announce.js";
import { nextIndex } from "./menu.js";
import { write } from "./composer.js";
import { h, uid } from "./dom.js";

/** @returns {function(KeyboardEvent): boolean} handles a key; true when the key was for the list */
export function suggestions(form, box) {
  const list = h("ul", { class: "suggestions", role: "listbox", id: uid("commands"), "aria-label": "Commands", hidden: true });
  form.append(list);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  let active = 0;

  const options = () => [...list.children];
  const hide = () => {
    list.hidden = true;
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
    box.setAttribute("aria-activedescendant", options()[index].id);
    options()[index].scrollIntoView({ block: "nearest" });
  };
  const pick = (command) => {
    write(box, `${command} `);
    hide();
    box.focus();
  };

  box.addEventListener("blur", hide);
  box.addEventListener("input", () => {
    const found = matching(box.value);
    if (!found.length) return hide();
    list.replaceChildren(...found.map((one) => row(one, pick)));
    if (list.hidden) announce(found.length === 1 ? "1 command" : `${found.length} commands`);
    list.hidden = false;
    return mark(0);
  });

  return (event) => {
    if (list.hidden) return false;
    const next = ["ArrowDown", "ArrowUp"].includes(event.key)
      ? nextIndex(event.key, active, options().length) : null;
    const command = options()[active].dataset.command;
    const completes = event.key === "Tab" || (event.key === "Enter" && box.value !== command);
    if (next !== null) mark(next);
    else if (completes && !event.shiftKey) pick(command);
    else if (event.key === "Escape") hide();
    else return false;
    event.preventDefault();
    return true;
  };
}

const INVITE = { command: "/invite", description: "Bring somebody or the app into this channel", usage_hint: "@name" };

const matching = (text) =>
  /^\/\S*$/.test(text)
    ? [...get().workspace.app.commands, INVITE].filter(({ command }) => command.startsWith(text))
    : [];

const row = ({ command, description, usage_hint: hint }, pick) =>
  h("li", {
    role: "option", id: uid("command"), data: { command }, class: "suggestion",
    // The box must keep the focus, or its "blur" would hide the list before the click.
    onmousedown: (event) => event.preventDefault(),
    onclick: () => pick(command),
  },
  h("span", { class: "command" }, command, hint && h("span", { class: "note" }, ` ${hint}`)),
  h("span", { class: "note" }, description));
