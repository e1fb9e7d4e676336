"""What administrators work with: drafts of matters, their completeness, what changed between versions."""
