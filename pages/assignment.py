"""Lesson: the report's six figures made again, and each of its claims beside what was measured."""

import inspect

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import autoencoders as ae
from autoencoders.networks import PIXELS
from autoencoders.report.claims import CLAIMS, Claim, judged
from autoencoders.report.figures import FIGURES, TRAININGS, Figure, first_of_each_class, rows_of
from autoencoders.report.rules import Finding
from autoencoders.report.tables import sample_rows, variant_rows
from autoencoders.scores.readings import readings, row_marks, wall_look
from ui import cached
from ui.assignment import tables, words
from ui.assignment.links import LINKS
from ui.assignment.tasks import LAST, READINGS, TALLY, TASKS, VERDICTS, Scene
from ui.classroom.asking import arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, part
from ui.frame import frame, lesson_of, opening
from ui.input.pick import data_note
from ui.strips import counted, strips
from ui.words import READ_BELOW

frame(lesson_of("pages/assignment.py"))

choose_parts("pages/assignment.py", list(words.PARTS))
opening("Does the report hold?", words.PROMISE, lesson="assignment")
arrive(TASKS)
asked = asking(TASKS)
try:
    numbers = cached.measured()
except ValueError as fault:
    numbers = {}
    st.error(str(fault), icon=":material/error:")
findings = {claim.key: judged(claim, numbers) for claim in CLAIMS}
asked.judge(Scene(findings, numbers))


def show_claim(claim: Claim, finding: Finding) -> None:
    """What the report says, the verdict, what was measured, the rule, and the way to see it."""
    color, icon = tables.LOOKS[finding.verdict]
    link = LINKS[claim.key]
    with st.container(border=True, key=f"claim-{claim.key}"):
        st.markdown(f"**The report:** {claim.says}")
        if not asked.veils(VERDICTS):
            st.badge(finding.verdict, icon=icon, color=color)  # type: ignore[arg-type]
            st.markdown(f"**Measured:** {finding.measured}")
        st.caption(f"The rule: {claim.rule}.")
        st.page_link(link.path, label=f"See it: {link.label}", icon=":material/visibility:", query_params=link.query)


def show_figure(figure: Figure, digits: np.ndarray) -> None:
    """One figure in both trainings, side by side; a sentence where weights are missing."""
    for column, (training, suffix) in zip(st.columns(2, gap="large"), TRAININGS.items(), strict=True):
        with column:
            st.markdown(f"##### {training.capitalize()}")
            try:
                rows = rows_of(figure, suffix, cached.model, digits)
            except ae.WeightsError as fault:
                st.warning(str(fault), icon=":material/error:")
                continue
            alt = f"Figure {figure.number}, {training}: "
            judge = None if asked.hides(READINGS) else cached.judge_if_here()
            read = readings(judge, [row.images for row in rows])
            told = [(row.label, row.images, alt + row.label + words) for row, words in zip(rows, read, strict=True)]
            if figure.inputs:
                st.html(strips(told, columns=10, read=[row_marks(words, read[0]) for words in read]))
            else:  # three rows of pictures: what they are read as stands under all of them
                counts, marked = wall_look(judge, rows[0].images)
                st.html(strips(told, columns=10, read=[counted(counts)], unclear=[marked]))


def show_numbers() -> None:
    """Every variant and every way to make digits with what was measured, to sort and to take away."""
    every = st.expander("Every variant, every measure", icon=":material/table:")
    worth = st.expander("What a sample is worth", icon=":material/table:")
    if asked.hides(VERDICTS):
        for table in (every, worth):
            with table:
                asked.veil()
    else:
        fill_tables(every, worth)
    with st.expander("What the measures are", icon=":material/straighten:"):
        st.markdown(words.MEASURES)


def fill_tables(every: DeltaGenerator, worth: DeltaGenerator) -> None:
    """The two tables, and below them their files."""
    variants, made = variant_rows(numbers), sample_rows(numbers)
    scale = numbers["scale"]
    every.markdown(
        f"A click on a heading sorts. For scale: a perfect copy has a cross-entropy of {scale['floor'] / PIXELS:.4f} nats per "
        f"pixel, the average training image as the answer to everything {scale['mean_image'] / PIXELS:.4f}. An empty cell: the "
        "measure does not apply, or was not taken."
    )
    every.dataframe(
        variants,
        hide_index=True,
        key="variants",
        column_config={
            key: heading if key in ("name", "title") else st.column_config.NumberColumn(heading, format=form)
            for key, heading in tables.headings().items()
            for form in ("%,d" if key in ("name", "title", "parameters") else tables.printf(key),)
        },
        alt="All trained variants, one a row, with their parameters and every measure",
    )
    worth.markdown(
        f"{numbers['size']['samples']:,} pictures each; ± is the standard error over {numbers['size']['seeds']} seeds, of "
        "one fit where a density is fitted. *Reconstructions* are what a model gives back of real test digits: its samples can "
        "hardly be expected to be recognised more often, and **of its own copies** is the share of that. Columns that say "
        "“from” ask the judge for another confidence. The distance is **not** Inception FID."
    )
    worth.dataframe(
        made,
        hide_index=True,
        key="samples",
        column_config={
            key: heading if key == "samples" else st.column_config.NumberColumn(heading, format=tables.printf(key))
            for key, heading in tables.SAMPLE_HEADINGS.items()
        },
        alt="Each way of making digits, with the share recognised, the class entropy and the judge Fréchet distance",
    )
    with st.container(horizontal=True):
        for label, rows, file in (
            ("Variants (CSV)", variants, "latent-lab-variants.csv"),
            ("Samples (CSV)", made, "latent-lab-samples.csv"),
        ):
            st.download_button(label, tables.as_csv(rows), file, "text/csv", icon=":material/table:", on_click="ignore")


# The table answers every question of this page at once, so it waits for the last of them, whichever is open. Then its frame
# stands below the figure, which a question may be about.
table_hidden = asked.hides(TALLY) or asked.waits(LAST)
if not table_hidden:
    with part("table"):
        st.markdown(f"**{tables.tally(finding.verdict for finding in findings.values())}**")
        st.html(tables.verdicts(findings))

# One figure at a time: six of them with their claims are nine screens. It lives in the link, so that Back from "See it" finds it.
with part("which"):
    number = st.segmented_control(
        "Figure",
        [figure.number for figure in FIGURES],
        default=FIGURES[0].number,
        required=True,
        key="figure",
        bind="query-params",
    )
figure = next(figure for figure in FIGURES if figure.number == number)
st.subheader(f"Figure {figure.number}. {figure.title}")
st.markdown(words.MADE_AGAIN)
show_figure(figure, first_of_each_class(cached.dataset()))
if figure.inputs and cached.judge_if_here() and not asked.hides(READINGS):
    st.caption(READ_BELOW)
with part("claims"):
    for claim in CLAIMS:
        if claim.figure == figure.number:
            show_claim(claim, findings[claim.key])
if table_hidden:
    asked.veil(LAST)
data_note()

if numbers:
    with part("numbers"):
        show_numbers()

with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
    if not asked.veils(VERDICTS):
        st.markdown(words.EXPLANATION)
with st.container(horizontal=True):
    make_lesson(words.PARTS, TASKS)
with part("code"):
    if st.toggle("Show the code behind the figures and one of the verdicts", key="source"):
        st.code(inspect.getsource(rows_of), language="python")
        st.code(inspect.getsource(CLAIMS[-1].find), language="python")
