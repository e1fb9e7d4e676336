"""What we keep: tables, cases, files, migrations, encryption, the embedded database."""
