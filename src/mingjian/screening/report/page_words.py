"""The fixed words of the page, by the name the template calls them."""

from __future__ import annotations

from mingjian.terms import Text

PAGE_WORDS = {
    "tag": Text("zh-CN", "en"),
    "colon": Text("：", ": "),
    "comma": Text("，", ", "),
    "stop": Text("。", ". "),
    "brand": Text("明鉴", "Mingjian"),
    "desk": Text("数据包筛查", "Data-package screening"),
    "title": Text("筛查结果", "Screening result"),
    "skip": Text("跳到正文", "Skip to the text"),
    "run": Text("本次筛查", "This run"),
    "package": Text("数据包", "Package"),
    "as_of": Text("截至", "As of"),
    "law": Text("依据版本", "Law"),
    "engine": Text("引擎", "engine"),
    "version": Text("软件版本", "Software"),
    "summary": Text("分规则汇总", "Summary by rule"),
    "rule": Text("规则", "Rule"),
    "state": Text("运行情况", "Run"),
    "total": Text("合计", "Total"),
    "hard_means": Text(
        "记录与规定的义务直接矛盾，不靠统计推断。仍须由人认定。",
        "Records contradict a duty; nothing is inferred from statistics. A person still decides.",
    ),
    "clue_means": Text("值得查看的情形，本身不是违法。", "A pattern to look at; never a breach by itself."),
    "folded": Text("点开一条，看规则、事实、依据、可能的正当解释和核对方法。", "Open a finding to read its argument."),
    "part_rule": Text("一、规则", "1. Rule"),
    "part_facts": Text("二、事实", "2. Facts"),
    "part_law": Text("三、依据", "3. Law"),
    "part_excuses": Text("四、可能的正当解释", "4. Possible innocent explanations"),
    "part_check": Text("五、怎样核对", "5. How to check"),
    "severity": Text("如果成立，情节", "If it holds, the matter is"),
    "blind": Text("本规则看不到的", "What this rule cannot see"),
    "judged": Text("按当日有效的规定判断", "Judged by the law in force that day"),
    "regime": Text("规定代号", "regime"),
    "score": Text("分值（1 为直接矛盾）", "Score (1 is a plain contradiction)"),
    "field": Text("字段", "Field"),
    "record": Text("记录", "Record"),
    "not_run": Text("未运行的规则和原因", "What was not run, and why"),
    "why": Text("原因", "Why"),
    "rows": Text("范围或行数", "Extent or rows"),
    "all_run": Text("要求的规则全部运行，没有未判断的行。", "Every rule asked for was run; no row was left unjudged."),
    "back": Text("回到汇总", "Back to the summary"),
    "internal": Text(
        "本页含未经审查的疑点，可能含人员姓名，按内部材料保管，不得公开。",
        "Findings here are not reviewed and may name people: keep this page internal, do not publish it.",
    ),
    "made": Text(
        "本页自成一体，不含脚本，不访问网络，可以保存、打印。",
        "This page stands alone: no script, no network; it can be kept and printed.",
    ),
}
