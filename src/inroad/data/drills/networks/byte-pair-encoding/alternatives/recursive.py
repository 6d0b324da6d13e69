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
    if len(symbols) < 2:
        return list(symbols)
    if (symbols[0], symbols[1]) == pair:
        return [symbols[0] + symbols[1], *merge(symbols[2:], pair)]
    return [symbols[0], *merge(symbols[1:], pair)]


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
    parts = list(word + "_")
    for pair in merges:
        parts = joined(parts, pair)
    return parts
