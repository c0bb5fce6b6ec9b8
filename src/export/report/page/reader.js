// One plan: its text and its values beside each other, each a way to the other.
const reading = { at: null, body: null, values: [], hit: null };
const value = (kind, places, label, more) => {
  const made = { ...more, kind, places, label, number: reading.values.length };
  reading.values.push(made);
  return made;
};
const sureOf = ({ rule, sure }) => say("rule", { rule, sure: Math.round(Number(sure) * 1000) / 10 });
// A value in a table: a link to its words.
function valueLink(entry, text, place) {
  return h("a", { id: place ? null : `v-${entry.number}`, class: `value ${entry.kind}${place ? " place" : ""}`, href: planLink(reading.at, "at", (place || entry.places[0]).join("-")), title: entry.rule && sureOf(entry), lang: inVietnamese() }, text);
}
function deadlineText(due) {
  if (due.kind === "by") return `${say("by")} ${date(due.end)}`;
  if (due.kind === "during") return `${date(due.start)} – ${date(due.end)}`;
  if (due.kind === "every") return say(due.every);
  if (due.kind === "event") return `${say("event")}: ${due.value.replace(/^event: /, "")}`;
  return say(due.kind);
}
const group = (id, count, ...content) => h("details", { open: true, id: `values-${id}` }, h("summary", null, h("h3", null, say(id)), ` ${count}`), ...content);
const simpleTable = (caption, heads, rows) => h("table", { class: "facts" }, h("caption", { class: "unseen" }, caption), h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", null, rows));
function headerTable(body) {
  const rows = body.header.map((fact) => {
    const entry = value("header", [fact.at], say(fact.field), fact);
    const text = fact.field === "document.date" ? date(fact.value) : fact.value;
    return h("tr", null, h("th", { scope: "row" }, say(fact.field)), h("td", null, valueLink(entry, text)));
  });
  return group("header", body.header.length, h("table", { class: "facts" }, h("caption", { class: "unseen" }, say("header")), h("tbody", null, rows)));
}
function taskTable(body) {
  const rows = body.tasks.map((task) => {
    const entry = value("task", [task.at], `${say("task")} ${task.id}`, task);
    const words = plainly(body.text.slice(...task.at));
    return h("tr", null,
      h("th", { scope: "row" }, valueLink(entry, [h("b", null, task.id), ` ${words.length > 110 ? `${words.slice(0, 108)}…` : words}`]),
        h("small", null, [task.path.join(" › "), task.annex && say("annex"), task.dimensions.join(", ")].filter(Boolean).join(" · "))),
      h("td", null, task.agencies.length ? h("ul", null, task.agencies.map((agency) => {
        const label = `${agency.name}: ${say(agency.role)}`;
        return h("li", null, valueLink(value("agency", [agency.at], label, agency), agency.name), h("small", null, say(agency.role)));
      })) : h("small", { class: "lacking" }, say("noAgency"))),
      h("td", null, task.deadlines.length ? h("ul", null, task.deadlines.map((due) => h("li", null,
        valueLink(value("deadline", [due.at], deadlineText(due), due), deadlineText(due)),
        due.inferred.includes("year") && h("small", null, say("inferred"))))) : h("small", { class: "lacking" }, say("noDeadline"))));
  });
  return group("tasks", rows.length, rows.length > 0 && simpleTable(say("tasks"), [say("task"), say("agencies"), say("deadline")], rows));
}
function dimensionTable(body, plan) {
  const rows = DATA.indices.filter((shape) => plan.indices.includes(shape.name) || body.dimensions.some((entry) => entry.index === shape.name))
    .flatMap((shape) => shape.dimensions.map(([n]) => {
      const found = body.dimensions.find((entry) => entry.index === shape.name && entry.dimension === n);
      const name = `${shape.name} ${n}. ${dimensionName(shape.name, n)}`;
      const entry = found && value("dimension", found.at, name, { ...found, name: `${shape.name}-${n}` });
      const treatment = found ? found.treatment : "absent";
      return h("tr", { class: treatment }, h("th", { scope: "row", id: entry ? `v-${entry.number}` : null, tabindex: "-1" }, name),
        h("td", null, h("span", { class: `swatch ${treatment}` }, dot(treatment)), ` ${say(treatment)}`, found && found.subs.length > 0 && h("small", null, found.subs.map((letter) => n + letter).join(", "))),
        h("td", null, found && found.at.slice(0, 12).map((place, at) => [valueLink(entry, at + 1, place), " "])));
    }));
  return group("dimensions", body.dimensions.length, rows.length > 0 && simpleTable(say("dimensions"), [say("dimension"), say("treatment"), say("places")], rows));
}
function citationTable(body) {
  const rows = body.citations.map((citation) => {
    const label = [citation.kind, citation.number].filter(Boolean).join(" ");
    const entry = value("citation", [citation.at, ...citation.mentions], label, citation);
    return h("tr", null, h("td", null, valueLink(entry, label), citation.mentions.length > 0 && h("small", null, citation.mentions.map((place, at) => [valueLink(entry, `+${at + 1}`, place), " "]))),
      h("td", null, date(citation.date)), h("td", { lang: inVietnamese() }, citation.issuer || ""));
  });
  return group("citations", rows.length, rows.length > 0 && simpleTable(say("citations"), [say("citation"), say("document.date"), say("document.issuer")], rows));
}
function recipientList(body) {
  const rows = body.recipients.map((recipient) => h("li", null, valueLink(value("recipient", [recipient.at], say("recipient"), recipient), recipient.value)));
  return group("recipients", rows.length, h("ul", null, rows));
}
function drawReader(plan, body, found) {
  reading.values = [];
  const tables = [headerTable(body), taskTable(body), dimensionTable(body, plan), citationTable(body), recipientList(body)];
  const own = found.filter((finding) => finding.plan === plan.at);
  tables.push(group("findings", own.length, h("ol", { class: "found" }, own.map((finding) => findingItem(finding, false)))));
  const panes = h("div", { class: "panes", id: "panes" },
    h("section", { class: "pane text", "aria-labelledby": "text-head" }, h("h2", { id: "text-head" }, say("text")), h("p", { class: "note" }, say("textHint")), markFilter(drawText),
      h("div", { class: "paper", id: "paper", lang: "vi" })),
    h("section", { class: "pane values", id: "values", "aria-labelledby": "values-head" }, h("h2", { id: "values-head" }, say("values")), tables));
  const facts = [planNumber(plan), plan.issuer, date(plan.date)].filter(Boolean).join(" · ");
  fill(byId("reader"), h("p", null, h("a", { class: "back", href: "#report" }, unheard("← "), say("back"))),
    h("h1", { id: "reader-head", tabindex: "-1", lang: inVietnamese() }, planTitle(plan)),
    h("p", { class: "of", lang: inVietnamese() }, facts), h("p", { class: "of path" }, plan.path),
    h("div", { class: "only-narrow" }, choice(say("reading"), [["text", say("text")], ["values", say("values")]], "text", showPane)), panes);
  showPane("text");
}
function drawText() {
  fill(byId("paper"), markedText(reading.body.text, reading.values, reading.hit, reachRow));
}
// On a narrow screen one pane at a time.
function showPane(name) {
  byId("panes").dataset.shown = name;
  for (const button of document.querySelectorAll("#reader .only-narrow button")) button.setAttribute("aria-pressed", String(button.dataset.key === name));
}
// From marked words to their row.
function reachRow(entry) {
  showPane("values");
  for (const old of document.querySelectorAll("#values .on")) old.classList.remove("on");
  const link = byId(`v-${entry.number}`);
  const details = link.closest("details");
  if (details) details.open = true;
  link.closest("tr, li").classList.add("on");
  bringIntoSight(link);
  link.focus({ preventScroll: true });
  announce(entry.label);
}
function bringIntoSight(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
// From a row, a cell, a finding to the words.
function reachWords(place) {
  reading.hit = place;
  showPane("text");
  drawText();
  const hit = byId("paper").querySelector(".hit");
  if (!hit) return byId("reader-head").focus();
  if (!hit.hasAttribute("href")) hit.tabIndex = -1;
  hit.scrollIntoView({ block: "center" });
  hit.focus({ preventScroll: true });
  return announce(say("arrived", { words: reading.body.text.slice(...place).slice(0, 120) }));
}
async function openPlan(at, kind, which) {
  const plan = PLANS[at];
  if (reading.at !== at || reading.language !== language) {
    const [body, found] = await Promise.all([planBody(at), unpack("findings")]);
    Object.assign(reading, { at, body, hit: null, language });
    drawReader(plan, body, found);
    drawText();
    window.scrollTo(0, 0);
  }
  const place = placeOf(kind, which);
  if (place) return reachWords(place);
  byId("reader-head").focus({ preventScroll: true });
  return announce(say("opened", { name: planName(plan) }));
}
function placeOf(kind, which) {
  if (kind === "at") return which.split("-").map(Number);
  if (kind === "task") return reading.body.tasks[Number(which)] && reading.body.tasks[Number(which)].at;
  const entry = kind === "dimension" && reading.values.find(({ name }) => name === which);
  return entry ? entry.places[0] : null;
}
