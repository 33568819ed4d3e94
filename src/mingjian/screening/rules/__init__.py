"""The rules, a folder a family, a file a rule. Dropping a file in is the registration."""
