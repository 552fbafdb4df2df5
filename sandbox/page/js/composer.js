/** Where one writes: Enter sends, Shift+Enter starts a line, "/" offers the app's commands. */
import * as api from "./api.js";
import { get } from "./store.js";
import { menuButton } from "./menu.js";
import { suggestions } from "./suggestions.js";
import { here, useShortcut } from "./context.js";
import { h, uid } from "./dom.js";

/** What was written and not sent, by conversation. */
const drafts = new Map();

/** @param {{channel: string, threadTs?: string, label: string}} to */
export function composer(to) {
  const key = `${get().route.user}/${to.channel}/${to.threadTs ?? ""}`;
  const note = h("p", { class: "error", id: uid("note"), role: "alert", hidden: true });
  const box = h("textarea", {
    rows: "1", dir: "auto", "aria-label": to.label, placeholder: to.label, value: drafts.get(key) ?? "",
    "aria-describedby": note.id, autocomplete: "off", data: { focus: `composer-${key}` },
  });
  const form = h("form", { class: "composer", onsubmit: submit },
    note,
    h("div", { class: "composer-row" },
      !to.threadTs && shortcutsMenu(),
      box,
      h("button", { type: "submit", class: "button primary" }, "Send")));
  const tell = (text) => {
    note.textContent = text;
    note.hidden = !text;
  };
  const offer = to.threadTs ? () => false : suggestions(form, box);
  box.addEventListener("input", () => {
    drafts.set(key, box.value);
    grow(box);
    tell("");
  });
  box.addEventListener("keydown", (event) => {
    if (offer(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    write(box, "");
    send(to, text).then((trouble) => {
      if (trouble && !box.value) write(box, text);
      tell(trouble ?? "");
    });
  }
  return form;
}

/** Puts a text into the box as if it had been typed. */
export function write(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`;
}

const TROUBLES = {
  unknown_command: (text) => `${text.split(" ")[0]} is not a command in this workspace.`,
  timeout: (text) => `${text.split(" ")[0]} did not answer within three seconds.`,
};

/** @returns {Promise<?string>} what went wrong, in words */
async function send({ channel, threadTs }, text) {
  const { user } = get().route;
  try {
    if (!text.startsWith("/")) {
      await api.say(user, { channel, text, ...(threadTs && { thread_ts: threadTs }) });
      return null;
    }
    if (threadTs) return "Slash commands do not work in threads.";
    const { result } = await api.command(user, { channel, text });
    return TROUBLES[result]?.(text) ?? null;
  } catch (error) {
    return error.message;
  }
}

function shortcutsMenu() {
  const shortcuts = get().workspace.app.shortcuts.filter((one) => one.type === "global");
  if (!shortcuts.length) return null;
  return menuButton({
    label: "Shortcuts", sign: "bolt",
    choices: shortcuts.map((one) => ({
      label: one.name, note: one.description, run: () => useShortcut({ callback_id: one.callback_id, channel: here() }),
    })),
  });
}
