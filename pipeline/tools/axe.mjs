// Examines pages with axe-core in Chromium, in light and in dark; prints one JSON list.
// Arguments: files. Nothing is fetched from a network, and the pages' own scripts do not run.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(`${process.cwd()}/`).resolve("axe-core/axe.min.js"), "utf8");
const isRoot = process.getuid() === 0; // Chromium refuses its sandbox to root
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", ...(isRoot ? ["--no-sandbox"] : [])],
});
const found = [];
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 768, height: 1024 });
  for (const file of process.argv.slice(2)) {
    await page.setJavaScriptEnabled(false);
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    await page.setJavaScriptEnabled(true);
    await page.evaluate(axe);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, impact, help, nodes } of violations) {
        for (const { html, failureSummary } of nodes) found.push({ file, scheme, id, impact, help, html, failureSummary });
      }
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
