"""Words of the law's data in both languages: parts of a penalty, sanctions, kinds of instrument, names of fields.

A word that is not listed is shown as the data has it.
"""

from __future__ import annotations

from mingjian.terms import Scope, Text

CHAPTERS = {
    "archive": Text("档案", "archives"),
    "assets": Text("资产、场所、设备", "assets, premises, equipment"),
    "certificate": Text("资质证书", "certificates"),
    "conduct": Text("从业行为", "conduct"),
    "credit": Text("信用", "credit"),
    "disclosure": Text("信息公开", "disclosure"),
    "filing": Text("备案", "filing"),
    "findings": Text("疑点", "findings"),
    "forms": Text("样式", "forms"),
    "inspection": Text("监督检查", "inspection"),
    "integrity": Text("廉政规定", "integrity"),
    "licensing": Text("资质认可", "licensing"),
    "notice": Text("从业告知", "notice of service"),
    "penalties": Text("行政处罚", "penalties"),
    "process": Text("过程控制", "process control"),
    "publicity": Text("双公示", "publicity of licences and penalties"),
    "qualification": Text("资质", "qualification"),
    "report": Text("报告", "reports"),
    "scopes": Text("业务范围", "scopes"),
    "screening": Text("筛查设定", "settings of screening"),
    "staff": Text("人员", "staff"),
}

_PENALTIES = {
    "acts": Text("行为", "acts"),
    "sanctions": Text("处罚、措施", "sanctions and measures"),
    "gains_from": Text("违法所得起点（元）", "illegal gains from (yuan)"),
    "times_low": Text("违法所得倍数下限", "times the gains, at least"),
    "times_high": Text("违法所得倍数上限", "times the gains, at most"),
    "times_ceiling": Text("按倍数罚款的上限（元）", "ceiling of a fine by times (yuan)"),
    "fine_low": Text("机构罚款下限（元）", "fine, at least (yuan)"),
    "fine_high": Text("机构罚款上限（元）", "fine, at most (yuan)"),
    "persons_low": Text("责任人罚款下限（元）", "persons fined at least (yuan)"),
    "persons_high": Text("责任人罚款上限（元）", "persons fined at most (yuan)"),
    "joint_liability": Text("连带赔偿责任", "joint liability"),
    "serious": Text("情节严重", "serious cases"),
    "especially_great": Text("特别重大", "especially great"),
    "ban": Text("行业禁入", "ban from the trade"),
    "ban_years": Text("行业禁入年数", "years of ban from the trade"),
    "life": Text("终身", "for life"),
    "then": Text("其后", "thereafter"),
    "continued": Text("继续的", "if continued"),
    "twice_in_a_row": Text("连续两次", "twice in a row"),
    "suspension_months": Text("暂停月数", "months of suspension"),
    "suspension_months_low": Text("暂停月数下限", "months of suspension, at least"),
    "suspension_months_high": Text("暂停月数上限", "months of suspension, at most"),
    "no_application_years": Text("不得再申请的年数", "years without a new application"),
    "deaths": Text("死亡人数", "deaths"),
    "serious_injuries": Text("重伤人数", "serious injuries"),
    "penalties_in_two_years": Text("二年内受行政处罚次数", "penalties within two years"),
    "warning": Text("警告", "warning"),
    "fine": Text("罚款", "fine"),
    "confiscation": Text("没收违法所得", "confiscation of illegal gains"),
    "revocation": Text("吊销", "revocation"),
    "rescission": Text("撤销", "rescission"),
    "suspension": Text("暂扣、暂停", "suspension"),
    "rectification": Text("责令改正", "order to put right"),
    "stop": Text("责令停止", "order to stop"),
    "stop_for_rectification": Text("责令停业整顿", "business stopped for rectification"),
}

_CREDIT = {
    "blue_from": Text("蓝级起分", "blue from (points)"),
    "yellow_from": Text("黄级起分", "yellow from (points)"),
    "red": Text("直接红级", "red at once"),
    "rerated_months": Text("复评间隔（月）", "months to the next rating"),
    "conditions_lost": Text("不再具备条件", "conditions lost"),
    "accident_liability": Text("对事故负有责任", "liable for an accident"),
    "rented_qualification": Text("出租资质", "qualification rented out"),
    "nominal_affiliation": Text("挂靠", "operating under another's qualification"),
    "false_report": Text("虚假报告", "false report"),
    "credit_record": Text("不良信用记录", "credit record"),
    "serious_dishonesty": Text("严重失信", "serious dishonesty"),
}

