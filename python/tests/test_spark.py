"""The Spark job of examples/spark against one machine, with an executor killed on the way.

Takes 200 documents, made from the sample plans; KEHOACH_SPARK_DOCUMENTS=2000 takes more, KEHOACH_SPARK_PLANS=FOLDER those of
a folder.
"""

import os
import random
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, program, run

pa = pytest.importorskip("pyarrow")
dataset = pytest.importorskip("pyarrow.dataset")
parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

DOCUMENTS = int(os.environ.get("KEHOACH_SPARK_DOCUMENTS", "200"))
# Documents that are read by the program, and with it in place of the wheel.
FEW = 40


def make_plans(folder: Path, count: int) -> None:
    """Plans with other numbers, days and units than the samples; some are there twice, some cannot be read."""
    files = sorted([*(ROOT / "corpus").glob("*.txt"), *(ROOT / "corpus").glob("*.md"), *(ROOT / "corpus/audit").glob("*.txt")])
    seeds = [file.read_bytes().decode("utf-8") for file in files if file.stem != "README"]
    texts: list[str] = []
    for at in range(count):
        chance = random.Random(at)
        text = seeds[at % len(seeds)]
        text = re.sub(r"(?<=Số: )\d+(?=/)", lambda _: str(chance.randint(1, 400)), text, count=1)
        text = re.sub(r"\b\d{1,2}/(?=\d{1,2}/20\d\d)", lambda _: f"{chance.randint(1, 28)}/", text)
        text = re.sub(r"\b20(1\d|2\d)\b", lambda year: str(int(year[0]) + at % 3), text)
        if at % 17 == 16:
            text = texts[at - 9]
        texts.append(text)
        place = folder / ("a" if at % 2 else "b")
        place.mkdir(parents=True, exist_ok=True)
        # Not a file of no bytes: Spark passes over those.
        (place / f"{at:05}.txt").write_bytes(b" \n" if at % 61 == 60 else text.encode())


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    """A cluster of two executors, each a process."""
    from pyspark.sql import SparkSession

    program()
    # Else executors take the `python3` that PATH has.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": "768m",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        # Two cores: more than some tasks cost more to start than they do; and for a minute no Java is worth compiling well.
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("kehoach tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def extract() -> object:
    sys.path.insert(0, str(ROOT / "examples/spark"))
    import extract

    return extract.extract


def executors(spark: object) -> list[int]:
    """The processes of the executors, which are children of the driver's."""
    driver = spark.sparkContext._gateway.proc.pid
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == driver and b"CoarseGrainedExecutorBackend" in command:
            found.append(int(process.name))
    return found


def kill_one(spark: object, killed: list[int], over: threading.Event) -> None:
    """Kills an executor when the first tasks are done and others are being worked at."""
    tracker = spark.sparkContext.statusTracker()
    while not over.is_set():
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks > 2 and info.numCompletedTasks >= 1 and info.numActiveTasks >= 1:
                killed.append(executors(spark)[0])
                os.kill(killed[0], signal.SIGKILL)
                return
        time.sleep(0.05)


def sorted_rows(table: "pa.Table") -> "pa.Table":
    return table.sort_by([(name, "ascending") for name in table.column_names]).combine_chunks()


def same_rows(spark_output: Path, single: Path) -> int:
    """Compares all tables, and returns how many rows there are."""
    rows = 0
    for file in sorted((single / "parquet").iterdir()):
        expected = parquet.read_table(file)
        files = dataset.dataset(spark_output / file.stem, format="parquet", partitioning="hive")
        names = [name for name in files.schema.names if name != "plan_year"]
        table = files.to_table(columns=names)
        # Spark lets any column lack values; what a column means is in the files of the program only.
        assert [(field.name, field.type) for field in table.schema] == [(f.name, f.type) for f in expected.schema]
        table = table.cast(expected.schema)
        if file.stem == "review":
            assert table.equals(expected), "the least sure first"
        assert sorted_rows(table).equals(sorted_rows(expected)), file.stem
        rows += table.num_rows
    return rows


def test_a_cluster_that_loses_a_machine_gives_the_rows_of_one(
    spark: object, extract: object, tmp_path: Path
) -> None:
    plans = os.environ.get("KEHOACH_SPARK_PLANS")
    folder = Path(plans).resolve() if plans else tmp_path / "plans"
    if not plans:
        make_plans(folder, DOCUMENTS)
    begun = time.monotonic()
    run(folder.parent, "extract", folder.name, "-o", str(tmp_path / "single"), "--format", "parquet", "--quiet")
    single = time.monotonic() - begun
    killed: list[int] = []
    over = threading.Event()
    killer = threading.Thread(target=kill_one, args=(spark, killed, over))
    killer.start()
    begun = time.monotonic()
    counts = extract(spark, [str(folder), str(tmp_path / "spark"), "--tasks", "8"])
    over.set()
    killer.join()
    cluster = time.monotonic() - begun
    assert len(killed) == 1 and not Path(f"/proc/{killed[0]}/fd/0").exists()
    rows = same_rows(tmp_path / "spark", tmp_path / "single")
    assert rows > DOCUMENTS
    if not plans:
        assert counts["duplicates"] > 5 and counts["findings across plans"] > 5
        failures = parquet.read_table(tmp_path / "single/parquet/failures.parquet")
        assert failures.num_rows > 0
    print(f"{rows:,} rows; one machine {single:.1f} s, Spark with an executor killed {cluster:.1f} s; {counts}")


def test_a_table_of_texts_is_read_by_the_program_alone(spark: object, extract: object, tmp_path: Path) -> None:
    make_plans(tmp_path / "plans", FEW)
    files = sorted((tmp_path / "plans").rglob("*.txt"))
    names = [file.relative_to(tmp_path).as_posix() for file in files]
    texts = [file.read_bytes().decode("utf-8") for file in files]
    parquet.write_table(pa.table({"id": names, "body": texts}), tmp_path / "texts.parquet")
    run(tmp_path, "extract", "plans", "-o", "single", "--format", "parquet", "--quiet")
    table = ["--table", "--name", "id", "--text", "body"]
    extract(spark, [str(tmp_path / "texts.parquet"), str(tmp_path / "spark"), *table, "--binary", str(program())])
    assert same_rows(tmp_path / "spark", tmp_path / "single") > FEW
