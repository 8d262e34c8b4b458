"""Ways in which offices tell of counties and of problems, each in the fewest lines that show it."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import content
from tests.annotation.told import told


def _counties(body: str, title: str, issuer: str | None = None) -> list[str]:
    parts = annotate(content(body, title, "2019-12-04", issuer)).parts
    return [part.county.name for part in parts if part.county]


@pytest.mark.parametrize(
    ("title", "body", "counties"),
    [
        pytest.param(
            "暗访情况通报",
            "在产业方面，酉阳县青花椒基地撂荒。\n石柱县辣椒加工厂等3项资产租金被拖欠。",
            ["酉阳土家族苗族自治县", "石柱土家族自治县"],
            id="after a field, and with one of its firms",
        ),
        pytest.param(
            "网民留言办理情况",
            "留言人：甲\n留言内容：乡里的路坏了半年。\n回复单位：奇台县交通局\n回复内容：已修好。\n"
            "留言人：乙\n留言内容：暖气不热。\n回复单位：木垒县住建局\n回复内容：已换管网。",
            ["奇台县", "木垒哈萨克自治县"],
            id="records that open with the same label",
        ),
        pytest.param(
            "信访件办理情况",
            "◆\n受理编号：甲1\n行政区域：九江市柴桑区\n反映情况：扬尘污染。\n◆\n受理编号：乙2\n行政区域：丰城市\n反映情况：夜间偷排。",
            ["柴桑区", "丰城市"],
            id="blocks with a label for the place",
        ),
        pytest.param(
            "巡视反馈情况",
            "（一）省委巡视组向昭觉县委反馈巡视情况\n学习不深入。\n（二）省委巡视组向布拖县委反馈巡视情况\n禁毒不力。",
            ["昭觉县", "布拖县"],
            id="headings that say who was told",
        ),
        pytest.param(
            "巡视反馈情况",
            "在向临夏州委反馈时，巡视组指出，拨付慢。\n在向永靖县委反馈时，巡视组指出，把关不严。\n在向和政县委反馈时，巡视组指出，作风不实。",
            ["临夏回族自治州", "永靖县", "和政县"],
            id="a city that is told something itself",
        ),
        pytest.param(
            "食品不合格情况通告",
            "武侯区某超市销售的、标称郫都区某厂生产的豆瓣，苯甲酸超标。\n宣汉县某餐馆自制的猪耳，亚硝酸盐超标。",
            ["郫都区", "宣汉县"],
            id="the maker's, not where it was bought",
        ),
        pytest.param(
            "食品不合格情况通告",
            "蕉城区某店销售的、标称潮州市潮安区某厂生产的橄榄，甜蜜素超标。\n石狮市某超市销售的牛蛙，恩诺沙星超标。",
            ["蕉城区", "石狮市"],
            id="but not a maker in another province",
        ),
        pytest.param(
            "明查暗访情况通报",
            "**上栗县**　库房超量储存。\n**万载县**　安监员不在岗。",
            ["上栗县", "万载县"],
            id="bold heads of a dump",
        ),
        pytest.param(
            "抽查情况的通报",
            "布拖、昭觉、喜德3个县分别公布了整改情况。\n【布拖县】\n指挥部衔接不畅。\n【昭觉县】\n劳务输出不足。\n【喜德县】\n项目未招标。",
            ["布拖县", "昭觉县", "喜德县"],
            id="an opening that only lists them",
        ),
        pytest.param(
            "飞行检查情况通报",
            "**吉林市**\n船营区某医院：挂床住院。\n**通化市**\n市本级。考核走过场。\n东昌区某门诊：分解收费。",
            ["船营区", "通化市", "东昌区"],
            id="a city's own offices under its heading",
        ),
        pytest.param(
            "约谈情况通报",
            "织金县拖欠工人工资12万元。\n独山县未缴存工资保证金。\n织金、独山两县如在1月20日前仍有欠薪，将约谈主要负责人。\n对罗甸县的暗访将在春节后进行。",
            ["织金县", "独山县"],
            id="what is to come is told of nobody",
        ),
        pytest.param(
            "督查情况的通报",
            "瑞金市资金拨付率居全省前列，予以表扬。临朐县列入下一轮。庐江县由合肥市自行组织督查，结果另报。龙城区经自查无欠薪。"
            "东海县列席。\n织金县拖欠工人工资12万元。\n独山县未缴存工资保证金。",
            ["织金县", "独山县"],
            id="nor is what is praised, left to others or only attended",
        ),
        pytest.param(
            "部分市县回复网民留言选登",
            "标题：某村自来水断断续续\n网民留言：一天只有两个小时有水。\n临泉县水利局回复：已换管道。\n"
            "标题：小学门口的秩序\n网民留言：门口被摊贩堵住。\n泗县城市管理局回复：已清理。",
            ["临泉县", "泗县"],
            id="letters with a title, answered by an office of the county",
        ),
        pytest.param(
            "巡视整改情况",
            "【南宁市】\n武鸣区针对租金长期收不回问题，追回152万元。\n【贵港市】\n市本级针对虚报整改完成项目问题，约谈负责人。\n桂平市针对补贴发放不准问题，追回27万元。",
            ["武鸣区", "贵港市", "桂平市"],
            id="a city's own offices, and what they did",
        ),
        pytest.param(
            "督办清单整改情况的公示",
            "一　五峰县\n水厂消毒设备停用。已更换。\n二　长阳县\n水费收缴率低。已调整水价。",
            ["五峰土家族自治县", "长阳土家族自治县"],
            id="numbers with a wide blank",
        ),
        pytest.param(
            "挂牌督办案件查处进展",
            "案件一　江西省崇义县“林场超限额采伐”案。判刑三年。\n案件二　黑龙江省通河县“村民盗伐红松”案。追究3人。",
            ["崇义县", "通河县"],
            id="cases by number",
        ),
        pytest.param(
            "纪委通报典型问题",
            "1.遂川县某村原书记骗取补助。受到处分。\n2.永新县民政局股长审核不严。受到记过处分。\n相关链接：\n万安县纪委通报3起扶贫领域违纪问题",
            ["遂川县", "永新县"],
            id="titles of other notices below",
        ),
    ],
)
def test_the_counties_of(title: str, body: str, counties: list[str]) -> None:
    assert _counties(body, title) == counties


def test_a_reply_of_both_counties_is_about_both() -> None:
    body = "竹溪、竹山两县枯水期供水不足。两县水利部门签订联防联供协议。\n此外，竹溪县8个村卫生室没有村医。"
    spans = {part.county.name: part.spans for part in annotate(content(body, "督导情况的通报")).parts if part.county}
    assert all(any(start <= body.index("签订") < end for start, end in spans[name]) for name in spans)


def test_of_several_counties_that_a_title_counts_none_is_the_subject_of_all() -> None:
    body = "1．丰县补助资金滞留。\n2．铜山、睢宁两县配套资金不到位。\n3．丰县收取补课费。"
    assert _counties(body, "铜山县等四县（市）教育经费审计调查结果") == ["丰县", "铜山区", "睢宁县", "丰县"]


def test_an_appointment_by_a_city_s_congress_is_the_city_s() -> None:
    assert _counties("任命某某为市水利局局长。", "汉中市人民代表大会常务委员会任免名单") == ["汉中市"]


def test_in_a_report_on_cooperation_counties_of_other_provinces_are_partners() -> None:
    body = "德保县的脐橙项目进展顺利，罗湖区援建。福田区投入帮扶资金2150万元，建了车间。西林县输出劳动力1318人。"
    assert _counties(body, "东西部扶贫协作工作综述", "中共百色市委宣传部") != []
    assert {"福田区", "罗湖区"}.isdisjoint(_counties(body, "东西部扶贫协作工作综述", "中共百色市委宣传部"))


@pytest.mark.parametrize(
    ("title", "body", "issues"),
    [
        pytest.param(
            "执法检查情况的通报",
            "江宁区：某公寓项目\n连墙件缺失，平台未经验收即使用。处理情况：已停工。",
            ["连墙件缺失，平台未经验收即使用"],
            id="what was done in the same line",
        ),
        pytest.param(
            "专项督查整改情况的公示",
            "（一）关于“拆旧复垦进度缓慢”的问题\n整改情况：已拆除98栋。\n（二）关于“驻村干部‘走读’”的问题\n整改情况：通报11人。",
            ["拆旧复垦进度缓慢", "驻村干部‘走读’"],
            id="quoted headings over a label",
        ),
        pytest.param(
            "巡视整改情况",
            "桑植县扶贫责任虚化方面，约谈3人。就巡视指出的生活补助漏发问题，补发26万元。",
            ["扶贫责任虚化", "生活补助漏发"],
            id="in one respect, and what was pointed out",
        ),
        pytest.param(
            "挂牌督办案件查处进展",
            "案件一　江西省崇义县“某林场超限额采伐”案。判刑三年。\n案件二　通河县“村民盗伐红松”案。追究3人。",
            ["某林场超限额采伐", "村民盗伐红松"],
            id="cases with a title in quotation marks",
        ),
        pytest.param(
            "督查情况的通报",
            "修水县6个乡镇仍有学生在危房上课。\n鄱阳县低保评议走过场。\n对督查组指出的问题，各地态度端正，行动迅速。\n"
            "修水县将1280名学生分流到邻近学校。\n鄱阳县对低保对象重新入户核查。",
            ["6个乡镇仍有学生在危房上课", "低保评议走过场"],
            id="what was done about them after a line that says so",
        ),
        pytest.param(
            "整改进展情况的通报",
            "二、主要问题整改情况\n问题1：学生补助漏发。\n整改情况：已补发。\n问题2：食堂采购监管不严。\n整改情况：已通报。",
            ["学生补助漏发", "食堂采购监管不严"],
            id="a label below each problem",
        ),
        pytest.param(
            "通报2起违法占地典型案例",
            "一、赵县村民某某违法占地建房案\n2020年8月，某某未经批准占用农田0.4亩。镇政府责令停工。\n"
            "二、修文县许某等3人买卖耕地建房案\n2020年9月，许某将承包地出售。已拆除2处。",
            ["村民某某违法占地建房", "许某等3人买卖耕地建房"],
            id="cases by their names",
        ),
        pytest.param(
            "网民留言办理情况选登",
            "网友“椰风”（9月2日）：楼顶漏水，报修半年没人管。\n县住建局回复：已换防水层。\n"
            "网友“海边”（9月9日）：请问社保如何办理？\n县社保局回复：到窗口办理。",
            ["楼顶漏水，报修半年没人管"],
            id="letters and replies; a question is none",
        ),
        pytest.param(
            "水环境督察整改进展",
            "督察组针对水环境问题进行了督察。\n二、重点问题\n支流水质改善滞后。已实施工程33项。",
            ["支流水质改善滞后"],
            id="a field is no problem",
        ),
        pytest.param(
            "欠薪案件办理情况",
            "编号\t县\t督办事项\t办理情况\t销号\n1\t榆中县\t拖欠83名农民工工资\t已付清\t已销号\n2\t会宁县\t欠薪41万元\t正在追讨\t未销号",
            ["拖欠83名农民工工资", "欠薪41万元"],
            id="what is urged, not how far it is",
        ),
        pytest.param(
            "审计结果公告",
            "二、存在的主要问题\n1.补助资金760万元闲置一年以上。\n2.9个整村推进项目未经招标直接发包。\n3.新增违建7处，制止不力。",
            ["补助资金760万元闲置一年以上", "9个整村推进项目未经招标直接发包", "新增违建7处，制止不力"],
            id="how long, how, and how many more",
        ),
        pytest.param(
            "巡察反馈情况",
            "县教育局党组推进双减工作不够有力，校外培训查处不及时，校舍维修项目拆分发包、规避招标，招标文件造假，"
            "干部选拔任用程序不规范，在编不在岗清理不彻底。",
            [
                "县教育局党组推进双减工作不够有力，校外培训查处不及时",
                "校舍维修项目拆分发包、规避招标，招标文件造假",
                "干部选拔任用程序不规范，在编不在岗清理不彻底",
            ],
            id="three matters in one sentence",
        ),
        pytest.param(
            "关于督促做好防汛隐患整改的函",
            "市防指对你县进行了检查，检查中也发现一些薄弱环节，现函告如下：\n一、穿堤涵闸启闭不灵。\n二、堤段白蚁危害未处理。",
            ["穿堤涵闸启闭不灵", "堤段白蚁危害未处理"],
            id="a letter that says what was found",
        ),
        pytest.param(
            "检查情况的通报",
            "桃酥（生产日期2019/2/11，500克/袋），酸价超标。\n县长某某在会上表示。\n附件：1.不合格样品信息",
            ["桃酥（生产日期2019/2/11，500克/袋），酸价超标"],
            id="brackets are one clause; speeches and annexes tell nothing",
        ),
    ],
)
def test_the_problems_of(title: str, body: str, issues: list[str]) -> None:
    assert [each.issue for each in told(body, title)] == issues
