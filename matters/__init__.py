"""What a matter is and how a case moves: pure, with no clock, network, database or framework."""
