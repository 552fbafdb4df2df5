/** The app's Home tab. */
import { blocks } from "./blocks.js";
import { contextFor } from "./context.js";
import { draftFrom } from "./view_state.js";
import { get } from "./store.js";
import { h, refill } from "./dom.js";

export function drawHome(root) {
  const { home, route, workspace } = get();
  if (!root || home.of !== route.user) return;
  if (!home.view) {
    refill(root, h("p", { class: "muted" }, `${workspace.app.name} has not drawn a Home tab yet.`));
    return;
  }
  const ctx = contextFor({ view_id: home.view.id }, { state: draftFrom(home.view) });
  refill(root, h("div", { class: "blocks home-view" }, blocks(home.view.blocks, ctx)));
}
