// What the reader chose: the plans in view, and the address of what is open.
const chosen = { province: "", year: "", level: "" };
const NOT_KNOWN = "?";
const keyOf = { province: (plan) => plan.province || NOT_KNOWN, year: (plan) => String(plan.year || NOT_KNOWN), level: (plan) => plan.level || NOT_KNOWN };
const inView = (plan) => Object.keys(chosen).every((name) => !chosen[name] || keyOf[name](plan) === chosen[name]);
const plansInView = () => PLANS.filter(inView);
const LEVELS = ["central", "province", "district", "commune", "village"];
function filterOptions(name) {
  const values = [...new Set(PLANS.map(keyOf[name]))];
  const order = name === "level" ? (a, b) => LEVELS.indexOf(a) - LEVELS.indexOf(b) : inOrder;
  values.sort((a, b) => (a === NOT_KNOWN) - (b === NOT_KNOWN) || order(a, b));
  const text = (value) => (value === NOT_KNOWN ? say("unknown") : name === "level" ? capital(sayLevel(value)) : value);
  return [["", say("all")], ...values.map((value) => [value, text(value)])];
}
function filters() {
  const change = (name) => (value) => {
    chosen[name] = value;
    redraw();
    announce(say("filtered", { n: count(plansInView().length), all: count(PLANS.length) }));
  };
  const selects = Object.keys(chosen)
    .map((name) => [name, filterOptions(name)])
    .filter(([, options]) => options.length > 2)
    .map(([name, options]) => select(`filter-${name}`, say(name), options, chosen[name], change(name)));
  return h("div", { class: "filters", role: "group", "aria-label": say("filter") }, selects,
    h("p", { id: "filtered", class: "filtered" }));
}
function showFiltered() {
  const line = byId("filtered");
  const any = Object.values(chosen).some(Boolean);
  fill(line, any && say("filtered", { n: count(plansInView().length), all: count(PLANS.length) }),
    any && h("button", { type: "button", class: "plain", on: { click: clearFilters } }, say("clear")));
}
function clearFilters() {
  for (const name of Object.keys(chosen)) {
    chosen[name] = "";
    if (byId(`filter-${name}`)) byId(`filter-${name}`).value = "";
  }
  redraw();
  byId("main").focus({ preventScroll: true });
}
