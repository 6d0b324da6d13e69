# Talk to the oracle.
import random


def reply(text, mood):
    random.seed(text)
    return random.choice({"kind": ["Surely.", "Of course!"], "grim": ["Never.", "No."]}[mood])


print("Welcome to the oracle")
question = input("Your question: ")
mood = input("Mood (kind/grim) [kind]: ") or "kind"
n = int(input("How many answers? "))
for i in range(n):
    print(i + 1, reply(question + str(i), mood))
