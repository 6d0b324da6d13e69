from translator.model import load


class Input:
    pass


class Predictor:
    def setup(self):
        """Load the model into memory."""
        self.table = load("weights/table.txt")

    def predict(self, sentence: str, target: str = "pirate", formal: bool = False) -> str:
        """Translate a sentence."""
        words = [self.table.get(w, w) for w in sentence.lower().split()]
        return ("Sir: " if formal else "") + " ".join(words) + f" [{target}]"
