// Search in the full text of all plans: texts are unpacked one after the other, and the page stays quick meanwhile.
let searching = 0;
// Texts that were folded once; beyond so many letters they are folded again each time.
const texts = new Map();
const HELD = 30e6;
let held = 0;
async function foldedText(plan) {
  if (texts.has(plan.at)) return texts.get(plan.at);
  const { text } = await planBody(plan.at);
  const made = { text, ...foldWithPlaces(text) };
  held += text.length;
  if (held < HELD) texts.set(plan.at, made);
  return made;
}
function searchBox() {
  const form = h("form", { class: "search", role: "search", on: { submit: (event) => {
    event.preventDefault();
    search(byId("search-words").value);
  } } }, h("label", { for: "search-words", class: "unseen" }, say("search")),
  h("input", { id: "search-words", type: "search", placeholder: say("search"), title: say("searchHint"), autocomplete: "off", spellcheck: "false" }),
  h("button", { type: "submit", "aria-label": say("search") }, unheard("⌕")));
  return form;
}
// Places of the words in a text: first and one past the last unit.
function placesOf(text, words) {
  const found = [];
  for (let at = text.folded.indexOf(words); at >= 0; at = text.folded.indexOf(words, at + words.length)) {
    found.push([placeIn(text, at), placeIn(text, at + words.length - 1) + 1]);
  }
  return found;
}
async function search(typed) {
  const mine = (searching += 1);
  const words = fold(typed);
  const panel = byId("results");
  if (!words) return closeSearch();
  const progress = h("p", { class: "result" });
  const list = h("ol", { class: "hits" });
  const after = h("div");
  fill(panel, h("h2", { id: "results-head", tabindex: "-1" }, say("search")),
    h("button", { type: "button", class: "plain close", on: { click: closeSearch } }, say("searchClose")), progress, list, after);
  panel.hidden = false;
  const plans = plansInView();
  const found = [];
  let pause = performance.now();
  for (const [at, plan] of plans.entries()) {
    const text = await foldedText(plan);
    if (mine !== searching) return undefined;
    const places = placesOf(text, words);
    if (places.length) found.push({ plan, places, text: text.text });
    if (performance.now() - pause > 80) {
      progress.textContent = say("searching", { n: count(at + 1), all: count(plans.length) });
      await new Promise((resolve) => setTimeout(resolve));
      pause = performance.now();
    }
  }
  found.sort((a, b) => b.places.length - a.places.length);
  const hits = sum(found, ({ places }) => places.length);
  progress.textContent = found.length ? say("searchFound", { hits: count(hits), n: count(found.length), words: typed.trim() }) : say("searchNone", { words: typed.trim() });
  announce(progress.textContent);
  inParts(list, after, found, hitItem, 10, 30);
  byId("results-head").focus();
  return undefined;
}
function closeSearch() {
  searching += 1;
  byId("results").hidden = true;
  byId("results").replaceChildren();
  const box = byId("search-words");
  box.value = "";
  box.focus();
}
// The words with some of what stands around them, from a line end if one is near.
function around(text, [start, end]) {
  const from = Math.max(0, start - 60, text.lastIndexOf("\n", start - 1) + 1);
  const stop = text.indexOf("\n", end);
  const to = Math.min(text.length, end + 90, stop < 0 ? text.length : stop);
  return [from > 0 && text[from - 1] !== "\n" ? "…" : "", text.slice(from, start), h("mark", null, text.slice(start, end)), text.slice(end, to), to < text.length && text[to] !== "\n" ? "…" : ""];
}
function hitItem({ plan, places, text }) {
  return h("li", null,
    h("p", { class: "of" }, h("a", { href: planLink(plan.at), lang: inVietnamese() }, planName(plan)), h("small", null, say("hits", { n: count(places.length) }))),
    h("ul", { class: "evidence" }, places.slice(0, 4).map((place) =>
      h("li", null, h("a", { href: planLink(plan.at, "at", place.join("-")), lang: inVietnamese() }, around(text, place))))));
}
