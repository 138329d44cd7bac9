"""Renderers that come with ama-flow: pure functions from a flow to a document."""
