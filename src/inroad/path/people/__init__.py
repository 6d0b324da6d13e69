"""Who is active in a field: authors told apart by more than their written names."""
