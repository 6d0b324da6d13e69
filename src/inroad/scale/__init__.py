"""The batch functions of the atlas on Spark: the engine moves batches and never changes what one means."""
