/** Tables, and charts as tables: the figures are there for everybody. */
import { richText } from "./rich_text.js";
import { text } from "./text.js";
import { h, quiet } from "./dom.js";

const scroller = (label, node) =>
  h("div", { class: "table-wrap", role: "region", "aria-label": label, tabindex: "0" }, node);

const cellContent = (cell, ctx) =>
  cell.type === "rich_text" ? richText(cell, ctx) : text(cell.text ?? String(cell.value ?? ""));

/** Slack draws the first row as the header. */
export function table(block, ctx) {
  const align = (column) => `align-${block.column_settings?.[column]?.align ?? "left"}`;
  const row = (tag, cells) =>
    h("tr", {}, cells.map((cell, column) =>
      h(tag, { class: align(column), scope: tag === "th" ? "col" : null }, cellContent(cell, ctx))));
  const [head, ...rest] = block.rows;
  return scroller("Table", h("table", {},
    h("thead", {}, row("th", head)),
    h("tbody", {}, rest.map((cells) => row("td", cells)))));
}

/** `{columns, rows: [label, ...numbers]}` for each kind of chart. */
function figures(chart) {
  if (chart.type === "pie") {
    return { columns: ["Value"], rows: chart.segments.map((one) => [one.label, one.value]) };
  }
  const value = (series, at) => series.data[at]?.value ?? series.data[at];
  return {
    columns: chart.series.map((series) => series.name),
    rows: chart.axis_config.categories.map((label, at) =>
      [label, ...chart.series.map((series) => value(series, at))]),
  };
}

function bar(value, most) {
  const node = h("span", { class: "bar", "aria-hidden": "true" });
  node.style.setProperty("--share", most > 0 ? Math.max(0, value) / most : 0);
  return node;
}

export function chart(block) {
  const { columns, rows } = figures(block.chart);
  const most = Math.max(...rows.flatMap(([, ...values]) => values));
  return scroller(block.title, h("table", { class: "chart" },
    h("caption", {}, block.title),
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, block.chart.axis_config?.x_label ?? quiet("Category")),
      columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map(([label, ...values]) =>
      h("tr", {}, h("th", { scope: "row" }, label),
        values.map((value) => h("td", {}, bar(value, most), h("span", {}, value))))))));
}
