"""Known mistakes in merging LoRA updates."""

from inroad.practice.kit import mistake
from solution import update


@mistake("the scaling by alpha / r is missing")
def merge(w, a, b, alpha):
    return w + b @ a


@mistake("the update is scaled by alpha, not by alpha / r")
def merge(w, a, b, alpha):
    return w + alpha * b @ a


@mistake("the update replaces the weights instead of being added")
def merge(w, a, b, alpha):
    return update(a, b, alpha)


@mistake("unmerging adds the update again")
def unmerge(merged, a, b, alpha):
    return merged + update(a, b, alpha)


@mistake("unmerging forgets the scaling by alpha / r")
def unmerge(merged, a, b, alpha):
    return merged - b @ a


@mistake("the shares are not used")
def merge_many(w, adapters, shares):
    return w + sum(update(*each) for each in adapters)


@mistake("the weights are counted once for every adapter")
def merge_many(w, adapters, shares):
    return sum(share * (w + update(*each)) for each, share in zip(adapters, shares))


@mistake("only the last adapter counts")
def merge_many(w, adapters, shares):
    return w + shares[-1] * update(*adapters[-1])


@mistake("the rank of the first adapter is used for all")
def merge_many(w, adapters, shares):
    rank = adapters[0][0].shape[0]
    return w + sum(share * alpha / rank * b @ a for (a, b, alpha), share in zip(adapters, shares))
