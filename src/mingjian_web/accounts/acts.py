"""The acts of the trail in words. A test holds this list against every act the code leaves."""

from __future__ import annotations

from mingjian.terms import Text

ACTS: dict[str, Text] = {
    "accounts.agree_reset": Text("同意重设三员密码", "agreed to reset an administrator's password"),
    "accounts.ask_reset": Text("提出重设三员密码", "asked to reset an administrator's password"),
    "accounts.change": Text("变更账号", "changed an account"),
    "accounts.change_password": Text("修改密码", "changed the password"),
    "accounts.close": Text("停用账号", "closed an account"),
    "accounts.delete_view": Text("删除视图", "deleted a view"),
    "accounts.end_stand_in": Text("结束代办", "ended a stand-in"),
    "accounts.grant_role": Text("授予角色", "gave a role"),
    "accounts.keep_office": Text("维护机关", "kept an office"),
    "accounts.open": Text("开立账号", "opened an account"),
    "accounts.refuse_reset": Text("不同意重设三员密码", "did not agree to reset an administrator's password"),
    "accounts.reopen": Text("恢复账号", "reopened an account"),
    "accounts.reset_password": Text("重设密码", "reset a password"),
    "accounts.save_view": Text("保存视图", "saved a view"),
    "accounts.set_stand_in": Text("设置代办", "set a stand-in"),
    "accounts.sign_in": Text("登录", "signed in"),
    "accounts.sign_out": Text("退出", "signed out"),
    "accounts.take_back_role": Text("收回角色", "took back a role"),
    "calendar.confirmed": Text("核对采用日历", "confirmed the calendar"),
    "calendar.withdrawn": Text("撤下日历", "withdrew a calendar"),
    "exchange.confirm": Text("确认导入", "confirmed an import"),
    "exchange.export": Text("导出数据包", "exported a package"),
    "exchange.exported_list": Text("导出列表", "exported a list"),
    "exchange.exported_own": Text("导出本机构登记", "exported one's own register"),
    "exchange.refuse": Text("不予导入", "refused an import"),
    "exchange.take_in": Text("提交导入", "handed in an import"),
    "exchange.undo": Text("撤回导入", "undid an import"),
    "findings.end_recusal": Text("解除疑点回避", "ended a recusal"),
    "findings.hand_over": Text("移交疑点", "handed findings over"),
    "findings.received": Text("收入筛查结果", "took in a screening's findings"),
    "findings.recuse": Text("登记疑点回避", "recorded a recusal"),
    "law.confirmed": Text("核对采用规定", "confirmed a value of law"),
    "law.entered": Text("录入规定", "entered a value of law"),
    "law.entry_taken_back": Text("撤下录入", "took an entry back"),
    "law.refused": Text("退回录入", "sent an entry back"),
    "law.withdrawal_asked": Text("申请撤下规定", "asked to withdraw a value of law"),
    "law.withdrawn": Text("撤下规定", "withdrew a value of law"),
    "records.correct": Text("更正登记", "corrected a register"),
    "screening.run": Text("运行筛查", "ran the screening"),
}

KINDS: dict[str, Text] = {
    "account": Text("账号", "account"),
    "calendar": Text("日历", "calendar"),
    "export": Text("导出", "export"),
    "finding": Text("疑点", "finding"),
    "intake": Text("收录", "intake"),
    "law": Text("规定", "law"),
    "list": Text("列表", "list"),
    "office": Text("机关", "office"),
    "screening": Text("筛查", "screening"),
    "view": Text("视图", "view"),
}


def kind_label(code: str) -> Text:
    """What sort of thing an act was about; its code where no words are known."""
    return KINDS.get(code) or Text(code, code)


def act_label(code: str) -> Text:
    """The words of an act; its code where no words are known."""
    return ACTS.get(code) or Text(code, code)
