/** Changing what one wrote, or taking it back. */
import * as api from "./api.js";
import { get } from "./store.js";
import { toast } from "./announce.js";
import { unescape } from "./mrkdwn.js";
import { h, uid } from "./dom.js";

const tell = (sent) => sent.catch((error) => toast(error.message));

export const takeBack = (channel, { ts }) => tell(api.takeBack(get().route.user, { channel, ts }));

/** A dialog with the words as they were; Save sends what they have become. */
export function editMessage(channel, { ts, text }) {
  const title = uid("edit");
  const box = h("textarea", { rows: "3", value: unescape(text), "aria-labelledby": title, dir: "auto" });
  const dialog = h("dialog", { class: "dialog dialog-small", "aria-labelledby": title },
    h("h2", { id: title }, "Edit message"),
    h("form", { class: "block-input", onsubmit: save }, box,
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Cancel"),
        h("button", { type: "submit", class: "button primary" }, "Save"))));
  function save(event) {
    event.preventDefault();
    dialog.close();
    tell(api.edit(get().route.user, { channel, ts, text: box.value }));
  }
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
