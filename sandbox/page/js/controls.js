/**
 * The form controls behind Block Kit's elements. Each returns `{node, focusable, read, reset}`;
 * `read()` gives a string, a list of strings for multiple choice, or null for nothing.
 */
import { channelTitle } from "./names.js";
import { unixToZoned, zonedToUnix } from "./dates.js";
import { text } from "./text.js";
import { h, uid } from "./dom.js";

const MOST_CHARACTERS = 3000; // Slack: plain_text_input holds at most 3000 characters

const CONTROLS = {
  plain_text_input: textControl,
  rich_text_input: richTextControl,
  email_text_input: (item, at) => typed("email", item, at, { maxlength: item.max_length }),
  url_text_input: (item, at) => typed("url", item, at),
  number_input: (item, at) =>
    typed("text", item, at, { inputmode: item.is_decimal_allowed ? "decimal" : "numeric" }),
  datepicker: (item, at) => typed("date", item, { ...at, start: startOr(at, item.initial_date) }),
  timepicker: (item, at) => typed("time", item, { ...at, start: startOr(at, item.initial_time) }),
  datetimepicker: dateTime,
  checkboxes: (item, at) => group("checkbox", item, at, values(at, item.initial_options)),
  radio_buttons: (item, at) => group("radio", item, at, values(at, one(item.initial_option))),
};

/**
 * @param {object} item the Block Kit element
 * @param {object} block the block it is in
 * @param {Context} ctx
 * @param {?(string|string[])} [start] what it holds already, over the element's own initial value;
 *   null is "nothing", undefined leaves the initial value
 */
export function control(item, block, ctx, start = undefined) {
  const at = { data: { actionId: item.action_id, blockId: block.block_id }, ctx, start };
  if (CONTROLS[item.type]) return CONTROLS[item.type](item, at);
  if (item.type.startsWith("multi_")) return several(item, at);
  if (item.type.endsWith("_select")) return select(item, at);
  return unknown(item);
}

const one = (item) => (item ? [item] : []);
const valueOf = (option) => (typeof option === "string" ? option : option.value);
const startOr = (at, initial) => (at.start === undefined ? initial : at.start);
const values = (at, initial) =>
  at.start === undefined ? (initial ?? []).map(valueOf) : one(at.start).flat();
const simple = (node, read, write) => {
  const first = read();
  return { node, focusable: node, read, reset: () => write(first) };
};

function typed(type, item, at, extra = {}) {
  const node = h("input", {
    type, id: uid("input"), data: at.data, dir: type === "text" ? "auto" : null, placeholder: text(item.placeholder) || null,
    value: startOr(at, item.initial_value) ?? "", autocomplete: "off", ...extra,
  });
  return simple(node, () => node.value || null, (value) => (node.value = value ?? ""));
}

function textControl(item, at) {
  const limits = { maxlength: Math.min(item.max_length ?? MOST_CHARACTERS, MOST_CHARACTERS) };
  if (!item.multiline) return typed("text", item, at, limits);
  const node = h("textarea", {
    id: uid("input"), rows: "4", dir: "auto", data: at.data, placeholder: text(item.placeholder) || null,
    value: startOr(at, item.initial_value) ?? "", ...limits,
  });
  return simple(node, () => node.value || null, (value) => (node.value = value ?? ""));
}

/** Written as plain text and sent as one section of rich text. */
function richTextControl(item, at) {
  const made = textControl({ ...item, multiline: true }, {
    ...at, start: plainText(startOr(at, item.initial_value)),
  });
  const elements = () => [{ type: "text", text: made.node.value }];
  const read = () => made.node.value
    ? { type: "rich_text", elements: [{ type: "rich_text_section", elements: elements() }] }
    : null;
  return { ...made, read };
}

const plainText = (rich) =>
  (rich?.elements ?? []).map((part) => part.elements.map((one) => one.text ?? "").join("")).join("\n");

