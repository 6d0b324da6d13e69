# diagnosis: only the first occurrence is merged
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
    out = list(symbols)
    for i in range(1, len(out)):
        if out[i - 1] == pair[0] and out[i] == pair[1]:
            out[i - 1 : i + 1] = [out[i - 1] + out[i]]
            break
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
    rank = {pair: place for place, pair in enumerate(merges)}
    parts = list(word) + ["_"]
    while True:
        ranked = [rank[pair] for pair in zip(parts, parts[1:]) if pair in rank]
        if not ranked:
            return parts
        parts = joined(parts, merges[min(ranked)])
