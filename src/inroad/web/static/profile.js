// What one says of oneself is kept while it is said.  Without script the button keeps the same form.

const WAIT = 1500;
const form = document.getElementById("me");
const back = document.getElementById("back");
const told = document.getElementById("kept");
const fields = [...form.elements].filter((each) => each.name);
const kept = new Map(fields.map((each) => [each.name, written(each)]));
const button = form.querySelector("button");
let timer = 0, going = Promise.resolve();

// As the server wrote it, whatever the browser brought back into the form.
function written(field) {
  if (!field.options) return field.defaultValue;
  return ([...field.options].find((each) => each.defaultSelected) ?? field.options[0]).value;
}

const changed = () => fields.filter((each) => each.value !== kept.get(each.name));
// What is no number is empty to a script, and empty would be kept as "not said".
const wrong = () => fields.filter((each) => !each.validity.valid);

async function send(sent) {
  const body = new URLSearchParams(sent);
  const asked = { method: "POST", body, headers: { accept: "application/json" }, keepalive: true };
  const answer = await fetch(form.action, asked).catch(() => {
    throw new Error("the server does not answer. Your words are still here.");
  });
  if (answer.ok) return;
  const { error } = await answer.json();
  throw new Error(`${error.problem}: ${error.remedy}`);
}

// Only what changed is sent: another window, or the command line, may have changed the rest meanwhile.
async function keep() {
  clearTimeout(timer);
  const sent = changed().filter((each) => each.validity.valid).map((each) => [each.name, each.value]);
  try {
    if (sent.length) {
      await send(sent);
      for (const [name, value] of sent) kept.set(name, value);
      told.textContent = "Kept.";
      button.hidden = true;
    }
  } catch (error) {
    told.textContent = `Not kept: ${error.message}`;
    button.hidden = false;
    return;
  }
  const [first] = wrong();
  if (first) told.textContent = `Not kept: ${first.labels[0].textContent}. ${first.validationMessage}`;
  if (sent.length) await refresh().catch(() => {});
}

// What follows from it comes from the page itself, so that both ways say the same.
async function refresh() {
  const answer = await fetch(form.action, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const each of document.querySelectorAll("[data-fresh]")) {
    const other = fresh.querySelector(`[data-fresh="${each.dataset.fresh}"]`);
    if (other) each.replaceWith(document.adoptNode(other));
  }
}

function now() {
  clearTimeout(timer);
  return (going = going.then(keep));
}

form.addEventListener("input", () => {
  told.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(now, WAIT);
});
form.addEventListener("change", now);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  now();
});
addEventListener("pagehide", () => {
  if (changed().length) keep();
});

// What was typed just now is the last change; so it is kept before the last change is taken back.
back.addEventListener("submit", async (event) => {
  event.preventDefault();
  await now();
  const refused = wrong();
  for (const each of refused) each.value = kept.get(each.name);
  if (refused.length) told.textContent = "As before.";
  else if (!changed().length) back.submit();
});

button.hidden = true;
for (const each of document.querySelectorAll(".scripted")) each.hidden = false;
