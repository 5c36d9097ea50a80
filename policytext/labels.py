"""What the reports call things: Chinese first, English behind it."""

from typing import NamedTuple


class Label(NamedTuple):
    """A name in both languages of the reports."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return f"{self.chinese} {self.english}"


STATUS = {
    "verbatim": Label("照搬", "verbatim"),
    "adapted": Label("改写", "adapted"),
    "absent": Label("未见", "absent"),
}
CONDITION = {
    "level": Label("层级", "level"),
    "region": Label("地区", "region"),
    "since": Label("起", "since"),
    "until": Label("止", "until"),
    "chapter": Label("章节", "chapter"),
    "status": Label("落实方式", "status"),
}
"""What a part of a cascade is selected by."""
LEVEL = {
    "central": Label("中央", "central"),
    "province": Label("省级", "province"),
    "city": Label("地市级", "city"),
    "county": Label("县级", "county"),
    "township": Label("乡镇级", "township"),
    "village": Label("村级", "village"),
    "": Label("其他", "media and others"),
}
"""From the top down; "" stands for issuers without a level, such as newspapers and authors."""
RELATION = {
    "implements": Label("贯彻落实", "implements"),
    "cites": Label("引用", "cites"),
    "interprets": Label("解读", "interprets"),
    "reprints": Label("转发转载", "reprints"),
    "amends": Label("修订", "amends"),
    "repeals": Label("废止", "repeals"),
}
BASIS = {
    "citation": Label("引用", "citation"),
    "co-citation": Label("共引推断", "co-citation"),
    "wording": Label("措辞推断", "wording"),
}
CHANGE = {
    "quantity": Label("数量", "quantity"),
    "deadline": Label("期限", "deadline"),
    "slogan": Label("提法", "slogan"),
    "modality": Label("力度", "modality"),
    "actor": Label("主体", "actor"),
    "scope": Label("范围", "scope"),
    "detail": Label("细化", "detail"),
}
MEASURE = {
    "coverage": Label("覆盖率", "coverage"),
    "verbatim": Label("照搬率", "verbatim share"),
    "depth": Label("改写深度", "depth"),
    "concreteness": Label("细化程度", "concreteness"),
    "direction": Label("变化方向", "direction"),
    "novelty": Label("新增比重", "novelty"),
    "speed": Label("传导天数", "days"),
}
RESIDUE = {
    "zone": Label("开发区", "zone"),
    "place": Label("他地", "other place"),
}
DIRECTION = {
    "stricter": Label("更严", "stricter"),
    "looser": Label("更松", "looser"),
    "earlier": Label("提前", "earlier"),
    "later": Label("推后", "later"),
    "added": Label("增加", "added"),
    "dropped": Label("取消", "dropped"),
    "raised": Label("加强", "raised"),
    "lowered": Label("减弱", "lowered"),
    "wider": Label("扩大", "wider"),
    "narrower": Label("缩小", "narrower"),
}
TABLE = {
    "documents": Label("文件", "documents"),
    "edges": Label("传导关系", "edges"),
    "clauses": Label("条款", "clauses"),
    "treatments": Label("落实方式", "treatments"),
    "changes": Label("变化", "changes"),
    "additions": Label("新增", "additions"),
    "absent": Label("未见条款", "absent clauses"),
    "errors": Label("未能读取", "errors"),
    "citations": Label("引用", "citations"),
    "principles": Label("基本原则", "principles"),
    "targets": Label("目标", "targets"),
    "slogans": Label("提法", "slogans"),
    "sections": Label("章节", "sections"),
    "noise": Label("噪声", "noise"),
}


def find_label(labels: dict[str, Label], key: str | None) -> Label:
    """Return the label of a value; a value without one is its own."""
    return labels.get(key or "", Label(key or "", ""))
