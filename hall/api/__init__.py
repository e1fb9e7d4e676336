"""The same acts by API: what a department's own system does under /api/v1, through the commands of the pages."""
