// The heat map: plan × dimension, or the plans of a unit, province or year × dimension.
const cover = { index: null, by: "plan", group: null };
const GROUPS = {
  unit: (plan) => (plan.unit ? [plan.unit, plan.province].filter(Boolean).join(", ") : plan.issuer || say("unknown")),
  province: (plan) => plan.province || say("unknown"),
  year: (plan) => (plan.year ? String(plan.year) : say("unknown")),
};
const TREATMENTS = ["assigned", "described", "mentioned"];
const isAbout = (plan) => plan.indices.includes(cover.index) || plan.dimensions.some(([name]) => name === cover.index);
function indexChoices() {
  const used = DATA.indices.filter((shape) => PLANS.some((plan) => plan.indices.includes(shape.name)));
  return (used.length ? used : DATA.indices).map((shape) => [shape.name, shape.name]);
}
function coverage() {
  if (!cover.index) {
    const names = indexChoices().map(([name]) => name);
    cover.index = names.includes(DATA.first) ? DATA.first : names[0];
  }
  const body = h("div", { id: "coverage-body" });
  drawCoverage(body);
  const again = () => drawCoverage(body);
  return section("coverage", say("coverageHead"), null,
    h("div", { class: "controls" },
      indexChoices().length > 1 && select("coverage-index", say("index"), indexChoices(), cover.index, (value) => { cover.index = value; cover.group = null; again(); }),
      choice(say("groupBy"), ["plan", "unit", "province", "year"].map((key) => [key, say(`by${capital(key)}`)]), cover.by, (key) => { cover.by = key; cover.group = null; again(); })),
    body);
}
function drawCoverage(body) {
  const all = plansInView();
  const about = all.filter(isAbout);
  const others = all.length - about.length;
  const dimensions = shapeOf(cover.index) ? shapeOf(cover.index).dimensions : [];
  const readout = h("p", { class: "readout", "aria-hidden": "true" });
  const rows = cover.by === "plan" ? planRows(about, dimensions) : groupRows(about, dimensions, body);
  const after = h("div");
  const lines = h("tbody");
  const table = h("table", { class: `heat${cover.by === "plan" ? "" : " groups"}` },
    h("caption", { class: "unseen" }, `${say("coverageHead")}: ${cover.index}. ${say("arrows")}`),
    h("thead", null, h("tr", null, h("th", { scope: "col", class: "who" }, say(`by${capital(cover.by)}`)),
      dimensions.map(([n]) => h("th", { scope: "col" }, h("b", null, n), h("span", { class: "name" }, dimensionName(cover.index, n)))))),
    lines, h("tfoot", null, totalRow(about, dimensions)));
  inParts(lines, after, rows, (draw) => draw(), 40, 100);
  walkable(table, readout);
  fill(body,
    h("p", { class: "note" }, say(cover.by === "plan" ? "coverageNote" : "coverageGroupNote")),
    legend(), cover.group && groupChip(body),
    about.length ? [h("div", { class: "wide" }, table), readout, after, dimensionKey(dimensions)] : h("p", null, say("noneOfIndex", { index: cover.index })),
    others > 0 && about.length > 0 && h("p", { class: "aside" }, say("otherIndex", { n: count(others), index: cover.index })));
}
const dot = (treatment) => h("span", { class: `dot ${treatment}`, "aria-hidden": "true" });
function legend() {
  return h("ul", { class: "legend" }, [...TREATMENTS, "absent"].map((name) => h("li", null, h("span", { class: `swatch ${name}` }, dot(name)), say(name))));
}
// On a narrow screen the heads have only numbers; their names stand below.
const dimensionKey = (dimensions) => h("ol", { class: "key" }, dimensions.map(([n]) => h("li", { value: n }, dimensionName(cover.index, n))));
function groupChip(body) {
  return h("p", { class: "chip" }, cover.group.name, " ", h("button", { type: "button", class: "plain", on: { click: () => {
    cover.by = cover.group.by;
    cover.group = null;
    redraw();
    byId("coverage-head").focus();
  } } }, say("clear")));
}
function planRows(about, dimensions) {
  const list = cover.group ? about.filter((plan) => GROUPS[cover.group.by](plan) === cover.group.name) : about;
  return list.map((plan) => () => h("tr", null,
    h("th", { scope: "row", class: "who" }, h("a", { href: planLink(plan.at), lang: inVietnamese() }, planUnit(plan)),
      h("small", null, [planNumber(plan), plan.year].filter(Boolean).join(" · "))),
    dimensions.map(([n]) => planCell(plan, n))));
}
function planCell(plan, n) {
  const entry = covered(plan, cover.index, n);
  if (!entry) return h("td", { class: "absent" }, unheard("–"), unseen(say("absent")));
  const text = say("cell", { plan: planName(plan), dimension: n, treatment: say(entry.treatment), n: entry.tasks });
  const more = [entry.tasks > 0 && say("cellFacts", entry), entry.subs && say("cellSubs", { subs: [...entry.subs].join(", ") })].filter(Boolean);
  const href = planLink(plan.at, "dimension", `${cover.index}-${n}`);
  return h("td", { class: entry.treatment }, h("a", { href, class: "cell", tabindex: "-1", "aria-label": text, "data-more": [text, ...more].join("; ") },
    dot(entry.treatment), entry.tasks > 0 && count(entry.tasks)));
}
function tally(plans, n) {
  const found = { assigned: 0, described: 0, mentioned: 0 };
  for (const plan of plans) {
    const entry = covered(plan, cover.index, n);
    if (entry) found[entry.treatment] += 1;
  }
  return found;
}
function groupRows(about, dimensions, body) {
  const by = cover.by;
  const groups = [...grouped(about, GROUPS[by])].sort(([a], [b]) => inOrder(a, b));
  return groups.map(([name, plans]) => () => h("tr", null,
    h("th", { scope: "row", class: "who", lang: inVietnamese() }, name, h("small", null, `${count(plans.length)} ${say("plansCount")}`)),
    dimensions.map(([n]) => {
      const found = tally(plans, n);
      const label = say("groupCell", { group: name, dimension: n, n: found.assigned, all: plans.length });
      return h("td", null, h("button", { type: "button", class: "cell", tabindex: "-1", "aria-label": label, "data-more": label, on: { click: () => {
        cover.group = { by, name };
        cover.by = "plan";
        redraw();
        byId("coverage-head").focus();
      } } }, `${found.assigned}/${plans.length}`, bar(TREATMENTS.map((key) => [key, found[key]]), plans.length)));
    })));
}
function totalRow(about, dimensions) {
  return h("tr", null, h("th", { scope: "row", class: "who" }, say("perDimension")), dimensions.map(([n]) => {
    const found = tally(about, n);
    return h("td", null, `${percent(found.assigned, about.length)}%`, bar(TREATMENTS.map((key) => [key, found[key]]), about.length));
  }));
}
// One stop for the Tab key, arrows inside; what a cell says stands below while it is pointed at.
function walkable(table, readout) {
  const cells = () => [...table.querySelectorAll(".cell")];
  const tell = (event) => {
    const cell = event.target.closest(".cell");
    if (cell) readout.textContent = cell.dataset.more;
    if (cell && event.type === "focusin") {
      for (const other of table.querySelectorAll('.cell[tabindex="0"]')) other.tabIndex = -1;
      cell.tabIndex = 0;
    }
  };
  table.addEventListener("focusin", tell);
  table.addEventListener("mouseover", tell);
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell");
    const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!cell || !steps) return;
    event.preventDefault();
    const next = neighbour(cell.closest("td"), steps);
    if (next) next.focus();
  });
  if (cells()[0]) cells()[0].tabIndex = 0;
}
function neighbour(cell, [down, right]) {
  let [row, at] = [cell.parentElement, cell.cellIndex];
  while (row) {
    if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    else at += right;
    const next = row && row.cells[at];
    if (!next || at < 1) return null;
    if (next.querySelector(".cell")) return next.querySelector(".cell");
  }
  return null;
}
