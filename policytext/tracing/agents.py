"""Who acts behind 由 (由…办理), by the whole name, and what a name goes on with that no word of strength follows."""

import re
from functools import cache

from policytext.tracing.bodies import any_of, measure_verb, opens_otherwise
from policytext.tracing.parts import Part, Script


@cache
def _acts() -> re.Pattern[str]:
    """Return a pattern of what no name goes on with."""
    return re.compile(any_of("goes-on", "acts"))


@cache
def _agent() -> re.Pattern[str]:
    """Return a pattern of who acts: 由⟦县级人民政府⟧, 由⟦镇综治办牵头⟧."""
    body = rf"[\u4e00-\u9fff]{{0,30}}?(?:{any_of('duty-holder')}|财政|[局厅站院队]|所(?!在|属|有))(?:牵头|负责)?"
    return re.compile(rf"(?<![理自缘事来])并?(?<![理自缘事来])由(?![于此])({body})(?=[\u4e00-\u9fff]{{2}}|$)")


@cache
def _more_name() -> re.Pattern[str]:
    """Return a pattern of what a body's name may go on with: 人民政府⟦林业主管部门⟧."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?:{any_of('body-head')}|机构|中心|[局厅](?!部))")


def find_agent(letters: str, start: int, end: int) -> Part | None:
    """Return who acts where 由, or 并由, stands at `start`, by the whole name; None where nobody does.

    Examples
    --------
    >>> letters = "由县级人民政府林业主管部门责令改正"
    >>> agent = find_agent(letters, 0, len(letters))
    >>> letters[agent.start : agent.end]
    '县级人民政府林业主管部门'
    """
    match = _agent().match(letters, start, end)
    if match is None or measure_verb().search(match.group()) or opens_otherwise(match[1]):
        return None
    return _whole_name(letters, Part(*match.span(1)), end)


def _whole_name(letters: str, name: Part, end: int) -> Part:
    """Return a body's name with what it goes on with: 人民政府⟦林业主管部门⟧."""
    last = name.end
    while (more := _more_name().match(letters, last, end)) and not _acts().search(more.group()):
        last = more.end()
    return Part(name.start, last)


@cache
def _more_bodies() -> re.Pattern[str]:
    """Return a pattern of who acts beside the first one named: 财政部门⟦、教育部门⟧, 民政部门⟦会同财政部门⟧."""
    name = rf"[\u4e00-\u9fff]{{0,16}}?(?:{any_of('duty-holder')}|[权用包]人)"
    return re.compile(rf"(?:、|或者?|以及|及其?|和|会同)(?P<name>{name})")


_FIELDS = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:、[\u4e00-\u9fff]{2,10}){1,12}?(?:(?:和|以及)[\u4e00-\u9fff]{2,12}?)?"
    "等?(?:其他)?(?:有关|相关)?(?:行政)?(?:主管)?(?:部门|机构|单位)"
)
"""Departments named by their fields, of whom the last alone says that it is one: 农业农村、自然资源等主管部门."""


def find_whole(script: Script, body: Part, end: int) -> Part:
    """Return a body that some letters begin to name by its whole name, up to `end`.

    Examples
    --------
    >>> from policytext.tracing.letters import fold_letters
    >>> text = "国务院民政、教育等主管部门定期清点"
    >>> script = Script(fold_letters(text), text)
    >>> script.printed(find_whole(script, Part(0, 3), len(script.letters.text)))
    '国务院民政、教育等主管部门'
    """
    match = _FIELDS.match(script.text, script.span(body).start, script.span(Part(body.start, end)).end)
    if match is not None and not _acts().search(match.group()) and not measure_verb().search(match.group()):
        body = Part(body.start, max(body.end, script.letters.position(match.end())))
    return _whole_name(script.letters.text, body, end)


def find_agents(script: Script, start: int, end: int) -> Part | None:
    """Return all who act together where 由 stands at `start`, as one part; None where nobody does.

    Examples
    --------
    >>> from policytext.tracing.letters import fold_letters
    >>> text = "由民政部门会同财政部门发放"
    >>> script = Script(fold_letters(text), text)
    >>> script.printed(find_agents(script, 0, len(text)))
    '民政部门会同财政部门'
    """
    letters, known = script.letters, find_agent(script.letters.text, start, end)
    known = find_whole(script, known, end) if known else None
    while known is not None:
        after, stop = script.span(known).end, script.span(Part(start, end)).end
        more = _more_bodies().match(script.text, after, stop)
        if more is None or _acts().search(more["name"]) or measure_verb().search(more["name"]):
            break
        name = find_whole(script, Part(*(letters.position(at) for at in more.span("name"))), end)
        known = Part(known.start, name.end)
    return known
