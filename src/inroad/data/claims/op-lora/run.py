"""LoRA whose thin matrices a small network predicts while training (OP-LoRA), against LoRA itself."""

import numpy as np
import task

RANK, INSIDE, HIDDEN = 4, 16, 64
STEPS, RATES = 150, (0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01)


class OPLoRA(task.LoRA):
    """For each layer a trained vector and a two-layer network give both thin matrices."""

    def __init__(self, w, b, rank, rng):
        super().__init__(w, b, rank, rng)
        self.first = self.parameters
        self.parameters = []
        for i, _ in enumerate(w):
            a, c = self.first[2 * i : 2 * i + 2]
            z = rng.normal(size=INSIDE) / np.sqrt(INSIDE)
            w1 = rng.normal(size=(INSIDE, HIDDEN)) * np.sqrt(2)
            w2 = rng.normal(size=(HIDDEN, a.size + c.size)) / np.sqrt(HIDDEN * len(a))
            w2[:, a.size :] = 0  # as with LoRA, tuning begins at the base
            self.parameters += [each.astype(np.float32) for each in (z, w1, w2)]

    def pairs(self):
        found = []
        for i in range(len(self.w)):
            z, w1, w2 = self.parameters[3 * i : 3 * i + 3]
            a, c = self.first[2 * i : 2 * i + 2]
            flat = np.maximum(z @ w1, 0) @ w2
            found.append((flat[: a.size].reshape(a.shape), flat[a.size :].reshape(c.shape)))
        return found

    def pull(self, dw, db):
        slopes, thin = [], super().pull(dw, db)
        for i in range(len(self.w)):
            z, w1, w2 = self.parameters[3 * i : 3 * i + 3]
            up = np.concatenate([thin[2 * i].ravel(), thin[2 * i + 1].ravel()])
            h = np.maximum(z @ w1, 0)
            dh = (w2 @ up) * (h > 0)
            slopes += [w1 @ dh, np.outer(z, dh), np.outer(h, up)]
        return slopes


def run(seed, variant):
    """Figures at the best of six rates, chosen on examples apart, and how much they depend on the rate."""
    w, b, sets = task.problem(seed)
    made = {"lora": task.LoRA, "op-lora": OPLoRA}[variant]
    found = []
    for rate in RATES:
        adapter, head, _ = task.tuned(lambda rng: made(w, b, RANK, rng), sets, seed, STEPS, (rate,))
        chosen = task.judge(adapter, head, *sets[1])[1]
        found.append((chosen, *task.judge(adapter, head, *sets[2]), task.judge(adapter, head, *sets[0])[1]))
    _, accuracy, loss, _ = min(found)
    accuracies = [each[1] for each in found]
    return {
        "accuracy": accuracy,
        "loss": loss,
        "training_loss": min(each[3] for each in found),
        "accuracy_over_rates": float(np.mean(accuracies)),
        "spread_over_rates": float(np.std(accuracies)),
    }
