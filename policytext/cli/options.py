"""Options that commands share, and the arguments of the library that they stand for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from policytext.labels import CONDITION, LEVEL, STATUS
from policytext.reading.worker import DEFAULT_LIMITS, Limits

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of reading that every command which reads files has."""
    options = (
        click.option("--password", metavar="TEXT", help="For encrypted files. 密码"),
        click.option(
            *("--timeout", "seconds"),
            type=click.FloatRange(min=0, min_open=True),
            default=DEFAULT_LIMITS.seconds,
            show_default=True,
            help="Seconds that reading one file may take. 每个文件的读取时限（秒）",
        ),
        click.option(
            *("--memory", "megabytes"),
            type=click.IntRange(min=64),
            default=DEFAULT_LIMITS.megabytes,
            show_default=True,
            help="Megabytes that reading one file may take. 每个文件的读取内存上限（MB）",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def finding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of finding that every command which reads corpora has."""
    options = (
        click.option("--manifest", type=FILE, help="CSV or TOML with what is known of the files. 清单"),
        click.option(
            *("--lexicon", "--corrections", "lexicons"),
            type=FILE,
            multiple=True,
            help="Your own slogans, terms, issuers, corrections (TOML or CSV), again for more files. 自备词表与更正",
        ),
        click.option("--divisions", type=FILE, help="Your own divisions: name, level, province (CSV). 自备行政区划表"),
        click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes. 并行数"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def selecting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that let a part of a cascade through, each a field of `Selection`; some may be given again."""
    levels, statuses = click.Choice([level for level in LEVEL if level]), click.Choice([*STATUS])
    several: Callable[..., Any] = partial(click.option, multiple=True)
    options = (
        several("--level", type=levels, help="Only documents of this level; again for more. 只看该层级的文件，可重复"),
        several("--region", metavar="NAME", help="Only of it and below; again for more. 只看该地区及下级，可重复"),
        click.option("--since", metavar="DAY", help="Only those of this day or later: 2023-01-01. 起始日期"),
        click.option("--until", metavar="DAY", help="Only those of this day or earlier. 截止日期"),
        several("--chapter", metavar="TEXT", help="Only under a heading with it; again for more. 只看该章节，可重复"),
        several("--status", type=statuses, help="Only treatments of this status; again for more. 只看该方式，可重复"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def to_conditions(options: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a selection that the options set.

    Raises
    ------
    click.UsageError
        If a day is none.
    """
    from policytext.tracing.selection import Selection

    conditions: dict[str, Any] = {name: options[name] for name in CONDITION if options[name] not in (None, ())}
    try:
        Selection(**conditions)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return conditions


def to_reading(options: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the library for the options of reading."""
    limits = Limits(seconds=options["seconds"], megabytes=options["megabytes"])
    return {"password": options["password"], "limits": limits}


def to_finding(options: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the library for the options of reading and finding."""
    from policytext.divisions import load_divisions
    from policytext.knowledge import read_knowledge

    knowledge = None
    if options["lexicons"] or options["divisions"]:
        divisions = load_divisions(options["divisions"]) if options["divisions"] else ()
        knowledge = replace(read_knowledge(options["lexicons"]), divisions=divisions)
    return {**to_reading(options), "jobs": options["jobs"], "knowledge": knowledge}
