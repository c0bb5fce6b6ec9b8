// Findings, the gravest first, with filters and a search in their words.
const wanted = { severities: new Set(SEVERITIES), check: "", status: "new", words: "" };
function findingsInView(all) {
  const seen = new Set(plansInView().map((plan) => plan.at));
  return all.filter((finding) => finding.plan === null || seen.has(finding.plan));
}
function wordsOf(finding) {
  if (!finding.folded) {
    const plan = PLANS[finding.plan];
    finding.folded = fold([finding.vi, finding.en, finding.id, plan && planName(plan), plan && plan.path, ...finding.evidence.map(([, , , words]) => words)].join(" "));
  }
  return finding.folded;
}
function findings(all) {
  const inSight = findingsInView(all);
  inSight.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const body = h("div");
  const again = (aloud) => drawFindings(body, inSight, aloud);
  const change = (name) => (value) => {
    wanted[name] = value;
    again(true);
  };
  const any = inSight.some((finding) => finding.accepted);
  const ofSeverity = (name) => inSight.filter((finding) => finding.severity === name).length;
  const boxes = SEVERITIES.map((name) => h("label", { class: "check" }, h("input", { type: "checkbox", checked: wanted.severities.has(name), on: { change: (event) => {
    if (event.target.checked) wanted.severities.add(name);
    else wanted.severities.delete(name);
    again(true);
  } } }), severityLabel(name), h("small", null, count(ofSeverity(name)))));
  const checks = DATA.checks.filter((check) => inSight.some((finding) => finding.check === check.id));
  const options = checks.map((check) => [check.id, `${checkName(check.id)} (${inSight.filter((finding) => finding.check === check.id).length})`]);
  again(false);
  return section("findings", say("findingsHead"), say("findingsNote"),
    h("div", { class: "controls" },
      h("fieldset", { class: "control" }, h("legend", null, say("severity")), h("div", { class: "checks" }, boxes)),
      select("finding-check", say("check"), [["", say("allChecks")], ...options], wanted.check, change("check")),
      any && select("finding-status", say("status"), [["new", say("new")], ["accepted", say("accepted")], ["", say("all")]], wanted.status, change("status")),
      field("finding-words", say("containing"), wanted.words, change("words"))),
    body);
}
function drawFindings(body, inSight, aloud) {
  const words = fold(wanted.words);
  const found = inSight.filter((finding) => wanted.severities.has(finding.severity)
    && (!wanted.check || finding.check === wanted.check)
    && (!wanted.status || Boolean(finding.accepted) === (wanted.status === "accepted"))
    && (!words || wordsOf(finding).includes(words)));
  const list = h("ol", { class: "found" });
  const after = h("div");
  inParts(list, after, found, (finding) => findingItem(finding, true), 15, 50);
  const why = DATA.checks.find((check) => check.id === wanted.check);
  const summary = say("findingsFound", { n: count(found.length) });
  fill(body, why && h("p", { class: "why" }, h("b", null, `${say("why")}: `), why[language]),
    h("p", { class: "result", id: "findings-count" }, summary), list, after);
  if (aloud) announce(summary);
}
function findingItem(finding, withPlan) {
  const plan = PLANS[finding.plan];
  return h("li", { class: `finding ${finding.severity}` },
    h("p", { class: "of" }, severityLabel(finding.severity), h("b", null, checkName(finding.check)),
      withPlan && plan && h("a", { href: planLink(plan.at), lang: inVietnamese() }, planName(plan)),
      h("code", null, finding.id)),
    h("p", { class: "sentence" }, finding[language]),
    finding.accepted && h("p", { class: "of" }, say("acceptedFor", { reason: finding.accepted })),
    finding.evidence.length > 0 && h("ul", { class: "evidence", "aria-label": say("evidence") }, finding.evidence.map(evidenceItem)));
}
function evidenceItem([at, place, line, words]) {
  const other = say("atLine", { n: line });
  return h("li", null, h("a", { href: planLink(at, "at", place.join("-")), lang: inVietnamese() }, words ? `“${plainly(words)}”` : planName(PLANS[at])), h("small", null, other));
}
