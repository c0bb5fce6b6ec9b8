// A plan's text with its values marked, cut at the ends of all values so that marks may overlap.
const KINDS = ["header", "task", "agency", "deadline", "dimension", "citation", "recipient"];
const shownKinds = new Set(KINDS);
// A dimension is often read from a whole task, which is marked as such; the table leads there all the same.
const LONGEST_MARK = 160;
const isMarked = (value, [from, to]) => shownKinds.has(value.kind) && value.kind !== "task" && (value.kind !== "dimension" || (to - from < LONGEST_MARK && !isTask(from, to)));
const isTask = (from, to) => reading.values.some(({ kind, places: [[start, end]] }) => kind === "task" && start <= from + 4 && to <= end + 4 && (to - from) * 2 > end - start);
// All stretches that are marked: place and value, the narrowest last.
function stretches(values) {
  const found = values.flatMap((value) => value.places.filter((place) => isMarked(value, place)).map((place) => ({ from: place[0], to: place[1], value })));
  return found.filter(({ from, to }) => from < to).sort((a, b) => (b.to - b.from) - (a.to - a.from));
}
// The text as lines; `hit` is the place that somebody came for.
function markedText(text, values, hit, reach) {
  const marks = stretches(values);
  const tasks = shownKinds.has("task") ? values.filter((value) => value.kind === "task") : [];
  const first = new Set();
  const lines = [];
  let from = 0;
  for (const whole of text.split("\n")) {
    const shown = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    const to = from + shown.length;
    const touches = (range) => range.from < to && from < range.to;
    const here = marks.filter(touches);
    const cuts = new Set([from, to]);
    for (const range of hit ? [...here, { from: hit[0], to: hit[1] }] : here) {
      for (const at of [range.from, range.to]) if (at > from && at < to) cuts.add(at);
    }
    const begun = tasks.filter(({ places: [[start]] }) => start >= from && start < Math.max(to, from + 1));
    for (const { places: [[start]] } of begun) cuts.add(start);
    const ends = [...cuts].sort((a, b) => a - b);
    const inTask = tasks.some(({ places: [[start, end]] }) => start < to && from < end);
    const line = h("span", { class: "words" });
    for (let at = 0; at + 1 < ends.length; at += 1) {
      const [start, end] = [ends[at], ends[at + 1]];
      for (const task of begun) if (task.places[0][0] === start) line.append(mark(task, task.id, "tag", true, reach));
      const piece = text.slice(start, end);
      const inside = here.filter((range) => range.from <= start && end <= range.to);
      const value = inside.length ? inside[inside.length - 1].value : null;
      const isHit = hit && hit[0] <= start && end <= hit[1];
      const node = value ? mark(value, piece, "", !first.has(value), reach) : isHit ? h("span", null, piece) : piece;
      if (value) first.add(value);
      if (isHit) node.classList.add("hit");
      line.append(node);
    }
    lines.push(h("div", { class: inTask ? "line in-task" : "line" }, line));
    from += whole.length + 1;
  }
  return lines;
}
function mark(value, words, extra, stop, reach) {
  return h("a", { href: `#v-${value.number}`, class: `mark ${value.kind} ${extra}`, title: value.label, tabindex: stop ? null : "-1", on: { click: (event) => {
    event.preventDefault();
    reach(value);
  } } }, words);
}
function markFilter(change) {
  const boxes = KINDS.map((kind) => h("label", { class: "check" }, h("input", { type: "checkbox", checked: shownKinds.has(kind), on: { change: (event) => {
    if (event.target.checked) shownKinds.add(kind);
    else shownKinds.delete(kind);
    change();
  } } }), h("span", { class: `mark ${kind}` }, say(kind))));
  return h("fieldset", { class: "marks" }, h("legend", { class: "unseen" }, say("marksShown")), boxes);
}
