"""Linear probes with control tasks, from memory, with NumPy alone."""


def fit(h, labels, k, penalty):
    """h (n, d), labels (n,) -> w (d, k), offset (k,)."""
    raise NotImplementedError


def predict(h, w, offset):
    """-> labels (n,)."""
    raise NotImplementedError


def control(types, table):
    """types (n,), table (t,) -> labels (n,)."""
    raise NotImplementedError


def selectivity(train, test, table, k, penalty):
    """train and test: (h, labels, types) -> a float."""
    raise NotImplementedError
