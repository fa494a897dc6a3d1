// Loaded into Ace before it starts. No limit of its browser counts time on the wall (CPU is bounded by who starts it),
// and nothing but Ace reaches that browser. Of a stranger's pages no script runs, none leads to another, and one that
// dies, since it asked for more than it may, ends everything.
const puppeteer = require("puppeteer");

const TAB_DIED = 75; // told in node.py
const launch = puppeteer.launch.bind(puppeteer);
puppeteer.launch = async (options) => {
  const browser = await launch({ ...options, pipe: true, timeout: 0, protocolTimeout: 0 });
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async () => confined(await newPage());
  return browser;
};

function confined(page) {
  const goto = page.goto.bind(page);
  let shown;
  page.setDefaultTimeout(0);
  page.on("error", () => process.exit(TAB_DIED));
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && request.url() !== shown) {
      request.abort("aborted");
      request.abort = request.continue = request.respond = () => {}; // Ace answers each request, too
    }
  });
  page.goto = async (address) => {
    shown = new URL(address).href;
    await page.setJavaScriptEnabled(false);
    const answer = await goto(shown);
    await page.setJavaScriptEnabled(true); // for what Ace evaluates
    return answer;
  };
  return page;
}
