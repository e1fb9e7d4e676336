"""What people fill in and receive: the one form of a matter, and letters as PDF."""
