"""One adapter for all ranks: DyLoRA, and LoRA cut to the same ranks after training."""

import numpy as np
import task

RANK, STEPS = 8, 600


class DyLoRA(task.LoRA):
    """Only the first ``kept`` columns and rows are used, drawn anew in each step, scaled by their number."""

    kept, scaled = RANK, True

    @property
    def factor(self):
        return RANK / self.kept if self.scaled else 1.0

    def pairs(self):
        # Slices are views: what is trained is the whole.
        return [(a[:, : self.kept], b[: self.kept]) for a, b in super().pairs()]

    def weights(self):
        return [w + self.factor * a @ b for w, (a, b) in zip(self.w, self.pairs())]

    def pull(self, dw, db):
        slopes = []
        for d, (a, b), whole in zip(dw, self.pairs(), super().pairs()):
            da, db_ = (np.zeros_like(each) for each in whole)
            da[:, : self.kept] = self.factor * d @ b.T
            db_[: self.kept] = self.factor * a.T @ d
            slopes += [da, db_]
        return slopes


class Cut(DyLoRA):
    """LoRA, of which less than all can be used."""

    scaled = False


def draw_rank(adapter, rng):
    adapter.kept = int(rng.integers(1, RANK + 1))


def all_ranks(adapter):
    adapter.kept = RANK


def run(seed, variant):
    w, b, sets = task.problem(seed)
    made, before = {"lora": (Cut, None), "dylora": (DyLoRA, draw_rank)}[variant]
    adapter, head, rate = task.tuned(
        lambda rng: made(w, b, RANK, rng), sets, seed, steps=STEPS, before=before, after=all_ranks
    )
    found = []
    for kept in range(1, RANK + 1):
        adapter.kept = kept
        found.append(task.judge(adapter, head, *sets[2])[0])
    return {
        "accuracy_over_ranks": float(np.mean(found)),
        "accuracy_rank_1": found[0],
        "accuracy_full_rank": found[-1],
        "rate": rate,
    }
