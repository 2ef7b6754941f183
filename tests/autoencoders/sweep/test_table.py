"""The table of a sweep: there and back, both files the same, and what is no table of a sweep."""

import math

import pytest
from pyarrow import parquet

from autoencoders.sweep import table

ROW = {column.name: None for column in table.COLUMNS} | {
    "key": "0" * 16,
    "name": "vae-10.seed-0",
    "variant": "",
    "family": "vae",
    "d": 10,
    "beta": 1.0,
    "sigma": 0.0,
    "seed": 2**30 - 1,
    "recipe": "converged",
    "rate": 1e-3,
    "cosine": True,
    "data": 'a, "b"\n',
    "split": "test",
    "mse": 0.1 + 0.2,
    "kl": 1e-300,
}


def test_rows_come_back_as_they_went(tmp_path):
    rows = [ROW | {"seed": 0}, ROW | {"beta": None, "family": "conv", "seed": 1}]
    table.write(tmp_path, rows)
    assert sorted(table.read(tmp_path), key=lambda row: row["seed"]) == rows
    assert parquet.read_table(tmp_path / table.PARQUET).to_pylist() == table.read(tmp_path)
    assert parquet.read_schema(tmp_path / table.PARQUET).names == [column.name for column in table.COLUMNS]


def test_the_order_of_rows_is_not_that_in_which_they_were_done(tmp_path):
    rows = [ROW | {"seed": seed, "d": d} for seed in (2, 0, 1) for d in (20, 3)]
    table.write(tmp_path, rows)
    first = (tmp_path / table.CSV).read_bytes()
    table.write(tmp_path, rows[::-1])
    assert (tmp_path / table.CSV).read_bytes() == first
    assert [(row["d"], row["seed"]) for row in table.read(tmp_path)] == [(d, s) for d in (3, 20) for s in (0, 1, 2)]


def test_the_page_beside_it_says_what_each_column_means(tmp_path):
    table.write(tmp_path, [ROW])
    page = (tmp_path / table.PAGE).read_text(encoding="utf-8")
    for column in table.COLUMNS:
        assert f"| `{column.name}` | {column.means} |" in page
    shipped = (table.SHIPPED / table.PAGE).read_text(encoding="utf-8")
    assert shipped == page, "the shipped table's page is another version's"


def test_a_page_of_somebody_elses_stays_as_it_is(tmp_path):
    (tmp_path / table.PAGE).write_text("# My own notes\n")
    table.write(tmp_path, [ROW])
    assert (tmp_path / table.PAGE).read_text() == "# My own notes\n"
    assert table.read(tmp_path) == [ROW]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_empty(value, tmp_path):
    table.write(tmp_path, [ROW | {"psnr": value}])
    assert table.read(tmp_path)[0]["psnr"] is None


def test_where_there_is_no_table_there_are_no_rows(tmp_path):
    assert table.read(tmp_path / "nowhere") == []


def test_a_table_is_replaced_as_a_whole_or_not_at_all(tmp_path, monkeypatch):
    table.write(tmp_path, [ROW])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def halfway(rows, path):
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(parquet, "write_table", halfway)
    with pytest.raises(KeyboardInterrupt):
        table.write(tmp_path, [ROW, ROW | {"seed": 1}])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is no table of a sweep"),
        ("a,b\n1,2\n", "has other columns than a sweep's table"),
        ("\x00\xff", "has other columns than a sweep's table|is no table of a sweep"),
    ],
)
def test_what_is_no_table_is_one_sentence(text, sentence, tmp_path):
    (tmp_path / table.CSV).write_text(text, encoding="latin-1")
    with pytest.raises(table.TableError, match=sentence):
        table.read(tmp_path)


def test_a_number_that_is_none_is_one_sentence(tmp_path):
    table.write(tmp_path, [ROW])
    path = tmp_path / table.CSV
    path.write_text(path.read_text().replace("1073741823", "many"))
    with pytest.raises(table.TableError, match="is no table of a sweep"):
        table.read(tmp_path)
