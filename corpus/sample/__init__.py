"""The sample corpus: three documents on Oberhausen with invented figures, and what builds them."""
