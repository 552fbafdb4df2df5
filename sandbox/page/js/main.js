/** Starts the page: reads the workspace, follows the address, listens for changes. */
import * as api from "./api.js";
import { get, people, set } from "./store.js";
import { onLeaving } from "./people.js";
import { listen } from "./stream.js";
import { onChange, refreshAll, refreshSidebar, refreshWorkspace } from "./refresh.js";
import { parse, settle } from "./route.js";
import { startConversation } from "./conversation.js";
import { startHeader } from "./header.js";
import { startModals } from "./modals.js";
import { startSidebar } from "./sidebar.js";
import { startThread } from "./thread.js";
import { toast } from "./announce.js";

const byId = (id) => document.getElementById(id);
let stopListening = () => {};
let trip = 0;
let arrivedAs = null;

const everybody = () => people().filter((one) => !one.is_bot && !one.deleted);

/** Follows the address to whom, where and which thread it names, or to the nearest that exists. */
async function follow() {
  const mine = ++trip;
  const { hash } = location;
  const wanted = parse(hash);
  const known = everybody().some((one) => one.id === wanted.user);
  const user = known ? wanted.user : everybody()[0]?.id;
  if (!user) return toast("This workspace has no people yet: add some to its file.");
  if (user !== arrivedAs) await become(user);
  if (mine !== trip || location.hash !== hash) return null; // the address changed again meanwhile, and that trip goes on
  arrive(user, wanted);
  if (get().route.place === "home") await openHome(user);
  return refreshAll();
}

/** Takes another person's place, with nothing of the last one's left on the screen. */
async function become(user) {
  arrivedAs = null;
  stopListening();
  set({ route: { user, place: null, thread: null }, ...blank() });
  await refreshSidebar();
}

const blank = () => ({ sidebar: [], others: [], modals: [], home: { of: null, view: null } });

function arrive(user, wanted) {
  if (user !== arrivedAs) stopListening = listen(user, { heard: onChange, online: reconnected });
  arrivedAs = user;
  const place = existing(wanted.place) ? wanted.place : (get().sidebar[0]?.id ?? "app");
  const thread = place === wanted.place ? wanted.thread : null;
  set({ route: { user, place, thread } });
  settle({ user, place, thread });
}

const existing = (place) =>
  place === "app" || place === "home" || get().sidebar.some((one) => one.id === place);

/** Opening the Home tab tells the app, which may then draw it. */
async function openHome(user) {
  await api.openHome(user).catch((error) => toast(error.message));
}

async function reconnected(online) {
  set({ online });
  if (online) await refreshAll();
}

async function start() {
  await refreshWorkspace();
  if (!get().workspace) return;
  startHeader(byId("header"), byId("intro"));
  startSidebar(byId("sidebar"));
  startConversation(byId("main"));
  startThread(byId("thread"));
  startModals(byId("modals"));
  addEventListener("hashchange", follow);
  onLeaving((person) => {
    toast(`${person.real_name || person.name} is deactivated and can do nothing here any more.`);
    follow();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  await follow();
}

start();
