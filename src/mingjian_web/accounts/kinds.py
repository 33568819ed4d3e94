"""The sorts and levels of offices, as pages may ask for them too."""

from __future__ import annotations

from mingjian.terms import Term


class OfficeLevel(Term):
    """The level of an office."""

    NATIONAL = "national", "国家", "national"
    PROVINCE = "province", "省", "province"
    PREFECTURE = "prefecture", "市（地）", "prefecture"
    COUNTY = "county", "县", "county"


class OfficeKind(Term):
    """What sort of office it is. Only territorial ones need a territory."""

    TERRITORIAL = "territorial", "属地机关", "territorial"
    DIRECTLY_ADMINISTERED = "directly_administered", "省直管", "directly administered"
    SYSTEM = "system", "系统机关（无属地）", "system bureau without territory"
    STATIONED = "stationed", "派驻机构", "stationed"
    COUNCIL_OFFICE = "council_office", "议事协调机构办公室", "office of a coordinating body"
    DIVISION = "division", "内设处（科）室", "division or section"
