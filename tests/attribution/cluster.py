"""A Spark cluster of this machine alone: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyspark

from tests.conftest import LONG

HOST = "127.0.0.1"
_WORKERS = 2


def java() -> str | None:
    """The Java program, None where there is none."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin" if home else None) or shutil.which("java")


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a running master with its workers; all are ended afterwards."""
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    with ExitStack() as running:
        master = ["--host", HOST, "--port", str(port), "--webui-port", "0"]
        running.enter_context(_started(folder, "master.Master", master))
        _wait_for(port)
        for number in range(_WORKERS):
            worker = ["--host", HOST, "--cores", "1", "--memory", "1g", "--webui-port", "0"]
            place = ["--work-dir", str(folder / f"worker-{number}")]
            running.enter_context(_started(folder, "worker.Worker", [*worker, *place, address]))
        yield address


@contextmanager
def session(address: str) -> Iterator[Any]:
    """A Spark session on the cluster, whose clock is UTC."""
    from pyspark.sql import SparkSession  # starts slowly, and only here

    builder = SparkSession.builder.master(address).appName("tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.executor.memory": "700m",
    }.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


@contextmanager
def _started(folder: Path, name: str, arguments: list[str]) -> Iterator[None]:
    home = Path(pyspark.__file__).parent
    spark = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_SCALA_VERSION": "2.13",
    }
    opens = ["java.base/java.nio", "java.base/sun.nio.ch", "java.base/java.lang"]
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in opens]
    command = [java() or "java", *opened, "-Xmx512m", "-cp", str(home / "jars" / "*")]
    command += [f"org.apache.spark.deploy.{name}", *arguments]
    with (folder / f"{name}-{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=spark)
        try:
            yield
        finally:
            process.terminate()
            process.wait(LONG)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(LONG * 10):
        with socket.socket() as trial:
            if trial.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the Spark master did not start")
