/** The control API of the sandbox: one function for each thing a person can do. */

async function ask(path, options = {}) {
  const answer = await fetch(`/control/${path}`, options);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || `The workspace answered ${answer.status}.`);
  return body;
}

const send = (path, body = {}) =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const person = (user, what) => `people/${encodeURIComponent(user)}/${what}`;
const query = (values) => new URLSearchParams(values).toString();

export const workspace = () => ask("workspace");
export const sidebar = (user) => ask(person(user, "sidebar"));
export const home = (user) => ask(person(user, "home"));
export const openHome = (user) => send(person(user, "home"));
export const modals = (user) => ask(person(user, "modals"));
export const messages = (user, channel) => ask(person(user, `messages?${query({ channel })}`));
export const thread = (user, channel, threadTs) =>
  ask(person(user, `messages?${query({ channel, thread_ts: threadTs })}`));

export const say = (user, body) => send(person(user, "say"), body);
export const edit = (user, body) => send(person(user, "edit"), body);
export const takeBack = (user, body) => send(person(user, "take_back"), body);
export const press = (user, body) => send(person(user, "press"), body);
export const fill = (user, body) => send(person(user, "fill"), body);
export const submit = (user, body) => send(person(user, "submit"), body);
export const close = (user, body) => send(person(user, "close"), body);
export const command = (user, body) => send(person(user, "command"), body);
export const shortcut = (user, body) => send(person(user, "shortcut"), body);
export const change = (user, body) => send(person(user, "change"), body);
export const clock = (body) => send("clock", body);
