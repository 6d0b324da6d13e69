"""Merging LoRA updates, written plainly."""


def update(a, b, alpha):
    return alpha / a.shape[0] * b @ a


def merge(w, a, b, alpha):
    return w + update(a, b, alpha)


def unmerge(merged, a, b, alpha):
    return merged - update(a, b, alpha)


def merge_many(w, adapters, shares):
    merged = w.copy()
    for (a, b, alpha), share in zip(adapters, shares):
        merged = merged + share * update(a, b, alpha)
    return merged
