// Shows the page of a clinic while its form is filled in, and the rows of a list that is dropped.
"use strict";
const of = (id) => document.getElementById(id);
const form = of("form"), picture = of("preview");
let isAsking = false, isChanged = false;

// Ask for the preview of what the form says now; what was typed meanwhile is asked for when the answer is there.
async function preview() {
  if (isAsking) { isChanged = true; return; }
  isAsking = true;
  const name = of("name").value;
  try {
    const answer = await fetch("preview", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const faults = answer.status === 422 ? await answer.json() : [];
    tell(faults);
    if (answer.status === 200) {
      const former = picture.src;
      picture.src = URL.createObjectURL(await answer.blob());
      await picture.decode();
      picture.hidden = false;
      picture.alt = `The page that names ${name}`;
      if (former) URL.revokeObjectURL(former);
      of("told").textContent = "The page as it is handed out:";
    } else if (answer.status === 204) {
      picture.hidden = true;
      of("told").textContent = "There is no picture of this kind of file; download it to see it.";
    } else if (answer.status === 503) {
      picture.hidden = true;
      await ready();
      isChanged = true;
    } else {
      of("told").textContent = faults.length ? "Not yet: see what is to be mended." : await answer.text();
    }
  } catch {
    of("told").textContent = "The desk does not answer. Is the command still running?";
  }
  isAsking = false;
  if (isChanged) { isChanged = false; preview(); }
}

// Write each fault beside its field, those of no field into the list.
function tell(faults) {
  for (const spot of document.querySelectorAll(".fault")) spot.textContent = "";
  of("faults").replaceChildren();
  for (const { field, message, fix } of faults) {
    const spot = of(`${field}-fault`), words = `${message}: ${fix}`;
    if (spot) spot.textContent = words;
    else of("faults").append(Object.assign(document.createElement("li"), { textContent: words }));
  }
}

// Return a file in letters (base64).
async function inLetters(file) {
  const address = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(",") + 1);
}

async function takeLogo() {
  const file = of("logo").files[0];
  of("logo_data").value = file ? await inLetters(file) : "";
  preview();
}

// Take the logos of a list, and the list, whichever somebody drops or chooses first.
async function takeFiles(files) {
  const logos = [...files].filter(({ name }) => /\.(svg|png)$/i.test(name));
  const lists = [...files].filter((file) => !logos.includes(file));
  try {
    if (lists.length > 1) of("counted").textContent = "Drop one list at a time.";
    else if (!logos.length || await takeLogos(logos)) await takeList(lists[0]);
  } catch {
    of("counted").textContent = "A file cannot be read. Drop files, not their folder; is the command still running?";
  }
}

// Hand logos to the desk; tell whether it has taken them.
async function takeLogos(files) {
  const sent = {};
  for (const file of files) sent[file.name] = await inLetters(file);
  const answer = await fetch("logos", { method: "POST", body: JSON.stringify(sent) });
  if (answer.status === 204) of("counted").textContent = "The logos are here; drop the list, too.";
  else await showList(answer);
  return answer.ok;
}

async function takeList(file) {
  if (!file) return;
  of("rows").tBodies[0].replaceChildren();
  of("handed").replaceChildren();
  await showList(await fetch("list", { method: "POST", body: file }));
}

// Show what the desk says of the list; words that somebody is typing stay as they are.
async function showList(answer) {
  if (answer.status === 503) { of("counted").textContent = "The text was changed: everything is laid out anew, then drop the list again."; return; }
  if (!answer.ok) { of("counted").textContent = await answer.text(); return; }
  const { columns, rows, count, wrong, good, others } = await answer.json();
  const more = others.map(({ message, fix }) => `${message}: ${fix}`);
  of("counted").textContent = [`${count} rows, ${wrong} with faults.`, ...more].join(" ");
  of("hand-out-name").hidden = !good;
  of("hand-out").textContent = `Make a ZIP for each clinic without a fault (${good})`;
  const table = of("rows");
  table.hidden = false;
  table.tHead.replaceChildren(rowOf("th", ["Row", "What is to be mended", ...columns]));
  const former = new Map([...table.tBodies[0].rows].map((row) => [Number(row.dataset.number), row]));
  table.tBodies[0].replaceChildren(...rows.map((row) => listed(row, columns, former.get(row.number))));
}

