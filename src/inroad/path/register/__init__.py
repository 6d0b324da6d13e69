"""Who wrote what, when and where, and which methods papers name: an atlas as arrays."""
