/** The people of the workspace, as an administrator sees them: rename, move, deactivate. */
import * as api from "./api.js";
import { get, people, watch } from "./store.js";
import { icon } from "./icons.js";
import { refreshWorkspace } from "./refresh.js";
import { toast } from "./announce.js";
import { h, refill, uid } from "./dom.js";

/** The button in the header, and the dialog that it opens. */
export function peopleButton() {
  const title = uid("people");
  const zones = h("datalist", { id: uid("zones") },
    Intl.supportedValuesOf("timeZone").map((zone) => h("option", { value: zone })));
  const list = h("ul", { class: "people" });
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title },
    h("div", { class: "dialog-head" }, h("h2", { id: title }, "People"),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", title: "Close", onclick: () => dialog.close() },
        icon("close"))),
    h("div", { class: "dialog-notes" }),
    h("div", { class: "dialog-body" }, list, zones));
  document.body.append(dialog);
  const draw = () => dialog.open && refill(list, members().map((one) => row(one, zones.id)));
  watch(({ workspace }) => [workspace.people.map(({ unread, ...rest }) => rest)], draw);
  return h("button", {
    type: "button", class: "icon-button", "aria-label": "People", title: "People", "aria-haspopup": "dialog",
    onclick: () => {
      dialog.showModal();
      draw();
    },
  }, icon("people"));
}

const members = () => people().filter((one) => !one.is_bot);

function row(person, zones) {
  const shown = person.real_name || person.name;
  const name = h("input", { value: person.real_name, "aria-label": `Name of ${shown}`, dir: "auto", autocomplete: "off", data: { focus: `name-${person.id}` } });
  const zone = h("input", { value: person.tz, "aria-label": `Time zone of ${shown}`, list: zones, autocomplete: "off", data: { focus: `zone-${person.id}` } });
  const save = (event) => {
    event.preventDefault();
    change(person, { real_name: name.value.trim(), tz: zone.value.trim() });
  };
  const standing = person.deleted ? "Reactivate" : "Deactivate";
  return h("li", { class: person.deleted ? "person-row gone" : "person-row" },
    h("form", { class: "person-form", onsubmit: save }, name, zone,
      h("button", { type: "submit", class: "button small", "aria-label": `Save ${shown}` }, "Save"),
      h("button", {
        type: "button", class: "button small", "aria-label": `${standing} ${shown}`, data: { focus: `standing-${person.id}` },
        onclick: () => change(person, { deleted: !person.deleted }),
      }, standing)));
}

async function change({ id }, body) {
  try {
    await api.change(id, body);
    await refreshWorkspace();
  } catch (error) {
    toast(error.message);
  }
}

/** Calls back when the person whose place one has taken is no longer there to act. */
export function onLeaving(back) {
  watch(({ workspace, route }) => [route.user, workspace.people.find((one) => one.id === route.user)?.deleted], () => {
    const { user } = get().route;
    const person = people().find((one) => one.id === user);
    if (person?.deleted) back(person);
  });
}
