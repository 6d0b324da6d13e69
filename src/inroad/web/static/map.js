// The map: points, what is asked of them, and what is chosen on it.

import { Painter, tableOf } from "./map-draw.js";
import { Near, simpler } from "./map-near.js";
import { Over } from "./map-over.js";
import { View, listen } from "./map-view.js";
import { list } from "./map-chosen.js";

const root = document.getElementById("map");
const $ = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const NONE = 65535;

const view = new View();
const painter = new Painter($("map-points"));
const over = new Over($("map-over"));
const state = {
  areas: [], lines: [], outline: [], points: null, limit: 0, near: null, found: null, chosen: null, only: null,
};
let near = null, colours = null, waiting = false;

// -- points ---------------------------------------------------------------------------------------

class Points {
  constructor(buffer) {
    this.count = buffer.byteLength / 7;
    this.places = new Int16Array(buffer, 0, 2 * this.count);
    this.months = new Uint16Array(buffer, 4 * this.count, this.count);
    this.areas = new Uint8Array(buffer, 6 * this.count, this.count);
  }

  place(row) { return [this.places[2 * row], this.places[2 * row + 1]]; }

  /** How many papers, from the first, are of a month or before. */
  until(month) {
    let low = 0, high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.months[middle] <= month) low = middle + 1; else high = middle;
    }
    return low;
  }
}

async function fetched(address, kind) {
  const answer = await fetch(address, { headers: kind === "json" ? { accept: "application/json" } : {} });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return kind === "json" ? answer.json() : answer.arrayBuffer();
}

// -- drawing --------------------------------------------------------------------------------------

/** Colours are those of the page, so that both themes come from the style sheet. */
function readColours() {
  const rgb = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
  const of = (name) => getComputedStyle(root.querySelector(`.hue.${name}`)).color;
  const hues = [...root.querySelectorAll(".hue.area")].map((each) => rgb(getComputedStyle(each).color));
  const paper = rgb(of("paper"));
  colours = {
    paper, paperText: of("paper"), inkText: of("ink"), softText: of("soft"), roadText: of("road"), waterText: of("water"),
    areas: tableOf(paper, hues, 0.92), pale: tableOf(paper, hues.map(() => rgb(of("faded"))), 0.75),
    found: tableOf(paper, [rgb(of("road"))], 1), chosen: tableOf(paper, [rgb(of("ink"))], 1),
    one: new Uint8Array(256),
  };
}

/** The colour of each area of the finest level: that of the broadest one it lies in. */
function huesOfAreas() {
  const top = (area) => area.parent === null ? area.area : top(state.areas[area.parent]);
  const last = Math.max(0, ...state.areas.map((each) => each.level));
  const finest = state.areas.filter((each) => each.level === last);
  const hues = new Uint8Array(256).fill(root.querySelectorAll(".hue.area").length - 1);
  finest.forEach((each, i) => { hues[i] = top(each) % 12; });
  return hues;
}

function layers() {
  const marked = state.chosen || state.found;
  const base = { rows: null, hueOf: state.hues, table: marked ? colours.pale : colours.areas };
  if (!marked) return [base];
  const table = state.chosen ? colours.chosen : colours.found;
  return [base, { rows: marked, hueOf: colours.one, table, larger: 0.6 }];
}

function paint() {
  waiting = false;
  painter.paint(state.points, view, state.limit, layers(), colours.paper);
  root.dataset.names = over.paint(state, view, colours);
  root.dataset.frames = Number(root.dataset.frames || 0) + 1;
}

function repaint() {
  if (!waiting) requestAnimationFrame(paint);
  waiting = true;
}

let noting = 0;
function moved() {
  repaint();
  clearTimeout(noting);
  noting = setTimeout(note, 250);
}

/** The address tells what is seen, so that it can be sent to somebody. */
function note() {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of [["q", asked.q], ["field", asked.field], ["until", asked.until]]) {
    if (value) query.set(name, value); else query.delete(name);
  }
  const said = query.toString();
  history.replaceState(null, "", `${location.pathname}${said ? `?${said}` : ""}${view.fragment}`);
}

function resize() {
  const box = $("map-over").getBoundingClientRect();
  view.ratio = Math.min(2, devicePixelRatio || 1);
  view.width = Math.max(1, Math.round(box.width * view.ratio));
  view.height = Math.max(1, Math.round(box.height * view.ratio));
  painter.resize(view.width, view.height);
  over.resize(view.width, view.height);
  if (state.points) repaint();
}

