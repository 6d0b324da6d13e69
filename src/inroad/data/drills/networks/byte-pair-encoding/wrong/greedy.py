# diagnosis: the longest known token is taken greedily instead of applying the merges in order
def joined(symbols, pair):
    out = []
    for symbol in symbols:
        out.append(symbol)
        if len(out) > 1 and (out[-2], symbol) == pair:
            out[-2:] = ["".join(pair), None]
        elif len(out) > 1 and out[-2] is None:
            del out[-2]
    return [symbol for symbol in out if symbol is not None]


def merge(symbols, pair):
    first, second = pair
    out = []
    rest = iter(range(len(symbols)))
    for i in rest:
        if i + 1 < len(symbols) and symbols[i] == first and symbols[i + 1] == second:
            out.append(first + second)
            next(rest)
        else:
            out.append(symbols[i])
    return out


def learn(words, count):
    texts = [(list(text) + ["_"], number) for text, number in words.items()]
    found = []
    for _ in range(count):
        table = {}
        for symbols, number in texts:
            for i in range(1, len(symbols)):
                key = (symbols[i - 1], symbols[i])
                table[key] = table.get(key, 0) + number
        if len(table) == 0:
            return found
        most = max(table.values())
        found.append(sorted(key for key in table if table[key] == most)[0])
        texts = [(joined(symbols, found[-1]), number) for symbols, number in texts]
    return found


def encode(word, merges):
    tokens = {"".join(pair) for pair in merges}
    text, out, i = word + "_", [], 0
    while i < len(text):
        j = len(text)
        while j > i + 1 and text[i:j] not in tokens:
            j -= 1
        out.append(text[i:j])
        i = j
    return out
