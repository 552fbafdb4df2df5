/** The header: which workspace, as whom, and the workspace's time. */
import { clockControls } from "./clock.js";
import { get, people, watch } from "./store.js";
import { go } from "./route.js";
import { icon } from "./icons.js";
import { nameOf } from "./names.js";
import { peopleButton } from "./people.js";
import { h } from "./dom.js";

export function startHeader(header, intro) {
  const who = h("select", { "aria-label": "Act as", onchange: () => actAs(who.value) });
  const menu = h("button", {
    type: "button", class: "icon-button drawer-button", "aria-label": "Conversations",
    "aria-expanded": "false", "aria-controls": "sidebar", onclick: () => drawer(menu),
  }, icon("menu"));
  header.append(menu,
    h("div", { class: "brand" }, h("img", { src: "icon.svg", alt: "" }), h("span", {}, "Practice workspace")),
    h("label", { class: "who" }, h("span", { "aria-hidden": "true" }, "Act as"), who),
    peopleButton(),
    clockControls());
  addEventListener("hashchange", () => leaveDrawer(menu));
  addEventListener("keydown", (event) => event.key === "Escape" && drawer(menu, false));
  addEventListener("pointerdown", ({ target }) => target.closest("#sidebar, .drawer-button") || drawer(menu, false));
  watch(({ workspace, route }) => [workspace.people, route.user], () => fillPeople(who));
  watch(({ route, online, workspace }) => [route.user, online, workspace.people], () => introduce(intro));
}

function drawer(button, open = !document.body.classList.contains("drawer-open")) {
  document.body.classList.toggle("drawer-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector("#sidebar a[tabindex='0']")?.focus();
}

function leaveDrawer(button) {
  if (!document.body.classList.contains("drawer-open")) return;
  drawer(button, false);
  document.getElementById("main").focus();
}

function fillPeople(select) {
  const { user } = get().route;
  const list = people().filter((one) => !one.is_bot && !one.deleted);
  select.replaceChildren(...list.map((one) =>
    h("option", { value: one.id, dir: "auto", selected: one.id === user }, label(one, user))));
  select.value = user ?? "";
}

/** Whoever has direct messages waiting is marked, so that a visitor knows whom to act as next. */
function label({ id, name, real_name, unread }, user) {
  const shown = real_name || name;
  return unread && id !== user ? `${shown} (${unread} new)` : shown;
}

function actAs(user) {
  const { place } = get().route;
  go({ user, place });
}

function introduce(intro) {
  const { route, online } = get();
  if (!route.user) return;
  intro.replaceChildren(
    h("span", {}, "A practice workspace on this machine. Nothing leaves it."),
    " ",
    h("span", { class: "as-whom" }, "You are acting as ", h("bdi", { class: "name" }, nameOf(route.user)), "."),
    online ? "" : h("strong", { class: "offline", role: "status" }, " Reconnecting to the workspace…"));
}
