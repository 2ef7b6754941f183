"""Handwritten-looking digits drawn from stroke definitions of our own: a data set that needs no download.

Every class has three skeletons (a 7 with and without a bar, an open and a closed 4, ...). A skeleton is a tuple of
strokes, a stroke the "x,y" points, on a 100 × 100 grid with y downwards, that a smooth curve passes through; a sharp
corner is where one stroke ends and the next begins. A point named twice is one point: jitter moves it once, so joined
strokes stay joined.

These digits follow MNIST's conventions (white ink on black, 20 × 20 box, mass in the middle), yet they are far
easier to model than MNIST: there are thirty skeletons, not thousands of hands.
"""

import numpy as np
import numpy.typing as npt

SKELETONS: dict[int, tuple[tuple[str, ...], ...]] = {
    0: (
        ("50,0 22,14 10,50 22,86 50,100 78,86 90,50 78,14 50,0",),
        ("60,5 36,12 21,50 32,90 52,100 74,84 81,48 70,12 50,0 36,9",),
        ("66,6 42,2 20,28 16,66 36,97 62,93 84,62 82,26 60,2 48,16",),
    ),
    1: (
        ("52,0 50,50 49,100",),
        ("28,24 52,0", "52,0 51,50 50,100"),
        ("30,20 52,0", "52,0 51,50 51,100", "26,100 76,100"),
    ),
    2: (
        ("16,22 30,4 56,0 76,14 74,38 50,68 16,98", "16,98 50,96 86,98"),
        ("18,22 36,2 66,3 77,24 62,56 38,86 20,94 13,85 24,78 48,88 68,97 90,90",),
        ("22,16 48,0 72,14 68,42 42,76 14,97", "14,97 34,89 60,97 88,91"),
    ),
    3: (
        ("18,13 44,0 72,10 70,34 42,46", "42,46 74,54 82,78 54,99 14,88"),
        ("18,3 78,2", "78,2 44,40", "44,40 74,48 82,74 58,98 16,92"),
        ("20,13 48,0 72,15 62,38 44,46 36,43 46,41 72,52 81,75 62,96 38,100 14,88",),
    ),
    4: (
        ("26,2 20,30 15,55", "15,55 50,57 88,52", "68,12 65,55 62,100"),
        ("66,0 38,34 10,67", "10,67 50,66 88,65", "66,0 64,50 63,100"),
        ("26,3 13,42 20,57 48,56 88,48", "74,16 69,55 64,100"),
    ),
    5: (
        ("80,2 26,4", "26,4 22,44", "22,44 50,37 78,52 78,82 48,100 14,90"),
        ("82,3 52,2 32,6 27,40 58,43 79,64 68,92 38,100 14,90",),
        ("28,8 25,46", "25,46 56,40 80,60 70,91 42,100 16,90", "30,6 84,0"),
    ),
    6: (
        ("70,2 38,26 19,64 30,95 56,100 78,82 70,60 46,57 22,74",),
        ("48,0 28,36 21,76 38,99 62,95 72,76 58,60 38,64 23,80",),
        ("80,12 60,0 36,14 18,52 24,88 50,100 77,86 78,64 54,53 24,68",),
    ),
    7: (
        ("14,4 50,5 84,3", "84,3 60,46 44,100"),
        ("14,4 50,5 84,3", "84,3 60,46 44,100", "34,52 78,48"),
        ("16,22 18,6", "18,6 50,8 84,3", "84,3 64,36 54,66 50,100"),
    ),
    8: (
        ("74,14 48,0 27,16 36,38 63,56 78,79 52,100 24,81 37,56 64,37 74,14",),
        ("50,0 29,10 30,35 50,46 71,35 71,10 50,0", "50,46 22,60 22,89 50,100 79,89 78,60 50,46"),
        ("78,6 50,2 28,17 40,40 66,60 74,82 50,100 26,84 36,60 62,36 82,16",),
    ),
    9: (
        ("74,16 50,0 26,16 26,40 50,49 72,34 74,16", "74,16 72,56 70,100"),
        ("77,22 52,1 26,20 32,46 58,46 77,22", "77,22 77,58 62,90 38,100 20,92"),
        ("78,14 58,0 30,14 26,38 46,49 68,38 78,14", "78,14 66,56 50,100"),
    ),
}

Floats = npt.NDArray[np.float32]
GRID = 100.0
"""Units a side of the square that the skeletons are written on."""
BATCH = 512
"""Digits painted at a time: what bounds the memory."""


