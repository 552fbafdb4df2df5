/** Dates and times in a person's time zone. Instants are Unix seconds unless a name says otherwise. */

const DAY_S = 86_400;

const asDate = (seconds) => new Date(seconds * 1000);
const format = (seconds, tz, options) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: tz, ...options }).format(asDate(seconds));

export const clockTime = (seconds, tz) =>
  format(seconds, tz, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** YYYY-MM-DD of that instant in that zone. */
export const isoDay = (seconds, tz) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short" }).format(asDate(seconds));

export const dayLine = (seconds, tz) =>
  format(seconds, tz, { weekday: "long", day: "numeric", month: "long" });

/** `Eastern Standard Time`, as it is called at that instant. */
export function zoneName(seconds, tz) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: "long" })
    .formatToParts(asDate(seconds));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? tz;
}

function relativeDay(seconds, now, tz) {
  const days = [["today", 0], ["yesterday", -DAY_S], ["tomorrow", DAY_S]];
  return days.find(([, away]) => isoDay(seconds, tz) === isoDay(now + away, tz))?.[0];
}

function ago(seconds, now) {
  const units = [["day", DAY_S], ["hour", 3600], ["minute", 60], ["second", 1]];
  const away = seconds - now;
  const [unit, size] = units.find(([, length]) => Math.abs(away) >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" })
    .format(Math.round(away / size), unit);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const MEDIUM = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };

const TOKENS = {
  date_num: (s, now, tz) => isoDay(s, tz),
  date: (s, now, tz) => format(s, tz, MEDIUM),
  date_short: (s, now, tz) => format(s, tz, SHORT),
  date_long: (s, now, tz) => format(s, tz, LONG),
  date_pretty: (s, now, tz) => relativeDay(s, now, tz) ?? format(s, tz, MEDIUM),
  date_short_pretty: (s, now, tz) => relativeDay(s, now, tz) ?? format(s, tz, SHORT),
  date_long_pretty: (s, now, tz) => relativeDay(s, now, tz) ?? format(s, tz, LONG),
  day_divider_pretty: (s, now, tz) => relativeDay(s, now, tz) ?? format(s, tz, LONG),
  time: (s, now, tz) => clockTime(s, tz),
  time_secs: (s, now, tz) => format(s, tz, { timeStyle: "medium", hourCycle: "h23" }),
  ago: (s, now) => ago(s, now),
};

/** Fills a pattern such as `{date_short_pretty} at {time}`; unknown tokens stay. */
export function fillDate(pattern, seconds, now, tz) {
  const text = pattern.replace(/\{(\w+)\}/g, (whole, token) =>
    TOKENS[token] ? TOKENS[token](seconds, now, tz) : whole,
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `2026-11-22T09:30` in that zone → Unix seconds. A local time that a clock change skips or
 * repeats becomes one of the instants nearest to it. */
export function zonedToUnix(local, tz) {
  const wall = Date.parse(`${local}Z`) / 1000;
  let guess = wall;
  for (let round = 0; round < 2; round += 1) {
    guess += wall - Date.parse(`${unixToZoned(guess, tz)}Z`) / 1000;
  }
  return guess;
}

/** Unix seconds → `2026-11-22T09:30` in that zone. */
export const unixToZoned = (seconds, tz) => `${isoDay(seconds, tz)}T${clockTime(seconds, tz)}`;
