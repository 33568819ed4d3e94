"""Every act of this chapter, as pages and other chapters ask for them."""

from mingjian_web.accounts.absences import Absence, end_stand_in, set_stand_in
from mingjian_web.accounts.office_acts import OfficeFacts, keep_office
from mingjian_web.accounts.opening import Person, change_account, close_account, open_account, reopen_account
from mingjian_web.accounts.passwords import (
    OneTime,
    agree_reset,
    ask_reset,
    change_password,
    refuse_reset,
    reset_password,
)
from mingjian_web.accounts.roles import grant_role, take_back_role
from mingjian_web.accounts.saved import delete_view, save_view

__all__ = [
    "Absence",
    "OfficeFacts",
    "OneTime",
    "Person",
    "agree_reset",
    "ask_reset",
    "change_account",
    "change_password",
    "close_account",
    "delete_view",
    "end_stand_in",
    "grant_role",
    "keep_office",
    "open_account",
    "refuse_reset",
    "reopen_account",
    "reset_password",
    "save_view",
    "set_stand_in",
    "take_back_role",
]
