// Shows a page in Chromium on screens of several widths, once with letters of twice the size; prints one JSON list of
// what ends outside the screen. Argument: a file. Nothing is fetched from a network, the page's scripts do not run.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const SCREENS = [[320, false], [768, false], [1280, false], [640, true], [1280, true]];
const isRoot = process.getuid() === 0; // Chromium refuses its sandbox to root
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  args: ["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", ...(isRoot ? ["--no-sandbox"] : [])],
});
const outside = () => {
  const beyond = (element) => Math.ceil(element.getBoundingClientRect().right - document.documentElement.clientWidth);
  const isOut = (element) => beyond(element) > 0 && element.getClientRects().length > 0;
  return [...document.body.querySelectorAll("*")]
    .filter((element) => isOut(element) && !isOut(element.parentElement))
    .map((element) => {
      const name = element.tagName.toLowerCase();
      const owner = element.closest("[id]");
      return { element: `${name}${element.className ? `.${element.className}` : ""}${owner ? ` in #${owner.id}` : ""}`,
               beyond: beyond(element) };
    });
};
const found = [];
try {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(process.argv[2]).href, { waitUntil: "load" });
  await page.setJavaScriptEnabled(true);
  for (const [width, enlarged] of SCREENS) {
    await page.setViewport({ width, height: 900 });
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, enlarged ? "200%" : "");
    for (const each of await page.evaluate(outside)) found.push({ ...each, width, enlarged });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
