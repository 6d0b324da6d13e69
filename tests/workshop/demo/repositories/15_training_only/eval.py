import argparse
import numpy as np

p = argparse.ArgumentParser(description="Evaluate a checkpoint")
p.add_argument("--checkpoint", required=True, help="checkpoint to evaluate (.npz)")
p.add_argument("--data", default="data/test.npz", help="test set (.npz with x and y)")
args = p.parse_args()
w, d = np.load(args.checkpoint)["w"], np.load(args.data)
print("mse", float(np.mean((d["x"] @ w - d["y"]) ** 2)))