// -- what is asked --------------------------------------------------------------------------------

const asked = { q: "", field: "", until: "" };

async function ask() {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  $("map-said").textContent = asked.q || asked.field ? "Searching…" : "";
  const report = await fetched(`/map?${query}`, "json");
  state.lines = report.lines;
  query.delete("until");
  // What cannot be found is said in the warnings; then nothing is highlighted.
  state.found = report.found === null
    ? null : new Uint32Array(await fetched(`/map/found/${report.generation}?${query}`));
  count(report.warnings);
  note();
  repaint();
}

const number = new Intl.NumberFormat("en");
function count(warnings = []) {
  const shown = number.format(state.limit);
  const found = state.found && number.format(lowerBound(state.found, state.limit));
  const words = [...warnings.map((each) => `${each}.`)];
  if (found !== null) words.unshift(`${found} of ${shown} papers found.`);
  $("map-said").textContent = words.join(" ");
  root.dataset.shown = state.limit;
  root.dataset.found = state.found ? lowerBound(state.found, state.limit) : "";
}

function lowerBound(rows, limit) {
  let low = 0, high = rows.length;
  while (low < high) { const middle = (low + high) >> 1; if (rows[middle] < limit) low = middle + 1; else high = middle; }
  return low;
}

$("map-ask").addEventListener("submit", (event) => {
  event.preventDefault();
  asked.q = $("map-q").value.trim();
  asked.field = $("map-field").value.trim();
  ask().catch(failed);
});

// -- time -----------------------------------------------------------------------------------------

const slider = $("map-month");
const monthText = (month) => `${1970 + Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, "0")}`;

function setMonth(month, quiet) {
  const last = month >= Number(slider.max);
  slider.value = month;
  slider.setAttribute("aria-valuetext", last ? "now" : monthText(month));
  $("map-when").textContent = last ? `all, until ${monthText(Number(slider.max))}` : `until ${monthText(month)}`;
  state.limit = last ? state.points.count : state.points.until(month);
  // A month's last day: "until" of an address is a day.
  asked.until = last ? "" : new Date(Date.UTC(1970, month + 1, 0)).toISOString().slice(0, 10);
  count();
  if (!quiet) moved();
}

slider.addEventListener("input", () => { stop(); setMonth(Number(slider.value)); });

let playing = 0;
function stop() {
  clearInterval(playing);
  playing = 0;
  $("map-play").textContent = calm.matches ? "A year on" : "Play";
}

$("map-play").addEventListener("click", () => {
  if (playing) return stop();
  const least = Number(slider.min), most = Number(slider.max);
  const now = Number(slider.value) >= most ? least : Number(slider.value);
  if (calm.matches) return setMonth(Math.min(most, now + 12));
  $("map-play").textContent = "Stop";
  let month = now;
  playing = setInterval(() => {
    month += 1;
    setMonth(month);
    if (month >= most) stop();
  }, 90);
});

// -- one paper ------------------------------------------------------------------------------------

const told = new Map();
let hovered = 0;

async function hover(px, py) {
  const mine = ++hovered;
  const rows = px === null || !near ? [] : at(px, py, 24);
  state.near = rows.length ? rows[0] : null;
  repaint();
  if (state.near === null) { $("map-tip").hidden = true; return; }
  const lacking = rows.filter((row) => !told.has(row));
  if (!told.has(state.near)) await tell(lacking);
  if (mine === hovered) tip(told.get(rows[0]), rows[0]);
}

function at(px, py, most) {
  const [x, y] = view.toMap(px, py);
  return near.find(x, y, 12 * view.ratio / view.scale, state.limit, most);
}

async function tell(rows) {
  for (const each of await fetched(`/map/papers/${root.dataset.generation}?rows=${rows.join(",")}`, "json")) {
    told.set(each.row, each);
  }
}

