/** Line icons, drawn here so that no font has to carry them. Decoration: the name stands beside. */

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-4 2.5-6 6-6s6 2 6 6M15.5 4.5a3.2 3.2 0 0 1 0 6M17 14.2c2.6.6 4 2.6 4 5.8",
  menu: "M4 7h16M4 12h16M4 17h16",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
