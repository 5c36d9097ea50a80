"""What commits: when a figure, a coverage or a goal is a target (目标), when it is told, and when it is neither."""

import re
from functools import lru_cache

from policytext.findings.genres import Setting
from policytext.findings.quantities import Quantity

_GOAL = re.compile(
    r"形成|建立|建成|实现|完成|健全|构建|成为|达到|达成|打造|建设|制定|出台|编制|报送|上报|提交|印发|提出|落实|投入使用|投用|开通|启动|完善|显著|明显|更加|更为|"
    r"成熟|定型|进入|跻身|迈上|迈入|消除|解决|取得|推广|推进|公布|上线|竣工|通车|开工|整治|改造|退出|淘汰|关闭|取缔|备案|验收|评估|修订|设立|新建|配备|创建|"
    r"基本|全面|大幅|初步|有效|走在|提升|增强|优化|改善|覆盖|报国务院|报[省市县]|总结|开展|组织|纳入|清零|到位|培育|发展|推行|缩小|扩大|巩固|突破|翻番"
)
_ACHIEVEMENT = re.compile(r"建成|形成|实现|完成|成为|基本建立|全面建立|建立健全|基本消除|全部")
_NO_GOAL = re.compile(
    r"不得|不予|禁止|施行|有效期|届满|生效|召开|任期|停止执行|废止|之日起|举行|诞辰|成立.{0,4}周年|是.{0,30}(?:时期|阶段|之年|关键)|(?:基础|前提|背景|情况|条件)[上下]$|[是为的]$"
    r"|^(?:通过|针对|除了?|由于|用于|为了?|随着|围绕|在.{0,30}(?:方面|中|下|上)$)"
)
_WHOLLY = (
    r"全量(?:化)?(?:利用|处置|收集|归集|汇聚|接入|入库)|全面(?:达标|消除|清零|取缔|淘汰|脱贫|摘帽|(?:安全|有效)?管控)"
)
_COVERAGE = re.compile(
    r"(?<![完、])全(?:面|流程)?覆盖(?!、|的?[^，。；、]{0,8}(?:体系|机制|制度|网络|格局|方式|模式|工作法|改革|系统|培训|城乡))"
    r"|全[城域区省市县员程时]覆盖|覆盖(?:到)?(?:全部|所有|各级各类|全[省市区县镇乡域])"
    r"|全部(?:实现|完成|纳入|接入|开通|达标|建成|联通|通上|挂牌|上线|到位|关闭|退出|清零|脱贫|摘帽|入网|上云|整改|办结|竣工|配齐|配备|取缔|拆除|公开|投用|启用|建立|设立|安装)"
    r"|所有[^，。、的]{2,12}(?:均|都|全部)?(?:实现|建成|配备|达到|达标|纳入|接入|开通)"
    r"|应([\u4e00-\u9fff])尽\1|基本(?:覆盖|消除)$"
    rf"|{_WHOLLY}"
)
_FULL_COVERAGE = re.compile(r"(?<![完、])全覆盖(?!、|的?[^，。；、]{0,8}(?:制度|改革|系统))")
_COVERING = re.compile(
    r"全量|全面|所有|实现|推进|推动|做到|达到|确保|力争|促进|加快|逐步|基本|完成|建设|落实|全部|[要将应]|覆盖$"
)
_NOT_COVERING = re.compile(r"坚持|不可能|尚未|没有|未能|难以|不能")
_TOLD_HERE = re.compile(
    r"已(?![成])|(?<![为除到])了(?!解)|先后|共有|荣获|居全[国省]|稳居|跃居|跃升|创历史|获评|同比|较上年|比上年|圆满|超额"
)
_TOLD_AROUND = re.compile(
    r"(?<![比较])(?:去年|上年)|同比|近年来|近[一二三四五两几\d]{1,2}年|[一二三四五六七八九十\d]年来|以来[，,]|过去(?:[一五]年|的)|截[至止]|数据显示|据统计|"
    r"刚刚过去|期间先后|已经?(?:达到|完成|实现|建成)"
)
_COMMITS = re.compile(
    r"目标|力争|争取|确保|要求|任务|标准|指标|应当|不得|必须|原则上|要(?![素点求闻么])|将(?!军)|拟|计划|预期|预计|逐步|努力|再|明年|今年|年内|年底前"
)
_COMMITS_TOLD = re.compile(
    r"力争|按照.{0,40}标准|按.{0,40}标准|应当|不得|推动.{0,30}以上|目标是|预期目标|要(?:确保|达到|实现)|将(?:达|实现|新|建|完)|计划(?:到|在|新|建)"
)
_GRANTS = re.compile(
    r"给予|奖励|奖补|奖金|罚|扣除|一次性(?!化解|解决|办好|告知|通过)|可以?处|处以|没收|贴息|免征|征收|每人每[月年]|资助|保证金|注册资|违法所得|缴纳|封顶|授信|贷款额度"
)
_CONDITION = re.compile(
    r"^(?:针对|比|同比|较|快于|高于|低于|年满|未满|符合|具备|具有|凡|若|如果|因)|(?:的|之者|上者|下者)$|之日起|每[次批例]|(?:基础|前提|背景|情况|条件)[上下]$"
)
_ATTRIBUTE = re.compile(r"\s?的(?!标准|目标|比例|要求|速度|增速|规模|左右|水平|任务|$)")
_COMPARISON = re.compile(r"(?:^|[、])(?:比|较|同比|高于|低于|快于|高出|好于)[^、]{0,30}$")
_ENUMERATED = re.compile(r"\s?(?:(?:主要)?指标|方面|环节|领域|部分|问题|阶段|层次|维度|必须|坚持|字|要素)")
_PLAIN_NOUN = re.compile(r"[\u4e00-\u9fff](?<![的和并且及以])")
_PROVISION = re.compile(r"面积|绿地率|覆盖率|绿化率|比例|比率|配建|用房|每百户|每千人|每万人")
_DURATION = re.compile(r"时限|培训|学习|办结|审批|压缩|缩短|办理|响应|到达")
_TERM = re.compile(
    "效期|期限|任期|年限|工龄|经[历验]|从事|任职|服务期|公示|公告|合同|租|连续|满|居住|缴|保存|留存|参保|处罚|暂停"
)
_REACHED = re.compile(
    r"(?:以上)?(?:的(?!增[速长]))?[^，。没未不的]{2,40}(?<!要)(?:实现|纳入|接入|建成|达到|完成(?!情况))"
)
"""What says behind a figure that so many reach something: 90%的行政村接入光纤."""
_BARE_YEAR = re.compile(r"\d{4}年")
_DONE = re.compile(
    r"确立|设立|创建|打造|组建|建立|举办|开展|评选|覆盖|配备|整治|化解|处置|新增|净增|新建|建成|完成|改造|开工|累计|投资|引进|培育|发放|实现|惠及|投入|形成"
)
_EXCEEDING = re.compile(r"(?:快于|高于|低于|高出|超过)[^，、]{0,12}$")
_CONTINUES = re.compile(
    r"(?:近\d年|近[一二三四五]年|[比较][^，]{1,8}|同比|年均|累计|平均|再|分别)*"
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|增幅|降幅|超过|高于|低于|快于|达到?|占)[^、]{0,12}\d"
)
_ACTED_ON = re.compile(
    r"(?:为|面向|对|给|使|推动|引导|组织|支持|带动|帮助|动员|指导|鼓励|安排|促进|抓好)(?:全[国省市区县镇乡])?(?:近|约|超过?)?$"
)
_ACTS = re.compile(
    r"[^，、]{0,40}(?:提供|开展|实施|配备|配置|建立|安装|解决|落实|完成|发放|办理|进行|参加|参与|接受|享受|实现|创业|就业|上线|转型|改造|入[园网库规]|项目$)"
)
_SHORTEST = 4
_PAPERS = re.compile("形成.{0,16}(?:报告|总结|材料|清单)")
_MEASURED = re.compile(r"[\u4e00-\u9fff]{2}")
_YEAR = re.compile(r"(?<![比较与从自于由\d])((?:19|20)\d\d)年(?!以[来前])")


