// Makes the plain text area pleasant to write code in, and a check something to watch instead of to wait for.
// Everything here also works as plain forms.

const LINE = /\n/g;

// -- typing ---------------------------------------------------------------------------------------

// `insertText` is the one way to change a text area that leaves the browser's own undo as it was.
function type(text) {
  // The caret goes away and comes back, or the browser takes this and all typing before it for one step.
  const { activeElement: area } = document;
  const { selectionStart: from, selectionEnd: to } = area;
  area.setSelectionRange(0, 0);
  area.setSelectionRange(from, to);
  document.execCommand(text ? "insertText" : "delete", false, text);
}

function lines(area) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const first = value.lastIndexOf("\n", from - 1) + 1;
  const end = value.indexOf("\n", to > from && value[to - 1] === "\n" ? to - 1 : to);
  return [first, end < 0 ? value.length : end];
}

function rewrite(area, change) {
  const [first, last] = lines(area);
  const before = area.value.slice(first, last);
  const after = before.split("\n").map(change).join("\n");
  if (after === before) return;
  const { selectionStart: from, selectionEnd: to } = area;
  const one = !before.includes("\n") && from === to;
  area.setSelectionRange(first, last);
  type(after);
  if (one) {
    const at = Math.max(first, from + after.length - before.length);
    area.setSelectionRange(at, at);
  } else area.setSelectionRange(first, first + after.length);
}

function tab(area, back) {
  if (back) return rewrite(area, (line) => line.replace(/^( {1,4}|\t)/, ""));
  const { value, selectionStart: from, selectionEnd: to } = area;
  if (value.slice(from, to).includes("\n")) return rewrite(area, (line) => (line ? `    ${line}` : line));
  const column = from - (value.lastIndexOf("\n", from - 1) + 1);
  type(" ".repeat(4 - (column % 4)));
}

