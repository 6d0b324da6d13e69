from collections import Counter


def rank(text, method="count"):
    words = [w.strip(".,;!?") for w in text.split()]
    if method == "length":
        return sorted(((w, len(w)) for w in set(words)), key=lambda x: (-x[1], x[0]))
    return sorted(Counter(words).items(), key=lambda x: (-x[1], x[0]))
