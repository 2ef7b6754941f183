"""What a teacher takes into a class: plans, a worksheet, its solutions and slides, written with measured numbers."""
