"""The case file: one archive that goes to an auditor or a court, and the program that checks it alone."""
