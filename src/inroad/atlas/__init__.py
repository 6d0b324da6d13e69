"""What papers say: names, mentions, relations, adoption; pure functions, table in and table out."""
