"""Letters to people whose work one used: read as they will read it, drafted from evidence, followed up."""
