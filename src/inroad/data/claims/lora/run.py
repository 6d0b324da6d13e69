"""LoRA against training everything and against training the last layer alone."""

import task

RANK = 4


def run(seed, variant):
    w, b, sets = task.problem(seed)
    make = {
        "full": lambda rng: task.Full(w, b),
        "lora": lambda rng: task.LoRA(w, b, RANK, rng),
        "last layer": lambda rng: task.Frozen(w, b),
    }[variant]
    adapter, head, rate = task.tuned(make, sets, seed)
    accuracy, loss = task.judge(adapter, head, *sets[2])
    trained = sum(p.size for p in [*adapter.parameters, *head.parameters])
    whole = sum(p.size for p in [*w, *b, *head.parameters])
    return {"accuracy": accuracy, "loss": loss, "trained_share": trained / whole, "rate": rate}
