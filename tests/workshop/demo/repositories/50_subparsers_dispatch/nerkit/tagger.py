class Tagger:
    def __init__(self, rules):
        self.rules = rules

    def tag(self, text):
        for word in text.split():
            if (word.istitle() if self.rules == "title" else word.isupper()):
                yield word, "NAME"