function dateTime(item, at) {
  const { tz } = at.ctx;
  const seconds = startOr(at, item.initial_date_time);
  const made = typed("datetime-local", item, {
    ...at, start: seconds ? unixToZoned(Number(seconds), tz) : "",
  });
  return { ...made, read: () => (made.node.value ? zonedToUnix(made.node.value, tz) : null) };
}

/** The choices of a select as groups: `[{label, options: [{value, label, note}]}]`. */
function choices(item, ctx) {
  const option = (one) => ({ value: one.value, label: text(one.text), note: text(one.description) });
  const own = (list) => [{ label: null, options: list.map(option) }];
  const named = (list, name) =>
    [{ label: null, options: list.map((one) => ({ value: one.id, label: name(one) })) }];
  if (item.type.includes("users_select")) return named(ctx.people(), nameOf);
  if (item.type.includes("channels_select")) {
    return named(ctx.conversations().filter((one) => one.kind === "channel"), channelTitle);
  }
  if (item.type.includes("conversations_select")) {
    return named(ctx.conversations().filter((one) => passes(one, item.filter ?? {}, ctx)), channelTitle);
  }
  if (item.option_groups) {
    return item.option_groups.map((group) => ({
      label: text(group.label), options: group.options.map(option),
    }));
  }
  return own(item.options ?? []);
}

const KINDS = { channel: "public", private: "private", dm: "im", group: "mpim" };

/** Whether a conversation is offered under a menu's filter. */
function passes(one, { include, exclude_bot_users: noBots }, ctx) {
  if (include && !include.includes(KINDS[one.kind])) return false;
  return !(noBots && one.kind === "dm" && one.with?.some((id) => ctx.person(id)?.is_bot));
}

const nameOf = (one) => one.real_name || one.name;
const initial = (item) =>
  item.initial_options ?? item.initial_users ?? item.initial_conversations ?? item.initial_channels ??
  one(item.initial_option ?? item.initial_user ?? item.initial_conversation ?? item.initial_channel);

function select(item, at) {
  const [chosen = ""] = values(at, initial(item));
  const option = ({ value, label }) => h("option", { value, dir: "auto", selected: value === chosen }, label);
  const node = h("select", { id: uid("input"), data: at.data, "aria-label": null },
    h("option", { value: "", selected: !chosen }, text(item.placeholder) || "Choose"),
    choices(item, at.ctx).map((group) =>
      group.label === null
        ? group.options.map(option)
        : h("optgroup", { label: group.label }, group.options.map(option))));
  return simple(node, () => node.value || null, (value) => (node.value = value ?? ""));
}

function group(type, item, at, chosen, list = choices(item, at.ctx)) {
  const name = uid("group");
  const boxes = [];
  const line = (option) => {
    const id = uid("option");
    const note = option.note && h("span", { class: "note", id: `${id}-note` }, option.note);
    const box = h("input", {
      type, name, id, value: option.value, checked: chosen.includes(option.value),
      data: { ...at.data, value: option.value }, "aria-describedby": note ? note.id : null,
    });
    boxes.push(box);
    return h("div", { class: "choice" }, box, h("label", { for: id, dir: "auto" }, option.label), note);
  };
  const node = h("div", { role: type === "radio" ? "radiogroup" : "group", class: "choices" },
    list.map((part) => [part.label && h("p", { class: "choices-label" }, part.label),
      part.options.map(line)]));
  const read = () => {
    const picked = boxes.filter((box) => box.checked).map((box) => box.value);
    return type === "radio" ? (picked[0] ?? null) : picked;
  };
  const write = (value) => boxes.forEach((box) => (box.checked = [value].flat().includes(box.value)));
  return { ...simple(node, read, write), focusable: boxes[0] };
}

function several(item, at) {
  const made = group("checkbox", item, at, values(at, initial(item)));
  made.node.classList.add("choices-many");
  return made;
}

const unknown = (item) =>
  simple(h("p", { class: "muted" }, `“${item.type}” is not drawn on this page.`), () => null, () => {});
