import argparse
import os
import pickle

import numpy as np


def train(args):
    w = np.polyfit(np.arange(10), np.arange(10) * 2 + 1, 1)
    with open(args.model_path, "wb") as f:
        pickle.dump(w.tolist(), f)
    print("trained")


def infer(args):
    if os.path.exists(args.model_path):
        with open(args.model_path, "rb") as f:
            w = pickle.load(f)
    else:
        w = [2.0, 1.0]
    print(f"prediction: {np.polyval(w, args.x):.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", choices=["train", "infer"], default="train", help="what to do")
    parser.add_argument("--model_path", default="model.pkl")
    parser.add_argument("--x", type=float, default=3.0, help="where to predict")
    args = parser.parse_args()
    if args.mode == "train":
        train(args)
    else:
        infer(args)
