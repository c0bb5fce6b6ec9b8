// The plan graph: province, district, commune from left to right; a line says that the right plan cites the left one.
const ROW = 46;
const COLUMNS = [...LEVELS, null];
function components(links) {
  const of = new Map();
  const root = (at) => {
    while (of.get(at) !== at) at = of.get(at);
    return at;
  };
  for (const [child, parent] of links) {
    for (const at of [child, parent]) if (!of.has(at)) of.set(at, at);
    of.set(root(child), root(parent));
  }
  const groups = [...grouped([...of.keys()], root).values()];
  return groups.map((plans) => plans.sort((a, b) => a - b)).sort((a, b) => b.length - a.length || a[0] - b[0]);
}
// Column and row of each plan: leaves one below the other, a parent in the middle of its children.
function layout(plans, links) {
  const columns = COLUMNS.filter((level) => plans.some((at) => (PLANS[at].level || null) === level));
  const column = (at) => columns.indexOf(PLANS[at].level || null);
  const below = grouped(links, ([, parent]) => parent);
  const free = columns.map(() => 0);
  const places = new Map();
  const place = (at) => {
    places.set(at, null);
    const children = (below.get(at) || []).map(([child]) => child).filter((child) => !places.has(child) && column(child) > column(at));
    children.forEach((child) => places.has(child) || place(child));
    const rows = children.map((child) => places.get(child)).filter(Boolean).map(({ row }) => row);
    const middle = rows.length ? (Math.min(...rows) + Math.max(...rows)) / 2 : 0;
    // A new family starts below what stands to its right, or its lines would cross.
    const row = Math.max(free[column(at)], rows.length ? middle : Math.max(...free.slice(column(at))));
    free[column(at)] = row + 1;
    places.set(at, { row, column: column(at) });
  };
  [...plans].sort((a, b) => column(a) - column(b) || a - b).forEach((at) => places.has(at) || place(at));
  return { columns, places, rows: Math.max(...free) };
}
function drawing(plans, links, width) {
  const { columns, places, rows } = layout(plans, links);
  const gap = width > 640 ? 56 : 18;
  const step = (width + gap) / columns.length;
  const box = step - gap;
  const x = (at) => places.get(at).column * step;
  const y = (at) => 26 + places.get(at).row * ROW;
  const lines = links.map(([child, parent]) => {
    const [from, to] = [[x(parent) + box, y(parent) + 18], [x(child), y(child) + 18]];
    const beside = places.get(child).column <= places.get(parent).column;
    const path = beside
      ? `M${x(parent)},${from[1]} C${x(parent) - gap / 2},${from[1]} ${x(child) - gap / 2},${to[1]} ${x(child)},${to[1]}`
      : `M${from[0]},${from[1]} C${from[0] + gap / 2},${from[1]} ${to[0] - gap / 2},${to[1]} ${to[0]},${to[1]}`;
    return s("path", { d: path, class: "link" });
  });
  const inReadingOrder = [...plans].sort((a, b) => x(a) - x(b) || y(a) - y(b));
  const nodes = inReadingOrder.map((at) => s("a", { href: planLink(at) },
    s("title", null, `${planName(PLANS[at])}, ${sayLevel(PLANS[at].level)}: ${planTitle(PLANS[at])}`),
    s("rect", { x: x(at) + 0.5, y: y(at) + 0.5, width: box - 1, height: 36, rx: 3 }),
    s("text", { x: x(at) + 7, y: y(at) + 15, class: "what" }, cutTo(planNumber(PLANS[at]), box - 12)),
    s("text", { x: x(at) + 7, y: y(at) + 29 }, cutTo(planUnit(PLANS[at]), box - 12))));
  const label = say("chainDrawing", { n: plans.length, links: links.length });
  return s("svg", { class: "chain", width, height: 30 + rows * ROW, viewBox: `0 0 ${width} ${30 + rows * ROW}`, role: "group", "aria-label": label },
    columns.map((level, at) => s("text", { x: at * step, y: 14, class: "level" }, capital(sayLevel(level)))), lines, nodes);
}
// Letters are about half as wide as high; the whole name is in the title.
const cutTo = (text, width) => (text.length * 6.4 <= width ? text : `${text.slice(0, Math.max(3, Math.floor(width / 6.4) - 1))}…`);
function chain() {
  const seen = new Set(plansInView().map((plan) => plan.at));
  const links = DATA.links.filter(([child, parent]) => seen.has(child) && seen.has(parent));
  const groups = components(links);
  const alone = seen.size - sum(groups, (plans) => plans.length);
  const drawings = h("div", { class: "chains" });
  const after = h("div");
  const width = Math.max(280, Math.min(1080, document.documentElement.clientWidth - 40));
  inParts(drawings, after, groups, (plans) => {
    const own = new Set(plans);
    return drawing(plans, links.filter(([child]) => own.has(child)), width);
  }, 4, 12);
  const cell = (at) => h("a", { href: planLink(at), lang: inVietnamese() }, planName(PLANS[at]));
  const columns = [["child", say("child")], ["parent", say("parent")], ["words", say("citing")]];
  return section("chain", say("chainHead"), say("chainNote"),
    links.length === 0 && h("p", { class: "aside" }, say("chainNone")),
    drawings, after,
    links.length > 0 && h("details", null, h("summary", null, say("chainTable")),
      longTable(say("chainTable"), columns, links, ([child, parent, words, place]) => h("tr", null, h("td", null, cell(child)), h("td", null, cell(parent)),
        h("td", null, h("a", { href: planLink(child, "at", place.join("-")), lang: inVietnamese() }, words))))),
    links.length > 0 && alone > 0 && h("p", { class: "aside" }, say("chainAlone", { n: count(alone) })));
}
