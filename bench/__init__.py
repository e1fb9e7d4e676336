"""Speed, shown with figures and ratios taken in one run."""
