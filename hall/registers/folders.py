"""Where the gateway of a demonstration keeps its files, below the data folder."""

from pathlib import Path


def files_of(data_dir: Path) -> Path:
    return data_dir / "registers"


def deliveries_of(data_dir: Path) -> Path:
    """The book of the messages that it took over."""
    return files_of(data_dir) / "deliveries.jsonl"


def lists_of(data_dir: Path) -> Path:
    """The lists that departments hand over."""
    return files_of(data_dir) / "lists"


def posts_of(data_dir: Path) -> Path:
    """The database of the office of public posts."""
    return files_of(data_dir) / "posts.sqlite3"


def certificates_of(data_dir: Path) -> Path:
    """The certificates of the line to the courts."""
    return files_of(data_dir) / "tls"
