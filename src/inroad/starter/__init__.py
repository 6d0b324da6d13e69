"""The starter atlas: what of a whole atlas is bundled, and how it is made small."""
