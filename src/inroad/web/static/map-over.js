// What lies over the points: names of areas, the lineage of a field, the outline that is being drawn.

const SIZES = [16, 13, 12];
const LINE = 1.15;

/** The levels that are named at a zoom: more the nearer one looks. */
export const levelsAt = (zoom) => zoom < 1.3 ? 1 : zoom < 3.5 ? 2 : 3;

/** The broadest areas are named by two things, one under the other. */
const linesOf = (text) => text.split(" · ");

/** A name whose place is taken moves a little: parts of its height and its width. */
const ASIDE = [[0, 0], [0, 1], [0, -1], [0.6, 0], [-0.6, 0], [0.5, 1.2], [-0.5, 1.2], [0.5, -1.2], [-0.5, -1.2]];

const over = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Names that fit: the broader first, none over another or over a box in `taken`.
 *  `measure(text, level)` gives a width. */
export function placed(areas, view, measure, taken = []) {
  const shown = [], levels = levelsAt(view.zoom);
  for (const area of areas) {
    if (!area.label || area.level >= levels) continue;
    const [atX, atY] = view.toScreen(area.x, area.y);
    if (atX < 0 || atY < 0 || atX > view.width || atY > view.height) continue;
    const rows = linesOf(area.label);
    const half = Math.max(...rows.map((row) => measure(row, area.level))) / 2 + 4 * view.ratio;
    const tall = SIZES[area.level] * view.ratio * LINE * rows.length / 2 + 2 * view.ratio;
    for (const [right, down] of area.level < 2 ? ASIDE : ASIDE.slice(0, 3)) {
      const x = atX + right * half, y = atY + down * tall;
      const box = [x - half, y - tall, x + half, y + tall];
      const outside = box[0] < 0 || box[1] < 0 || box[2] > view.width || box[3] > view.height;
      if (outside || taken.some((each) => over(box, each))) continue;
      if (shown.some((each) => over(box, each.box))) continue;
      shown.push({ area, x, y, box });
      break;
    }
  }
  return shown;
}

export class Over {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.widths = new Map();
  }

  resize(width, height) {
    this.canvas.width = width;
    this.canvas.height = height;
    this.widths.clear();
  }

  font(level, ratio) {
    const family = getComputedStyle(this.canvas).fontFamily;
    return `${level === 0 ? 600 : level === 1 ? 550 : 400} ${SIZES[level] * ratio}px ${family}`;
  }

  measure(text, level, ratio) {
    const key = `${level} ${text}`;
    if (!this.widths.has(key)) {
      this.context.font = this.font(level, ratio);
      this.widths.set(key, this.context.measureText(text).width);
    }
    return this.widths.get(key);
  }

  paint(state, view, colours) {
    const { context } = this;
    context.clearRect(0, 0, view.width, view.height);
    const taken = this.lines(state, view, colours);
    const names = placed(state.areas, view, (text, level) => this.measure(text, level, view.ratio), taken);
    for (const { area, x, y } of names) this.name(area.label, area.level, x, y, view, colours);
    this.drawn(state, view, colours);
    this.ring(state, view, colours);
    return names.length;
  }

  name(text, level, x, y, view, colours) {
    const { context } = this;
    context.font = this.font(level, view.ratio);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4 * view.ratio;
    context.strokeStyle = colours.paperText;
    context.fillStyle = level === 2 ? colours.softText : colours.inkText;
    const rows = linesOf(text), tall = SIZES[level] * view.ratio * LINE;
    rows.forEach((row, i) => {
      const at = y + (i - (rows.length - 1) / 2) * tall;
      context.strokeText(row, x, at);
      context.fillText(row, x, at);
    });
  }

  /** Lines of a lineage; the boxes of the names that fit. */
  lines({ lines, points, limit }, view, colours) {
    const { context } = this, names = new Map(), taken = [];
    for (const line of lines) {
      if (line.child_row >= limit || line.parent_row >= limit) continue;
      const [x1, y1] = view.toScreen(...points.place(line.parent_row));
      const [x2, y2] = view.toScreen(...points.place(line.child_row));
      context.strokeStyle = line.main ? colours.roadText : colours.waterText;
      context.lineWidth = (line.main ? 2 : 1.25) * view.ratio;
      context.beginPath();
      context.moveTo(x1, y1);
      // A bow tells lines with the same ends apart and shows the way: it turns left.
      context.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12, x2, y2);
      context.stroke();
      for (const [name, at] of [[line.parent, [x1, y1]], [line.child, [x2, y2]]]) {
        names.set(name, { at, times: (names.get(name)?.times || 0) + 1 });
      }
    }
    for (const { at } of names.values()) {
      context.fillStyle = colours.inkText;
      context.beginPath();
      context.arc(...at, 3 * view.ratio, 0, 7);
      context.fill();
    }
    // What most others build on is named first.
    for (const [name, { at: [x, y] }] of [...names].sort((a, b) => b[1].times - a[1].times)) {
      const half = this.measure(name, 1, view.ratio) / 2 + 3 * view.ratio, above = y - 11 * view.ratio;
      const box = [x - half, above - 9 * view.ratio, x + half, above + 9 * view.ratio];
      if (taken.some((each) => over(box, each))) continue;
      taken.push(box);
      this.name(name, 1, x, above, view, colours);
    }
    return taken;
  }

  drawn({ outline }, view, colours) {
    if (outline.length < 2) return;
    const { context } = this;
    context.beginPath();
    outline.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](...view.toScreen(x, y)));
    context.closePath();
    context.lineWidth = 1.5 * view.ratio;
    context.setLineDash([5 * view.ratio, 4 * view.ratio]);
    context.strokeStyle = colours.roadText;
    context.stroke();
    context.setLineDash([]);
  }

  ring({ near, points }, view, colours) {
    if (near === null) return;
    const { context } = this;
    context.beginPath();
    context.arc(...view.toScreen(...points.place(near)), 7 * view.ratio, 0, 7);
    context.lineWidth = 2 * view.ratio;
    context.strokeStyle = colours.inkText;
    context.stroke();
  }
}
