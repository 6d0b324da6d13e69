# diagnosis: of equally good numbers of words the largest is taken
import re


WISH = "Explain this problem to me in at least %d words. Then solve for the answer."


def asking(question, words):
    parts = [question.strip()]
    if words > 0:
        parts.append(WISH % words)
    return "\n\n".join(parts)


def last_of(reply):
    last = float("nan")
    for match in re.finditer(r"(-?)([0-9][0-9,]*)(\.[0-9]+)?", reply):
        sign, whole, rest = match.groups()
        last = float(sign + "".join(whole.split(",")) + (rest or "" if whole[-1] != "," else ""))
    return last


def share(ask, questions, answers, words):
    right = 0
    for i, question in enumerate(questions):
        try:
            got = last_of(ask(asking(question, words)))
        except TimeoutError:
            continue
        if -1e-6 <= got - answers[i] <= 1e-6:
            right += 1
    return right / len(questions)


def prompt(question, words):
    return asking(question, words)


def extract(reply):
    return last_of(reply)


def accuracy(ask, questions, answers, words):
    return share(ask, questions, answers, words)


def best_words(ask, questions, answers, choices):
    return max((share(ask, questions, answers, words), words) for words in choices)[1]
