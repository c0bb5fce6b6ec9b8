// Agencies by load: how often each leads, is responsible, supports, and in which tasks.
const ROLES = ["lead", "responsible", "support"];
const load = { order: "total", words: "" };
function loads(tasks) {
  const all = DATA.agencies.map((agency, at) => ({ agency, at, total: 0, lead: 0, responsible: 0, support: 0, where: [] }));
  for (const plan of plansInView()) {
    tasks[plan.at].forEach(([, agencies], task) => {
      for (const [at, role] of agencies) {
        all[at][role] += 1;
        all[at].total += 1;
        all[at].where.push({ plan: plan.at, task, role });
      }
    });
  }
  return all.filter((row) => row.total > 0);
}
function agencies(tasks) {
  const rows = loads(tasks);
  const body = h("div");
  const again = () => drawAgencies(body, rows, tasks);
  again();
  const orders = ["total", ...ROLES].map((key) => [key, say(key)]);
  return section("agencies", say("agenciesHead"), say("agenciesNote"),
    h("div", { class: "controls" },
      field("agency-name", say("named"), load.words, (value) => { load.words = value; again(); }),
      choice(say("orderBy"), orders, load.order, (key) => { load.order = key; again(); })),
    h("ul", { class: "legend" }, ROLES.map((role) => h("li", null, h("span", { class: `swatch piece ${role}` }), say(role)))),
    body);
}
function drawAgencies(body, rows, tasks) {
  const words = fold(load.words);
  const found = rows.filter((row) => !words || fold(row.agency.name).includes(words));
  found.sort((a, b) => b[load.order] - a[load.order] || b.total - a.total || inOrder(a.agency.name, b.agency.name));
  const most = Math.max(1, ...rows.map((row) => row.total));
  const columns = [["name", say("agency"), "who"], ["load", say("load"), "drawn"], ...ROLES.map((role) => [role, say(role), "number"]), ["total", say("total"), "number"]];
  fill(body, longTable(say("agenciesHead"), columns, found, (row) => agencyRow(row, most, tasks), { first: 15, step: 50, className: "loads" }));
  if (words) announce(say("shown", { n: count(found.length), all: count(rows.length) }));
}
function agencyRow(row, most, tasks) {
  const { agency } = row;
  const opened = h("tr", { class: "opened", hidden: true });
  const button = h("button", { type: "button", class: "expand", "aria-expanded": "false", on: { click: () => {
    const open = opened.hidden;
    opened.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open && !opened.firstChild) opened.append(h("td", { colspan: "6" }, agencyTasks(row, tasks)));
  } } }, h("span", { lang: inVietnamese() }, agency.name));
  const kind = agency.generic ? say("groupOfBodies") : agency.level ? sayLevel(agency.level) : null;
  return [h("tr", null, h("th", { scope: "row", class: "who" }, button, kind && h("small", null, kind)),
    h("td", { class: "drawn" }, bar(ROLES.map((role) => [role, row[role]]), most)),
    ROLES.map((role) => h("td", { class: "number" }, row[role] ? count(row[role]) : unheard("·"))),
    h("td", { class: "number" }, h("b", null, count(row.total)))), opened];
}
function agencyTasks(row, tasks) {
  const where = [...row.where].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return taskList(where.map(({ plan, task, role }) => ({ plan, task, lead: say(role) })), tasks);
}
