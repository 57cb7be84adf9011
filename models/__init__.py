"""How we link, train, score, rank and explain."""
