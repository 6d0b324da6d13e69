import argparse
import numpy as np

p = argparse.ArgumentParser()
p.add_argument("--data", default="data/train.npz")
p.add_argument("--epochs", type=int, default=10)
p.add_argument("--lr", type=float, default=0.1)
p.add_argument("--save", default="checkpoints/last.npz")
args = p.parse_args()
d = np.load(args.data)
w = np.zeros(d["x"].shape[1])
for epoch in range(args.epochs):
    w -= args.lr * d["x"].T @ (d["x"] @ w - d["y"]) / len(d["y"])
    print("epoch", epoch, float(np.mean((d["x"] @ w - d["y"]) ** 2)))
np.savez(args.save, w=w)
