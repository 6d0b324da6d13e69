"""DoRA, which trains lengths of columns apart from their directions, against LoRA of the same rank."""

import numpy as np
import task

RANK = 4


class DoRA(task.LoRA):
    """m * (W + A B) / |W + A B|, lengths by column, which count as constant on the way back (section 4.3)."""

    def __init__(self, w, b, rank, rng):
        super().__init__(w, b, rank, rng)
        self.parameters += [np.linalg.norm(each, axis=0) for each in w]

    def weights(self):
        self.directed = super().weights()
        self.lengths = [np.linalg.norm(v, axis=0) for v in self.directed]
        return [m / n * v for m, n, v in zip(self.parameters[-2:], self.lengths, self.directed)]

    def pull(self, dw, db):
        along = [(d * v / n).sum(axis=0) for d, v, n in zip(dw, self.directed, self.lengths)]
        through = [d * m / n for d, m, n in zip(dw, self.parameters[-2:], self.lengths)]
        return [*super().pull(through, db), *along]


def run(seed, variant):
    w, b, sets = task.problem(seed)
    kind, rank = variant.split(" rank ")
    made = {"lora": task.LoRA, "dora": DoRA}[kind]
    adapter, head, rate = task.tuned(lambda rng: made(w, b, int(rank), rng), sets, seed)
    accuracy, loss = task.judge(adapter, head, *sets[2])
    return {"accuracy": accuracy, "loss": loss, "rate": rate}
