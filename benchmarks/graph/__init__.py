"""How fast the relationship graph is made, and what is found in it: one module per case."""
