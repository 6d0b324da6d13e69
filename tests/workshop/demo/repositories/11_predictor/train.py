def train(data, epochs=10, lr=0.1):
    """Train the translator."""
    raise NotImplementedError
