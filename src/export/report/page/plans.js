// The list of plans, in any order, the files with one of them once more, and those that could not be read.
const listed = { key: "", down: false };
const PLAN_ORDER = {
  number: (a, b) => inOrder(a.number || "", b.number || ""),
  title: (a, b) => inOrder(a.title || "", b.title || ""),
  issuer: (a, b) => inOrder(planUnit(a), planUnit(b)),
  date: (a, b) => inOrder(a.date || "", b.date || ""),
  tasks: (a, b) => a.tasks - b.tasks,
  findings: (a, b) => sum(a.findings, (n) => n) - sum(b.findings, (n) => n),
};
function plans() {
  const body = h("div");
  const again = () => drawPlans(body);
  again();
  return section("plans", say("plansHead"), say("plansNote"), body,
    DATA.duplicates.length > 0 && [h("h3", null, say("duplicatesHead")), h("p", { class: "note" }, say("duplicatesNote")),
      longTable(say("duplicatesHead"), [["file", say("file")], ["plan", say("samePlan")], ["reason", say("reason")]], DATA.duplicates, duplicateRow, { first: 20 })],
    DATA.failures.length > 0 && [h("h3", null, say("failuresHead")),
      longTable(say("failuresHead"), [["file", say("file")], ["reason", say("reason")]], DATA.failures,
        ({ path, message }) => h("tr", null, h("td", { class: "path" }, path), h("td", { lang: "en" }, message)), { first: 20 })]);
}
function duplicateRow([path, at, by]) {
  return h("tr", null, h("td", { class: "path" }, path),
    h("td", { lang: inVietnamese() }, h("a", { href: planLink(at) }, planName(PLANS[at])), h("small", { class: "path" }, PLANS[at].path)), h("td", null, say(`same_${by}`)));
}
function drawPlans(body) {
  const rows = plansInView();
  if (listed.key) rows.sort((a, b) => (listed.down ? -1 : 1) * PLAN_ORDER[listed.key](a, b));
  const columns = [["title", say("document.title"), "who", true], ["number", say("document.number"), "roomy", true], ["issuer", say("document.issuer"), "roomy", true],
    ["date", say("document.date"), "number roomy", true], ["tasks", say("tasks"), "number", true], ["findings", say("findings"), "number", true]];
  const change = (key) => {
    listed.down = listed.key === key ? !listed.down : key === "tasks" || key === "findings";
    listed.key = key;
    drawPlans(body);
    const sorted = body.querySelector("[aria-sort] button");
    if (sorted) sorted.focus();
  };
  fill(body, longTable(say("plansHead"), columns, rows, planRow, { first: 25, step: 100, order: listed, change, className: "plans" }));
}
function planRow(plan) {
  return h("tr", null,
    h("th", { scope: "row", class: "who", lang: inVietnamese() }, h("a", { href: planLink(plan.at) }, planTitle(plan)),
      h("small", { class: "narrow" }, [planNumber(plan), plan.issuer, date(plan.date)].filter(Boolean).join(" · ")), h("small", { class: "path" }, plan.path)),
    h("td", { class: "roomy short" }, planNumber(plan)), h("td", { class: "roomy", lang: inVietnamese() }, plan.issuer || say("unknown")), h("td", { class: "number roomy" }, date(plan.date)),
    h("td", { class: "number" }, count(plan.tasks)), h("td", { class: "number" }, planFindings(plan)));
}
const planFindings = (plan) => SEVERITIES.map((name, at) => plan.findings[at] > 0
  && h("span", { class: `severity ${name}` }, unheard(SIGNS[name]), count(plan.findings[at]), unseen(` ${say(name)} `)));
