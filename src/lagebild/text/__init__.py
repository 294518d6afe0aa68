"""Pure functions on strings: normalising with offset maps, names, places, dates and numbers."""
