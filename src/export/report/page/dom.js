// Elements. Words of a document only ever become text nodes, so that nothing in them can run.
const SVG = "http://www.w3.org/2000/svg";
function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
const h = (tag, attributes, ...children) => make(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => make(document.createElementNS(SVG, tag), attributes, children);
const byId = (id) => document.getElementById(id);
const fill = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter(Boolean));
// Words for those who only see, and for those who only hear.
const unheard = (...children) => h("span", { "aria-hidden": "true" }, ...children);
const unseen = (text) => h("span", { class: "unseen" }, text);
// Vietnamese words on an English page are said as such.
const inVietnamese = () => (language === "en" ? "vi" : null);
// Tells readers of screens what changed; the same sentence twice is said twice.
function announce(text) {
  const said = byId("said");
  said.textContent = "";
  setTimeout(() => { said.textContent = text; }, 50);
}
function select(id, label, options, value, change) {
  const list = h("select", { id, on: { change: (event) => change(event.target.value) } },
    options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
  return h("div", { class: "control" }, h("label", { for: id }, label), list);
}
function field(id, label, value, change, attributes) {
  let waiting;
  const input = h("input", { id, type: "search", value, autocomplete: "off", spellcheck: "false", ...attributes,
    on: { input: (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => change(event.target.value), 150);
    } } });
  return h("div", { class: "control" }, h("label", { for: id }, label), input);
}
// One of a few, as buttons that look like one.
function choice(label, options, value, change) {
  const buttons = options.map(([key, text]) =>
    h("button", { type: "button", "aria-pressed": String(key === value), "data-key": key, on: { click: () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.key === key));
      change(key);
    } } }, text));
  return h("div", { class: "control" }, unheard(label), h("div", { class: "choice", role: "group", "aria-label": label }, buttons));
}
// Words of a plan in a list: without the sign of their item and the stars of Markdown.
const plainly = (words) => words.replace(/^\s*(?:[-+*•–]\s+)+/, "").replace(/\*\*/g, "").replace(/\s+/g, " ").trim();
const planLink = (at, ...rest) => `#plan/${[at, ...rest].map(encodeURIComponent).join("/")}`;
// A share as a bar; its figure stands beside it.
function bar(parts, whole) {
  const pieces = parts.map(([name, value]) => {
    const piece = h("span", { class: `piece ${name}` });
    piece.style.width = `${whole ? (100 * value) / whole : 0}%`;
    return piece;
  });
  return h("span", { class: "bar", "aria-hidden": "true" }, pieces);
}
// A section of the report with its heading and its sentence.
function section(id, head, note, ...children) {
  return h("section", { id, class: "part", "aria-labelledby": `${id}-head` },
    h("h2", { id: `${id}-head`, tabindex: "-1" }, head), note && h("p", { class: "note" }, note), ...children);
}
