// Looks at a product on the desk as an author would who saves a topic: a word, a fault, its mend; then at another product.
// Arguments: the address, the topic's file, the other product. Prints what was seen.
import { readFileSync, writeFileSync } from "node:fs";
import { tab, tell } from "./clicks.mjs";

const [address, topic, other] = process.argv.slice(2);
const save = (old, now) => writeFileSync(topic, readFileSync(topic, "utf8").replace(old, now));
const shows = (words) => tab.waitForFunction((words) => {
  const frames = document.querySelectorAll("iframe");
  return frames.length === 1 && frames[0].contentDocument.body.textContent.includes(words);
}, {}, words);
const stands = (how) => tab.waitForFunction((how) => document.body.dataset.stands === how, {}, how);
const text = (id) => tab.$eval(id, (spot) => spot.textContent);

await tab.goto(address);
await shows("pass before a");
await tab.$eval("iframe", (frame) => frame.contentWindow.scrollTo(0, 300));
save("pass before a", "go by before a");
await shows("go by before a");
const scrolled = await tab.$eval("iframe", (frame) => frame.contentWindow.scrollY);
await stands("good");
save("1 to 2 months to", "1 to 3 months to");
await stands("old");
const [old, finding] = [await text("#stands"), await text("#found")];
const kept = await tab.$eval("iframe", (frame) => frame.contentDocument.body.textContent);
await tab.waitForFunction(() => document.querySelector("iframe").contentDocument.querySelector("[data-found=error]"));
const marked = await tab.$eval("iframe", (frame) => frame.contentDocument.querySelector("[data-found]").textContent);
save("1 to 3 months to", "1 to 2 months to");
await stands("good");
await tab.select("#product", other);
await tab.waitForFunction(() => document.querySelector(".leaf img")?.complete && !document.querySelector("iframe"));
save("1 to 2 months to", "1 to 3 months to");
await tab.waitForSelector(".spot.error");
const spot = await tab.$eval(".spot.error", (link) => link.getAttribute("aria-label"));
save("1 to 3 months to", "1 to 2 months to");
await stands("good");
const leaves = (await tab.$$(".leaf")).length;
await tell({ scrolled, old, finding, kept, leaves, marked, spot });
