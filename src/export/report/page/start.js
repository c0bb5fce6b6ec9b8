// The page as a whole: its head, its sections, its addresses, its keys.
const SECTIONS = ["overview", "coverage", "agencies", "deadlines", "chain", "findings", "plans"];
const DRAW = { overview: () => overview(), coverage: () => coverage(), agencies: async () => agencies(await unpack("tasks")), deadlines: async () => deadlines(await unpack("tasks")),
  chain: () => chain(), findings: async () => findings(await unpack("findings")), plans: () => plans() };
function drawHead() {
  const all = PLANS;
  const tasks = sum(all, (plan) => plan.tasks);
  const figures = { plans: count(all.length), tasks: count(tasks), led: percent(sum(all, (plan) => plan.led), tasks), due: percent(sum(all, (plan) => plan.due), tasks) };
  const languages = [["vi", "Tiếng Việt"], ["en", "English"]].map(([code, name]) =>
    h("button", { type: "button", id: `language-${code}`, lang: code, "aria-pressed": String(code === language), on: { click: () => speak(code) } }, name));
  fill(byId("top"),
    h("div", { class: "masthead" }, h("p", { class: "kicker" }, h("b", null, "kehoach"), " · ", say("report")), h("div", { class: "choice", role: "group", "aria-label": say("language") }, languages)),
    h("div", { class: "hero" }, h("h1", null, say("headline", figures)), h("p", { class: "lede" }, say("lede", figures))),
    h("div", { class: "strip" }, h("nav", { "aria-label": say("sections") }, h("ul", null, SECTIONS.map((id) => h("li", null, h("a", { href: `#${id}` }, say(id)))))), searchBox()));
  document.documentElement.lang = language;
  document.title = say("headline", figures);
  byId("skip").textContent = say("skip");
  fill(byId("foot"), h("p", null, say("made", { version: DATA.version })));
}
function speak(code) {
  language = code;
  drawAll();
  if (!byId("reader").hidden) route();
  byId(`language-${code}`).focus();
}
function drawAll() {
  drawHead();
  fill(byId("report"), filters(), h("section", { id: "results", "aria-labelledby": "results-head", hidden: true }), SECTIONS.map((id) => h("section", { id, class: "part waiting" })));
  redraw();
}
// Draws all sections anew, the first ones at once; a later change stops an earlier drawing.
let drawing_ = 0;
async function redraw() {
  const mine = (drawing_ += 1);
  showFiltered();
  for (const id of SECTIONS) {
    let made;
    try {
      made = await DRAW[id]();
    } catch (error) {
      made = section(id, say(id), null, h("p", { class: "failed" }, say("broken", { reason: error.message })));
    }
    if (mine !== drawing_) return;
    byId(id).replaceWith(made);
    if (id === "coverage") {
      document.documentElement.dataset.usable = Math.round(performance.now());
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  document.documentElement.dataset.drawn = Math.round(performance.now());
}
const before = { scroll: 0, focus: null };
function showReport() {
  const back = byId("report").hidden;
  byId("reader").hidden = true;
  byId("report").hidden = false;
  document.body.classList.remove("reading");
  return back;
}
async function route() {
  const [where, at, kind, which] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (where === "plan" && PLANS[Number(at)]) {
    if (!byId("report").hidden) Object.assign(before, { scroll: window.scrollY, focus: document.activeElement });
    byId("report").hidden = true;
    byId("reader").hidden = false;
    document.body.classList.add("reading");
    try {
      await openPlan(Number(at), kind, which);
    } catch (error) {
      fill(byId("reader"), h("p", { class: "failed" }, say("broken", { reason: error.message })));
    }
    return;
  }
  const back = showReport();
  if (SECTIONS.includes(where)) {
    byId(where).scrollIntoView();
    const head = byId(`${where}-head`);
    if (head) head.focus({ preventScroll: true });
  } else if (where === "main") {
    byId("main").focus();
  } else if (back) {
    window.scrollTo(0, before.scroll);
    if (before.focus && before.focus.isConnected) before.focus.focus({ preventScroll: true });
  }
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!byId("reader").hidden) location.hash = "report";
  else if (!byId("results").hidden) closeSearch();
});
window.addEventListener("hashchange", route);
// A link to the address that is open already leads there again.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#plan']");
  if (link && link.getAttribute("href") === location.hash && !event.defaultPrevented) route();
});
let width = document.documentElement.clientWidth;
let resizing;
window.addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    byId("chain").replaceWith(chain());
  }, 200);
});
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("#reader details")) details.open = true;
});
byId("opening").remove();
drawAll();
byId("report").hidden = false;
route();
