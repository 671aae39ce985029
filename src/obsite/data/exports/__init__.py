"""Whole indicators as files that others take: CSV, XLSX, Parquet, JSON-stat, and their descriptions."""
