"""Documents of several looks → Word files: red head (版头) and imprint (版记), tables over pages, notes, columns.

Each is what an office would print; set as PDF by a word processor, it has fonts and spacing of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from typesetting import SetParagraph

SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"
RED = "C00000"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

DUTIES = tuple(
    (area, f"{task}，{year}年{month}月底前完成", lead, helpers)
    for area, lead, rows in (
        (
            "渡口修缮",
            "县交通运输局",
            (("完成柳渡等六处渡口的护岸加固", 2034, 6), ("更换老旧跳板和救生设备，逐船登记", 2034, 9)),
        ),
        (
            "书屋开放",
            "县文化和旅游局",
            (
                ("每村书屋每周开放不少于四十小时", 2034, 3),
                ("建立流动图书车制度，每月到访一次，做到山区各组不漏一户", 2034, 5),
                ("编印乡土读本并免费发放", 2035, 12),
            ),
        ),
        ("河道清理", "县水务局", (("清理青禾河干流沿岸垃圾", 2034, 4), ("设立河段公示牌二百块", 2034, 8))),
        ("校舍改造", "县教育局", (("先危后旧，改造校舍三万平方米", 2035, 8), ("配齐寄宿学校热水设施", 2034, 10))),
    )
    for task, year, month in rows
    for helpers in ("财政局、各乡镇人民政府",)
)
"""A table of duties (任务分工表): area, measure, lead, helpers."""


class Page:
    """A Word document that grows by paragraphs and tables."""

    def __init__(self, *, font: str = SONG, size: float = 16, exact: float | None = 28, margins: float = 72) -> None:
        import docx
        from docx.shared import Pt

        self.document: Any = docx.Document()
        self.font, self.size, self.exact = font, size, exact
        section = self.document.sections[0]
        section.page_width, section.page_height = Pt(595.3), Pt(841.9)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Pt(margins))

    def put(self, text: str, **look: Any) -> Any:
        """Add a paragraph; `look` holds font, size, bold, colour, align (0 left, 1 centre, 2 right), indent, after."""
        from docx.shared import Pt

        paragraph = self.document.add_paragraph(style=look.get("style"))
        self.write(paragraph, text, **look)
        form = paragraph.paragraph_format
        form.alignment = look.get("align", 3)
        form.space_after = Pt(look.get("after", 0))
        form.space_before = Pt(look.get("before", 0))
        form.first_line_indent = Pt(look.get("indent", 2) * self.size)
        if self.exact and look.get("size", self.size) < self.exact:
            form.line_spacing = Pt(self.exact)
        else:
            form.line_spacing = look.get("spacing", 1.0)
        return paragraph

    def write(self, paragraph: Any, text: str, **look: Any) -> Any:
        """Add a run to a paragraph."""
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(text)
        name = look.get("font", self.font)
        run.font.name, run.font.size, run.font.bold = name, Pt(look.get("size", self.size)), look.get("bold")
        run._r.get_or_add_rPr().rFonts.set(f"{{{_W}}}eastAsia", name)
        if "colour" in look:
            run.font.color.rgb = RGBColor.from_string(look["colour"])
        return run

    def border(self, paragraph: Any, side: str = "bottom", colour: str = "000000") -> None:
        """Draw a rule above or below a paragraph."""
        rule = f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="{colour}"/>'
        paragraph._p.get_or_add_pPr().append(parse(f'<w:pBdr xmlns:w="{_W}">{rule}</w:pBdr>'))

    def number_pages(self, before: str, after: str, *, align: int = 1) -> None:
        """Set page numbers at the foot."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = align
        self.write(paragraph, before, size=12)
        field = parse(f'<w:fldSimple xmlns:w="{_W}" w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        paragraph._p.append(field)
        self.write(paragraph, after, size=12)

    def head_pages(self, text: str) -> None:
        """Set a running head."""
        paragraph = self.document.sections[0].header.paragraphs[0]
        self.write(paragraph, text, size=9)
        self.border(paragraph)

    def put_table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float = 12) -> Any:
        """Add a table with rules, its first row repeated on each page; equal neighbours in the outer columns merged."""
        from docx.shared import Pt

        table = self.document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
        table.autofit = False
        for drawn, row in zip(table.rows, rows, strict=True):
            for cell, text, width in zip(drawn.cells, row, widths, strict=True):
                cell.width = Pt(width)
                self.write(cell.paragraphs[0], text, size=size)
        table.rows[0]._tr.get_or_add_trPr().append(parse(f'<w:tblHeader xmlns:w="{_W}"/>'))
        for column in (0, len(widths) - 1):
            self._merge_equal(table, rows, column)
        return table

    def _merge_equal(self, table: Any, rows: Sequence[Sequence[str]], column: int) -> None:
        first = 1
        for i in range(2, len(rows) + 1):
            if i < len(rows) and rows[i][column] == rows[first][column]:
                table.cell(i, column).paragraphs[0].clear()
                continue
            if i - 1 > first:
                merged = table.cell(first, column).merge(table.cell(i - 1, column))
                for paragraph in merged.paragraphs[1:]:
                    paragraph._p.getparent().remove(paragraph._p)
            first = i

    def set_notes(self, notes: Sequence[str]) -> None:
        """Give the document its footnotes, to be marked by `mark_note`."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        body = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
            for i, note in enumerate(notes, 1)
        )
        xml = f'<w:footnotes xmlns:w="{_W}">{body}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml, self.document.part.package)
        self.document.part.relate_to(part, _REL)

    def mark_note(self, paragraph: Any, number: int) -> None:
        """Set the mark of a note at the end of a paragraph."""
        mark = f'<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/>'
        paragraph._p.append(parse(f'<w:r xmlns:w="{_W}">{mark}</w:r>'))

    def save(self) -> bytes:
        """Return the file."""
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


def parse(xml: str) -> Any:
    """Return an element of WordprocessingML."""
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _put_body(page: Page, paragraphs: Sequence[SetParagraph], **look: Any) -> None:
    """Set headings, prose and closing lines; the rows of a master are left out."""
    for paragraph in paragraphs:
        if paragraph.role in ("signature", "date"):
            page.put(paragraph.text, align=2)
        elif paragraph.role == "addressee":
            page.put(paragraph.text, indent=0)
        elif paragraph.role == "title":
            page.put(paragraph.text, align=1, indent=0, size=page.size + 6, bold=True, before=12, after=6)
        elif paragraph.role == "heading":
            top = paragraph.text[1:2] == "、" or paragraph.text[2:3] == "、"
            page.put(paragraph.text, font=HEI if top else page.font, **look)
        elif paragraph.role != "row":
            page.put(paragraph.text, **look)


def set_red_head(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set a document with red head, rule, a title broken by hand over two lines, and an imprint between rules."""
    page = Page(margins=80)
    page.put("澜江省青禾县人民政府文件", align=1, indent=0, size=34, colour=RED, font=SONG, bold=True, after=18)
    page.border(page.put("青政发〔2034〕17号", align=1, indent=0, after=20), colour=RED)
    title = page.put("青禾县人民政府关于印发《青禾县乡村公共", align=1, indent=0, size=22, font=HEI)
    title.add_run().add_break()
    page.write(title, "服务提质三年行动方案》的通知", size=22, font=HEI)
    page.put("各乡镇人民政府，县政府各部门、各直属机构：", indent=0, before=18)
    page.put("《青禾县乡村公共服务提质三年行动方案》已经县政府同意，现印发给你们，请结合实际认真贯彻落实。")
    page.put("青禾县人民政府", align=2, before=30)
    page.put("2034年2月6日", align=2)
    page.put("（此件公开发布）")
    page.put("青禾县乡村公共服务提质三年行动方案", align=1, indent=0, size=22, font=HEI, before=24, after=12)
    _put_body(page, [p for p in paragraphs if p.role in ("heading", "body")])
    page.border(page.put("抄送：县委各部门，县人大常委会办公室，县政协办公室。", indent=0.5, size=14, before=30), "top")
    page.border(page.put("青禾县人民政府办公室　　　　　　　　　2034年2月7日印发", indent=0.5, size=14), "bottom")
    page.number_pages("— ", " —")
    return page.save()


