"""The plan stage: from the Site to the views of all outputs."""
