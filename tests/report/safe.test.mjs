// Texts that try to run do not, links between plans are drawn, and the page is within reach of everybody.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browser, open, report } from "./open.mjs";
import { CHAIN, HOSTILE, HOSTILE_NAME } from "./plans.mjs";

let chromium;
before(async () => { chromium = await browser(); });
after(() => chromium.close());

test("a text or a file name never runs", async () => {
  const { page, trouble } = await open(chromium, report(HOSTILE));
  assert.ok((await page.textContent("#plans .path")).endsWith(HOSTILE_NAME));
  await page.locator("#plans tbody th a").first().click();
  await page.waitForSelector("#paper .line");
  const text = await page.textContent("#paper");
  assert.ok(text.includes("</script><script>window.ran = true</script>"), text);
  await page.locator("#values-tasks a.value.deadline").first().click();
  await page.waitForSelector("#paper .hit");
  // The face before it takes two units: the words after it must not be moved.
  assert.equal((await page.locator("#paper .hit").allTextContents()).join(""), "trước ngày 15/11/2024");
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator("#paper img, #paper script, #paper svg").count(), 0);
  assert.deepEqual(trouble, []);
});

test("the policy of the page stops what is put into it", async () => {
  const { page } = await open(chromium, report(CHAIN));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
  });
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.ran), undefined);
});

test("the plan graph goes from province to district to commune, by way of the words that cite", async () => {
  const { page, trouble } = await open(chromium, report(CHAIN));
  assert.deepEqual(await page.locator("svg.chain a .what").allTextContents(), ["120/KH-UBND", "164/KH-UBND", "31/KH-UBND"]);
  assert.equal(await page.locator("svg.chain .link").count(), 2);
  await page.click("#chain summary");
  await page.locator("#chain tbody tr").first().locator("a").last().click();
  await page.waitForSelector("#paper .hit");
  assert.match((await page.locator("#paper .hit").allTextContents()).join(""), /120\/KH-UBND/);
  assert.deepEqual(trouble, []);
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the ${colorScheme} report and plan`, async () => {
    const file = report("corpus");
    for (const hash of ["", "#plan/3/task/2"]) {
      // The page's own policy would keep the checker out.
      const context = await chromium.newContext({ bypassCSP: true, colorScheme, viewport: { width: 1280, height: 900 } });
      const { page } = await open(context, file, { hash });
      if (hash) await page.waitForSelector("#paper .hit");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const told = violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary.slice(0, 200)}`);
      assert.deepEqual(told, [], hash);
      await context.close();
    }
  });
}
