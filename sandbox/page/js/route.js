/** The address of what is on the screen: `#/U0ANA/C0TEAM`, `#/U0ANA/C0TEAM/1700000000.000100`. */

/** @returns {{user: ?string, place: ?string, thread: ?string}} place: a channel id, `home` or `app` */
export function parse(hash) {
  if (!hash.startsWith("#/")) return { user: null, place: null, thread: null };
  const [user, place, thread] = hash.slice(2).split("/").map(decodeURIComponent);
  return { user: user || null, place: place || null, thread: thread || null };
}

export function format({ user, place, thread }) {
  const parts = [user, place, thread].filter(Boolean).map(encodeURIComponent);
  return `#/${parts.join("/")}`;
}

/** Goes there, with an entry in the browser's history. */
export function go(route) {
  location.hash = format(route);
}

/** Goes there in place of the current entry, so that "back" does not return to a half address. */
export function settle(route) {
  if (location.hash === format(route)) return;
  history.replaceState(null, "", format(route));
}
