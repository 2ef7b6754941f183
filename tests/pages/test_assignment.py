"""The page on the report, without a browser: figures, a verdict for each claim that is its number's, links that open."""

import csv
import io

import pytest

import autoencoders as ae
from autoencoders.report.claims import CLAIMS, judged
from autoencoders.report.figures import FIGURES
from autoencoders.report.folder import shipped_numbers
from autoencoders.report.rules import UNKNOWN
from autoencoders.report.tables import variant_rows
from ui import cached
from ui.assignment import tables
from ui.assignment.links import LINKS
from ui.assignment.tasks import TASKS

PATH = "pages/assignment.py"


@pytest.fixture(autouse=True)
def _fresh_numbers():
    cached.measured.clear()
    yield
    cached.measured.clear()


def test_every_claim_stands_with_its_verdict_and_its_number(open_page):
    numbers = shipped_numbers()
    for claim in CLAIMS:
        app = open_page(PATH, figure=str(claim.figure))
        texts = [element.value for element in app.markdown]
        finding = judged(claim, numbers)
        assert f"**The report:** {claim.says}" in texts
        assert f"**Measured:** {finding.measured}" in texts
        assert any(finding.verdict in text for text in texts)
        assert any(claim.rule in caption.value for caption in app.caption)


def test_every_figure_is_there_in_both_trainings(open_page):
    for figure in FIGURES:
        app = open_page(PATH, figure=str(figure.number))
        assert app.subheader[0].value == f"Figure {figure.number}. {figure.title}"
        pictures = "".join(element.value for element in app.html)
        for training in ("as in the report", "trained further"):
            assert f"Figure {figure.number}, {training}: " in pictures


def test_every_claim_has_a_link(open_page):
    assert LINKS.keys() == {claim.key for claim in CLAIMS}
    links = [link for figure in FIGURES for link in open_page(PATH, figure=str(figure.number)).main.get("page_link")]
    labels = [link.label for link in links if "notes" not in link.page]
    assert labels == [f"See it: {LINKS[claim.key].label}" for claim in CLAIMS]


@pytest.mark.parametrize("key", LINKS)
def test_a_link_opens_the_state_it_promises(key, open_page):
    link = LINKS[key]
    app = open_page(link.path, **link.query)
    assert not app.error
    assert not app.warning
    for widget, value in link.query.items():
        if widget != "sigma":
            assert app.get_by_key(widget).value == value
    if link.path == "pages/reconstruct.py":
        titles = [
            row.title
            for row in ae.VARIANTS
            if f"<strong>{row.title}</strong>" in "".join(each.value for each in app.html)
        ]
        assert len(titles) >= len(link.query["models"])
    if "sigma" in link.query:
        assert app.select_slider(key="sigma").value == 20 / 255


def test_the_tables_hold_every_variant_and_every_measure(open_page):
    app = open_page(PATH)
    variants, made = (table.value for table in app.dataframe)
    assert list(variants["name"]) == [row.name for row in ae.VARIANTS]
    assert set(tables.headings()) == set(variants.columns)
    assert set(tables.SAMPLE_HEADINGS) == set(made.columns)


def test_the_csv_has_the_numbers_of_the_table():
    rows = variant_rows(shipped_numbers())
    read = list(csv.DictReader(io.StringIO(tables.as_csv(rows))))
    assert [row["name"] for row in read] == [row.name for row in ae.VARIANTS]
    assert float(read[0]["psnr"]) == rows[0]["psnr"]
    assert read[0]["kl"] == ""


def test_without_numbers_the_page_shows_figures_and_claims_nothing(open_page, monkeypatch):
    def gone():
        raise ValueError("The measured numbers can't be read.")

    monkeypatch.setattr("ui.cached.measured", gone)
    app = open_page(PATH)
    assert [error.value for error in app.error] == ["The measured numbers can't be read."]
    assert sum(element.value.count(UNKNOWN) for element in app.html) >= len(CLAIMS)
    assert not app.dataframe
    assert any("Figure 1, as in the report" in element.value for element in app.html)


def test_the_tally_counts():
    verdicts = ["holds", "holds", "doesn't hold", "holds with a caveat"]
    assert tables.tally(verdicts) == "Of 4 claims 2 hold, 1 with a caveat and 1 not."


def test_the_source_is_one_toggle_away(open_page):
    app = open_page(PATH)
    app.toggle(key="source").set_value(True).run()
    assert "def rows_of(" in app.code[0].value
    assert "def samples_look_like_digits(" in app.code[1].value


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_a_question_hides_the_verdicts_until_it_is_answered(task, open_page):
    """And the table of all claims, which answers every question at once, waits for the last one."""
    app = open_page(PATH, task=task.key)
    assert f"**{task.words.question}**" in [each.value for each in app.markdown]
    assert not verdicts_shown(app)
    assert told(app) == (0, 0, False)
    pictures = "".join(each.value for each in app.html)
    assert ("read as" in pictures) == (task.key != "figure-six")
    app.button(key="task_show").click().run()
    assert not app.exception
    assert app.session_state["answers"][task.key].measured
    assert told(app) == (2, 2, True)
    shown = verdicts_shown(app)
    assert "card" in shown
    assert ("table" in shown) == (task is TASKS[-1])


def told(app):
    """What holds the answers elsewhere: tables and their files, and whether there is what to make of it."""
    explained = next(each for each in app.expander if each.label == "What to make of it").markdown
    files = [each for each in app.get("download_button") if each.proto.label.endswith("(CSV)")]
    return len(app.dataframe), len(files), bool(explained)


def verdicts_shown(app):
    """Where verdicts are to be read: in the table of all claims, on the card of one."""
    places = {"table": any("class='verdicts'" in each.value for each in app.html)}
    places["card"] = any("**Measured:**" in each.value for each in app.markdown)
    return {place for place, there in places.items() if there}