function enter(area) {
  const { value, selectionStart: from } = area;
  const line = value.slice(value.lastIndexOf("\n", from - 1) + 1, from);
  const deeper = /:\s*(#.*)?$/.test(line) ? "    " : "";
  const out = /^\s+(return|raise|pass|break|continue)\b/.test(line) && !/[([{,\\]\s*$/.test(line);
  const indent = /^\s*/.exec(line)[0];
  type(`\n${out ? indent.replace(/ {1,4}$/, "") : indent}${deeper}`);
}

function comment(area) {
  const [first, last] = lines(area);
  const all = area.value.slice(first, last).split("\n").filter((line) => line.trim());
  const off = all.length > 0 && all.every((line) => /^\s*#/.test(line));
  rewrite(area, (line) => (off ? line.replace(/^(\s*)# ?/, "$1") : line.trim() ? line.replace(/^(\s*)/, "$1# ") : line));
}

function keys(area, check) {
  // Escape lets the next Tab leave, so that nobody who uses the keyboard alone is caught in here.
  let leaving = false;
  area.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const let_go = leaving;
    leaving = event.key === "Escape";
    if (event.isComposing) return;
    if (event.key === "Enter" && control) check();
    else if (event.key === "/" && control) comment(area);
    else if (control || event.altKey) return;
    else if (event.key === "Tab" && !let_go) tab(area, event.shiftKey);
    else if (event.key === "Enter" && !event.shiftKey) enter(area);
    else return;
    event.preventDefault();
  });
}

// -- numbers of lines -----------------------------------------------------------------------------

function numbers(area) {
  const gutter = document.createElement("pre");
  gutter.className = "gutter";
  gutter.ariaHidden = "true";
  area.parentElement.prepend(gutter);
  let shown = 0;
  const draw = () => {
    const count = (area.value.match(LINE) ?? []).length + 1;
    if (count !== shown) gutter.textContent = Array.from({ length: count }, (_, i) => i + 1).join("\n");
    shown = count;
    gutter.scrollTop = area.scrollTop;
  };
  area.addEventListener("input", draw);
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  draw();
}

// -- keeping --------------------------------------------------------------------------------------

const PAUSE = 900;

function keeper(form, area) {
  const said = document.getElementById("saved");
  const seen = form.elements.seen;
  let kept = area.value, timer = 0, going = Promise.resolve();

  async function send() {
    const text = area.value;
    if (text === kept) return;
    const body = new URLSearchParams({ answer: text, seen: seen.value });
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body, headers: { accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(`${told.error.problem}: ${told.error.remedy}`);
      kept = text;
      seen.value = told.version;
      said.textContent = told.beside ? `Saved; what was changed elsewhere is kept as ${told.beside}` : "Saved";
    } catch (error) {
      said.textContent = `Not saved (${error.message})`;
    }
  }
  // One after another, so that an older text never comes last.
  const save = () => { clearTimeout(timer); going = going.then(send); return going; };
  area.addEventListener("input", () => {
    said.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  window.addEventListener("pagehide", () => {
    if (area.value === kept) return;
    navigator.sendBeacon(form.dataset.save, new URLSearchParams({ answer: area.value, seen: seen.value }));
  });
  // Somebody may have written in their own editor meanwhile; what nobody changed here is taken from there.
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || area.value !== kept) return;
    const told = await (await fetch(location.pathname, { headers: { accept: "application/json" } })).json();
    if (told.answer === undefined || told.version === seen.value || area.value !== kept) return;
    kept = area.value = told.answer;
    seen.value = told.version;
    area.dispatchEvent(new Event("input"));
    said.textContent = "Read again: the file was changed elsewhere";
  });
  return { save };
}

// -- checking -------------------------------------------------------------------------------------

const wait = (time) => new Promise((done) => setTimeout(done, time));
const STAGES = {
  guard: "what it uses", runs: "whether it runs", shape: "shapes", dtype: "types", values: "values",
  invariance: "what must hold for any input", stability: "extreme input", gradient: "gradients", cost: "cost",
};

function running(cancel) {
  const box = document.createElement("div");
  box.className = "running act";
  box.setAttribute("role", "status");
  const stage = document.createElement("span");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.textContent = "Cancel";
  stop.addEventListener("click", () => { stop.disabled = true; fetch(cancel, { method: "POST", redirect: "manual" }); });
  const head = document.createElement("b");
  head.textContent = "Checking …";
  box.append(head, stage, stop);
  document.getElementById("feedback").replaceChildren(box);
  return stage;
}

async function follow(form) {
  const stage = running(form.dataset.cancel);
  for (let pause = 150; ; pause = Math.min(pause * 1.3, 800)) {
    await wait(pause);
    const told = await (await fetch(form.dataset.check)).json();
    if (told.state !== "waiting" && told.state !== "running") return;
    stage.textContent = told.state === "waiting" ? "getting ready" : `${STAGES[told.stage]}: ${told.check}`;
  }
}

async function refresh() {
  const html = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of ["standing", "feedback", "help"]) {
    const [old, made] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && made) old.replaceWith(document.adoptNode(made));
  }
  const feedback = document.getElementById("feedback");
  feedback.focus({ preventScroll: true });
  feedback.scrollIntoView({ block: "nearest" });
}

function checker(form, area, keeping) {
  let going = false;
  return async () => {
    if (going) return;
    going = true;
    const button = document.getElementById("check");
    button.disabled = true;
    try {
      await keeping.save();
      const body = new URLSearchParams({ answer: area.value, seen: form.elements.seen.value });
      const asked = await fetch(form.dataset.check, { method: "POST", body, headers: { accept: "application/json" } });
      if (!asked.ok) throw new Error((await asked.json()).error.problem);
      await follow(form);
      await refresh();
    } catch (error) {
      document.getElementById("feedback").textContent = `The check could not be made: ${error.message}`;
    } finally {
      going = false;
      button.disabled = false;
    }
  };
}

// -- all together ---------------------------------------------------------------------------------

const form = document.getElementById("bench");
if (form) {
  const area = form.elements.answer;
  const keeping = keeper(form, area);
  const check = checker(form, area, keeping);
  keys(area, check);
  numbers(area);
  document.querySelector("#keys .scripted").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.id === "save") keeping.save();
    else check();
  });
  // What was typed must be on disk before a hint or a new beginning loads the page again.
  document.addEventListener("submit", async (event) => {
    if (event.target === form || event.defaultPrevented) return;
    event.preventDefault();
    await keeping.save();
    event.target.submit();
  });
  if (document.querySelector("#feedback .running")) follow(form).then(refresh);
}
