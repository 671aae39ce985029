"""What the pages of indicators, regions and the comparison see. Figures, which are costly, are kept apart."""
