// The first glance: how much there is, how clear the tasks are, what is wrong.
function figure(value, label, href) {
  return h("li", null, h("a", { href }, h("strong", null, count(value)), h("span", null, label)));
}
function share(label, part, whole) {
  return h("tr", null, h("th", { scope: "row" }, label), h("td", { class: "drawn" }, bar([["lead", part]], whole)),
    h("td", { class: "number" }, `${percent(part, whole)}%`));
}
function smallChart(head, rows, most) {
  const id = `small-${head.length}-${rows.length}`;
  return h("div", { class: "small" }, h("h3", { id }, head), h("table", { class: "bars", "aria-labelledby": id }, h("tbody", null,
    rows.map(([label, value, name]) => h("tr", null, h("th", { scope: "row" }, label),
      h("td", { class: "drawn" }, bar([[name || "lead", value]], most)), h("td", { class: "number" }, count(value)))))));
}
const SEVERITIES = ["error", "warning", "info"];
const SIGNS = { error: "▲", warning: "◆", info: "●" };
const severityLabel = (name) => h("span", { class: `severity ${name}` }, unheard(SIGNS[name]), ` ${say(name)}`);
function overview() {
  const plans = plansInView();
  const tasks = sum(plans, (plan) => plan.tasks);
  const found = SEVERITIES.map((_, at) => sum(plans, (plan) => plan.findings[at]));
  const levels = LEVELS.map((level) => [capital(sayLevel(level)), plans.filter((plan) => plan.level === level).length]);
  levels.push([capital(say("unknown")), plans.filter((plan) => !plan.level).length]);
  const seen = levels.filter(([, n]) => n > 0);
  const years = [...grouped(plans, keyOf.year)].sort(([a], [b]) => inOrder(a, b))
    .map(([year, list]) => [year === NOT_KNOWN ? capital(say("unknown")) : year, list.length]);
  const most = (rows) => Math.max(1, ...rows.map(([, n]) => n));
  return section("overview", say("overview"), null,
    h("ul", { class: "figures" }, figure(plans.length, say("plansCount"), "#plans"), figure(tasks, say("tasksCount"), "#agencies"),
      figure(sum(found, (n) => n), say("findingsCount"), "#findings")),
    DATA.duplicates.length > 0 && h("p", { class: "again" }, h("a", { href: "#plans" }, say("duplicatesCount", { n: count(DATA.duplicates.length) }))),
    DATA.failures.length > 0 && h("p", { class: "failed" }, h("a", { href: "#plans" }, say("failuresCount", { n: count(DATA.failures.length) }))),
    h("div", { class: "multiples" },
      h("div", { class: "small" }, h("h3", { id: "small-clear" }, say("tasksWith")), h("table", { class: "bars", "aria-labelledby": "small-clear" }, h("tbody", null,
        share(capital(say("withAgency")), sum(plans, (plan) => plan.named), tasks),
        share(capital(say("withLead")), sum(plans, (plan) => plan.led), tasks),
        share(capital(say("withDeadline")), sum(plans, (plan) => plan.due), tasks)))),
      smallChart(say("findingsBySeverity"), SEVERITIES.map((name, at) => [severityLabel(name), found[at], name]), Math.max(1, ...found)),
      smallChart(say("plansByLevel"), seen, most(seen)),
      smallChart(say("plansByYear"), years, most(years))));
}
