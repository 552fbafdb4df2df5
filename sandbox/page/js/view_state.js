/** What a view's inputs hold already, from the state that the server keeps. */

const valueOf = (option) => option?.value;

/** The plain value of one entry of `view.state.values`, whatever its element. */
function plain(entry) {
  if (entry.selected_options) return entry.selected_options.map(valueOf);
  if ("selected_option" in entry) return valueOf(entry.selected_option) ?? null;
  const name = Object.keys(entry).find((key) => /^(rich_text_)?value$|^selected_/.test(key));
  return name ? entry[name] : undefined;
}

/** @returns {Map<string, any>} values by `block_id/action_id`; null is an input that was emptied */
export function draftFrom(view) {
  const draft = new Map();
  for (const [block, actions] of Object.entries(view.state?.values ?? {})) {
    for (const [action, entry] of Object.entries(actions)) {
      const value = plain(entry);
      if (value !== undefined) draft.set(`${block}/${action}`, value);
    }
  }
  return draft;
}