def accepts(figure: Quantity, setting: Setting) -> bool:
    """Tell whether a figure is a target or told as an achievement, not a condition, a grant, a name or a mere count."""
    if _is_circumstance(figure, setting) or not _fits_unit(figure, setting):
        return False
    if setting.genre.legal:
        return (
            figure.cue == "bound"
            and bool(_PROVISION.search(setting.fragment))
            and figure.unit_kind in {"share", "area"}
        )
    if (
        figure.chinese
        and figure.unit_kind == "data"
        and setting.fragment[figure.span.end :][:1] not in {"到", "进", "入"}
    ):
        return False  # 千兆光网 names a kind of net.
    if (
        figure.chinese
        and figure.unit_kind in {"count", "people", "time"}
        and (figure.cue != "bound" or figure.value == 1)
    ):
        return False  # 三个中心, 一名: Chinese numerals name and count things far more often than they set targets.
    return _is_committed(figure, setting)


def is_coverage(setting: Setting) -> bool:
    """Tell whether a fragment commits to, or tells of, the coverage of all there is."""
    grammar = _FULL_COVERAGE if setting.genre.legal else _COVERAGE
    found = grammar.search(setting.fragment)
    return (
        found is not None
        and not _NOT_COVERING.search(setting.fragment)
        and bool(_COVERING.search(setting.fragment))
        and len(setting.fragment) - len(found[0]) >= _SHORTEST
    )


