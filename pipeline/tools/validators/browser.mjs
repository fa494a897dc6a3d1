// Starts Chromium for the script that follows this one, and opens pages for it. Nothing is fetched from a network, and
// a pipe, not a port, leads to the browser: no other program can reach it.
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const isRoot = process.getuid() === 0; // Chromium refuses its sandbox to root

// Give an examination one empty tab, and print what it returns as JSON.
async function print(examination) {
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    pipe: true,
    args: ["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  try {
    console.log(JSON.stringify(await examination(await browser.newPage())));
  } finally {
    await browser.close();
  }
}

// Show a file whose own scripts do not run; what the examination evaluates afterwards does.
async function show(tab, file) {
  await tab.setJavaScriptEnabled(false);
  await tab.goto(pathToFileURL(file).href, { waitUntil: "load" });
  await tab.setJavaScriptEnabled(true);
}
