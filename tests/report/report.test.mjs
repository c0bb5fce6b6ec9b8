// What a reader does with the report on the sample plans.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { browser, open, report } from "./open.mjs";

let chromium;
let file;
before(async () => {
  chromium = await browser();
  file = report("corpus");
});
after(() => chromium.close());

// Runs with a page of its own, and fails where the page complained or asked for anything.
const on = (name, act, options) => test(name, async () => {
  const { page, trouble } = await open(chromium, file, options);
  await act(page);
  assert.deepEqual(trouble, []);
  await page.close();
});

// The highlighted words: they hold the focus and stand in sight.
async function arrived(page) {
  const hit = page.locator("#paper .hit").first();
  await hit.waitFor();
  const box = await hit.boundingBox();
  const { height } = page.viewportSize();
  assert.ok(box.y >= 0 && box.y < height, `expected the words in sight, got ${box.y} of ${height}`);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("hit")));
  return (await page.locator("#paper .hit").allTextContents()).join("");
}

on("a cell of the heat map leads to its sentence, and Escape back to the cell", async (page) => {
  const cell = page.locator(".heat td.assigned .cell").first();
  const label = await cell.getAttribute("aria-label");
  await cell.click();
  assert.ok((await arrived(page)).length > 10);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#report:not([hidden])");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), label);
});

on("a value leads to its words, and words lead to their row", async (page) => {
  await page.locator("#plans tbody th a").first().click();
  const value = page.locator("#values-tasks a.value.deadline").first();
  await value.click();
  const words = await arrived(page);
  assert.match(words, /\d|quý|tháng|năm/i);
  const mark = page.locator("#paper a.mark.agency").first();
  const number = await mark.getAttribute("href");
  await mark.click();
  assert.equal(await page.evaluate(() => `#${document.activeElement.id}`), number);
});

on("findings are filtered by severity, check and words, and the count is said aloud", async (page) => {
  const items = page.locator("#findings .found > li");
  await page.locator("#findings .checks label").nth(1).click();
  await page.locator("#findings .checks label").nth(2).click();
  for (const item of await items.all()) assert.match(await item.getAttribute("class"), /error/);
  await page.locator("#findings .checks label").nth(1).click();
  await page.selectOption("#finding-check", "task/no-deadline");
  const all = Number((await page.textContent("#findings-count")).match(/\d+/)[0]);
  await page.fill("#finding-words", "khong co");
  // The count is said a moment after it is shown, longer on a busy machine.
  const heard = await page.waitForFunction(() => {
    const [said, shown] = ["said", "findings-count"].map((id) => document.getElementById(id).textContent);
    return /\d/.test(said) && said === shown && said;
  });
  const some = await heard.jsonValue();
  assert.ok(Number(some.match(/\d+/)[0]) <= all);
  await page.fill("#finding-words", "zzzz");
  await page.waitForFunction(() => document.getElementById("findings-count").textContent.startsWith("0"));
});

on("search without marks finds words with marks and leads to them", async (page) => {
  await page.fill("#search-words", "huong uoc");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#results .hits li");
  await page.locator("#results .evidence a").first().click();
  assert.equal((await arrived(page)).normalize("NFC").toLowerCase(), "hương ước");
});

on("the language is switched in the page, everywhere", async (page) => {
  await page.click("#language-en");
  await page.waitForFunction(() => document.getElementById("plans-head")?.textContent === "Plan by plan");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  const heads = await page.locator("h2, thead th:not(.who), nav a, label, legend, .choice button:not([lang])").allTextContents();
  const left = heads.filter((head) => /[ạảấầẩậắằẳặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷỹđ]/i.test(head) && !/^\d/.test(head));
  assert.deepEqual(left.filter((head) => !/Nâng|UBND/.test(head)), []);
  await page.click("#language-vi");
  await page.waitForFunction(() => document.getElementById("plans-head")?.textContent === "Từng kế hoạch");
});

on("the keyboard alone reaches a sentence and comes back", async (page) => {
  const active = (what) => page.evaluate((of) => document.activeElement[of] || "", what);
  await page.keyboard.press("Tab");
  assert.equal(await active("id"), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await active("id"), "main");
  for (let stops = 0; stops < 60 && !(await active("className")).includes("cell"); stops += 1) await page.keyboard.press("Tab");
  assert.ok((await active("className")).includes("cell"), "expected the Tab key to reach the heat map");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none");
  const first = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.notEqual(second, first);
  await page.keyboard.press("Enter");
  assert.ok((await arrived(page)).length > 5);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#report:not([hidden])");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), second);
});

on("a month opens its tasks and a body opens its own", async (page) => {
  await page.locator(".months button").first().click();
  assert.ok(await page.locator("#due-list li").count() > 0);
  await page.locator("#agencies .expand").first().click();
  await page.locator("#agencies tr.opened .tasks a").first().click();
  assert.ok((await arrived(page)).length > 10);
});

on("plans of a group are one click away", async (page) => {
  await page.click('[data-key="province"]');
  await page.locator(".heat.groups .cell").first().click();
  await page.waitForSelector("#coverage .chip");
  assert.ok(await page.locator("#coverage .heat tbody tr").count() > 0);
});

on("a filter holds for the whole report", async (page) => {
  const figure = () => page.evaluate(() => Number(document.querySelector("#overview .figures strong").textContent.replace(/\D/g, "")));
  const all = await figure();
  await page.selectOption("#filter-year", "2024");
  await page.waitForFunction(() => /\d/.test(document.getElementById("filtered").textContent));
  await page.waitForFunction((before) => document.querySelector("#overview .figures strong").textContent !== String(before), all);
  const some = await figure();
  assert.ok(some > 0 && some < all, `expected some of ${all}, got ${some}`);
  await page.waitForFunction(() => [...document.querySelectorAll("#deadlines tbody th")].length > 0);
  for (const cell of await page.locator("#coverage .heat th.who small").allTextContents()) assert.match(cell, /2024/);
  await page.click("#filtered button");
  await page.waitForFunction((before) => document.querySelector("#overview .figures strong").textContent === String(before), all);
});

for (const width of [390, 1280]) {
  on(`nothing makes the page scroll sideways at ${width} pixels`, async (page) => {
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(await wide() <= width);
    await page.goto(`${page.url().split("#")[0]}#plan/3`);
    await page.waitForSelector("#paper .line");
    assert.ok(await wide() <= width);
  }, { viewport: { width, height: 844 } });
}

test("the language of the command is that of the page", async () => {
  const { page, trouble } = await open(chromium, report("corpus/05-tuy-phuoc-papi-sipas-2025.md", "--lang", "en"));
  assert.equal(await page.textContent("#findings-head"), "What is missing or contradictory");
  assert.deepEqual(trouble, []);
});
