"""Showing facts to people."""
