"""The same expressions on Spark find the same: every case of every rule, findings compared whole."""

import shutil
from importlib.util import find_spec

import pytest

from mingjian.clock import shipped_calendar
from mingjian.law import load_law
from mingjian.package.read import open_package
from mingjian.screening.cases import cases_of
from mingjian.screening.engines import open_engine
from mingjian.screening.registry import all_rules
from mingjian.screening.run import screen
from mingjian.terms import BadInput

no_spark = find_spec("pyspark") is None or shutil.which("java") is None


def test_an_unknown_engine_is_bad_input(tmp_path):
    with pytest.raises(BadInput, match="no engine polars"), open_engine("polars", tmp_path):
        pass


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed here")
def test_without_spark_the_message_says_how_to_get_it(tmp_path):
    with pytest.raises(BadInput, match="pip install"), open_engine("spark", tmp_path):
        pass


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with open_engine("spark", tmp_path_factory.mktemp("spark")) as engine:
        yield engine


@pytest.mark.spark
@pytest.mark.skipif(no_spark, reason="Spark wants pyspark (make test-spark) and Java")
@pytest.mark.parametrize("file", all_rules().values(), ids=list(all_rules()))
def test_spark_finds_what_duckdb_finds(file, spark, tmp_path):
    """One telling case a rule: a session takes seconds where DuckDB takes milliseconds."""
    case = next(case for case in cases_of(file) if case.kind == "hit")
    (tmp_path / "package").mkdir()
    package = open_package(case.write(tmp_path / "package"), tmp_path / "work")
    with open_engine("duckdb", tmp_path) as duckdb:
        ours, theirs = (
            screen(
                package,
                engine=engine,
                law=load_law(),
                calendar=shipped_calendar(),
                as_of=case.as_of,
                rules=[file.rule.id],
            )
            for engine in (duckdb, spark)
        )
    assert ours.findings
    assert [f.as_json() for f in theirs.findings] == [f.as_json() for f in ours.findings]
    assert theirs.not_run == ours.not_run
