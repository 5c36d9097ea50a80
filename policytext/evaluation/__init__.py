"""Measuring the program on one's own documents: coding sheets for two coders, their agreement, gold, scores."""
