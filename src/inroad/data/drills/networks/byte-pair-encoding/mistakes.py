"""Known mistakes in byte pair encoding."""

from collections import Counter

from inroad.practice.kit import mistake
from solution import merge as right


def learning(words, count, pairs_of, best_of, end="_"):
    split = {word: [*word, end] if end else [*word] for word in words}
    merges = []
    for _ in range(count):
        pairs = Counter()
        for word, symbols in split.items():
            pairs_of(pairs, symbols, words[word])
        if not pairs:
            break
        merges.append(best_of(pairs))
        split = {word: right(symbols, merges[-1]) for word, symbols in split.items()}
    return merges


def weighted(pairs, symbols, times):
    for pair in zip(symbols, symbols[1:]):
        pairs[pair] += times


def smallest(pairs):
    return min(pairs, key=lambda pair: (-pairs[pair], pair))


@mistake("only the first occurrence is merged")
def merge(symbols, pair):
    for at in range(len(symbols) - 1):
        if (symbols[at], symbols[at + 1]) == pair:
            return [*symbols[:at], pair[0] + pair[1], *symbols[at + 2 :]]
    return list(symbols)


@mistake("a symbol is used twice: after a merge the reading must go on behind both symbols")
def merge(symbols, pair):
    merged = []
    for at, symbol in enumerate(symbols):
        if at and (symbols[at - 1], symbol) == pair:
            merged[-1] = pair[0] + pair[1]
            if at + 1 < len(symbols) and (symbol, symbols[at + 1]) == pair:
                merged.append(symbol)
        else:
            merged.append(symbol)
    return merged


@mistake("the pair is searched in the text, across the borders of symbols")
def merge(symbols, pair):
    joined = " ".join(symbols)
    return joined.replace(f"{pair[0]} {pair[1]}", pair[0] + pair[1]).split(" ")


@mistake("the merging runs from right to left")
def merge(symbols, pair):
    merged, at = [], len(symbols)
    while at > 0:
        if tuple(symbols[max(at - 2, 0) : at]) == pair:
            merged.append(pair[0] + pair[1])
            at -= 2
        else:
            merged.append(symbols[at - 1])
            at -= 1
    return merged[::-1]


@mistake("pairs are not weighted by how often their word occurs")
def learn(words, count):
    return learning(words, count, lambda pairs, symbols, times: weighted(pairs, symbols, 1), smallest)


@mistake("of equally frequent pairs the largest is taken, not the smallest")
def learn(words, count):
    return learning(words, count, weighted, lambda pairs: max(pairs, key=lambda pair: (pairs[pair], pair)))


@mistake("of equally frequent pairs the first one met is taken, not the smallest")
def learn(words, count):
    return learning(words, count, weighted, lambda pairs: pairs.most_common(1)[0][0])


@mistake("the end mark is missing")
def learn(words, count):
    return learning(words, count, weighted, smallest, end="")


@mistake("pairs are counted once at the beginning instead of after each merge")
def learn(words, count):
    pairs = Counter()
    for word, times in words.items():
        weighted(pairs, [*word, "_"], times)
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:count]


@mistake("pairs that occur only once are left out")
def learn(words, count):
    merges = learning(words, count, weighted, smallest)
    split = {word: [*word, "_"] for word in words}
    for at, pair in enumerate(merges):
        pairs = Counter()
        for word, symbols in split.items():
            weighted(pairs, symbols, words[word])
        if pairs[pair] < 2:
            return merges[:at]
        split = {word: right(symbols, pair) for word, symbols in split.items()}
    return merges


@mistake("the longest known token is taken greedily instead of applying the merges in order")
def encode(word, merges):
    known, text, tokens = {a + b for a, b in merges}, word + "_", []
    while text:
        size = next((n for n in range(len(text), 1, -1) if text[:n] in known), 1)
        tokens.append(text[:size])
        text = text[size:]
    return tokens


@mistake("the merges are applied in the opposite order")
def encode(word, merges):
    symbols = [*word, "_"]
    for pair in merges[::-1]:
        symbols = right(symbols, pair)
    return symbols


@mistake("the end mark is missing")
def encode(word, merges):
    symbols = [*word]
    for pair in merges:
        symbols = right(symbols, pair)
    return symbols


@mistake("the word's last character and the end mark are one symbol from the beginning")
def encode(word, merges):
    symbols = [*word[:-1], word[-1] + "_"]
    for pair in merges:
        symbols = right(symbols, pair)
    return symbols
