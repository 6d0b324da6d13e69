"""What a post asks for and where it stands: from its text to evidence on two axes."""
