"""How work moves: the only folder that knows Prefect."""

from flows.quiet import quiet_prefect

# Prefect reads its settings once, when it is imported: this comes before any module here does.
quiet_prefect()
