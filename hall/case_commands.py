"""`onego case …`: what may be asked about cases."""

from cyclopts import App

cases = App(name="case", help="Cases: list, show, launch, act, rebuild.")
