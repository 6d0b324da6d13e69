// Points as pixels.  Each point adds a little to the pixels it covers; how much has come together becomes a colour
// through a table.  A hundred thousand points are a few milliseconds this way, with or without a graphics card.

const FULL = 255;
const PLAIN = 46; // what one point adds to its pixel where points are as small as a pixel
const BROAD = 150; // and where they are discs

/** What a point of some radius (in pixels) covers: offsets and what it adds to each. */
export function stamp(radius) {
  if (radius < 0.75) return { reach: 0, dx: [0], dy: [0], adds: [PLAIN] };
  const reach = Math.ceil(radius), dx = [], dy = [], adds = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
      if (cover > 0) { dx.push(x); dy.push(y); adds.push(Math.round(BROAD * cover)); }
    }
  }
  return { reach, dx, dy, adds };
}

/** Radius of points in pixels: as large as they can be without covering most of each other. */
export function radiusOf(view, count) {
  const room = view.width * view.height * view.zoom * view.zoom / Math.max(count, 1);
  return Math.min(5 * view.ratio, Math.max(0.4 * view.ratio, 0.3 * Math.sqrt(room)));
}

const packed = ([r, g, b]) => (255 << 24 | b << 16 | g << 8 | r) >>> 0;
const mixed = (a, b, part) => a.map((value, i) => Math.round(value + (b[i] - value) * part));

/** Colours by hue and by how much has come together, as pixels. */
export function tableOf(paper, hues, strength) {
  const table = new Uint32Array(hues.length * 256);
  hues.forEach((hue, place) => {
    for (let sum = 0; sum < 256; sum++) {
      table[place * 256 + sum] = packed(mixed(paper, hue, strength * (1 - Math.exp(-sum / 70))));
    }
  });
  return table;
}

export class Painter {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
  }

  resize(width, height) {
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.sums = new Uint8Array(width * height);
    this.hues = new Uint8Array(width * height);
  }

  /** One picture.  `layers` lie over each other: each has `rows` (null: the first `limit`), `hue` (one for
   *  each point, by what `hueOf` says of its area), `table` and how much larger its points are. */
  paint(points, view, limit, layers, paper) {
    this.pixels.fill(packed(paper));
    for (const layer of layers) this.layer(points, view, limit, layer);
    this.context.putImageData(this.image, 0, 0);
  }

  layer(points, view, limit, { rows, hueOf, table, larger }) {
    const { width, height } = view;
    const { sums, hues, pixels } = this;
    const { places, areas } = points;
    sums.fill(0);
    const mark = stamp(radiusOf(view, points.count) + (larger || 0) * view.ratio);
    const { reach, dx, dy, adds } = mark;
    const scale = view.scale, left = view.left, top = view.top;
    const offsets = Int32Array.from(dx, (x, i) => dy[i] * width + x);
    const many = offsets.length, single = many === 1;
    const total = rows ? rows.length : limit;
    for (let i = 0; i < total; i++) {
      const row = rows ? rows[i] : i;
      if (row >= limit) break;
      const px = places[2 * row] * scale + left, py = top - places[2 * row + 1] * scale;
      if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue;
      const at = (py | 0) * width + (px | 0), hue = hueOf[areas[row]];
      if (single) {
        const sum = sums[at] + PLAIN;
        sums[at] = sum > FULL ? FULL : sum;
        hues[at] = hue;
        continue;
      }
      for (let k = 0; k < many; k++) {
        const to = at + offsets[k], sum = sums[to] + adds[k];
        sums[to] = sum > FULL ? FULL : sum;
        hues[to] = hue;
      }
    }
    for (let at = 0; at < sums.length; at++) {
      if (sums[at]) pixels[at] = table[hues[at] << 8 | sums[at]];
    }
  }
}
