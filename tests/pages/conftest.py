"""A page as Streamlit runs it without a browser, always reached through app.py as a visitor reaches it."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.tasks.given import LOOKING


@pytest.fixture
def open_page():
    """Open a lesson by its path, with these query parameters; it must not have raised. Nothing is asked but by `task=…`."""

    def open_page(path: str = "app.py", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file("../../app.py", default_timeout=60)
        app.session_state[LOOKING] = "task" not in query
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if path != "app.py":
            app.switch_page(path).run()
        assert not app.exception
        return app

    return open_page
