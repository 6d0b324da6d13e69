"""Deep plain and residual networks with batch normalisation, trained alike on a made-up task (NumPy only)."""

import numpy as np

WIDTH, INPUTS, CLASSES = 32, 12, 6
EXAMPLES, BATCH, STEPS, RATE, MOMENTUM = 1024, 128, 400, 0.05, 0.9
DEPTH = {"shallow": 6, "deep": 36}


def run(seed, variant):
    kind, depth = variant.split()
    rng = np.random.default_rng(seed)
    (x, y), held = task(rng)
    net = Network(DEPTH[depth], kind == "residual", rng)
    train(net, x, y, rng)
    figures = {"training_error": net.error(x, y), "test_error": net.error(*held)}
    return figures | {"training_loss": net.loss(x, y)}


def task(rng):
    """Points and classes as a random network with two hidden layers tells them; as many again for testing."""
    x = rng.normal(size=(2 * EXAMPLES, INPUTS))
    h = np.tanh(x @ rng.normal(size=(INPUTS, 20)) / 2)
    h = np.tanh(h @ rng.normal(size=(20, 20)) / 2)
    scores = h @ rng.normal(size=(20, CLASSES))
    y = (scores - scores.mean(axis=0)).argmax(axis=1)
    return (x[:EXAMPLES], y[:EXAMPLES]), (x[EXAMPLES:], y[EXAMPLES:])


def train(net, x, y, rng):
    """Stochastic gradient descent with momentum; the rate falls to a tenth for the last quarter."""
    speed = [np.zeros_like(each) for each in net.parameters]
    order = np.empty(0, int)
    for step in range(STEPS):
        if len(order) < BATCH:
            order = rng.permutation(len(x))
        batch, order = order[:BATCH], order[BATCH:]
        rate = RATE if step < 0.75 * STEPS else RATE / 10
        for each, fast, slope in zip(net.parameters, speed, net.slopes(x[batch], y[batch])):
            fast *= MOMENTUM
            fast -= rate * slope
            each += fast


class Network:
    """Layers of x -> relu(norm(x w)); in a residual one every two add what came in before their last relu."""

    def __init__(self, depth, residual, rng):
        self.residual, self.depth = residual, depth
        self.first = rng.normal(size=(INPUTS, WIDTH)) * np.sqrt(2 / INPUTS)
        self.w = rng.normal(size=(depth, WIDTH, WIDTH)) * np.sqrt(2 / WIDTH)
        self.gain, self.shift = np.ones((depth, WIDTH)), np.zeros((depth, WIDTH))
        self.last, self.bias = rng.normal(size=(WIDTH, CLASSES)) * np.sqrt(1 / WIDTH), np.zeros(CLASSES)
        self.parameters = [self.first, self.w, self.gain, self.shift, self.last, self.bias]

    def forward(self, x):
        """Scores, and what the way back needs.  Normalised by the batch itself, also when testing on many."""
        h, kept, skip = np.maximum(x @ self.first, 0), [], None
        for i in range(self.depth):
            if i % 2 == 0:
                skip = h
            z = h @ self.w[i]
            z -= z.mean(axis=0)
            scale = 1 / np.sqrt((z * z).mean(axis=0) + 1e-5)
            z *= scale
            out = z * self.gain[i] + self.shift[i]
            if self.residual and i % 2:
                out += skip
            kept.append((h, z, scale))
            h = np.maximum(out, 0)
        return h @ self.last + self.bias, (kept, h)

    def slopes(self, x, y):
        """Gradients of the mean cross entropy, in the order of ``parameters``."""
        scores, (kept, h) = self.forward(x)
        up = softmax(scores)
        up[np.arange(len(y)), y] -= 1
        up /= len(y)
        w, gain, shift = np.empty_like(self.w), np.empty_like(self.gain), np.empty_like(self.shift)
        last, bias = h.T @ up, up.sum(axis=0)
        down, out, around = up @ self.last.T, h, None
        for i in reversed(range(self.depth)):
            inside, z, scale = kept[i]
            down = down * (out > 0)
            if self.residual and i % 2:
                around = down
            gain[i], shift[i] = (down * z).sum(axis=0), down.sum(axis=0)
            dz = down * self.gain[i]
            dz = (dz - dz.mean(axis=0) - z * (dz * z).mean(axis=0)) * scale
            w[i] = inside.T @ dz
            down = dz @ self.w[i].T
            if self.residual and i % 2 == 0:
                down += around
            out = inside
        return [x.T @ (down * (out > 0)), w, gain, shift, last, bias]

    def error(self, x, y):
        return float((self.forward(x)[0].argmax(axis=1) != y).mean())

    def loss(self, x, y):
        return float(-np.log(softmax(self.forward(x)[0])[np.arange(len(y)), y] + 1e-300).mean())


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
