/** Shortcodes that this page draws; any other stays as it was written. */
const SHORTCODES = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", clap: "👏", pray: "🙏",
  raised_hands: "🙌", muscle: "💪", handshake: "🤝", point_right: "👉", ok_hand: "👌", eyes: "👀",
  heart: "❤️", green_heart: "💚", blue_heart: "💙", yellow_heart: "💛", orange_heart: "🧡",
  purple_heart: "💜", white_heart: "🤍", hugging_face: "🤗", slightly_smiling_face: "🙂",
  smile: "😄", smiley: "😃", blush: "😊", relieved: "😌", grin: "😁", joy: "😂", wink: "😉",
  thinking_face: "🤔", neutral_face: "😐", cry: "😢", sleeping: "😴", tired_face: "😫",
  disappointed: "😞", face_with_thermometer: "🤒", tada: "🎉", sparkles: "✨", star: "⭐",
  star2: "🌟", sunny: "☀️", sun_with_face: "🌞", partly_sunny: "⛅", umbrella: "☂️", rainbow: "🌈",
  crescent_moon: "🌙", zzz: "💤", snowflake: "❄️", ocean: "🌊", seedling: "🌱", herb: "🌿",
  leaves: "🍃", fallen_leaf: "🍂", evergreen_tree: "🌲", sunflower: "🌻", cherry_blossom: "🌸",
  tulip: "🌷", tea: "🍵", coffee: "☕", house: "🏠", bell: "🔔", no_bell: "🔕", calendar: "📆",
  date: "📅", spiral_calendar_pad: "🗓️", clock3: "🕒", hourglass: "⌛", alarm_clock: "⏰",
  stopwatch: "⏱️", timer_clock: "⏲️", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌",
  warning: "⚠️", information_source: "ℹ️", question: "❓", exclamation: "❗", lock: "🔒",
  unlock: "🔓", key: "🔑", closed_lock_with_key: "🔐", bulb: "💡", memo: "📝", pencil: "📝",
  pencil2: "✏️", clipboard: "📋", bookmark: "🔖", books: "📚", book: "📖", speech_balloon: "💬",
  left_speech_bubble: "🗨️", thought_balloon: "💭", mega: "📣", loudspeaker: "📢", envelope: "✉️",
  inbox_tray: "📥", outbox_tray: "📤", ballot_box_with_ballot: "🗳️", bar_chart: "📊",
  chart_with_upwards_trend: "📈", link: "🔗", pushpin: "📌", gear: "⚙️", wrench: "🔧",
  rocket: "🚀", compass: "🧭", palm_tree: "🌴", candle: "🕯️", dove_of_peace: "🕊️",
  busts_in_silhouette: "👥", bust_in_silhouette: "👤", arrow_right: "➡️", arrow_left: "⬅️",
  small_blue_diamond: "🔹", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴", white_circle: "⚪",
};

/** @returns {?string} the character for a shortcode without its colons */
export const emoji = (name) => SHORTCODES[name.replace(/::skin-tone-\d/, "")] ?? null;

/** Replaces the known shortcodes in plain text. */
export const withEmoji = (text) =>
  text.replace(/:([a-z0-9_+'-]+):/gi, (whole, name) => emoji(name) ?? whole);
