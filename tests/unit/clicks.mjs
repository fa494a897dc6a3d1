// What the scripts that click through the desk share: a browser with one tab, and what it complained of.
import { createRequire } from "node:module";

const puppeteer = createRequire(`${process.cwd()}/`)("puppeteer-core");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM, pipe: true, timeout: 0, protocolTimeout: 0,
  args: ["--disable-dev-shm-usage", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});
const complaints = [];
export const tab = await browser.newPage();
tab.setDefaultTimeout(0);
tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
tab.on("pageerror", (fault) => complaints.push(String(fault)));

// Have downloads written into a folder; returns what presses a button and waits until its file is there.
export async function downloads(folder) {
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
  let isDone;
  session.on("Browser.downloadProgress", ({ state }) => state === "completed" && isDone());
  return async (button) => {
    const ended = new Promise((done) => { isDone = done; });
    await tab.click(button);
    await ended;
  };
}

// Print what was seen, with the complaints that nobody expects, and end.
export async function tell(seen, expected = []) {
  const others = complaints.filter((each) => !expected.some((words) => each.includes(words)));
  console.log(JSON.stringify({ ...seen, complaints: others }));
  await browser.close();
}
