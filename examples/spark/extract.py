#!/usr/bin/env python3
"""Reads plans on a cluster with Spark, and writes the tables that `kehoach extract --format parquet` writes on one machine.

    spark-submit extract.py plans output                          # a folder of files, with the wheel on the workers
    spark-submit --files kehoach extract.py plans output --binary ./kehoach     # the same with the program alone
    spark-submit extract.py texts.parquet output --table --name id --text body  # a table of texts

PLANS is a folder or a table that Spark can reach (HDFS, S3, a shared disk). OUTPUT gets a folder a table, partitioned by
`plan_year`, the first year that a plan is for: `output/tasks/plan_year=2024/….parquet`. Its rows are those of one machine
that reads the same documents, findings across plans included. The driver needs the wheel in either case.

How it goes (docs/scale.md says what it costs, and where it ends):
1. Each document is read by itself. What it brings goes to OUTPUT/_parts, a row a document, so that nothing is read twice
   when a machine is lost later.
2. The driver takes the summaries of all plans and finds what goes across them: `kehoach.cluster.Audit`.
3. The rows of documents that count are written, table by table.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
from kehoach import Extractor, cluster
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructField, StructType

#: Files that are taken from a folder.
FILES = "*.{txt,md,docx,odt,doc,rtf,pdf,xlsx,html,htm,mhtml,mht}"
#: Documents that are read before their rows are handed on, and bytes of them.
AT_ONCE, BYTES_AT_ONCE = 32, 16 << 20
#: Rows of `review`, as many as one machine keeps.
MOST_REVIEWED = 100_000
#: Tables that are written at the same time.
WRITERS = 4
#: The column that the tables are partitioned by.
YEAR = "plan_year"
#: Tables that are one file each: sums, what has an order, what may be empty or has no year.
WHOLE = {"review", "failures", "links", "coverage_units", "coverage_provinces", "coverage_years"}


def folder(spark: SparkSession, path: str, glob: str) -> DataFrame:
    """The files in a folder and in all folders in it: `document`, their path from the folder's name on, and `content`."""
    root = spark._jvm.org.apache.hadoop.fs.Path(path)
    root = root.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(root).toString().rstrip("/")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", glob).load(path)
    above = root.rfind("/") + 1
    files = files.select(f.col("path").substr(f.lit(above + 1), f.length("path")).alias("document"), "content")
    # A file README describes a corpus, and is no plan.
    return files.where(~f.col("document").rlike(r"(?i)(^|/)readme(\.[^/.]*)?$"))


def table(spark: SparkSession, path: str, form: str, name: str, text: str) -> DataFrame:
    """The rows of a table: `document` and `content`."""
    rows = spark.read.format(form).load(path)
    return rows.select(f.col(name).cast("string").alias("document"), f.col(text).cast("binary").alias("content"))


def read_with_wheel(documents: DataFrame, extractor: Extractor) -> DataFrame:
    """What each document brings, read by the wheel in the Python workers."""

    def some(batches: Iterator[pa.RecordBatch]) -> Iterator[list[tuple[str, bytes]]]:
        held, size = [], 0
        for batch in batches:
            for document, content in zip(batch["document"], batch["content"]):
                held.append((document.as_py(), content.as_py() or b""))
                size += len(held[-1][1])
                if len(held) >= AT_ONCE or size >= BYTES_AT_ONCE:
                    yield held
                    held, size = [], 0
        if held:
            yield held

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for documents in some(batches):
            yield cluster.read(documents, extractor)

    return documents.mapInArrow(read, from_arrow_schema(cluster.schema(extractor)))


def read_with_binary(documents: DataFrame, extractor: Extractor, command: str, options: list[str]) -> DataFrame:
    """The same, read by `kehoach stream --parts` beside each task; the workers need no wheel."""

    def line(row) -> str:
        content = b64encode(bytes(row.content or b"")).decode()
        return json.dumps({"id": None, "name": row.document, "base64": content})

    stream = shlex.join([command, "stream", "--parts", "--jobs", "1", *options])
    # 1 is that some documents failed, which their parts say.
    checked = shlex.join(["sh", "-c", f"{stream} || [ $? -eq 1 ]"])
    shape = from_arrow_schema(cluster.schema(extractor))
    before, tables = shape.fields[:3], shape.fields[3:]
    written = [StructField(name, field.dataType) for name, field in zip(("document", "summary", "coverage"), before)]
    written.append(StructField("tables", StructType(tables)))
    lines = documents.rdd.map(line).pipe(checked, checkCode=True)
    parts = documents.sparkSession.read.json(lines, StructType(written), mode="FAILFAST")
    named = [f.col(was.name).alias(field.name) for was, field in zip(written, before)]
    return parts.select(*named, *(f.col(f"tables.{field.name}").alias(field.name) for field in tables))


def audited(parts: DataFrame, extractor: Extractor) -> cluster.Audited:
    """What goes across plans, from the summaries of all; here, in the driver."""
    audit = cluster.Audit()
    summaries = parts.select(cluster.DOCUMENT, cluster.SUMMARY).where(f.col(cluster.SUMMARY).isNotNull())
    for row in summaries.toLocalIterator(prefetchPartitions=True):
        audit.add(row[0], row[1])
    return audit.finish(extractor)


