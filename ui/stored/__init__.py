"""What is stored of a visit, and how: models on a shelf and in files, curves and strokes as text."""
