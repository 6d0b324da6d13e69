import json
import os
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def load_model(path):
    time.sleep(0.3)  # as slow as a real one, nearly
    with open(path, encoding="utf-8") as f:
        return json.load(f)


model = load_model(os.path.join(HERE, "lexicon.json"))


def preprocess(text):
    return text.lower().split()


def predict_sentiment(sentence: str, neutral_band: float = 0.1) -> dict:
    """Classify the sentiment of a sentence.

    :param sentence: what to classify
    :param neutral_band: scores nearer to zero than this are neutral
    """
    words = preprocess(sentence)
    score = sum(model.get(w.strip(".,!?"), 0.0) for w in words) / max(1, len(words))
    label = "neutral" if abs(score) < neutral_band else "positive" if score > 0 else "negative"
    return {"label": label, "score": round(score, 3)}
