"""The pages of the web desk, one file for each family."""
