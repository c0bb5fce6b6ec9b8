// The data in the page: the index at once, everything else unpacked when it is asked for.
const DATA = JSON.parse(document.getElementById("data-index").textContent);
const PLANS = DATA.plans;
PLANS.forEach((plan, at) => { plan.at = at; });
// The texts stand behind the script: they are there when the whole page is.
const whole = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});
const unpacked = new Map();
// The value of a packed block. Blocks of plans are many, and only those that were asked for last are kept.
const KEPT = 12;
function unpack(name) {
  const known = unpacked.get(name) || read(name);
  unpacked.delete(name);
  unpacked.set(name, known);
  const passing = [...unpacked.keys()].filter((key) => key.startsWith("plans-"));
  if (passing.length > KEPT) unpacked.delete(passing[0]);
  return known;
}
async function read(name) {
  if (typeof DecompressionStream === "undefined") throw new Error(say("tooOld"));
  if (!document.getElementById(`data-${name}`)) await whole;
  const letters = atob(document.getElementById(`data-${name}`).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
async function planBody(at) {
  await whole;
  const [block, place] = PLANS[at].address;
  return (await unpack(`plans-${block}`))[place];
}
// Number and unit: what a plan is called in lists.
const planNumber = (plan) => plan.number || say("noNumber");
const planUnit = (plan) => plan.unit || plan.issuer || plan.path.split("/").pop();
const planName = (plan) => `${planNumber(plan)}, ${planUnit(plan)}`;
const planTitle = (plan) => plan.title || say("untitled");
const shapeOf = (index) => DATA.indices.find((shape) => shape.name === index);
function dimensionName(index, number) {
  if (language === "en" && index === "PAPI") return PAPI_ENGLISH[number - 1];
  const found = shapeOf(index) && shapeOf(index).dimensions.find(([n]) => n === number);
  return found ? found[1] : "";
}
// The entry of a plan for a dimension, with names in place of positions.
function covered(plan, index, number) {
  const found = plan.dimensions.find(([name, n]) => name === index && n === number);
  if (!found) return null;
  const [, , treatment, tasks, named, due, subs] = found;
  return { treatment, tasks, named, due, subs };
}
const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
const percent = (part, whole) => (whole ? Math.round((100 * part) / whole) : 0);
function grouped(list, key) {
  const groups = new Map();
  for (const item of list) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}
const inOrder = new Intl.Collator("vi", { numeric: true }).compare;