def summed(counted: DataFrame, extractor: Extractor) -> dict[str, pa.Table]:
    """The tables of sums: summed up on the workers, and the sums here."""

    def partial(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        totals = cluster.Totals()
        for batch in batches:
            for coverage in batch[0].to_pylist():
                totals.add(coverage)
        yield pa.RecordBatch.from_pydict({"sums": [totals.dumps()]})

    totals = cluster.Totals()
    for row in counted.select(cluster.COVERAGE).mapInArrow(partial, "sums string").collect():
        totals.join(row.sums)
    return totals.finish(extractor)


def brought(
    parts: DataFrame, duplicates: list[cluster.Duplicate], tables: list[str]
) -> tuple[DataFrame, dict[str, DataFrame]]:
    """The parts of documents that count, and the rows of each table that documents bring by themselves."""
    counted = parts
    if duplicates:
        rows = [tuple(duplicate) for duplicate in duplicates]
        once_more = f.broadcast(parts.sparkSession.createDataFrame(rows, "document string, first string, reason string"))
        counted = parts.join(once_more, "document", "left_anti")
    written = {name: counted.select(YEAR, f.inline(name)) for name in tables if name in parts.columns}
    if duplicates:
        again = parts.join(once_more, "document").select(YEAR, "first", "reason", f.inline("documents"))
        again = again.withColumns({"duplicate_of": f.col("first"), "duplicate_reason": f.col("reason")})
        written["documents"] = written["documents"].unionByName(again.drop("first", "reason"))
    at_places = counted.select(f.posexplode("review").alias("at", "row")).select("at", "row.*")
    written["review"] = at_places.orderBy("confidence", "document", "at").limit(MOST_REVIEWED).drop("at")
    return counted, written


def put_together(parts: DataFrame, extractor: Extractor, output: str) -> dict[str, int]:
    """Writes all tables; returns how many documents are duplicates, and findings across plans."""
    spark = parts.sparkSession
    own = {name: schema.names for name, schema in cluster.tables(extractor).items()}
    # Of what could not be read there is no row of `documents`.
    parts = parts.withColumn(YEAR, f.get("documents", f.lit(0))["year"].cast("int"))
    across = audited(parts, extractor)
    counted, tables = brought(parts, across.duplicates, list(own))
    # These the driver has; the year is that of their document.
    found = spark.createDataFrame(across.findings).join(parts.select("document", YEAR), "document")
    tables["findings"] = tables["findings"].unionByName(found)
    tables["links"] = spark.createDataFrame(across.links)
    tables.update((name, spark.createDataFrame(rows)) for name, rows in summed(counted, extractor).items())

    def write(name: str) -> None:
        table = tables[name]
        if name in WHOLE:
            table = table.select(*own[name]).coalesce(1)
        writer = table.write.mode("overwrite").option("compression", "zstd")
        if name not in WHOLE:
            writer = writer.partitionBy(YEAR)
        writer.parquet(f"{output}/{name}")

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, own))
    return {"duplicates": len(across.duplicates), "findings across plans": across.findings.num_rows}


def extract(spark: SparkSession, arguments: list[str]) -> dict[str, int]:
    """Does what the arguments say."""
    args = parser().parse_args(arguments)
    extractor = Extractor(args.rules, index=args.index)
    if args.table:
        documents = table(spark, args.plans, args.table, args.name, args.text)
    else:
        documents = folder(spark, args.plans, args.glob)
    if args.tasks:
        documents = documents.repartition(args.tasks)
    if args.binary:
        options = ["--index", args.index] + (["--rules", args.rules] if args.rules else [])
        parts = read_with_binary(documents, extractor, args.binary, options)
    else:
        parts = read_with_wheel(documents, extractor)
    kept = f"{args.output}/_parts"
    parts.write.mode("overwrite").option("compression", "zstd").parquet(kept)
    return put_together(spark.read.parquet(kept), extractor, args.output)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", help="a folder of files, or with --table a table")
    parser.add_argument("output", help="folder for the tables")
    parser.add_argument("--table", nargs="?", const="parquet", metavar="FORMAT", help="a table of texts: parquet, json, orc, …")
    parser.add_argument("--name", default="document", help="of a table: the column that names a document, another one in each row")
    parser.add_argument("--text", default="text", help="of a table: the column with its text, or the bytes of its file")
    parser.add_argument("--glob", default=FILES, help="of a folder: files that are read")
    parser.add_argument("--tasks", type=int, help="tasks to spread the documents over; some for each core")
    parser.add_argument("--binary", metavar="PROGRAM", help="read with this program (kehoach) in place of the wheel")
    parser.add_argument("--index", default="PAPI", help="index whose dimensions are the columns of `coverage`")
    parser.add_argument("--rules", help="folder of rules that all machines have under this path")
    return parser


def main() -> None:
    # Batches of Arrow are counted in rows, and a row is a document here, or all that one brings.
    spark = (
        SparkSession.builder.appName("kehoach")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 64)
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    for what, count in extract(spark, sys.argv[1:]).items():
        print(f"{what}: {count:,}")
    spark.stop()


if __name__ == "__main__":
    main()
