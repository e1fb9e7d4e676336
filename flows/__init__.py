"""How work moves: the only folder that knows Prefect."""
