"""The user's own path: what they spent their time on, whom they helped, what a better model is worth."""
