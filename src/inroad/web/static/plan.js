// Notes are kept while they are typed, and steps can be walked through by keys.  Without script the same buttons do it.

const WAIT = 700;

for (const form of document.querySelectorAll(".note-form")) {
  const [area, told] = [form.elements.note, form.querySelector("[role=status]")];
  let [kept, timer] = [area.value, 0];
  form.querySelector("button").hidden = true;

  const keep = async () => {
    clearTimeout(timer);
    if (area.value === kept) return;
    const sent = area.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: "application/json" },
        keepalive: true,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      kept = sent;
      told.textContent = "Kept.";
    } catch {
      told.textContent = "Not kept: the server does not answer. Your words are still here.";
      form.querySelector("button").hidden = false;
    }
  };
  area.addEventListener("input", () => {
    told.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  area.addEventListener("blur", keep);
  addEventListener("pagehide", keep);
}

const steps = [...document.querySelectorAll(".plan-step")];
for (const each of document.querySelectorAll(".scripted")) each.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.closest(".plan-step")?.focus();
    return;
  }
  const at = steps.indexOf(document.activeElement?.closest(".plan-step"));
  const move = { j: 1, k: -1 }[event.key];
  if (move && steps.length) {
    event.preventDefault();
    steps[Math.min(Math.max(at + move, 0), steps.length - 1)].focus();
  } else if (at >= 0 && event.key === "n") {
    event.preventDefault();
    steps[at].querySelector("textarea").focus();
  } else if (at >= 0) {
    const what = { d: "done", m: "missed", x: "drop" }[event.key];
    if (what) steps[at].querySelector(`[data-do=${what}]`).click();
  }
});
