"""How the encoders under `index/models` were made: run `python -m index.training`."""