_DAYS = {
    "month": Text("月", "month"),
    "day": Text("日", "day"),
    "year": Text("年度", "year"),
    "next": Text("次年", "the next"),
    "days": Text("天数", "days"),
    "unit": Text("单位", "unit"),
    "of": Text("所在月", "of"),
    "first_month_after_quarter": Text("季度后第一个月", "the first month after the quarter"),
}

_KINDS = {
    "evaluation": Text("安全评价机构", "safety evaluation"),
    "testing": Text("检测检验机构", "testing"),
    "jia": Text("甲级", "grade A"),
    "yi": Text("乙级", "grade B"),
    "setting": Text("设定", "setting"),
}

_FIELDS = {
    "address": Text("地址", "address"),
    "authors": Text("报告编制人", "authors"),
    "authority": Text("机关", "authority"),
    "basis": Text("依据", "basis"),
    "cause": Text("事由", "cause"),
    "contacts": Text("联系人、联系方式", "contacts"),
    "content": Text("内容", "content"),
    "counterpart_code": Text("相对人代码", "code of the party"),
    "equipment": Text("仪器设备", "equipment"),
    "evaluators": Text("安全评价师", "evaluators"),
    "experts": Text("专家", "experts"),
    "fixed_assets": Text("固定资产", "fixed assets"),
    "introduction": Text("机构简介", "introduction"),
    "lab": Text("实验室", "laboratory"),
    "leader": Text("项目组长", "team leader"),
    "legal_representative": Text("法定代表人", "legal representative"),
    "name": Text("名称", "name"),
    "number": Text("文号", "number"),
    "office_address": Text("办公地址", "office address"),
    "onsite": Text("到场情况", "on site"),
    "other": Text("其他", "other"),
    "process_control_leader": Text("过程控制负责人", "process-control director"),
    "project": Text("项目", "project"),
    "public_service": Text("公益服务", "public service"),
    "registered_address": Text("注册地址", "registered address"),
    "registered_capital": Text("注册资本", "registered capital"),
    "result": Text("结果", "result"),
    "reviewers": Text("报告审核人", "reviewers"),
    "safety_engineers": Text("注册安全工程师", "safety engineers"),
    "scope": Text("业务范围", "scope"),
    "signatory": Text("授权签字人", "authorised signatory"),
    "submitted_on": Text("提交日期", "submitted on"),
    "summary": Text("项目简介", "summary"),
    "technical_leader": Text("技术负责人", "technical director"),
    "type": Text("类别", "type"),
}

_WORK = {
    "peer": Text("同行评议", "peer review"),
    "internal": Text("内部审核", "internal review"),
    "technical": Text("技术负责人审核", "review by the technical director"),
    "process_control": Text("过程控制审核", "process-control review"),
    "state_level": Text("国家级项目", "state-level projects"),
    "cross_province": Text("跨省项目", "projects across provinces"),
    "highly_toxic": Text("剧毒化学品", "highly toxic chemicals"),
    "large": Text("剧毒化学品等大型生产企业", "large producers of highly toxic chemicals and the like"),
    "state_secret": Text("国家秘密", "state secret"),
    "trade_secret": Text("商业秘密", "trade secret"),
    "privacy": Text("个人隐私", "privacy"),
    "hearing": Text("听证", "hearing"),
    "inspection": Text("检验", "inspection"),
    "test": Text("检测", "test"),
    "appraisal": Text("鉴定", "appraisal"),
    "expert_review": Text("专家评审", "expert review"),
    "social_insurance": Text("社会保险缴费", "social insurance"),
}

WORDS = {scope.value: scope.label for scope in Scope} | _PENALTIES | _CREDIT | _DAYS | _KINDS | _FIELDS | _WORK

INSTRUMENTS = {
    "law": Text("法律", "law"),
    "regulation": Text("行政法规", "administrative regulation"),
    "department_rule": Text("部门规章", "department rule"),
    "judicial_interpretation": Text("司法解释", "judicial interpretation"),
    "normative": Text("规范性文件", "normative document"),
    "standard": Text("标准", "standard"),
    "notice": Text("通知", "notice"),
    "local": Text("地方文件", "local document"),
}

READ = {
    "none": Text("未读", "unread"),
    "title": Text("只见题名", "title only"),
    "part": Text("读过部分", "read in part"),
    "whole": Text("读过全文", "read whole"),
}

CASES = {
    "before": Text("规定施行前一天", "the day before the law"),
    "hit": Text("应当发现", "must be found"),
    "miss": Text("不应当发现", "must not be found"),
    "edge": Text("边界", "a bound"),
    "look-alike": Text("相似而正当", "honest, but looks alike"),
}
