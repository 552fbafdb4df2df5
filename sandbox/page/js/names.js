/** How people and conversations are called, and their avatars. */
import { botUser, get, personOf } from "./store.js";
import { h } from "./dom.js";

const TINTS = 6;

export function nameOf(user) {
  if (user === botUser()) return get().workspace.app.name;
  const person = personOf(user);
  return person?.real_name || person?.name || user;
}

/** `#peer-team`, `Ana Duarte` or `Ana Duarte, Ben Okafor`. */
export function channelTitle(channel) {
  if (channel.kind === "channel" || channel.kind === "private") return `#${channel.name}`;
  return (channel.with ?? []).map(nameOf).join(", ") || channel.name;
}

const initials = (name) =>
  name.split(/\s+/).filter(Boolean).map((word) => word[0]).slice(0, 2).join("").toUpperCase();

const tint = (id) => [...id].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % TINTS;

/** Decoration: the name stands beside it. */
export function avatar(user, size = "") {
  if (user === botUser()) {
    return h("img", { class: `avatar avatar-app ${size}`, src: "icon.svg", alt: "" });
  }
  return h("span", { class: `avatar tint-${tint(user)} ${size}`, "aria-hidden": "true" },
    initials(nameOf(user)));
}