function tip(paper, row) {
  const box = $("map-tip"), link = box.querySelector("a");
  link.textContent = paper.title;
  link.href = paper.to;
  box.querySelector("span").textContent = [paper.month || "date unknown", areaOf(row)].filter(Boolean).join(" · ");
  const [x, y] = view.toScreen(...state.points.place(row)).map((each) => each / view.ratio);
  box.hidden = false;
  const wide = view.width / view.ratio, tall = view.height / view.ratio;
  box.style.left = `${Math.max(4, Math.min(x + 12, wide - box.offsetWidth - 4))}px`;
  box.style.top = `${y + 14 + box.offsetHeight > tall ? y - 12 - box.offsetHeight : y + 14}px`;
}

function areaOf(row) {
  const last = Math.max(0, ...state.areas.map((each) => each.level));
  let area = state.areas.filter((each) => each.level === last)[state.points.areas[row]];
  while (area && !area.label && area.parent !== null) area = state.areas[area.parent];
  return area ? area.label : "";
}

async function choose(px, py, hand) {
  await hover(px, py);
  if (state.near === null) return;
  // A finger sees first, and follows the link in what it sees.
  if (hand === "mouse" || hand === "key") location.href = told.get(state.near).to;
}

// -- an outline -----------------------------------------------------------------------------------

let select = false;
function setSelect(on) {
  select = on;
  $("map-select").setAttribute("aria-pressed", String(on));
  $("map-over").classList.toggle("drawing", on);
}
$("map-select").addEventListener("click", () => setSelect(!select));

async function drawn() {
  setSelect(false);
  state.outline = simpler(state.outline, 4 * view.ratio / view.scale);
  if (state.outline.length < 3) return clearChosen();
  const query = new URLSearchParams({ outline: state.outline.flat().map(Math.round).join(",") });
  if (asked.until) query.set("until", asked.until);
  const report = await fetched(`/map/selection?${query}`, "json");
  state.chosen = new Uint32Array(await fetched(`/map/inside/${root.dataset.generation}?${query}`));
  list($("map-chosen"), report, `/map/selection?${query}`);
  root.dataset.chosen = report.papers;
  repaint();
}

function clearChosen() {
  [state.outline, state.chosen] = [[], null];
  $("map-chosen").hidden = true;
  root.dataset.chosen = "";
  repaint();
}
$("map-clear").addEventListener("click", clearChosen);

// -- tools ----------------------------------------------------------------------------------------

const tools = { "map-in": () => view.closer(1.5), "map-out": () => view.closer(1 / 1.5), "map-all": () => view.read("") };
for (const [id, act] of Object.entries(tools)) $(id).addEventListener("click", () => { act(); moved(); });

$("map-save").addEventListener("click", () => {
  const both = document.createElement("canvas");
  [both.width, both.height] = [view.width, view.height];
  for (const each of [painter.canvas, over.canvas]) both.getContext("2d").drawImage(each, 0, 0);
  both.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "map.png";
    link.click();
    URL.revokeObjectURL(link.href);
  });
});

function failed(error) {
  $("map-said").textContent = error.message === "404"
    ? "The map was made anew: load the page again." : "That did not work: the server did not answer as it should.";
}

// -- beginning ------------------------------------------------------------------------------------

async function begin() {
  const [report, buffer] = await Promise.all([
    fetched(root.dataset.report, "json"), fetched(`/map/points/${root.dataset.generation}`),
  ]);
  [state.areas, state.lines, state.points] = [report.areas, report.lines, new Points(buffer)];
  state.hues = huesOfAreas();
  [asked.q, asked.field] = [report.query, report.field];
  readColours();
  resize();
  view.read(location.hash);
  setMonth(slider.dataset.now ? Number(slider.dataset.now) : Number(slider.max), true);
  paint();
  near = new Near(state.points.places, state.points.count);
  root.dataset.ready = "true";
  listen($("map-over"), view, {
    changed: () => { $("map-tip").hidden = true; moved(); },
    hover: (px, py) => hover(px, py).catch(failed),
    chosen: (px, py, hand) => choose(px, py, hand).catch(failed),
    drawing: () => select,
    outline: (corners, more) => { state.outline = more ? [...state.outline, ...corners] : corners; },
    drawn: () => drawn().catch(failed),
  });
  stop();
  if (asked.q || asked.field) await ask();
}

new ResizeObserver(resize).observe($("map-over"));
addEventListener("hashchange", () => { view.read(location.hash); repaint(); });
for (const query of ["(prefers-color-scheme: dark)"]) {
  matchMedia(query).addEventListener("change", () => { readColours(); repaint(); });
}
begin().catch(failed);
