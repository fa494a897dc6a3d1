// Shows the page of a clinic while its form is filled in, and the rows of a list that is dropped.
"use strict";
const of = (id) => document.getElementById(id);
const form = of("form"), picture = of("preview");
let isAsking = false, isChanged = false;

// Ask for the preview of what the form says now; what was typed meanwhile is asked for when the answer is there.
async function preview() {
  if (isAsking) { isChanged = true; return; }
  isAsking = true;
  try {
    const answer = await fetch("preview", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const faults = answer.status === 422 ? await answer.json() : [];
    tell(faults);
    if (answer.status === 200) {
      const former = picture.src;
      picture.src = URL.createObjectURL(await answer.blob());
      await picture.decode();
      picture.hidden = false;
      picture.alt = `The page that names ${of("name").value}`;
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

async function takeLogo() {
  const file = of("logo").files[0];
  const address = file ? await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  }) : "";
  of("logo_data").value = address.slice(address.indexOf(",") + 1);
  preview();
}

async function takeList(file) {
  if (!file) return;
  const answer = await fetch("list", { method: "POST", body: file });
  if (!answer.ok) { of("counted").textContent = await answer.text(); return; }
  const { columns, rows, count, others } = await answer.json();
  const wrong = rows.filter((row) => row.faults.some((fault) => fault.severity === "error")).length;
  const more = others.map(({ message, fix }) => `${message}: ${fix}`);
  of("counted").textContent = [`${count} rows, ${wrong} with faults.`, ...more].join(" ");
  const table = of("rows");
  table.hidden = false;
  table.tHead.replaceChildren(rowOf("th", ["Row", "What is to be mended", ...columns]));
  table.tBodies[0].replaceChildren(...rows.map(({ number, cells, faults }) => {
    const said = faults.map(({ message, fix }) => `${message}: ${fix}`).join("; ");
    const row = rowOf("td", [number, said || "nothing", ...cells]);
    row.className = said ? "wrong" : "";
    return row;
  }));
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
  of("list").addEventListener("change", () => takeList(of("list").files[0]));
  of("drop").addEventListener("dragover", (event) => event.preventDefault());
  of("drop").addEventListener("drop", (event) => { event.preventDefault(); takeList(event.dataTransfer.files[0]); });
}
