"""The questions of the lesson on training, without a browser: what they hide while a run goes on, and answers that follow it."""

import pytest

from tests.waiting import until
from ui.train.tasks import COPIES, CURVES, TASKS

PATH = "pages/train.py"
TINY = {"train_data": "synthetic", "train_kind": "MLP", "train_d": "2", "train_steps": "40", "train_batch": "8"}


def finished(app):
    """The page once its run has made all steps."""
    job = app.session_state["train_desk"].job
    until(lambda: job.state == "finished", job.beat)
    return app.run()


def said(app):
    return " ".join(part.value for part in (*app.markdown, *app.info))


def explained(app):
    return bool(next(each for each in app.expander if each.label == "What to make of it").markdown)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_a_question_hides_its_part_while_the_run_goes_on(task, open_page):
    app = open_page(PATH, **TINY | {"train_d": "3"}, task=task.key)  # with no map, which is a chart too
    app.button(key="train_play").click().run()
    app = finished(app)
    assert f"**{task.words.question}**" in said(app)
    curves, strips = bool(app.get("plotly_chart")), any("step 40" in html.value for html in app.html)
    assert (curves, strips) == (CURVES not in task.hides, COPIES not in task.hides)
    assert ("nats an image" in said(app).replace(task.words.question, "")) == (CURVES not in task.hides)
    assert explained(app) == (CURVES not in task.hides)
    app.button(key="task_show").click().run()
    assert app.session_state["answers"][task.key].measured in said(app)
    assert explained(app)
    assert app.get("plotly_chart")
    assert any("step 40" in html.value for html in app.html)
    assert not app.exception


def test_an_answer_before_its_run_is_measured_again_as_the_run_gets_there(open_page):
    app = open_page(PATH, **TINY | {"train_steps": "400", "train_d": "30", "train_rate": "0.01"}, task="digits-told")
    app.select_slider(key="given_digits-told_0").set_value(30).run()
    app.button(key="task_answer").click().run()
    assert app.session_state["answers"]["digits-told"].kind == "yet"
    app.button(key="train_play").click().run()
    finished(app)
    answer = app.session_state["answers"]["digits-told"]
    assert answer.kind in ("near", "early", "late")
    assert answer.said == "step 30"
    first = int(answer.measured.split("at step ")[-1].split(".")[0].replace(",", ""))
    assert 0 < first <= 400


def test_the_question_about_the_rate_asks_for_a_run_beside_the_first(open_page):
    app = open_page(PATH, **TINY | {"train_steps": "310"}, task="digits-told")
    app.button(key="train_play").click().run()
    app = finished(app)
    app.button(key="task_show").click().run()
    app.button(key="task_next").click().run()
    assert "Your choices ask for a new run" in said(app)
    assert app.select_slider(key="train_rate").value == 0.01
    app.pills(key="given_tenfold-rate").set_value("lower").run()
    app.button(key="task_answer").click().run()
    app.button(key="train_play").click().run()
    app = finished(app)
    answer = app.session_state["answers"]["tenfold-rate"]
    assert answer.kind in ("right", "hoped")
    assert "after 310 steps your run at rate 0.01 costs" in answer.measured
