"""How the pages write days, by language."""
