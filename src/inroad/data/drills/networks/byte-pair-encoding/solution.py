"""Byte pair encoding, written plainly."""

from collections import Counter


def merge(symbols, pair):
    merged, at = [], 0
    while at < len(symbols):
        if tuple(symbols[at : at + 2]) == tuple(pair):
            merged.append(pair[0] + pair[1])
            at += 2
        else:
            merged.append(symbols[at])
            at += 1
    return merged


def count_pairs(split, words):
    pairs = Counter()
    for word, symbols in split.items():
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += words[word]
    return pairs


def learn(words, count):
    split = {word: [*word, "_"] for word in words}
    merges = []
    while len(merges) < count:
        pairs = count_pairs(split, words)
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def encode(word, merges):
    symbols = [*word, "_"]
    for pair in merges:
        symbols = merge(symbols, pair)
    return symbols