def covers_all(member: str) -> bool:
    """Tell whether a member of a list says by itself that something is done for all there is: 废弃物全量利用."""
    return bool(re.search(rf"[\u4e00-\u9fff]{{2}}(?:{_WHOLLY}|全覆盖)$", member))


def is_continuation(fragment: str) -> bool:
    """Tell whether a fragment only says more of what the fragment before is about: ，增长5%; ，高于全县3个百分点."""
    return bool(_CONTINUES.match(fragment))


def is_goal(setting: Setting) -> bool:
    """Tell whether a fragment under a deadline says what shall be reached by then."""
    due, text = setting.due, setting.fragment
    if due is None or _NO_GOAL.search(text) or not _GOAL.search(text) or len(text) < 5 or _is_past(setting):
        return False
    if _TOLD_HERE.search(text) or (setting.genre.telling and _TOLD_AROUND.search(setting.sentence)):
        return False
    strong = bool(_ACHIEVEMENT.search(text))
    if setting.genre.legal:
        return strong and due.by is not None
    if due.text.startswith("今年") and "目标" not in setting.sentence:
        return False
    # 2027年开展…: a year that only dates the work sets no goal. 进行总结，形成总结报告: the paper only closes the work.
    if _BARE_YEAR.fullmatch(due.text) or (not setting.fresh and _PAPERS.search(text)):
        return False
    loose = due.text.endswith(("期间", "时期")) or due.text.startswith(("未来", "今后"))
    return strong if loose or not setting.fresh else True


def status_of(kind: str, text: str, setting: Setting) -> str:
    """Return "reported" where a figure or coverage is told as achieved, else "target"."""
    if kind == "deadline":
        return "target"
    if _is_past(setting) or _names_past_year(setting):
        return "reported"
    if setting.genre.telling:
        return "target" if _commits_in_telling(kind, text, setting) else "reported"
    if _TOLD_HERE.search(text) and not _COMMITS.search(text):
        return "reported"
    around = setting.before + text
    return "reported" if _TOLD_AROUND.search(around) and not _COMMITS.search(around) else "target"


def _commits_in_telling(kind: str, text: str, setting: Setting) -> bool:
    """Tell whether wording turns what a teller says into a commitment: a standard, a wish, a deadline to come."""
    if _TOLD_HERE.search(text) or _TOLD_AROUND.search(setting.sentence):
        return False
    due = setting.due.text if setting.due else ""
    ahead = bool(re.search(r"到|至|前|内|再|用|力争", due))
    return (
        ahead
        or bool(_COMMITS_TOLD.search(text))
        or (kind == "coverage" and bool(re.search("逐步|加快|力争|确保", text)))
    )


def _is_past(setting: Setting) -> bool:
    due, year = setting.due, setting.genre.year
    return bool(due and year and due.year and due.year < year)


def _names_past_year(setting: Setting) -> bool:
    """Tell whether the sentence dates what it says in a year before the document's."""
    year, due = setting.genre.year, setting.due.text if setting.due else ""
    if not year:
        return False
    around = (setting.before + setting.fragment).replace(due, "")
    return any(int(y) < year for y in _YEAR.findall(around)) and not _COMMITS.search(setting.fragment)


# A fragment of many figures is asked once for all of them.
@lru_cache(maxsize=16)
def _states_condition(fragment: str) -> bool:
    return bool(_CONDITION.search(fragment))


