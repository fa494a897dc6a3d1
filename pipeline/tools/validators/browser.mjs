// Starts Chromium for the script that follows this one, and opens pages for it. A pipe, not a port, leads to the
// browser: no other program can reach it.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const TAB_DIED = 75; // told in node.py
let isAtWork = false;
let shown; // the address of the page that is examined
const isRoot = process.getuid() === 0; // Chromium refuses its sandbox to root

// Give an examination one empty tab, and print what it returns as JSON.
async function print(examination) {
  console.log(JSON.stringify(await inBrowser(examination)));
}

// Give an examination one empty tab of a new browser. Its scroll bars lie over a page, as on a telephone, or take their
// room from it, as on most desks.
async function inBrowser(examination, hasClassicBars = false) {
  isAtWork = true;
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    pipe: true,
    timeout: 0, // CPU is bounded by who starts this; a busy machine changes nothing
    protocolTimeout: 0,
    ignoreDefaultArgs: hasClassicBars ? ["--hide-scrollbars"] : [],
    args: ["--disable-dev-shm-usage", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  try {
    return await examination(await open(browser));
  } finally {
    isAtWork = false;
    await browser.close();
  }
}

// Open an empty tab; one that dies, since it asked for more than it may, ends everything: nothing else would tell.
async function open(browser) {
  const tab = await browser.newPage();
  const inspector = await tab.createCDPSession();
  for (const event of ["Inspector.targetCrashed", "Inspector.detached"]) {
    inspector.on(event, () => isAtWork && process.exit(TAB_DIED));
  }
  await inspector.send("Inspector.enable");
  await tab.setRequestInterception(true);
  tab.on("request", (request) => (leadsAway(request, tab) ? request.abort("aborted") : request.continue()));
  return tab;
}

// Tell whether a page asks for another in its place: what is examined is what was asked for.
function leadsAway(request, tab) {
  return request.isNavigationRequest() && request.frame() === tab.mainFrame() && request.url() !== shown;
}

// Show a file whose own scripts do not run; what the examination evaluates afterwards does.
async function show(tab, file) {
  await tab.setJavaScriptEnabled(false);
  shown = pathToFileURL(file).href;
  await tab.goto(shown, { waitUntil: "load", timeout: 0 });
  await tab.setJavaScriptEnabled(true);
}
