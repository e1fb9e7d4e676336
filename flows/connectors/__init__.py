"""How registers are asked: over HTTP in any JSON, in databases, in lists, in licence stores, by other people."""
