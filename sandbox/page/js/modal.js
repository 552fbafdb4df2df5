/** One modal: Slack's view as a dialog with a form in it. */
import * as api from "./api.js";
import { blocks } from "./blocks.js";
import { contextFor } from "./context.js";
import { icon } from "./icons.js";
import { draftFrom } from "./view_state.js";
import { refreshModals } from "./refresh.js";
import { showError } from "./inputs.js";
import { text } from "./text.js";
import { toast } from "./announce.js";
import { whileBusy } from "./elements.js";
import { h, rememberFocus, uid } from "./dom.js";

const LATE = "The app did not answer within three seconds. Nothing you wrote is lost; try again.";

const alike = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What makes it necessary to draw the view again. */
const shape = ({ title, blocks: list, submit, close }) => JSON.stringify([title, list, submit, close]);

export class Modal {
  constructor(root, view, user) {
    this.user = user;
    this.shown = "{}";
    this.draft = draftFrom(view);
    this.kept = draftFrom(view);
    this.dialog = h("dialog", { class: "dialog", data: { viewId: view.id } });
    this.dialog.addEventListener("cancel", (event) => {
      if (event.target !== this.dialog) return;
      event.preventDefault();
      this.leave(false);
    });
    // Browsers may close a dialog on a second Escape without asking first.
    this.dialog.addEventListener("close", (event) => {
      if (event.target === this.dialog && !this.removed) this.leave(false);
    });
    this.dialog.addEventListener("keydown", (event) => keepInside(event, this.dialog));
    root.append(this.dialog);
    this.update(view);
    this.dialog.showModal();
    this.focusFirst();
  }

  update(view) {
    this.view = view;
    if (this.shape !== shape(view)) this.draw();
    if (JSON.stringify(view.errors ?? {}) !== this.shown) this.showErrors(view.errors ?? {});
  }

  remove() {
    this.removed = true;
    this.dialog.close();
    this.dialog.remove();
  }

  draw() {
    const { view } = this;
    this.shape = shape(view);
    this.form = new Map();
    const title = uid("title");
    const outer = contextFor({ view_id: view.id });
    const ctx = {
      ...outer,
      draft: this.draft,
      state: draftFrom(view),
      form: this.form,
      filled: (key, value) => this.fill({ [key]: value }),
      act: async (...what) => {
        await this.sync();
        await outer.act(...what);
      },
    };
    this.summary = h("p", { class: "summary", role: "alert", tabindex: "-1" });
    this.dialog.setAttribute("aria-labelledby", title);
    const focus = rememberFocus(this.dialog);
    this.dialog.replaceChildren(
      h("div", { class: "dialog-head" }, h("h2", { id: title, dir: "auto" }, text(view.title)),
        h("button", { type: "button", class: "icon-button", "aria-label": "Exit", title: "Exit", onclick: () => this.leave(true) },
          icon("close"))),
      h("div", { class: "dialog-notes" }),
      h("form", { class: "dialog-form", novalidate: true, onsubmit: (event) => this.submit(event) },
        h("div", { class: "dialog-body blocks" }, this.summary, blocks(view.blocks, ctx)),
        this.buttons()));
    for (const key of [...this.draft.keys()]) if (!this.form.has(key)) this.draft.delete(key);
    focus();
  }

  buttons() {
    const { view } = this;
    this.submitButton = view.submit && h("button", { type: "submit", class: "button primary" }, text(view.submit));
    return h("div", { class: "dialog-buttons" },
      h("button", { type: "button", class: "button", onclick: () => this.leave(false) },
        text(view.close) || (view.submit ? "Cancel" : "Close")),
      this.submitButton);
  }

  focusFirst() {
    const wished = this.view.blocks.find((block) => block.element?.focus_on_load);
    const fields = [...this.form.values()];
    const field = fields.find((one) => one.block === wished) ?? fields[0];
    if (field) field.made.focusable?.focus();
    else (this.submitButton ?? this.dialog.querySelector(".dialog-buttons button")).focus();
  }

  async fill(values) {
    const body = { view_id: this.view.id, values };
    await api.fill(this.user, body).catch((error) => toast(error.message));
    for (const [key, value] of Object.entries(values)) this.kept.set(key, value);
  }

  /** What was typed goes along with a press, as it does in Slack. */
  async sync() {
    const values = Object.fromEntries([...this.form]
      .filter(([key, { block, made }]) => !block.dispatch_action && !alike(made.read(), this.kept.get(key)))
      .map(([key, { made }]) => [key, made.read()]));
    if (Object.keys(values).length) await this.fill(values);
  }

  values() {
    return Object.fromEntries([...this.form].map(([key, { made }]) => [key, made.read()]));
  }

  submit(event) {
    event.preventDefault();
    if (!this.submitButton) return;
    whileBusy(this.submitButton, async () => {
      this.showErrors({});
      try {
        await this.answered(await api.submit(this.user, { view_id: this.view.id, values: this.values() }));
      } catch (error) {
        this.summary.textContent = error.message;
      }
    });
  }

  async answered({ result, errors, problem }) {
    await refreshModals();
    if (this.removed) return;
    if (result === "errors") this.showErrors(errors ?? {});
    if (result === "timeout") {
      this.summary.textContent = problem?.includes(":") ? `The app's answer was no use: ${problem}` : LATE;
    }
  }

  /** Ties each message to its field, says how many there are, and goes to the first. */
  showErrors(errors) {
    this.shown = JSON.stringify(errors);
    const fields = [...this.form.values()];
    for (const field of fields) showError(field, errors[field.block.block_id]);
    const wrong = fields.filter(({ block }) => errors[block.block_id]);
    this.summary.textContent = summaryOf(wrong.length);
    wrong[0]?.made.focusable?.focus();
  }

  async leave(clear) {
    if (this.removed) return;
    await api.close(this.user, { view_id: this.view.id, clear }).catch((error) => toast(error.message));
    await refreshModals();
  }
}

function summaryOf(count) {
  if (!count) return "";
  return count === 1 ? "One answer needs another look." : `${count} answers need another look.`;
}

const STOPS = "a[href], button, input, select, textarea, [tabindex='0']";

/** Tab goes round inside the dialog. */
function keepInside(event, dialog) {
  if (event.key !== "Tab") return;
  const stops = [...dialog.querySelectorAll(STOPS)].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}
