/**
 * What block renderers need to know and may do. One context belongs to one surface: a message, a
 * Home view or a modal.
 *
 * @typedef {object} Context
 * @property {string} user whose eyes these are
 * @property {string} tz their time zone
 * @property {function(): number} now the workspace's time, Unix seconds
 * @property {function(string): ?object} person
 * @property {function(string): ?string} channelName
 * @property {function(string): string} channelAddress
 * @property {object} where `{message: {channel, ts}}` or `{view_id}`
 * @property {function(object, string, any): Promise<void>} act sends a block action
 * @property {?Map<string, any>} state what menus outside inputs hold, by block_id/action_id
 * @property {?object} draft what was typed into a modal's inputs so far
 * @property {Object<string, string>} errors by block_id
 */
import * as api from "./api.js";
import { botUser, get, me, openChannel, people, personOf } from "./store.js";
import { format } from "./route.js";
import { isoDay } from "./dates.js";
import { toast } from "./announce.js";

export const now = () => Date.parse(get().workspace.clock.now) / 1000;

/** The acting person's day: words such as "today" in a message change with it. */
export const today = () => isoDay(now(), me()?.tz ?? "UTC");

/** @returns {Context} */
export function contextFor(where, extra = {}) {
  const { user } = get().route;
  return {
    user,
    tz: me()?.tz ?? "UTC",
    now,
    person: personOf,
    people: () => people().filter((one) => !one.deleted),
    conversations: () => [...get().sidebar, ...get().others],
    channelName: (id) => [...get().sidebar, ...get().others].find((one) => one.id === id)?.name,
    channelAddress: (id) => format({ user, place: id }),
    where,
    act: (element, blockId, value) => act(user, where, element, blockId, value),
    state: null,
    draft: null,
    errors: {},
    ...extra,
  };
}

const LATE = "The app did not answer within three seconds.";

async function act(user, where, element, blockId, value) {
  const body = { ...where, action_id: element.action_id };
  if (blockId) body.block_id = blockId;
  if (value !== undefined) body.value = value;
  await tell(api.press(user, body));
}

/** Uses one of the app's shortcuts, on a message or from anywhere. */
export const useShortcut = (body) => tell(api.shortcut(get().route.user, body));

/** The conversation that is open, for a shortcut used from there; none before the app's DM is. */
export const here = () => (openChannel() === botUser() ? null : openChannel());

/** Waits for the app's ack, and says so when there was none. */
async function tell(sent) {
  try {
    if (!(await sent).ok) toast(LATE);
  } catch (error) {
    toast(error.message);
  }
}
