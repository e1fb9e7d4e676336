"""Tools for those who write matters: they tell, draw, compare and try what a matter does. Nothing else imports them."""
