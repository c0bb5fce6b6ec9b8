// Deadlines on a timeline: a row a year, twelve months each, all on one scale.
const due = { open: null };
const WITHOUT_DAY = ["every", "continuous", "event", "none"];
// Every deadline of the plans in view, by its month (2024-11) or, without a day, by its kind.
function dueByMonth(tasks) {
  const months = new Map();
  const put = (key, item) => {
    if (!months.has(key)) months.set(key, []);
    months.get(key).push(item);
  };
  for (const plan of plansInView()) {
    tasks[plan.at].forEach(([, , deadlines], task) => {
      if (!deadlines.length) put("none", { plan: plan.at, task, day: "" });
      for (const [kind, start, end, every] of deadlines) {
        const day = end || start || "";
        put(day ? day.slice(0, 7) : kind, { plan: plan.at, task, day, kind, start, every });
      }
    });
  }
  return months;
}
function deadlines(tasks) {
  const months = dueByMonth(tasks);
  const years = [...new Set([...months.keys()].filter((key) => key.includes("-")).map((key) => key.slice(0, 4)))].sort();
  const most = Math.max(1, ...[...months].filter(([key]) => key.includes("-")).map(([, list]) => list.length));
  const opened = h("div", { class: "opened", id: "due-list" });
  if (due.open && !months.has(due.open)) due.open = null;
  const open = (key, button) => {
    for (const other of document.querySelectorAll("#deadlines [aria-pressed]")) other.setAttribute("aria-pressed", String(other === button));
    due.open = key;
    showDue(opened, key, months.get(key), tasks);
    announce(`${opened.querySelector("h3").textContent}: ${count(months.get(key).length)}`);
  };
  const table = h("table", { class: "months" }, h("caption", { class: "unseen" }, say("deadlinesHead")),
    h("thead", null, h("tr", null, h("th", { scope: "col" }, say("year")),
      Array.from({ length: 12 }, (_, at) => h("th", { scope: "col", "aria-label": `${say("month")} ${at + 1}` }, language === "vi" && h("span", { class: "roomy" }, "Th"), at + 1)))),
    h("tbody", null, years.map((year) => h("tr", null, h("th", { scope: "row" }, year),
      Array.from({ length: 12 }, (_, at) => monthCell(year, at + 1, months, most, open))))));
  if (due.open) showDue(opened, due.open, months.get(due.open), tasks);
  return section("deadlines", say("deadlinesHead"), say("deadlinesNote"),
    years.length > 0 && h("div", { class: "wide" }, table),
    h("h3", null, say("otherDeadlines")),
    h("ul", { class: "figures little" }, WITHOUT_DAY.filter((kind) => months.has(kind)).map((kind) => h("li", null, pressed(kind, open,
      h("strong", null, count(months.get(kind).length)), h("span", null, say(kind)))))),
    opened);
}
function pressed(key, open, ...content) {
  const button = h("button", { type: "button", "aria-pressed": String(due.open === key), on: { click: () => open(key, button) } }, ...content);
  return button;
}
function monthCell(year, month, months, most, open) {
  const key = `${year}-${String(month).padStart(2, "0")}`;
  const list = months.get(key);
  if (!list) return h("td", null, unseen("0"));
  const column = h("span", { class: "column" });
  column.style.height = `${Math.max(3, (44 * list.length) / most)}px`;
  const button = pressed(key, open, unheard(count(list.length)), column);
  button.setAttribute("aria-label", say("monthCell", { month, year, n: count(list.length) }));
  return h("td", null, button);
}
function showDue(into, key, list, tasks) {
  const head = key.includes("-") ? `${say("month")} ${date(key)}` : capital(say(key));
  const when = (item) => (item.day ? (item.kind === "during" ? `${date(item.start)} – ${date(item.day)}` : date(item.day)) : item.every ? say(item.every) : null);
  const items = [...list].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.plan - b.plan || a.task - b.task));
  fill(into, h("h3", null, head), taskList(items.map((item) => ({ ...item, lead: when(item) })), tasks));
}
