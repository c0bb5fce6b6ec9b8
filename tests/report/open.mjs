// Makes reports with the program and opens them from disk in a real Chromium that reports every error and request.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(root, process.env.KEHOACH ?? "target/release/kehoach");
const work = mkdtempSync(join(tmpdir(), "kehoach-report-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
let made = 0;

// The report on these inputs: names under the root of the project, or an object of file names and texts.
export function report(inputs, ...options) {
  made += 1;
  let folder = join(root, String(inputs));
  if (typeof inputs === "object") {
    folder = join(work, `plans-${made}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(inputs)) writeFileSync(join(folder, name), text);
  }
  const output = join(work, `out-${made}`);
  execFileSync(program, ["extract", folder, "-o", output, "--format", "html", "--quiet", ...options]);
  return join(output, "report.html");
}

export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// A page on a report; `trouble` lists console errors, faults and requests for anything but the file itself.
export async function open(chromium, file, options = {}) {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const trouble = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) trouble.push(message.text()); });
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== address) trouble.push(`request: ${request.url()}`); });
  await page.goto(address + (options.hash ?? ""));
  await page.waitForSelector("html[data-drawn]");
  return { page, trouble };
}
