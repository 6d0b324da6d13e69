"""What is new, ranked for one reader: by what they like, dislike and follow."""
