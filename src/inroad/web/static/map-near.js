// Which point is nearest to a place, and which points lie in an outline.

const CELLS = 256, EXTENT = 32768, SIDE = 2 * EXTENT / CELLS;
const cell = (value) => Math.max(0, Math.min(CELLS - 1, Math.floor((value + EXTENT) / SIDE)));

/** Points dealt to the cells of a grid, once. */
export class Near {
  constructor(places, count) {
    this.places = places;
    this.starts = new Uint32Array(CELLS * CELLS + 1);
    const of = new Uint16Array(count);
    for (let row = 0; row < count; row++) {
      of[row] = cell(places[2 * row + 1]) * CELLS + cell(places[2 * row]);
      this.starts[of[row] + 1]++;
    }
    for (let at = 0; at < CELLS * CELLS; at++) this.starts[at + 1] += this.starts[at];
    const next = this.starts.slice();
    this.rows = new Uint32Array(count);
    for (let row = 0; row < count; row++) this.rows[next[of[row]]++] = row;
  }

  /** The nearest rows to a place that lie within `far` and before `limit`, nearest first. */
  find(x, y, far, limit, most = 1) {
    const found = [];
    for (const row of this.around(x - far, y - far, x + far, y + far)) {
      if (row >= limit) continue;
      const away = Math.hypot(this.places[2 * row] - x, this.places[2 * row + 1] - y);
      if (away <= far) found.push([away, row]);
    }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, most).map((each) => each[1]);
  }

  *around(x1, y1, x2, y2) {
    for (let v = cell(y1); v <= cell(y2); v++) {
      const from = this.starts[v * CELLS + cell(x1)], to = this.starts[v * CELLS + cell(x2) + 1];
      for (let at = from; at < to; at++) yield this.rows[at];
    }
  }
}

/** A drawn line with fewer corners: those that lie nearly on the way are left out. */
export function simpler(corners, least, most = 120) {
  let kept = corners.filter((each, i) => {
    const before = corners[i - 1];
    return !before || Math.hypot(each[0] - before[0], each[1] - before[1]) >= least;
  });
  const step = Math.ceil(kept.length / most);
  if (step > 1) kept = kept.filter((_, i) => i % step === 0);
  return kept;
}
