// Opens the desk as a nurse would: writes a clinic's name, waits for the page, downloads one product and the ZIP; then
// drops a list, then a logo that it names, mends a cell of it in place, has each clinic's ZIP made and downloads one.
// Arguments: the address, the folder for downloads, the list, the logo, where to put a picture. Prints what was seen.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { downloads, tab, tell } from "./clicks.mjs";

const [address, folder, list, logo, shot] = process.argv.slice(2);
const downloaded = await downloads(folder);
const text = (id) => tab.$eval(id, (spot) => spot.textContent);
const faults = () => tab.$$eval("#rows tbody tr", (all) => all.map((row) => row.children[1].textContent));
const dropped = (path) => tab.$eval("#drop", (spot, name, content) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name));
  spot.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}, basename(path), readFileSync(path, "utf8"));

await tab.goto(address);
await tab.type("#phones", "617-555-0100");
await tab.waitForFunction(() => document.querySelector("#name-fault").textContent !== "");
const asked = await text("#name-fault");
await tab.type("#name", "Valley Clinic");
await tab.waitForFunction(() => document.querySelector("#preview").alt === "The page that names Valley Clinic");
await tab.screenshot({ path: shot });
await downloaded("button:not([formaction])");
await downloaded("button[formaction]");

await dropped(list);
await tab.waitForFunction(() => !document.querySelector("#rows").hidden);
const [rows, counted, offered] = [await faults(), await text("#counted"), await text("#hand-out")];
await dropped(logo);
await tab.waitForFunction(() => !document.querySelector("#rows").textContent.includes("is not here"));
const cell = "[aria-invalid=true]";
const label = await tab.$eval(cell, (box) => box.getAttribute("aria-label"));
await tab.$eval(cell, (box) => box.select());
await tab.type(cell, "617-555-0101");
await tab.keyboard.press("Tab");
await tab.waitForFunction(() => document.querySelector("#hand-out").textContent.includes("(2)"));
const [mended, recounted] = [await faults(), await text("#counted")];
await tab.click("#hand-out");
await tab.waitForFunction(() => document.querySelectorAll("#handed a").length > 0);
const handed = await text("#handed");
await downloaded("#handed li:last-child a");
await tell({ asked, rows, counted, offered, label, mended, recounted, handed }, ["422"]);
