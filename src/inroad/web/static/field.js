// What moves on the pages of fields and methods: the slider, the panel beside a lineage, the long table.

// -- the slider: says the month while it moves, goes there when it is let go --------------------------------

const slide = document.querySelector(".slide");
if (slide) {
  const [range, told] = [slide.elements.month, slide.querySelector("output")];
  const say = () => {
    const month = `${Math.floor(range.value / 12)}-${String((range.value % 12) + 1).padStart(2, "0")}`;
    told.value = month;
    range.setAttribute("aria-valuetext", month);
  };
  range.addEventListener("input", say);
  // Keys move it month by month: going there at once would leave no time for the next step.
  let waiting;
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => range.value !== slide.dataset.month && slide.submit(), 600);
  });
  // A page that the browser took out of its memory shows its own month, not the one that was gone to.
  addEventListener("pageshow", () => { range.value = slide.dataset.month; say(); });
}

// -- the panel: what the list in words says of a method, beside the method ----------------------------------

for (const figure of document.querySelectorAll(".family")) {
  const list = figure.nextElementSibling;
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  figure.append(panel);
  const show = (spot) => {
    const row = list.querySelector(`[data-key="${CSS.escape(spot.dataset.key)}"]`);
    if (!row) return;
    panel.replaceChildren(...row.cloneNode(true).childNodes);
    panel.hidden = false;
    const [at, whole] = [spot.querySelector("circle").getBoundingClientRect(), figure.getBoundingClientRect()];
    const left = Math.min(Math.max(at.left - whole.left, 0), Math.max(whole.width - panel.offsetWidth, 0));
    panel.style.left = `${left}px`;
    panel.style.top = `${at.bottom - whole.top + 10}px`;
  };
  const hide = () => { panel.hidden = true; };
  for (const spot of figure.querySelectorAll(".spot")) {
    // The browser's own hint would cover the panel that says more.
    const hint = spot.querySelector("title");
    spot.setAttribute("aria-label", hint.textContent);
    hint.remove();
    spot.addEventListener("pointerenter", () => show(spot));
    spot.addEventListener("focus", () => show(spot));
    spot.addEventListener("blur", hide);
  }
  figure.addEventListener("pointerleave", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

// -- the long table: sorted and searched here, once all its rows are fetched ---------------------------------

for (const long of document.querySelectorAll(".long")) {
  const [table, form, status] = [long.querySelector("table"), long.querySelector("form"), long.querySelector("[role=status]")];
  const most = Math.max(Number(long.dataset.most), 20);
  let [all, sort] = [null, long.dataset.sort];

  const rows = async () => (all ??= (await (await fetch(long.dataset.rows)).json()).methods);
  const number = (value) => (value === null ? "unknown" : value.toLocaleString("en-US"));
  const cells = (each) => [
    each.first_seen.slice(0, 7), each.problem ?? "unknown", number(each.papers), number(each.by_others), number(each.recent),
    number(each.builds_on), number(each.applies), number(each.compares), { true: "yes", false: "no", null: "unknown" }[each.has_code],
  ];
  const row = (each) => {
    const [line, head, link] = ["tr", "th", "a"].map((name) => document.createElement(name));
    // With an "@" it is this one and not its namesake.
    link.href = `/method/${encodeURIComponent(each.method_id.includes("@") ? each.method_id : `${each.method_id}@`)}`;
    link.textContent = each.name;
    head.scope = "row";
    head.append(link);
    line.append(head, ...cells(each).map((text) => Object.assign(document.createElement("td"), { textContent: text })));
    return line;
  };
  const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const compare = (name, sign) => (one, two) => {
    const [a, b] = [one, two].map((each) => (typeof each[name] === "string" ? each[name].toLowerCase() : each[name]));
    if (a === null || b === null) return (a === null) - (b === null);  // unknown comes last, whichever way
    return sign * before(a, b) || before(one.method_id, two.method_id);
  };
  const show = async () => {
    const words = form.elements.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (each) => `${each.name} ${each.method_id} ${each.problem ?? ""}`.toLowerCase();
    const name = sort.replace("-", "");
    const every = await rows();
    const found = every.filter((each) => words.every((word) => text(each).includes(word)));
    found.sort(compare(name, sort.startsWith("-") ? -1 : 1));
    const shown = found.slice(0, most);
    table.tBodies[0].replaceChildren(...shown.map(row));
    const part = shown.length < found.length ? `${number(shown.length)} of ` : "";
    const rest = found.length < every.length ? ` (of ${number(every.length)})` : "";
    status.textContent = `${part}${number(found.length)} ${found.length === 1 ? "method" : "methods"}${rest}`;
    form.elements.sort.value = sort;
    for (const head of table.tHead.rows[0].cells) {
      const mine = head.dataset.name === name;
      head.ariaSort = mine ? (sort.startsWith("-") ? "descending" : "ascending") : "none";
    }
  };
  table.tHead.addEventListener("click", (event) => {
    const head = event.target.closest("a")?.closest("th");
    if (!head || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const rising = ["name", "problem"].includes(head.dataset.name);
    const usual = `${rising ? "" : "-"}${head.dataset.name}`;
    sort = sort === usual ? (rising ? `-${head.dataset.name}` : head.dataset.name) : usual;
    show();
  });
  let waiting;
  form.elements.find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
}
