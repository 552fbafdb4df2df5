/** Channels, the app and direct messages, with what is unread. */
import { appChannel, botUser, get, openChannel, watch } from "./store.js";
import { avatar, channelTitle } from "./names.js";
import { format } from "./route.js";
import { h, quiet, refill, uid } from "./dom.js";
import { roving } from "./menu.js";

export function startSidebar(root) {
  const settle = roving(root, "a");
  watch(({ sidebar, route, workspace }) => [sidebar, route.user, route.place, workspace.app, workspace.team, workspace.revision],
    () => {
      if (get().route.user) draw(root, settle);
    });
}

function draw(root, settle) {
  const { sidebar, workspace } = get();
  const channels = sidebar.filter((one) => one.kind === "channel" || one.kind === "private");
  const direct = sidebar.filter((one) => one !== appChannel() && !channels.includes(one));
  refill(root,
    h("p", { class: "team" }, workspace.team.name),
    section("Channels", channels.map(channelItem)),
    section("App", [appItem()]),
    direct.length > 0 && section("Direct messages", direct.map(directItem)));
  settle(root.querySelector("a[aria-current]") ?? root.querySelector("a"));
}

function section(title, items) {
  const id = uid("section");
  return h("section", {}, h("h2", { id }, title), h("ul", { "aria-labelledby": id }, items));
}

function item(channel, place, sign, label, unread, current) {
  return h("li", {},
    h("a", {
      href: format({ user: get().route.user, place }),
      class: unread ? "place-link unread" : "place-link",
      "aria-current": current ? "page" : null,
      data: { channel, focus: `side-${channel}` },
    }, sign, h("span", { class: "place-name", dir: "auto" }, label),
    unread > 0 && h("span", { class: "badge" }, unread, quiet(" unread"))));
}

const sign = (text) => h("span", { class: "sign", "aria-hidden": "true" }, text);

const channelItem = (one) =>
  item(one.id, one.id, sign("#"), one.kind === "private" ? [one.name, h("small", {}, " private")] : one.name, one.unread, one.id === openChannel());

const directItem = (one) =>
  item(one.id, one.id, avatar(one.with?.[0] ?? one.id, "avatar-small"), channelTitle(one), one.unread, one.id === openChannel());

function appItem() {
  const dm = appChannel();
  const id = dm?.id ?? botUser();
  const current = get().route.place === "home" || openChannel() === id;
  return item(id, "app", avatar(botUser(), "avatar-small"), get().workspace.app.name, dm?.unread ?? 0, current);
}
