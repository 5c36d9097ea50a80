from pathlib import Path

import pytest

import policytext as pt
from policytext.corpus import ReadFailure, read_listing
from policytext.errors import AmbiguousRoot, EmptySource, ReadingError, UnknownRoot
from policytext.pipeline import annotate_files
from policytext.tracing.values import Basis, Status

NUMBER = "云岭府发〔2031〕52号"
TITLE = "云岭省人民政府关于办好乡村长者食堂的意见"
DIRECTIVE = f"""{TITLE}
{NUMBER}
各市人民政府：
一、任务
灶台高度、座椅扶手和地面防滑照顾老年人的身体条件。
优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
特困供养对象就餐费用从救助资金列支。
"""
PLAN = f"""三河镇长者食堂实施方案
为贯彻落实《{TITLE}》（{NUMBER}），制定本方案。
一、措施
特困供养对象就餐费用从救助资金列支。
利用河滩地种植蔬菜十亩，专供饭堂时令青菜。
"""
SILENT = """石桥镇饭堂工作方案
一、措施
优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(DIRECTIVE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAN, encoding="gb18030")
    return tmp_path


def test_text_is_parsed_without_a_file() -> None:
    document = pt.parse(DIRECTIVE)
    assert document.title == TITLE
    assert str(document.header.number) == NUMBER
    assert pt.parse(DIRECTIVE).id == document.id


def test_number_below_the_title_is_no_part_of_it() -> None:
    lines = (
        *(TITLE, NUMBER, "各市人民政府：", "一、任务", "优先把闲置村小、粮站和祠堂改造为厨房与饭厅。"),
        *("灶台高度、座椅扶手和地面防滑照顾老年人的身体条件。", "农药残留超标的蔬菜当场销毁并追查来路。"),
        *(f"{day}送饭上门由骑手按固定线路准时完成。" for day in "甲乙丙丁"),
    )
    document = pt.parse("\n".join(lines) + "\n")
    assert (document.title, str(document.header.number)) == (TITLE, NUMBER)


@pytest.mark.parametrize("text", [pytest.param("", id="nothing"), pytest.param("\n\n", id="blank lines")])
def test_parse_never_refuses(text: str) -> None:
    assert pt.parse(text).title == ""


def test_file_gives_the_documents_that_it_holds(folder: Path) -> None:
    (document,) = pt.load(folder / "b.txt")
    assert document.title == "三河镇长者食堂实施方案"
    assert document.text.source.encoding == "gb18030"


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.txt: no such file"):
        pt.load(tmp_path / "none.txt")


def test_corpus_holds_documents_failures_and_what_was_passed_over(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.xyz").write_bytes(b"1")
    corpus = pt.load_corpus(folder)
    assert [a.document.title for a in corpus] == [TITLE, "三河镇长者食堂实施方案"]
    assert len(corpus) == 2
    assert corpus.failures == ((str(folder / "c.txt"), "the file is empty (0 bytes)"),)
    assert corpus.skipped == 1


def test_manifest_overrides_what_was_read(folder: Path) -> None:
    manifest = folder / "list.csv"
    manifest.write_text("path,number\nb.txt,三河府发〔2032〕7号\n", encoding="utf-8")
    corpus = pt.load_corpus(folder, manifest=manifest)
    assert [str(a.document.header.number) for a in corpus] == [NUMBER, "三河府发〔2032〕7号"]


def test_two_jobs_give_what_one_gives(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    listing = read_listing([folder])
    one, two = (list(annotate_files(listing, jobs=jobs)) for jobs in (1, 2))
    assert [type(i) for i in one] == [type(i) for i in two]
    assert isinstance(one[-1], ReadFailure)
    assert [i.document.id for i in two[:2]] == [i.document.id for i in one[:2]]


def test_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmptySource, match="no document in it"):
        pt.load_corpus(tmp_path)


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param(NUMBER, id="number"),
        pytest.param("云岭府发[2031]52号", id="number in other brackets"),
        pytest.param(TITLE, id="title"),
        pytest.param(f"《{TITLE}》", id="title in book marks"),
        pytest.param("关于办好乡村长者食堂的意见", id="title without the issuer"),
        pytest.param("乡村长者食堂", id="a part that fits one title only"),
        pytest.param("a.txt", id="name of its file"),
    ],
)
def test_root_is_named_in_many_ways(folder: Path, ref: str) -> None:
    cascade = pt.trace(pt.load_corpus(folder), root=ref)
    assert cascade.node(cascade.root).title == TITLE


@pytest.mark.parametrize(
    ("ref", "error", "named"),
    [
        pytest.param("没有这份文件", UnknownRoot, TITLE, id="none: the message lists what there is"),
        pytest.param("云岭府发〔2031〕53号", UnknownRoot, "53号", id="another number"),
        pytest.param("长者食堂", AmbiguousRoot, "三河镇长者食堂实施方案", id="several: the message names them"),
        pytest.param("", UnknownRoot, "expected for the root", id="nothing"),
        pytest.param("txt", AmbiguousRoot, "b.txt", id="a part of several files' names"),
    ],
)
def test_root_that_does_not_fit_one_document_is_an_error(
    folder: Path, ref: str, error: type[UnknownRoot], named: str
) -> None:
    with pytest.raises(error) as raised:
        pt.trace(pt.load_corpus(folder), root=ref)
    assert type(raised.value) is error
    assert named in str(raised.value)


def test_trace_takes_documents_annotated_or_not() -> None:
    root, plan = pt.parse(DIRECTIVE), pt.parse(PLAN)
    cascades = [pt.trace([root, plan], root=NUMBER), pt.trace([pt.annotate(root), plan], root=NUMBER)]
    assert cascades[0] == cascades[1]
    assert [t.status for t in cascades[0].treatments] == [Status.ABSENT, Status.ABSENT, Status.VERBATIM]


def test_trace_passes_on_which_files_could_not_be_read(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    corpus = pt.load_corpus(folder)
    assert pt.trace(corpus, root=NUMBER).errors == corpus.failures


def test_compare_tells_treatments_whether_named_or_not() -> None:
    root = pt.parse(DIRECTIVE)
    for text, basis in ((PLAN, Basis.CITATION), (SILENT, Basis.WORDING)):
        cascade = pt.compare(root, pt.annotate(pt.parse(text)))
        assert [e.basis for e in cascade.edges] == [basis]
        assert len(cascade.treatments) == len(cascade.clauses) == 3
        assert Status.VERBATIM in {t.status for t in cascade.treatments}


def test_compare_tells_what_the_second_adds() -> None:
    cascade = pt.compare(pt.parse(DIRECTIVE), pt.parse(PLAN))
    assert [a.passage.text for a in cascade.additions] == ["利用河滩地种植蔬菜十亩，专供饭堂时令青菜。"]


def test_documents_that_share_nothing_can_be_compared() -> None:
    cascade = pt.compare(pt.parse(DIRECTIVE), pt.parse("白水市水库方案\n一、措施\n更换锈蚀闸门，疏浚溢洪道。\n"))
    assert {t.status for t in cascade.treatments} == {Status.ABSENT}
    assert len(cascade.treatments) == 3


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(PLAN, id="the upper document names the lower one"),
        pytest.param(SILENT, id="it does not"),
    ],
)
def test_documents_can_be_compared_from_below(other: str) -> None:
    cascade = pt.compare(pt.parse(other), pt.parse(DIRECTIVE))
    assert len(cascade.treatments) == len(cascade.clauses) > 0


def test_document_is_not_compared_with_itself() -> None:
    with pytest.raises(UnknownRoot, match="expected two documents"):
        pt.compare(pt.parse(DIRECTIVE), pt.parse(DIRECTIVE))


def test_copies_of_one_document_are_one_in_the_cascade(tmp_path) -> None:
    task = "每个村建成一处不小于四十平方米的书屋。\n"
    upper = f"青禾县人民政府关于办好乡村公共书屋的通知\n青政发〔2031〕6号\n到2033年，{task}"
    lower = f"柳渡镇办好乡村公共书屋实施方案\n根据《关于办好乡村公共书屋的通知》（青政发〔2031〕6号），{task}"
    names = {"a.txt": upper, "b.txt": lower, "copy.txt": upper + "来源：青禾县政府网\n"}
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = pt.load_corpus(tmp_path)
    for root in ("青政发〔2031〕6号", str(tmp_path / "copy.txt"), str(tmp_path / "a.txt")):
        cascade = pt.trace(corpus, root=root)
        assert [(n.title, len(n.versions)) for n in cascade.nodes if n.held] == [
            ("青禾县人民政府关于办好乡村公共书屋的通知", 1),
            ("柳渡镇办好乡村公共书屋实施方案", 0),
        ]
    assert [len(group.others) for group in corpus.versions] == [1]


def test_version_that_is_asked_for_is_the_one_traced(tmp_path: Path) -> None:
    upper = f"{DIRECTIVE}来源：云岭省政府网\n"
    for name, text in {"a.txt": DIRECTIVE, "b.txt": upper, "c.txt": PLAN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = pt.load_corpus(tmp_path)
    for name in ("a.txt", "b.txt"):
        cascade = pt.trace(corpus, root=str(tmp_path / name))
        assert [a.document.id for a in corpus if a.document.text.source.path == str(tmp_path / name)] == [cascade.root]


def test_files_of_the_same_bytes_are_one_document(tmp_path: Path) -> None:
    for name, text in {"a.txt": DIRECTIVE, "b.txt": PLAN, "c.txt": PLAN, "d.txt": DIRECTIVE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = pt.load_corpus(tmp_path)
    for root in ("a.txt", "d.txt"):
        cascade = pt.trace(corpus, root=str(tmp_path / root))
        assert len(cascade.clauses) == 3
        assert len([n for n in cascade.nodes if n.held]) == 2
        assert len(cascade.treatments) == 3


@pytest.mark.parametrize("jobs", [pytest.param(1, id="one process"), pytest.param(2, id="two processes")])
def test_files_are_read_no_further_ahead_than_the_caller_has_come(tmp_path: Path, jobs: int) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(SILENT, encoding="utf-8")
    begun = list[str]()
    results = annotate_files(read_listing([tmp_path]), jobs=jobs, on_progress=lambda *args: begun.append(args[2]))
    first = next(results)
    assert len(begun) < 20
    paths = [item.document.text.source.path for item in (first, *results)]
    assert [Path(path).name for path in paths] == [f"{n:02}.txt" for n in range(40)]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        pytest.param(lambda: pt.annotate("a.txt"), r"a Document, got str: policytext\.load\(path\)", id="a path"),
        pytest.param(lambda: pt.annotate(pt.annotate(pt.parse(PLAN))), "got Annotated", id="annotated already"),
        pytest.param(lambda: pt.trace("corpus", root="x"), r"got str: policytext\.load_corpus", id="a folder's name"),
        pytest.param(lambda: pt.trace(Path("corpus"), root="x"), r"policytext\.load_corpus\(paths\)", id="a folder"),
        pytest.param(lambda: pt.trace(pt.parse(PLAN), root="x"), "several documents, got Document", id="one document"),
        pytest.param(lambda: pt.trace(7, root="x"), "several documents, got int", id="a number"),
        pytest.param(lambda: pt.trace(["a.txt"], root="x"), "expected a Document, got str", id="names of files"),
        pytest.param(lambda: pt.trace([(pt.parse(PLAN),)], root="x"), "got tuple: .* gives a tuple", id="tuples"),
        pytest.param(lambda: pt.trace([pt.parse(PLAN)], root=7), "for the root .*, got int", id="a root of no kind"),
        pytest.param(lambda: pt.trace([pt.parse(PLAN)], root=None), "for the root .*, got NoneType", id="no root"),
        pytest.param(lambda: pt.compare(pt.parse(PLAN), DIRECTIVE), r"got a text: policytext\.parse", id="a text"),
        pytest.param(lambda: pt.compare((pt.parse(PLAN),), pt.parse(SILENT)), "got tuple", id="what load gives"),
    ],
)
def test_what_is_no_document_is_told_with_what_makes_one(call, expected: str) -> None:
    with pytest.raises(TypeError, match=expected):
        call()


@pytest.mark.parametrize("kind", [str, Path])
def test_files_are_compared_by_their_paths(folder: Path, kind: type) -> None:
    by_path = pt.compare(kind(folder / "a.txt"), kind(folder / "b.txt"))
    loaded = pt.compare(*(pt.load(folder / name)[0] for name in ("a.txt", "b.txt")))
    assert by_path == loaded


def test_file_of_several_documents_is_not_compared(tmp_path: Path) -> None:
    articles = "第一条 书屋面积不少于20平方米。\n第二条 书屋每周开放不少于30小时。\n"
    text = f"青禾县村级书屋管理办法\n{articles}柳渡镇村级书车管理办法\n{articles.replace('书屋', '书车')}"
    (tmp_path / "both.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"both\.txt: holds 2 documents; give that of policytext\.load"):
        pt.compare(tmp_path / "both.txt", pt.parse(PLAN))


def test_file_that_is_not_there_is_not_compared(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"nosuch\.txt"):
        pt.compare(pt.parse(PLAN), str(tmp_path / "nosuch.txt"))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(lambda found: found, id="annotated"),
        pytest.param(lambda found: found.document, id="a document"),
        pytest.param(lambda found: Path(found.document.text.source.path), id="a path"),
    ],
)
def test_root_may_be_a_document_of_the_corpus(folder: Path, name) -> None:
    corpus = pt.load_corpus(folder)
    assert pt.trace(corpus, root=name(corpus[1])).root == corpus[1].document.id


def test_root_that_is_a_document_of_another_corpus_is_an_error(folder: Path) -> None:
    with pytest.raises(UnknownRoot, match="the root is no document of the corpus: 石桥镇饭堂工作方案"):
        pt.trace(pt.load_corpus(folder), root=pt.parse(SILENT))


def make_corpus(count: int, failures: int = 0) -> pt.Corpus:
    documents = tuple(pt.annotate(pt.parse(f"石桥镇第{i}号饭堂<工作>方案\n更换炉灶。\n")) for i in range(1, count + 1))
    return pt.Corpus(documents, tuple((f"{i}.txt", "an empty file") for i in range(failures)))


@pytest.mark.parametrize(
    ("corpus", "expected"),
    [
        pytest.param(make_corpus(0), "<Corpus: 0 documents>", id="nothing"),
        pytest.param(make_corpus(1), "<Corpus: 1 documents: 石桥镇第1号饭堂<工作>方案>", id="one document"),
        pytest.param(
            make_corpus(5, 2),
            "<Corpus: 5 documents, 2 files not read: 石桥镇第1号饭堂<工作>方案; 石桥镇第2号饭堂<工作>方案; "
            "石桥镇第3号饭堂<工作>方案; and 2 more>",
            id="several, and files that failed",
        ),
    ],
)
def test_corpus_is_shown_by_its_counts_and_first_titles(corpus: pt.Corpus, expected: str) -> None:
    assert repr(corpus) == expected


@pytest.mark.parametrize(
    ("corpus", "rows", "told"),
    [
        pytest.param(make_corpus(2), 2, "语料 corpus: 2 documents<", id="all"),
        pytest.param(make_corpus(61), 60, "61 documents, the first 60 shown", id="the first of many"),
        pytest.param(make_corpus(1, 1), 2, "未能读取 not read (1)", id="a file that failed"),
        pytest.param(make_corpus(1), 1, "石桥镇第1号饭堂&lt;工作&gt;方案", id="a title, escaped"),
    ],
)
def test_corpus_shows_as_a_table_in_a_notebook(corpus: pt.Corpus, rows: int, told: str) -> None:
    page = corpus._repr_html_()
    assert told in page
    assert page.count("<tr>") - page.count("<thead>") == rows
