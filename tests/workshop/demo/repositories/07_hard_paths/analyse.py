import numpy as np

data_path = "/home/alice/data/measurements.csv"
THRESHOLD = 1.5
n_bins = 10

x = np.loadtxt(data_path, delimiter=",", skiprows=1, ndmin=2)[:, 0]
z = (x - x.mean()) / (x.std() or 1)
outliers = np.flatnonzero(np.abs(z) > THRESHOLD)
print(f"{len(outliers)} outliers of {len(x)}")
print("histogram:", np.histogram(x, n_bins)[0].tolist())
np.savetxt("/home/alice/results/outliers.csv", np.c_[outliers, x[outliers]], delimiter=",", header="row,value", comments="")
