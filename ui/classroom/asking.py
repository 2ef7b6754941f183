"""How a lesson asks: its questions in a row, one of them open, what that hides, and what was measured once it is answered.

A page first says `asking(...)`, which knows what is hidden; draws the rest; and then `judge(scene)`, once it knows the digit and
the setting that the visitor has by now. What is answered is measured in that moment and kept with the visit.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from autoencoders.validator import WeightsError

from ..plain import plain
from ..stored.answers import Answer
from ..tasks.given import ASK, IN_LINK, LOOK, LOOKING, answers
from ..tasks.task import Task, judged, marks
from ..votes.room import cast, enter, holder_box
from .card import STYLE, veil

ANSWERING, AGAIN, OPEN, SEEN, LABELS = "task_answering", "task_again", "task_open", "task_seen", "task_labels"
"""Keys of the session: what is just being answered, which form is open again, the open question of each lesson by its first,
what each answer was measured on, and how the questions of the page are labelled."""


def arrive(tasks: Sequence[Task]) -> None:
    """Set what the question needs that will be open, where the link doesn't say it; called before the widgets of these settings.

    That is the one in the link, else the first that is not answered.
    """
    asked = named(tasks)
    if not asked or asked[0].key in st.session_state.get(OPEN, {}):
        return
    key = st.query_params.get(IN_LINK)
    if key is None and not st.session_state.get(LOOKING):
        key = next((task.key for task in asked if task.key not in answers()), asked[-1].key)
    for task in asked:
        if task.key == key:
            for widget, value in task.needs(st.session_state.to_dict()).items():
                if widget not in st.query_params:
                    st.session_state.setdefault(widget, value)


class Asking:
    """The questions of a lesson, and the one that is open; None where the visitor only looks."""

    def __init__(self, tasks: Sequence[Task], part: str) -> None:
        self.tasks = {task.key: task for task in tasks}
        self.open: Task | None = None
        enter()
        if not tasks:
            return
        self.place = st.container(border=True, key="question", gap="xsmall")
        with self.place:
            st.html(STYLE)
            self.open = self.tasks.get(self._choose(part))

    def _choose(self, part: str) -> str:
        """Show the row of questions; gives the key of the open one, or `LOOK`."""
        state, first = st.session_state, next(iter(self.tasks))
        here = [task.key for task in self.tasks.values() if task.part in ("", part)]
        known = st.query_params.get(IN_LINK) or state.get(OPEN, {}).get(first)
        if known is None and state.get(LOOKING):
            known = LOOK
        if known != LOOK and known not in here:
            known = next((key for key in here if key not in answers()), here[-1] if here else LOOK)
        # Only where it must be: what is set anew in each run undoes a press that comes while a run is on its way.
        labels = [self._label(key) for key in (*self.tasks, LOOK)]
        if (state.get(f"tasks_{first}"), state.get(LABELS)) != (known, labels):
            state[f"tasks_{first}"], state[LABELS] = known, labels
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            with st.container(width="content", key="question_lead"):
                st.markdown(":material/psychology_alt: Guess before you look")
            st.segmented_control(
                "Questions",
                [*self.tasks, LOOK],
                required=True,
                format_func=self._label,
                key=f"tasks_{first}",
                on_change=self._chosen,
                label_visibility="collapsed",
            )
        if here:  # in a part without questions nothing is chosen: the next one goes on as it was
            self._remember(known, IN_LINK in st.query_params)
        return known

    def _remember(self, key: str, in_link: bool = True) -> None:
        """This question is open, and the link says so; not where nobody chose it, for the way back would lead to this page."""
        first = next(iter(self.tasks))
        st.session_state.setdefault(OPEN, {})[first] = key
        if key == first:
            st.query_params.pop(IN_LINK, None)
        elif in_link:
            st.query_params[IN_LINK] = key

    def _chosen(self) -> None:
        self._go(st.session_state[f"tasks_{next(iter(self.tasks))}"])

    def _go(self, key: str) -> None:
        """Open this question, with the widgets that it needs set for it."""
        self._remember(key)
        if key in self.tasks:
            st.session_state[LOOKING] = False
            for name, value in self.tasks[key].needs(st.session_state.to_dict()).items():
                st.session_state[name] = value

    def _label(self, key: str) -> str:
        if key == LOOK:
            return "Just look"
        return f"{list(self.tasks).index(key) + 1}{' ✓' if key in answers() else ''}"

    def hides(self, *parts: str) -> bool:
        """Whether one of these parts of the page is hidden until the open question is answered."""
        return self.open is not None and not set(parts).isdisjoint(self.open.hides) and self.open.key not in answers()

    def veils(self, *parts: str) -> bool:
        """Whether one of these parts is hidden; then the frame with the question stands for it here."""
        hidden = self.hides(*parts)
        if hidden:
            self.veil()
        return hidden

    def measures(self, key: str) -> bool:
        """Whether this question is open and its answer is measured in this run."""
        waiting = st.session_state.get(ANSWERING)
        return self.open is not None and self.open.key == key and waiting is not None and waiting[0] == key

    def waits(self, key: str) -> bool:
        """Whether this question is asked here and not answered yet, open or not; nothing waits for who only looks."""
        return self.open is not None and key in self.tasks and key not in answers()

    def asks(self, key: str) -> bool:
        """Whether this question is open, and its form stands there."""
        is_closed = key in answers() and state_is_not_open_again(key)
        return self.open is not None and self.open.key == key and not is_closed

    def veil(self, key: str = "") -> None:
        """Draw the frame that stands for what is hidden, with the question in it: the open one, or that of this key."""
        if self.open is not None:
            st.html(veil(self.tasks.get(key, self.open).words.question))

    def judge(self, scene: Any) -> None:
        """Ask the open question, or say what was measured; `scene` is the lesson's, as `Task.measure` needs it."""
        task = self.open
        if task is None:
            return
        state = st.session_state
        waiting = state.pop(ANSWERING, None)
        if waiting and waiting[0] == task.key:
            given = waiting[1]
            try:
                answers()[task.key] = judged(task, given, scene)
                state.setdefault(SEEN, {})[task.key] = marks(scene)
            except WeightsError as fault:
                with self.place:
                    st.error(str(fault), icon=":material/error:")
            else:
                for name, choice in zip(self._polls(), task.form.votes(given) if given else (), strict=False):
                    cast(name, choice)
                st.rerun()  # all of the page is to know: what is hidden, the row of questions, the sidebar
        answer = answers().get(task.key)
        with self.place, st.container(key="question_open", gap="xsmall"):
            st.markdown(f"**{plain(task.words.question)}**")
            holder_box(self._polls())
            if answer is None or state.get(AGAIN) == task.key:
                self._ask(task, scene)
            if answer is not None:
                self._say(task, answer, scene)

    def _ask(self, task: Task, scene: Any) -> None:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            given = task.form.ask(f"given_{task.key}", scene)
            st.button(
                "Answer",
                type="primary",
                disabled=not given,
                on_click=answering,
                args=(task.key, given),
                key="task_answer",
            )
            st.button("Just show me", type="tertiary", on_click=answering, args=(task.key, ()), key="task_show")

    def _say(self, task: Task, answer: Answer, scene: Any) -> None:
        if answer.given:
            st.markdown(f"You said **{plain(answer.said)}**, on {plain(answer.on)}.")
        else:
            st.markdown(f"Shown to you, on {plain(answer.on)}.")
        st.markdown(f":material/straighten: {plain(answer.measured)}")
        if answer.picture:
            st.image(answer.picture, alt=answer.alt, output_format="PNG")
        st.markdown(f":material/arrow_forward: {plain(task.words.next)}")
        with st.container(horizontal=True, gap="small"):
            following = self._following(task)
            if following:
                st.button("Next question", type="primary", on_click=self._go, args=(following,), key="task_next")
            seen = marks(scene)
            is_of_now = answer.on == scene.on and st.session_state.get(SEEN, {}).get(task.key, seen) == seen
            if not is_of_now and (not answer.given or task.form.fits(answer.given)):
                st.button(
                    "Measure it for what is set now",
                    on_click=answering,
                    args=(task.key, answer.given),
                    key="task_measure",
                )
            if state_is_not_open_again(task.key):
                st.button(
                    "Change my answer", type="tertiary", on_click=open_again, args=(task, answer), key="task_change"
                )

    def _polls(self) -> dict[str, tuple[str, Mapping[str, str]]]:
        """What a class votes on with the open question: names, titles, choices with their labels."""
        if self.open is None:
            return {}
        return {f"{self.open.key}.{i}": (poll.title, poll.choices) for i, poll in enumerate(self.open.form.polls())}

    def _following(self, task: Task) -> str:
        keys = list(self.tasks)
        return next(iter(keys[keys.index(task.key) + 1 :]), "")


def answering(key: str, given: tuple[Any, ...]) -> None:
    """The visitor answers, or has it shown: this run measures."""
    st.session_state[ANSWERING] = (key, given)
    st.session_state.pop(AGAIN, None)


def open_again(task: Task, answer: Answer) -> None:
    """Show the form of an answered question again, as it was filled in."""
    st.session_state[AGAIN] = task.key
    if task.form.fits(answer.given):
        task.form.recall(f"given_{task.key}", answer.given)


def state_is_not_open_again(key: str) -> bool:
    """Whether the form of this question is closed."""
    return st.session_state.get(AGAIN) != key


def asking(tasks: Sequence[Task], part: str = "") -> Asking:
    """Begin to ask these questions here, or those of them that a lesson's link names, in its order.

    `part` is the part of the lesson that is shown, where there are several.
    """
    return Asking(named(tasks), part)


def named(tasks: Sequence[Task]) -> Sequence[Task]:
    """Those of these questions that a lesson's link names, in its order; all, where it names none that there are."""
    keys = st.query_params.get(ASK, "").split(",")
    found = [task for key in dict.fromkeys(keys) for task in tasks if task.key == key]
    return [] if keys == [LOOK] else found or tasks
