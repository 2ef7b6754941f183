"""How long the one file takes to its first row of pictures, in any browser that a script can be run in."""

from collections.abc import Callable
from typing import Any

FIRST_PICTURE_MS, LOADS = 1500, 5
"""Of the fastest of up to so many loads: a page that is slow by itself is so each time, but beside a suite's other browsers
the first load of a Firefox took 2.8 s once, where it takes 0.25 on a quiet machine."""

FIRST_PICTURE = """
const look = () => {
  const pictures = [...document.querySelectorAll("#glance img[data-live]")]
  const here = pictures.length && pictures.every((image) => image.complete && image.naturalWidth)
  if (here) window.firstPicture = performance.now()
  else requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""
"""Run before the page's own script: the milliseconds until all pictures of the first row could be painted."""


def in_time(run: Callable[[str], Any], again: Callable[[], Any]) -> bool:
    """Whether a load's first row stood within FIRST_PICTURE_MS: of the one that `run` sees, or of the next, up to LOADS."""
    for load in range(LOADS):
        if load:
            again()
        if run("firstPicture") < FIRST_PICTURE_MS:
            return True
    return False
