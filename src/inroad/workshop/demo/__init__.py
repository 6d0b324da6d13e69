"""From research code to something people can try."""
