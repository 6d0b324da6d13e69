"""The user's own data: what they did, in one SQLite file that is never rebuilt and never overwritten."""