function listed({ number, cells, faults }, columns, former) {
  const said = faults.map(({ field, message, fix }) => `${field ? `${field}: ` : ""}${message}: ${fix}`).join("; ");
  const isOpen = said || former?.dataset.open;
  const row = former && (former.dataset.open || !said) ? former : rowOf("td", [number, "", ...cells]);
  if (isOpen && !row.dataset.open) {
    columns.forEach((column, index) => {
      const box = Object.assign(document.createElement("textarea"), { value: cells[index] ?? "", rows: 1 });
      box.setAttribute("aria-label", `row ${number}, ${column}`);
      box.addEventListener("change", () => mend(number, column, box.value));
      (row.cells[index + 2] || row.insertCell()).replaceChildren(box);
    });
    row.dataset.open = "yes";
  }
  row.dataset.number = number;
  row.className = said ? "wrong" : "";
  row.cells[1].textContent = said || (isOpen ? "mended" : "nothing");
  columns.forEach((column, index) => {
    const box = row.cells[index + 2]?.querySelector("textarea");
    if (box) box.setAttribute("aria-invalid", faults.some(({ field }) => field === column));
  });
  return row;
}

async function mend(row, column, text) {
  await showList(await fetch("mend", { method: "POST", body: JSON.stringify({ row, column, text }) }));
}

// Have every clinic's ZIP made; what is there already stays, so that a run that was ended goes on.
async function handOut() {
  const told = of("handed");
  const answer = await fetch("hand-out", { method: "POST", body: "" });
  if (!answer.ok) { told.textContent = answer.status === 503 ? "The text was changed: try again when it is laid out." : await answer.text(); return; }
  told.textContent = "Making the ZIPs.";
  for (let version = 0; ;) {
    const state = await (await fetch(`news/${version}`)).json();
    version = state.version;
    if (state.hasResult) break;
    if (!state.isReady) { told.textContent = "The text was changed, so this was ended. What is made stays; go on when it is laid out."; return; }
    if (state.words) { told.textContent = state.words; return; }
    if (state.step) told.textContent = `${state.step[0]} of ${state.step[1]} clinics have their ZIP.`;
  }
  const { folder, ids, faults } = await (await fetch("handed")).json();
  const links = ids.slice(0, 500).map((id) => {
    const link = Object.assign(document.createElement("a"), { href: `${folder}/${id}.zip`, textContent: `${id}.zip` });
    link.download = `${id}.zip`;
    return link;
  });
  const line = (words) => Object.assign(document.createElement("p"), { textContent: words });
  told.replaceChildren(line(`${ids.length} clinics have their ZIP; all lie in ${folder}.`), listOf(links),
    ...(faults.length ? [line("Not made:"), listOf(faults)] : []));
}

function listOf(items) {
  const list = document.createElement("ul");
  for (const each of items) {
    const item = document.createElement("li");
    item.append(each);
    list.append(item);
  }
  return list;
}

function rowOf(kind, words) {
  const row = document.createElement("tr");
  for (const each of words) {
    const cell = Object.assign(document.createElement(kind), { textContent: each });
    if (kind === "th") cell.scope = "col";
    row.append(cell);
  }
  return row;
}

// Wait until all is laid out that clinics get, telling how far that is.
async function ready() {
  for (let version = 0; ;) {
    try {
      const state = await (await fetch(`news/${version}`)).json();
      version = state.version;
      if (state.isReady) return;
      const [done, total] = state.step || [];
      of("told").textContent = state.refusal || state.words || (state.stage === "broken"
        ? "The source has an error, so nothing can be handed out: see “Watch the text”."
        : `Getting ready: every product is laid out once.${total ? ` ${done} of ${total} are done.` : ""}`);
    } catch {
      of("told").textContent = "The desk does not answer. Is the command still running?";
      await new Promise((done) => { setTimeout(done, 2000); });
    }
  }
}

if ("waits" in document.body.dataset) ready().then(() => location.reload());
else begin();

function begin() {
  form.addEventListener("input", (event) => { if (event.target.id !== "logo") preview(); });
  of("logo").addEventListener("change", takeLogo);
  of("hand-out").addEventListener("click", handOut);
  of("list").addEventListener("change", () => takeFiles(of("list").files));
  of("drop").addEventListener("dragover", (event) => event.preventDefault());
  of("drop").addEventListener("drop", (event) => { event.preventDefault(); takeFiles(event.dataTransfer.files); });
}
