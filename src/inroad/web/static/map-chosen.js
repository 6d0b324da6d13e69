// Papers in an outline, as a list below the map.

const made = (name, text, href) => {
  const element = document.createElement(name);
  element.textContent = text;
  if (href) element.href = href;
  return element;
};

/** Fill the section with what lies inside; every text goes in as text. */
export function list(section, report, address) {
  section.hidden = false;
  section.querySelector("h2").textContent = `${report.papers.toLocaleString("en")} papers in your outline`;
  const words = section.querySelector(".words");
  words.replaceChildren();
  for (const word of report.words) {
    words.append(made("a", word, `/search?q=${encodeURIComponent(`"${word}"`)}`), " ");
  }
  const [csv, scout] = section.querySelectorAll(".act");
  csv.href = `${address}&as=csv&part=papers`;
  scout.hidden = !report.words.length;
  scout.href = `/field?q=${encodeURIComponent(report.words[0] || "")}`;
  scout.textContent = `Scout “${report.words[0] || ""}”`;
  section.querySelector("ol").replaceChildren(...report.shown.map(row));
  const rest = report.papers - report.shown.length;
  section.querySelector(".rest").textContent = rest > 0 ? `… and ${rest.toLocaleString("en")} more` : "";
}

function row(paper) {
  const item = document.createElement("li");
  const path = paper.paper_id.split("/").map(encodeURIComponent).join("/");
  item.append(made("a", paper.title, `/paper/${path}`));
  const when = made("span", paper.month ? paper.month.slice(0, 7) : "date unknown");
  when.className = "where";
  item.append(" ", when);
  return item;
}
