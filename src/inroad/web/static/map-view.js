// Where one looks, and how hands and keys move that.

const EXTENT = 32768, LEAST = 0.8, MOST = 120;

export class View {
  constructor() {
    Object.assign(this, { x: 0, y: 0, zoom: 1, width: 1, height: 1, ratio: 1 });
  }

  /** Pixels for one unit of the map. */
  get scale() { return this.zoom * Math.min(this.width, this.height) / (2 * EXTENT); }
  get left() { return this.width / 2 - this.x * this.scale; }
  get top() { return this.height / 2 + this.y * this.scale; }

  toScreen(x, y) { return [x * this.scale + this.left, this.top - y * this.scale]; }
  toMap(px, py) { return [(px - this.left) / this.scale, (this.top - py) / this.scale]; }

  move(dx, dy) {
    this.x -= dx / this.scale;
    this.y += dy / this.scale;
    this.hold();
  }

  /** Nearer by a factor; what is at (px, py) stays there. */
  closer(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.toMap(px, py);
    this.zoom = Math.max(LEAST, Math.min(MOST, this.zoom * factor));
    const [nowX, nowY] = this.toMap(px, py);
    this.x += x - nowX;
    this.y += y - nowY;
    this.hold();
  }

  hold() {
    this.x = Math.max(-EXTENT, Math.min(EXTENT, this.x));
    this.y = Math.max(-EXTENT, Math.min(EXTENT, this.y));
  }

  /** From `#x,y,zoom`; anything else is the whole map. */
  read(fragment) {
    const numbers = fragment.replace("#", "").split(",").map(Number);
    const fine = numbers.length === 3 && numbers.every(Number.isFinite);
    [this.x, this.y, this.zoom] = fine ? numbers : [0, 0, 1];
    this.zoom = Math.max(LEAST, Math.min(MOST, this.zoom));
    this.hold();
  }

  get fragment() { return `#${Math.round(this.x)},${Math.round(this.y)},${Number(this.zoom.toFixed(2))}`; }
}

const KEYS = {
  ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80],
};

/** Mouse, fingers and keys on an element.  `on` is told what happened. */
export function listen(element, view, on) {
  const fingers = new Map();
  const at = (event) => {
    const box = element.getBoundingClientRect();
    return [(event.clientX - box.left) * view.ratio, (event.clientY - box.top) * view.ratio];
  };
  let start = null, drawing = false, moved = 0;

  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    [start, moved] = [at(event), 0];
    drawing = fingers.size === 1 && (event.shiftKey || on.drawing());
    if (drawing) on.outline([view.toMap(...start)]);
  });

  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId), now = at(event);
    if (!before) return event.pointerType === "mouse" && on.hover(...now);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (drawing) on.outline([view.toMap(...now)], true);
    else if (fingers.size === 2) pinch(event.pointerId, before, now);
    else view.move(now[0] - before[0], now[1] - before[1]);
    fingers.set(event.pointerId, now);
    on.changed();
  });

  function pinch(id, before, now) {
    const other = [...fingers].find(([each]) => each !== id)[1];
    const far = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
    view.closer(far(now) / far(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    view.move((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  }

  const end = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (drawing) on.drawn();
    else if (event.type === "pointerup" && moved < 5 * view.ratio && !fingers.size) {
      on.chosen(...at(event), event.pointerType);
    }
    drawing = false;
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  element.addEventListener("pointerleave", () => on.hover(null));

  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.closer(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...at(event));
    on.changed();
  }, { passive: false });

  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS[event.key]) view.move(...KEYS[event.key].map((each) => each * view.ratio));
    else if (event.key === "+" || event.key === "=") view.closer(1.4);
    else if (event.key === "-") view.closer(1 / 1.4);
    else if (event.key === "0") view.read("");
    else if (event.key === "Enter") return on.chosen(view.width / 2, view.height / 2, "key");
    else return;
    event.preventDefault();
    on.changed();
    on.hover(view.width / 2, view.height / 2);
  });
}
