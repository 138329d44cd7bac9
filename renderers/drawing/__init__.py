"""Graphviz, that draws pictures as images and for print."""
