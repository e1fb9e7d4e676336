"""Where people stand: web desk, API, command line, accounts."""
