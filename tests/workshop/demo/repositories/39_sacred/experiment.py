from sacred import Experiment

ex = Experiment("topics")


@ex.config
def config():
    text = "the cat sat on the mat"  # what to look at
    n_topics = 3
    alpha = 0.1  # smoothing
    method = "count"


@ex.named_config
def many():
    n_topics = 10


@ex.automain
def main(text, n_topics, alpha, method, _log):
    words = text.split()
    counts = sorted({w: words.count(w) + alpha for w in words}.items(), key=lambda e: -e[1])
    for word, weight in counts[:n_topics]:
        print(word, round(weight, 2))
