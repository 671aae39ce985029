"""From data to the pages of the observatory: what each shows is computed once and kept (see engine/memo)."""
