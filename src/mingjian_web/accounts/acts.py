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
    "exchange.exported_list": Text("导出列表", "exported a list"),
    "findings.end_recusal": Text("解除疑点回避", "ended a recusal"),
    "findings.hand_over": Text("移交疑点", "handed findings over"),
    "findings.received": Text("收入筛查结果", "took in a screening's findings"),
    "findings.recuse": Text("登记疑点回避", "recorded a recusal"),
}


def act_label(code: str) -> Text:
    """The words of an act; its code where no words are known."""
    return ACTS.get(code) or Text(code, code)
