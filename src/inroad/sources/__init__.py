"""The outside world: what its replies and files say, as records; only http.py fetches."""
