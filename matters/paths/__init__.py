"""The compiler that knows every path of a matter: what can happen, which situations there are, how long each takes."""