def set_duties(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set a plan with a table of duties that runs over pages, cells of several rows in it."""
    page = Page(size=14, exact=24)
    page.put("青禾县乡村公共服务任务分工表", align=1, indent=0, size=20, bold=True, after=12)
    prose = [p.text for p in paragraphs if p.role == "body"]
    for text in prose[:3]:
        page.put(text)
    rows = [("序号", "领域", "主要任务", "牵头单位", "配合单位")]
    for round_ in range(3):
        for i, (area, task, lead, helpers) in enumerate(DUTIES):
            rows.append((str(round_ * len(DUTIES) + i + 1), area, task, lead, helpers))
    page.put_table(rows, (40, 70, 190, 80, 70))
    for text in prose[3:6]:
        page.put(text, before=6)
    page.number_pages("- ", " -", align=2)
    return page.save()


def set_notes(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set a report with footnotes, in type of 12 points with one and a half lines."""
    page = Page(size=12, exact=None)
    page.put("青禾县公共阅读服务调研报告", align=1, indent=0, size=18, font=HEI, after=12)
    page.set_notes([f"数据来自青禾县第{n}次乡村公共服务抽样调查，样本为{n}百户。" for n in range(1, 7)])
    for i, paragraph in enumerate(p for p in paragraphs if p.role in ("heading", "body")):
        font = HEI if paragraph.role == "heading" else page.font
        put = page.put(paragraph.text, spacing=1.5, font=font)
        if paragraph.role == "body" and i % 5 == 2 and i // 5 < 6:
            page.mark_note(put, i // 5 + 1)
    page.number_pages("", "")
    return page.save()


def set_columns(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set a bulletin: title over the page, text in two columns."""
    from docx.enum.section import WD_SECTION

    page = Page(size=10.5, exact=16, margins=56)
    page.put("青禾县人民政府公报", align=1, indent=0, size=24, font=HEI, after=6)
    page.put("2034年第3号（总第58号）", align=1, indent=0, after=12)
    section = page.document.add_section(WD_SECTION.CONTINUOUS)
    section._sectPr.append(parse(f'<w:cols xmlns:w="{_W}" w:num="2" w:space="480"/>'))
    _put_body(page, [p for p in paragraphs if p.role != "row"])
    page.number_pages("第", "页")
    return page.save()


def set_rules(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set a regulation of chapters and articles with contents, a running head, and a sanserif type."""
    page = Page(font=HEI, size=12, exact=22)
    page.head_pages("青禾县公共阅读服务管理办法")
    page.number_pages("第 ", " 页 共 9 页")
    page.put("青禾县公共阅读服务管理办法", align=1, indent=0, size=20, bold=True, after=12)
    chapters = ("总则", "设施建设", "服务供给", "监督管理", "附则")
    han = "一二三四五六七八九十"
    page.put("目　录", align=1, indent=0)
    for i, name in enumerate(chapters):
        page.put(f"第{han[i]}章　{name}{'…' * 22}{i + 1}", indent=0)
    prose = [p.text for p in paragraphs if p.role == "body"]
    share = len(prose) // len(chapters)
    article = 0
    for i, name in enumerate(chapters):
        page.put(f"第{han[i]}章　{name}", align=1, indent=0, bold=True, before=6, after=6)
        for text in prose[i * share : (i + 1) * share]:
            article += 1
            printed = ("" if article < 20 else han[article // 10 - 1]) + ("十" if article > 9 else "")
            page.put(f"第{printed}{han[article % 10 - 1] if article % 10 else ''}条　{text}")
    return page.save()


def set_blocks(paragraphs: Sequence[SetParagraph]) -> bytes:
    """Set as web pages and reports do: no indents, room between paragraphs, bold headings, pages wide."""
    page = Page(size=11, exact=None, margins=64)
    page.put("关于加强公共阅读服务的情况通报", align=0, indent=0, size=20, font=HEI, bold=True, after=14)
    _put_body(page, [p for p in paragraphs if p.role != "title"], indent=0, after=8, spacing=1.25, align=0)
    page.number_pages("", " / 9")
    return page.save()


LOOKS: Mapping[str, Callable[[Sequence[SetParagraph]], bytes]] = {
    "red-head": set_red_head,
    "duties": set_duties,
    "notes": set_notes,
    "columns": set_columns,
    "rules": set_rules,
    "blocks": set_blocks,
}