@lru_cache(maxsize=16)
def _grants(fragment: str) -> bool:
    return bool(_GRANTS.search(fragment))


def _is_circumstance(figure: Quantity, setting: Setting) -> bool:
    text, after = setting.fragment, setting.fragment[figure.span.end : figure.span.end + 6]
    if figure.unit_kind == "share":
        # 高于全国2个百分点: a review boasts of it; elsewhere it is a condition.
        boast = setting.genre.review and _EXCEEDING.search(text[: figure.span.start])
        return not boast and (_states_condition(text) or _grants(text))
    if _states_condition(text) or (figure.unit.endswith("元") and _GRANTS.search(setting.sentence)):
        return True
    if _ATTRIBUTE.match(after):
        return True
    before = text[: figure.span.start].rstrip()
    if (figure.cue == "verb" and before.endswith("的")) or _COMPARISON.search(before):
        return True
    if figure.unit_kind == "count" and (_ENUMERATED.match(after) or _names_some(before, setting) or "之一" in text):
        return True
    limited = setting.fragment[: figure.span.end].endswith(("以上", "以下", "以内"))
    counted = figure.unit_kind in {"count", "people", "time"} and (
        figure.cue in {"verb", "bound"} or "/" in figure.unit
    )
    return limited and bool(_PLAIN_NOUN.match(after)) and not counted


def _names_some(before: str, setting: Setting) -> bool:
    """Tell whether a figure sums up what is named before it, without anything done in that number: 山、水等6项要素."""
    return before.endswith("等") and not (setting.genre.review and _DONE.search(setting.fragment))


def _fits_unit(figure: Quantity, setting: Setting) -> bool:
    if figure.unit_kind == "time":
        return figure.cue in {"bound", "level"} and not setting.genre.legal and _is_duration(figure, setting.fragment)
    if figure.unit_kind == "age":
        return bool(re.search(r"寿命|平均", setting.fragment))
    return True


def _is_duration(figure: Quantity, text: str) -> bool:
    """Tell whether a time is how long something shall be done, or how soon, not for how long a right holds."""
    if _DURATION.search(text):
        return True
    return figure.cue == "bound" and figure.comparator == ">=" and not _TERM.search(text)


def _is_committed(figure: Quantity, setting: Setting) -> bool:
    if figure.unit_kind == "nought":
        return figure.span.start >= 2 and _aims_at_nought(setting)
    if figure.cue in {"bound", "level", "change"}:
        return True
    if setting.genre.review:
        return figure.unit_kind != "share" or bool(_MEASURED.search(setting.fragment))
    if figure.cue == "verb":
        return bool(_DONE.search(setting.fragment)) if setting.genre.telling else True
    if "/" in figure.unit and not setting.genre.telling:
        return True
    return _is_acted_on(figure, setting) or _is_reached(figure, setting) or _is_bare_goal(figure, setting)


def _aims_at_nought(setting: Setting) -> bool:
    return bool(setting.due or setting.genre.due or "目标" in setting.sentence) or bool(
        _COVERING.search(setting.fragment)
    )


def _is_acted_on(figure: Quantity, setting: Setting) -> bool:
    """Tell whether something is to be done to so many: 为3万名学生提供午餐, 推动90家企业开展改造."""
    if figure.unit_kind not in {"count", "people"} or setting.genre.telling:
        return False
    before = setting.fragment[: figure.span.start].rstrip()
    return bool(_ACTED_ON.search(before)) and bool(_ACTS.match(setting.fragment, figure.span.end))


def _is_reached(figure: Quantity, setting: Setting) -> bool:
    of_things = figure.unit_kind in {"share", "count", "people"}
    return of_things and bool(_REACHED.match(setting.fragment, figure.span.end))


def _is_bare_goal(figure: Quantity, setting: Setting) -> bool:
    """Tell whether a figure without any verb stands among goals: 森林覆盖率25%左右."""
    goals = "目标" in setting.sentence or (setting.due is not None and not _BARE_YEAR.fullmatch(setting.due.text))
    goals = goals or setting.genre.due is not None
    if figure.cue == "limit":
        return goals or figure.unit_kind == "share" or bool(_COMMITS.search(setting.fragment))
    people = figure.unit_kind == "people" and "就业" in setting.fragment
    return goals and (people or figure.unit_kind in {"share", "money", "weight"})
