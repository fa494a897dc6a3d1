// Opens the desk as a nurse would, writes a clinic's name, waits for the page, downloads one product and the ZIP, and drops
// a list. Arguments: the address, the folder for downloads, the list, where to put a picture. Prints what was seen.
import { createRequire } from "node:module";

const puppeteer = createRequire(`${process.cwd()}/`)("puppeteer-core");
const [address, folder, list, shot] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM, pipe: true, timeout: 0, protocolTimeout: 0,
  args: ["--disable-dev-shm-usage", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});
const tab = await browser.newPage();
tab.setDefaultTimeout(0);
const complaints = [];
tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
tab.on("pageerror", (fault) => complaints.push(String(fault)));
const session = await browser.target().createCDPSession();
await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
let isDone;
session.on("Browser.downloadProgress", ({ state }) => state === "completed" && isDone());
const downloaded = async (button) => {
  const ended = new Promise((done) => { isDone = done; });
  await tab.click(button);
  await ended;
};

await tab.goto(address);
await tab.type("#phones", "617-555-0100");
await tab.waitForFunction(() => document.querySelector("#name-fault").textContent !== "");
const asked = await tab.$eval("#name-fault", (spot) => spot.textContent);
await tab.type("#name", "Valley Clinic");
await tab.waitForFunction(() => document.querySelector("#preview").alt === "The page that names Valley Clinic");
await tab.screenshot({ path: shot });
await downloaded("button:not([formaction])");
await downloaded("button[formaction]");
const field = await tab.$("#list");
await field.uploadFile(list);
await tab.waitForFunction(() => !document.querySelector("#rows").hidden);
const rows = await tab.$$eval("#rows tbody tr", (all) => all.map((row) => row.children[1].textContent));
const counted = await tab.$eval("#counted", (spot) => spot.textContent);
console.log(JSON.stringify({ asked, rows, counted, complaints: complaints.filter((each) => !each.includes("422")) }));
await browser.close();
