"""`onego matter …`: what may be asked about matters."""

from cyclopts import App

matters = App(name="matter", help="Matters: check, show, publish, retire.")
