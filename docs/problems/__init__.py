"""A page for each code that ``ama-flow check`` can give; they come along with it."""
