"""What nobody has taken yet."""
