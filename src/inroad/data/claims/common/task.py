"""A small network that reads drawn signs, trained on some signs and then tuned to others (NumPy only).

Signs are strokes, turned, scaled, shifted and blurred by noise.  A network with two hidden layers learns to
tell ten signs apart; its hidden layers are then the frozen base on which six other signs are to be learnt
from few examples, with a new last layer.  An *adapter* says which weights the hidden layers have and which
numbers are trained; the last layer is trained with every adapter.
"""

import numpy as np

SIZE, WIDTH = 10, 96
EXAMPLES, FEW, HELD = 4000, 600, 2000
NOISE = 0.45
RATES = (0.0003, 0.001, 0.003)

STROKES = {  # ends of strokes in a square from -1 to 1: x, y, x, y
    "plus": [(-1, 0, 1, 0), (0, -1, 0, 1)],
    "cross": [(-1, -1, 1, 1), (-1, 1, 1, -1)],
    "square": [(-1, -1, 1, -1), (1, -1, 1, 1), (1, 1, -1, 1), (-1, 1, -1, -1)],
    "triangle": [(-1, -1, 1, -1), (1, -1, 0, 1), (0, 1, -1, -1)],
    "T": [(-1, 1, 1, 1), (0, 1, 0, -1)],
    "L": [(-1, 1, -1, -1), (-1, -1, 1, -1)],
    "H": [(-1, -1, -1, 1), (1, -1, 1, 1), (-1, 0, 1, 0)],
    "Z": [(-1, 1, 1, 1), (1, 1, -1, -1), (-1, -1, 1, -1)],
    "V": [(-1, 1, 0, -1), (0, -1, 1, 1)],
    "bars": [(-1, 0.6, 1, 0.6), (-1, -0.6, 1, -0.6)],
    # From here on: the signs to be learnt from few examples.
    "N": [(-1, -1, -1, 1), (-1, 1, 1, -1), (1, -1, 1, 1)],
    "U": [(-1, 1, -1, -1), (-1, -1, 1, -1), (1, -1, 1, 1)],
    "F": [(-1, -1, -1, 1), (-1, 1, 1, 1), (-1, 0, 0.6, 0)],
    "Y": [(-1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, -1)],
    "arrow": [(-1, 0, 1, 0), (0.2, 0.8, 1, 0), (0.2, -0.8, 1, 0)],
    "E": [(-1, -1, -1, 1), (-1, 1, 1, 1), (-1, 0, 0.8, 0), (-1, -1, 1, -1)],
}
OLD, NEW = list(STROKES)[:10], list(STROKES)[10:]


def draw(names, count, rng):
    """Pictures (count, SIZE²) and which of the signs each shows (count,)."""
    y = rng.integers(len(names), size=count)
    turn, scale = rng.normal(0, 0.2, count), rng.uniform(0.5, 0.85, count)
    shift = rng.normal(0, 0.12, (count, 2))
    grid = np.linspace(-1, 1, SIZE)
    spots = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(1, -1, 2)
    spots = (spots - shift[:, None]) / scale[:, None, None]
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    spots = np.stack([c * spots[..., 0] + s * spots[..., 1], c * spots[..., 1] - s * spots[..., 0]], axis=-1)
    x = np.empty((count, SIZE * SIZE))
    for label, name in enumerate(names):
        rows = y == label
        x[rows] = np.exp(-((np.min([_away(spots[rows], k) for k in STROKES[name]], axis=0) / 0.25) ** 2))
    x += rng.normal(0, NOISE, x.shape)
    return ((x - 0.25) / 0.5).astype(np.float32), y


def _away(spots, stroke):
    """Distance of each spot from a stroke."""
    a, b = np.array(stroke[:2]), np.array(stroke[2:])
    along = np.clip(((spots - a) @ (b - a)) / ((b - a) @ (b - a)), 0, 1)
    return np.linalg.norm(spots - a - along[..., None] * (b - a), axis=-1)


def problem(seed):
    """The base's hidden layers, and pictures of the new signs to train on, to choose on and to test on."""
    rng = np.random.default_rng(seed)
    x, y = draw(OLD, EXAMPLES, rng)
    base = Full(
        [_normal(rng, SIZE * SIZE, WIDTH), _normal(rng, WIDTH, WIDTH)], [np.zeros(WIDTH, np.float32)] * 2
    )
    train(base, len(OLD), x, y, 0.002, 600, rng)
    return base.weights(), base.shifts(), [draw(NEW, n, rng) for n in (FEW, FEW, HELD)]


