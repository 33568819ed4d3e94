"""The process that loads the demonstration serves it too, on its calendar, without being started again."""

from __future__ import annotations

from datetime import timedelta

from mingjian_web import moment
from mingjian_web.config import setting_up
from mingjian_web.config.home import Province


def test_the_first_start_already_knows_the_province_and_its_day(tmp_path, settings, monkeypatch):
    settings.PROVINCE, settings.CLOCK_SHIFT = None, timedelta(0)
    loaded_on = moment.today()
    first_day = loaded_on + timedelta(days=40)
    invented = Province("lanchuan", "岚川省", "Lanchuan", first_day.isoformat(), loaded_on.isoformat())
    monkeypatch.setattr(setting_up, "_demonstration", lambda _folder: invented)
    setting_up.load_demonstration(tmp_path)
    assert invented == settings.PROVINCE
    assert moment.today() - first_day in (timedelta(0), timedelta(days=1))
