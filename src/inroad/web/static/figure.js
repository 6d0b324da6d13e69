// A figure read off its picture by clicks.  The picture never leaves this window; what is clicked fills the
// form, which works without script, too.

const form = document.getElementById("figure");
const canvas = form.querySelector("canvas");
const hint = document.getElementById("hint");
const reading = document.getElementById("reading");
const steps = [...form.querySelectorAll("[data-spot]")];
const pen = canvas.getContext("2d");
const cross = { x: 0, y: 0 };
const LOUPE = { size: 120, zoom: 6 };
let picture = null;
let step = 0;

const field = (name, axis) => form.elements[`${name}_${axis}`];
const at = (name) => ({ x: parseFloat(field(name, "x").value), y: parseFloat(field(name, "y").value) });

// -- the picture ----------------------------------------------------------------------------------

async function open(file) {
  if (!file?.type.startsWith("image/")) return tell("That is no picture.");
  try {
    picture = await createImageBitmap(file);
  } catch {
    return tell("This picture cannot be read; try a PNG screenshot.");
  }
  [canvas.width, canvas.height] = [picture.width, picture.height];
  [cross.x, cross.y] = [picture.width / 2, picture.height / 2];
  go(0);
}

function draw() {
  if (!picture) return;
  pen.drawImage(picture, 0, 0);
  // Lines are as wide on the screen, however far the picture is shrunk.
  const pixel = canvas.width / canvas.clientWidth;
  for (const each of steps) {
    const spot = at(each.dataset.spot);
    if (!Number.isNaN(spot.x + spot.y)) mark(spot, 7 * pixel, pixel, "#c2410c");
  }
  mark(cross, 14 * pixel, pixel, "#1d4ed8");
  loupe(pixel);
}

function mark({ x, y }, arm, width, colour) {
  pen.lineWidth = 1.5 * width;
  pen.strokeStyle = colour;
  pen.beginPath();
  pen.moveTo(x - arm, y); pen.lineTo(x + arm, y);
  pen.moveTo(x, y - arm); pen.lineTo(x, y + arm);
  pen.stroke();
}

function loupe(pixel) {
  const [size, half] = [LOUPE.size * pixel, LOUPE.size / LOUPE.zoom / 2];
  const left = cross.x < canvas.width / 2 ? canvas.width - size : 0;
  pen.imageSmoothingEnabled = false;
  pen.drawImage(picture, cross.x - half, cross.y - half, 2 * half, 2 * half, left, 0, size, size);
  pen.strokeStyle = "#1d4ed8";
  pen.lineWidth = pixel;
  pen.strokeRect(left, 0, size, size);
  mark({ x: left + size / 2, y: size / 2 }, size / 2, pixel / 2, "#1d4ed8");
}

// -- clicks ---------------------------------------------------------------------------------------

function go(to) {
  step = to;
  steps.forEach((each, number) => each.classList.toggle("now", number === step));
  const now = steps[step];
  tell(now ? `Click: ${now.querySelector("legend").textContent}.` : "All places are set; click a name to set it again.");
  draw();
}

function set() {
  const now = steps[step];
  if (!picture || !now) return;
  for (const axis of ["x", "y"]) field(now.dataset.spot, axis).value = Math.round(cross[axis] * 10) / 10;
  go(step + 1);
  // What stands at a tick is written right after the tick was clicked.
  form.elements[now.dataset.spot]?.focus({ preventScroll: true });
  look();
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  cross.x = ((event.clientX - box.left) * canvas.width) / box.width;
  cross.y = ((event.clientY - box.top) * canvas.height) / box.height;
  draw();
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

canvas.addEventListener("pointermove", place);
canvas.addEventListener("click", (event) => { place(event); set(); });
canvas.addEventListener("keydown", (event) => {
  const way = ARROWS[event.key];
  if (way) {
    const far = event.shiftKey ? 20 : 1;
    cross.x = Math.min(Math.max(cross.x + far * way[0], 0), canvas.width);
    cross.y = Math.min(Math.max(cross.y + far * way[1], 0), canvas.height);
    draw();
  } else if (event.key === "Enter") set();
  else return;
  event.preventDefault();
});
steps.forEach((each, number) => each.querySelector("legend").addEventListener("click", () => go(number)));

// -- what it says ---------------------------------------------------------------------------------

function tell(text) {
  hint.textContent = text;
}

async function look() {
  const filled = [...form.elements].every((each) => !each.required || each.value !== "");
  if (!filled) return;
  const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  reading.textContent = (page.getElementById("reading") ?? page.querySelector("h1")).textContent;
}

form.addEventListener("change", look);
form.querySelector("#file").addEventListener("change", (event) => open(event.target.files[0]));
document.addEventListener("paste", (event) => {
  const file = [...event.clipboardData.files][0];
  if (file) open(file);
});
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => { event.preventDefault(); open(event.dataTransfer.files[0]); });
form.addEventListener("submit", (event) => {
  if (event.submitter?.formMethod === "post") return;
  event.preventDefault();
  look();
});
form.querySelector(".picture").hidden = false;