def _normal(rng, rows, columns):
    return (rng.normal(size=(rows, columns)) * np.sqrt(2 / rows)).astype(np.float32)


class Full:
    """Every weight of the hidden layers is trained."""

    def __init__(self, w, b):
        self.parameters = [each.copy() for each in (*w, *b)]

    def weights(self):
        return self.parameters[:2]

    def shifts(self):
        return self.parameters[2:4]

    def pull(self, dw, db):
        return [*dw, *db]


class Frozen(Full):
    """Nothing of the hidden layers is trained."""

    def __init__(self, w, b):
        self.w, self.b, self.parameters = w, b, []

    def weights(self):
        return self.w

    def shifts(self):
        return self.b

    def pull(self, dw, db):
        return []


class LoRA(Frozen):
    """Frozen weights plus a product of two thin matrices, the second of which begins at zero."""

    def __init__(self, w, b, rank, rng, alpha=None):
        super().__init__(w, b)
        self.rank, self.scale = rank, (alpha or rank) / rank
        for each in w:
            rows, columns = each.shape
            self.parameters.append((rng.normal(size=(rows, rank)) / np.sqrt(rows)).astype(np.float32))
            self.parameters.append(np.zeros((rank, columns), np.float32))

    def pairs(self):
        return [(self.parameters[2 * i], self.parameters[2 * i + 1]) for i in range(len(self.w))]

    def weights(self):
        return [w + self.scale * a @ b for w, (a, b) in zip(self.w, self.pairs())]

    def pull(self, dw, db):
        return [
            s for d, (a, b) in zip(dw, self.pairs()) for s in (self.scale * d @ b.T, self.scale * a.T @ d)
        ]


class Head:
    """The last layer."""

    def __init__(self, classes):
        self.parameters = [np.zeros((WIDTH, classes), np.float32), np.zeros(classes, np.float32)]


def forward(w, b, head, x):
    h1 = np.maximum(x @ w[0] + b[0], 0)
    h2 = np.maximum(h1 @ w[1] + b[1], 0)
    return h1, h2, h2 @ head.parameters[0] + head.parameters[1]


def train(adapter, classes, x, y, rate, steps, rng, batch=64, before=None):
    """Adam on batches of examples; the rate falls evenly to nothing.  Returns the last layer.

    ``before(adapter, rng)`` is called before each step, for those that change something at random.
    """
    head = Head(classes)
    parameters = [*adapter.parameters, *head.parameters]
    first, second = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    for step in range(1, steps + 1):
        if before is not None:
            before(adapter, rng)
        rows = rng.integers(len(x), size=batch)
        slopes = gradients(adapter, head, x[rows], y[rows])
        now = rate * (1 - (step - 1) / steps) * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        for p, g, m, v in zip(parameters, slopes, first, second):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p -= (now * m / (np.sqrt(v) + 1e-8)).astype(p.dtype)
    return head


def gradients(adapter, head, x, y):
    w, b = adapter.weights(), adapter.shifts()
    h1, h2, scores = forward(w, b, head, x)
    up = softmax(scores)
    up[np.arange(len(y)), y] -= 1
    up /= len(y)
    d2 = (up @ head.parameters[0].T) * (h2 > 0)
    d1 = (d2 @ w[1].T) * (h1 > 0)
    pulled = adapter.pull([x.T @ d1, h1.T @ d2], [d1.sum(axis=0), d2.sum(axis=0)])
    return [*pulled, h2.T @ up, up.sum(axis=0)]


def judge(adapter, head, x, y):
    """Accuracy and mean cross entropy."""
    p = softmax(forward(adapter.weights(), adapter.shifts(), head, x)[2])
    return float((p.argmax(axis=1) == y).mean()), float(-np.log(p[np.arange(len(y)), y] + 1e-12).mean())


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def tuned(make, sets, seed, steps=400, rates=RATES, before=None, after=None):
    """Train an adapter at each rate and keep the one that does best on the examples to choose on.

    Args:
        make: ``make(rng)`` gives a new adapter.
        sets: pictures and labels to train on, to choose on, to test on.
        before, after: what is done to the adapter before each step, and after the last.

    Returns:
        The adapter, its last layer, and the rate.
    """
    best = None
    for rate in rates:
        rng = np.random.default_rng([seed, 1])
        adapter = make(rng)
        head = train(adapter, len(NEW), *sets[0], rate, steps, rng, before=before)
        if after is not None:
            after(adapter)
        loss = judge(adapter, head, *sets[1])[1]
        if best is None or loss < best[0]:
            best = loss, adapter, head, rate
    return best[1:]
