"""The pure core: text and values in, values out."""
