"""Pictures on sheets of paper, and documents of several pages."""
