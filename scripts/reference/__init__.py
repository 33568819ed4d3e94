"""The pages of docs/reference, each made from the code or data it describes. `scripts/docs.py` writes them."""
