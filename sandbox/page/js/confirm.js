/** Slack's confirm dialog: asks before an action is sent. */
import { rich, text } from "./text.js";
import { h, uid } from "./dom.js";

/** @returns {Promise<boolean>} whether the person went ahead */
export function confirmed(question, ctx) {
  return new Promise((resolve) => {
    const [title, body] = [uid("confirm"), uid("confirm")];
    const answer = (value) => () => dialog.close(value);
    const dialog = h("dialog",
      { class: "dialog dialog-small", role: "alertdialog", "aria-labelledby": title, "aria-describedby": body },
      h("h2", { id: title }, text(question.title)),
      h("div", { id: body }, rich(question.text, ctx)),
      h("div", { class: "dialog-buttons" },
        h("button", { type: "button", class: "button", autofocus: true, onclick: answer("no") },
          text(question.deny) || "Cancel"),
        h("button", { type: "button", class: `button ${question.style ?? "primary"}`, onclick: answer("yes") },
          text(question.confirm) || "Yes")));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
