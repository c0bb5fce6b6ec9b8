// Long lists, a part at a time, so that a thousand plans open as fast as ten.
// Draws the first rows into `list` and, into `after`, a button for more of them.
function inParts(list, after, rows, draw, first, step) {
  let shown = 0;
  const show = (upTo) => {
    const from = shown;
    shown = Math.min(rows.length, upTo);
    list.append(...rows.slice(from, shown).map(draw).flat());
    const left = rows.length - shown;
    fill(after, rows.length > first && h("p", { class: "more" },
      left > 0 && h("button", { type: "button", on: { click: () => more(from) } }, say("more", { n: count(Math.min(left, step)) })),
      h("span", { class: "shown" }, say("shown", { n: count(shown), all: count(rows.length) }))));
  };
  const more = () => {
    const next = shown;
    const before = list.children.length;
    show(next + step);
    const row = list.children[before];
    const stop = row && (row.querySelector("a, button") || row);
    if (stop) stop.focus({ preventScroll: true });
  };
  list.replaceChildren();
  show(first);
}
// A table whose rows are drawn in parts; `columns` are [key, head, class, order?].
function longTable(caption, columns, rows, draw, options) {
  const { first = 50, step = 100, order = null, change = null, className = "" } = options || {};
  const body = h("tbody");
  const after = h("div");
  const head = columns.map(([key, text, kind, sortable]) => {
    const now = order && order.key === key ? (order.down ? "descending" : "ascending") : null;
    const content = sortable && change ? h("button", { type: "button", class: "sort", on: { click: () => change(key) } }, text) : text;
    return h("th", { scope: "col", class: kind, "aria-sort": now }, content);
  });
  const table = h("table", { class: className }, h("caption", { class: "unseen" }, caption), h("thead", null, h("tr", null, head)), body);
  inParts(body, after, rows, draw, first, step);
  return [h("div", { class: "wide" }, table), after];
}
// The tasks behind a figure: each with its plan, and a link to its words.
function taskList(items, tasks) {
  const list = h("ol", { class: "tasks" });
  const after = h("div");
  inParts(list, after, items, ({ plan, task, lead }) => {
    const [text] = tasks[plan][task];
    return h("li", null,
      h("p", { class: "of" }, lead && h("b", null, lead), h("span", { lang: inVietnamese() }, planName(PLANS[plan]))),
      h("a", { href: planLink(plan, "task", task), lang: inVietnamese() }, plainly(text)));
  }, 12, 50);
  return [list, after];
}
