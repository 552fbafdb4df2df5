/** Builds DOM nodes. Text only ever becomes a text node, so content can never become markup. */

/**
 * @param {string} tag
 * @param {Object<string, any>} [props] `on*` functions listen, `data` fills the dataset, `class` and
 *   every other name becomes an attribute; false, null and undefined are left out.
 * @param {...(Node|string|number|null|false|undefined|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  node.append(...present(children));
  return node;
}

function setProp(node, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") {
    for (const [key, item] of Object.entries(value)) if (item != null) node.dataset[key] = item;
  } else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** Flattens, and leaves out what is absent. */
export function present(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

let serial = 0;
/** An id that is unique on this page. */
export const uid = (prefix) => `${prefix}-${++serial}`;

/** A name that only assistive technology reads. */
export const quiet = (text) => h("span", { class: "quiet" }, text);

/**
 * Brings the children of `parent` in line with `items`: nodes whose key and content did not change
 * stay as they are, with their focus and half-made choices.
 */
export function reconcile(parent, items, keyOf, render) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const signature = JSON.stringify(item);
    const known = old.get(key);
    if (known && known.signature === signature) return known;
    const node = render(item);
    node.dataset.key = key;
    node.signature = signature;
    return node;
  });
  const focus = rememberFocus(parent);
  const keep = new Set(wanted);
  for (const node of [...parent.children]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
  focus();
}

/** Replaces all children; the element that had the focus gets it back by its data-focus or id. */
export function refill(root, ...children) {
  const focus = rememberFocus(root);
  root.replaceChildren(...present(children));
  focus();
}

/** Finds again, after a redraw, the element that had the focus. */
export function rememberFocus(root) {
  const active = document.activeElement;
  if (!active || active === root || !root.contains(active)) return () => {};
  const selector = focusSelector(active);
  const range = [active.selectionStart, active.selectionEnd];
  return () => {
    if (document.activeElement === active || !selector) return;
    const again = root.querySelector(selector);
    again?.focus();
    if (again && typeof range[0] === "number") again.setSelectionRange?.(...range);
  };
}

export function focusSelector(node) {
  if (node.dataset.focus) return `[data-focus="${CSS.escape(node.dataset.focus)}"]`;
  const { blockId, actionId, value } = node.dataset;
  if (!actionId) return node.id ? `#${CSS.escape(node.id)}` : null;
  const message = node.closest("[data-ts]")?.dataset.ts;
  const within = message ? `[data-ts="${message}"] ` : "";
  const block = blockId ? `[data-block-id="${CSS.escape(blockId)}"]` : "";
  const option = value ? `[data-value="${CSS.escape(value)}"]` : "";
  return `${within}[data-action-id="${CSS.escape(actionId)}"]${block}${option}`;
}