def draw_digits(count: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Draw `count` digits -> images `(count, 28, 28, 1)` uint8 in 0..255 (white ink), labels `(count,)` uint8 in 0..9.

    Class and skeleton are uniform; slant, aspect, scale, thickness, shift and every control point's jitter come from
    `rng`, so the same seed gives the same digits. Raises ValueError for a negative `count`.
    """
    if count < 0:
        raise ValueError(f"count must be 0 or more, got {count}")
    labels = rng.integers(0, 10, count).astype(np.uint8)
    skeletons = rng.integers(0, 3, count)
    images = np.zeros((count, 28, 28, 1), np.uint8)
    for digit, drawings in SKELETONS.items():
        for index, strokes in enumerate(drawings):
            rows = np.flatnonzero((labels == digit) & (skeletons == index))
            images[rows] = draw_strokes(strokes, len(rows), rng)
    return images, labels


def draw_strokes(strokes: tuple[str, ...], count: int, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Draw one skeleton `count` times, each time in another handwriting: `(count, 28, 28, 1)` uint8, as `draw_digits` does."""
    images = np.zeros((count, 28, 28, 1), np.uint8)
    points, curve, starts = _skeleton(strokes)
    for first in range(0, count, BATCH):
        part = images[first : first + BATCH, :, :, 0]
        part[:] = _ink(*_handwriting(points, curve, starts, len(part), rng), starts)
    return images


def pass_over(strokes: tuple[str, ...], count: int, rng: np.random.Generator) -> None:
    """Take from `rng` what `draw_strokes` would for so many pictures, up to `BATCH`, and paint none: a tenth of the work."""
    _handwriting(*_skeleton(strokes), count, rng)


def _skeleton(strokes: tuple[str, ...]) -> tuple[Floats, Floats, npt.NDArray[np.intp]]:
    """Parse strokes -> distinct control points `(c, 2)`, `curve` `(p, c)`, and where the short segments start `(s,)`.

    `curve @ points` are points about a pixel apart on the strokes: a Catmull-Rom spline is linear in its control
    points. Segment s joins points s and s + 1; no segment joins the end of a stroke to the beginning of the next.
    """
    named = [[tuple(float(v) for v in pair.split(",")) for pair in stroke.split()] for stroke in strokes]
    points = sorted({point for stroke in named for point in stroke})
    blocks: list[Floats] = []
    for stroke in named:
        owner = np.eye(len(points))[[points.index(point) for point in stroke]]
        closed = stroke[0] == stroke[-1]
        before, after = (owner[-2], owner[1]) if closed else (2 * owner[0] - owner[1], 2 * owner[-1] - owner[-2])
        knots = np.vstack([before, owner, after])
        lengths = np.hypot(*np.diff(np.array(stroke), axis=0).T)
        pieces = [owner[:1]]
        for k, length in enumerate(lengths):
            steps = max(1, round(length / GRID * 20))
            t = (np.arange(1, steps + 1) / steps)[:, None]
            p0, p1, p2, p3 = knots[k : k + 4]
            pieces.append(
                p1 + t / 2 * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * p1 - p0 - 3 * p2 + p3)))
            )
        blocks.append(np.vstack(pieces).astype(np.float32))
    sizes = np.cumsum([len(block) for block in blocks])
    starts = np.setdiff1d(np.arange(sizes[-1]), sizes - 1)
    return np.array(points, np.float32), np.vstack(blocks), starts


def _handwriting(
    points: Floats,
    curve: Floats,
    starts: npt.NDArray[np.intp],
    count: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Vary one skeleton -> paths `(count, p, 2)` in pixels of the 28 × 28 image, and the pen's radius `(count, p)`."""
    paths = curve @ (points / GRID - 0.5 + rng.normal(0, 0.03, (count, *points.shape))).astype(np.float32)
    slant = rng.normal(0.12, 0.16, (count, 1))
    turn = rng.normal(0, 0.06, (count, 1))
    paths[..., 0] *= rng.uniform(0.8, 1.2, (count, 1))
    paths[..., 0] -= slant * paths[..., 1]
    x, y = paths[..., 0].copy(), paths[..., 1].copy()
    paths[..., 0], paths[..., 1] = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)

    radius = rng.uniform(0.95, 1.75, (count, 1)).astype(np.float32)
    low, high = paths.min(axis=1), paths.max(axis=1)
    room = 20 - 2 * radius
    paths *= (rng.uniform(0.9, 1.0, (count, 1)) * room / (high - low).max(axis=1, keepdims=True))[:, None]

    lengths = np.hypot(*np.moveaxis(paths[:, starts + 1] - paths[:, starts], -1, 0))[..., None]
    middles = (paths[:, starts + 1] + paths[:, starts]) / 2
    mass = (lengths * middles).sum(axis=1) / lengths.sum(axis=1)
    paths += (14.5 - mass + rng.uniform(-0.6, 0.6, (count, 2)))[:, None]

    waves = rng.normal(0, 0.07, (count, 2)).astype(np.float32)
    along = np.linspace(0, 2 * np.pi, paths.shape[1], dtype=np.float32)
    pressure = 1 + waves @ np.stack([np.sin(along), np.cos(along)])
    return paths, radius * pressure


def _ink(paths: Floats, radius: Floats, starts: npt.NDArray[np.intp]) -> npt.NDArray[np.uint8]:
    """Paint the paths -> `(n, 28, 28)` uint8; a pixel is as bright as the nearest pen segment covers it."""
    n, margin, reach = len(paths), 6, 4
    side = 28 + 2 * margin
    canvas = np.zeros(n * side * side, np.float32)
    first = np.arange(0, canvas.size, side * side)[:, None, None]
    window = np.arange(-reach, reach + 1)
    for s in starts:
        a, b = paths[:, s] + margin - 0.5, paths[:, s + 1] + margin - 0.5
        corner = np.clip(np.rint((a + b) / 2).astype(np.intp), reach, side - 1 - reach)
        px = (corner[:, 0, None] + window).astype(np.float32)
        py = (corner[:, 1, None] + window).astype(np.float32)
        step = b - a
        norm = np.maximum((step**2).sum(axis=1), 1e-6)
        dx, dy = (px - a[:, 0, None])[:, None, :], (py - a[:, 1, None])[:, :, None]
        t = np.clip((dx * step[:, 0, None, None] + dy * step[:, 1, None, None]) / norm[:, None, None], 0, 1)
        distance = np.hypot(dx - t * step[:, 0, None, None], dy - t * step[:, 1, None, None])
        cover = np.clip((radius[:, s, None, None] - distance) / 1.2 + 0.5, 0, 1)
        rows, columns = (corner[:, 1, None] + window)[:, :, None], (corner[:, 0, None] + window)[:, None, :]
        where = first + rows * side + columns
        canvas[where] = np.maximum(canvas[where], cover)
    inner = slice(margin, margin + 28)
    return np.rint(255 * canvas.reshape(n, side, side)[:, inner, inner]).astype(np.uint8)
