// Underlines what speaks against a letter while it is written, and keeps it.  Everything here also works as a form.

const LOOK = 300;
const form = document.getElementById("letter");
const area = form.elements.body;
const under = document.getElementById("under");
const said = document.getElementById("saved");
const kept = form.elements.to !== undefined;
let seen = null, timer = 0, going = Promise.resolve();

// Of places that overlap words that are there stay, before those that something is missing beside.
function apart(complaints) {
  const kept = [];
  const missing = (each) => /^no(thing)?-/.test(each.rule);
  const order = (a, b) => missing(a) - missing(b) || a.end - a.start - (b.end - b.start) || a.start - b.start;
  for (const each of [...complaints].sort(order)) {
    if (each.rule.startsWith("subject") || each.end <= each.start) continue;
    if (kept.every((other) => each.end <= other.start || other.end <= each.start)) kept.push(each);
  }
  return kept.sort((a, b) => a.start - b.start);
}

// Places are counted in characters, strings here in halves of some of them.
function paint(complaints) {
  const text = Array.from(area.value);
  const parts = [];
  let at = 0;
  for (const each of apart(complaints)) {
    parts.push(document.createTextNode(text.slice(at, each.start).join("")));
    const mark = document.createElement("mark");
    mark.className = each.severity;
    mark.textContent = text.slice(each.start, each.end).join("");
    parts.push(mark);
    at = each.end;
  }
  // The last line feed needs something after it to take up its line.
  parts.push(document.createTextNode(`${text.slice(at).join("")}\n`));
  under.replaceChildren(...parts);
  under.scrollTop = area.scrollTop;
}

function body() {
  const made = { subject: form.elements.subject.value, body: area.value };
  if (kept) made.to = form.elements.to.value;
  return new URLSearchParams(made);
}

async function look() {
  const now = body().toString();
  if (now === seen) return;
  try {
    const answer = await fetch(form.action, { method: "POST", body: body(), headers: { accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`${told.error.problem}: ${told.error.remedy}`);
    seen = now;
    if (kept) said.textContent = "Kept";
    if (now === body().toString()) {
      paint(told.complaints);
      await refresh();
    }
  } catch (error) {
    said.textContent = kept ? `Not kept (${error.message})` : error.message;
  }
}

// The words come from the page itself, so that both ways say the same.
async function refresh() {
  const answer = await fetch(form.action, { method: "POST", body: body(), headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("judged").replaceWith(document.adoptNode(fresh.getElementById("judged")));
}

function soon() {
  clearTimeout(timer);
  said.textContent = "";
  paint([]);
  timer = setTimeout(() => { going = going.then(look); }, LOOK);
}

form.addEventListener("input", soon);
area.addEventListener("scroll", () => { under.scrollTop = area.scrollTop; });
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  seen = null;
  going = going.then(look);
});
window.addEventListener("pagehide", () => {
  if (kept && seen !== null && body().toString() !== seen) navigator.sendBeacon(form.action, body());
});
const copy = document.getElementById("copy");
copy.hidden = false;
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(area.value);
  said.textContent = "Copied";
});
if (area.value.trim()) look();
