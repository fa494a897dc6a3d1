// Shows a product as its source is saved: the last good one, marked where it is old, and what was found, at its place.
"use strict";
const of = (id) => document.getElementById(id);
const view = of("view"), choice = of("product");
let seen = "";

async function follow() {
  for (let version = 0; ;) {
    try {
      const state = await (await fetch(`news/${version}`)).json();
      if (state.version === version) continue;
      if (!choice.options.length && state.stage === "done") { location.reload(); return; }
      version = state.version;
      tell(state);
      await show(state);
    } catch {
      of("stands").textContent = "The desk does not answer. Is the command still running?";
      await new Promise((done) => { setTimeout(done, 2000); });
    }
  }
}

// Say in one line how what is shown stands to the source.
function tell({ stage, words, isOld, isUnchecked, step, findings, kind }) {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const behind = step ? ` ${step[0]} of ${step[1]} products are made.` : "";
  const said = {
    saved: isUnchecked ? "As you saved it; the rules are being asked." : "You saved something; it is being read.",
    checked: isOld ? "Being made anew." : "As you saved it; other products follow.",
    done: isOld ? "Old: this product cannot be made. This is the last good one." : "Up to date.",
    broken: "Old: the source has an error. This is the last good one.",
    stopped: `Old: ${words}`,
  }[stage];
  of("stands").textContent = (kind === "none" ? said.replace("This is the last good one.", "") : said) + behind;
  const isBad = (stage === "broken" || stage === "stopped" || (stage === "done" && isOld));
  document.body.dataset.stands = isBad ? "old" : isOld || isUnchecked ? "waits" : "good";
  of("counted").textContent = stage === "saved" ? "The rules have not been asked since you saved."
    : findings.length ? `${errors} errors, ${findings.length - errors} warnings and notes.` : "Nothing.";
  if (stage !== "saved") of("found").replaceChildren(...findings.map(finding));
  [...of("found").children].forEach((item, number) => { item.id = `found-${number}`; });
}

function finding({ place, severity, message, why, fix, check }) {
  const item = Object.assign(document.createElement("li"), { className: severity });
  item.append(Object.assign(document.createElement("code"), { textContent: place }), " ",
    Object.assign(document.createElement("strong"), { textContent: `${severity}:` }), ` ${message} [${check}]`);
  for (const [name, text] of [["why", why], ["fix", fix]]) {
    if (text) item.append(document.createElement("br"), `${name}: ${text}`);
  }
  return item;
}

// Show the product, where it is another than is shown; what a person has scrolled to stays where it is.
async function show(state) {
  if (state.seen !== seen || state.kind === "none") {
    if (state.kind === "pages") await pages(state);
    else if (state.kind === "frame" || state.kind === "text") await frame(`whole/${state.seen}`, state);
    else if (state.kind === "book") await frame(`book/${state.seen}/${state.start}`, state);
    else view.replaceChildren(state.kind === "file" ? download(state.output) : "It is not made yet.");
    seen = state.seen;
  }
  mark(state.findings);
  for (const leaf of view.querySelectorAll(".leaf")) {
    const here = state.findings.filter(({ page }) => `page-${page}` === leaf.id);
    leaf.querySelector("ul").replaceChildren(...here.map(finding));
  }
}

// Mark what was found over the words that it is about, where the product holds them.
function mark(findings) {
  view.querySelectorAll(".spot").forEach((each) => each.remove());
  const body = view.querySelector("iframe")?.contentDocument?.body;
  body?.querySelectorAll("[data-found]").forEach((each) => { each.style.outline = ""; delete each.dataset.found; });
  findings.forEach(({ spot, words, severity, place, message }, number) => {
    if (spot) {
      const [page, [left, top, width, height]] = spot;
      const link = Object.assign(document.createElement("a"), { className: `spot ${severity}`, href: `#found-${number}` });
      link.title = `${place} ${message}`;
      link.setAttribute("aria-label", link.title);
      Object.assign(link.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
      of(`page-${page}`)?.querySelector(".sheet").append(link);
    } else if (body) {
      const place = words.map((each) => holder(body, each)).find(Boolean);
      if (!place) return;
      place.dataset.found = severity;
      place.style.outline = severity === "error" ? ".2rem solid #a8461f" : ".15rem dashed #a8461f";
    }
  });
}

function holder(body, words) {
  const plain = (text) => text.replace(/\s+/g, " ");
  return [...body.querySelectorAll("p, li, h1, h2, h3, td, th, figcaption")]
    .find((each) => plain(each.textContent).includes(words) && ![...each.children].some((inner) => plain(inner.textContent) === plain(each.textContent)));
}

async function pages({ pages: count, seen: now }) {
  if (!view.querySelector(".leaf")) view.replaceChildren();
  while (view.children.length > count) view.lastChild.remove();
  for (let number = view.children.length + 1; number <= count; number += 1) {
    const leaf = Object.assign(document.createElement("figure"), { id: `page-${number}`, className: "leaf" });
    const picture = Object.assign(document.createElement("img"), { alt: `Page ${number}`, loading: "lazy" });
    const list = Object.assign(document.createElement("ul"), { className: "findings" });
    const sheet = Object.assign(document.createElement("div"), { className: "sheet" });
    sheet.append(picture);
    leaf.append(list, sheet, Object.assign(document.createElement("figcaption"), { textContent: `Page ${number}` }));
    view.append(leaf);
  }
  const leaves = [...view.children].map((leaf) => leaf.querySelector("img"));
  leaves.forEach((picture, index) => { picture.src = `leaf/${now}/${index + 1}`; });
  view.dataset.seen = now;
}

async function frame(address, { output, seen: now }) {
  const former = view.querySelector("iframe"), frame = document.createElement("iframe");
  frame.title = `The product ${output}`;
  frame.setAttribute("sandbox", "allow-same-origin");  // no script of its own
  const top = former && former.dataset.output === output ? former.contentWindow.scrollY : 0;
  const path = former && former.dataset.output === output && address.startsWith("book/")
    ? former.contentWindow.location.pathname.split("/").slice(4).join("/") : "";
  frame.dataset.output = output;
  frame.src = path ? `book/${now}/${path}` : address;
  frame.className = former ? "next" : "";
  await new Promise((done) => { frame.addEventListener("load", done, { once: true }); view.append(frame); });
  frame.contentWindow.scrollTo(0, top);
  frame.className = "";
  for (const each of [...view.childNodes]) if (each !== frame) each.remove();  // one that is moved loads anew
  view.dataset.seen = now;
}

function download(output) {
  return Object.assign(document.createElement("a"),
    { href: `build/${output}`, textContent: `No browser shows this kind of file; download ${output}.` });
}

choice.addEventListener("change", () => fetch("look", { method: "POST", body: choice.value }));
follow();
