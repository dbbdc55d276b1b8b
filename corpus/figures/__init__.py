"""From tables, sentences, charts and data files to figures, and the ledger that keeps them."""
