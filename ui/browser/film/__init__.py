"""A recorded training, or two side by side, played back in the browser: one slider over its snapshots."""
