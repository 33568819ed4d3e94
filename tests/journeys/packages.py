"""A small package as an office receives it: an institution the province does not know yet, one person at two sites.

Its divisions and its office are those of the invented province; everything else in it is its own.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

INSTITUTION, NAME = "i-chenghuai", "岚州澄怀安全评价有限公司"
#: 2026-10-14 from 13:40 to 16:12 at one site, from 14:25 to 17:05 at another some 150 km away.
TABLES = {
    "institutions": f"""\
id,uscc,name,kind,legal_representative,division,owner_office
{INSTITUTION},91970102MA7CH1J2AE,{NAME},evaluation,钟岱松,970102,o-ting
""",
    "clients": """\
id,uscc,name,division,lat,lon
c-chenghuai-1,91970302MA7CH1J2BU,霁园澄泉化工有限公司,970302,40.6738,151.9406
c-chenghuai-2,91970102MA7CH1J2CL,衡台岫云化工有限公司,970102,39.6877,150.7893
""",
    "people": """\
id,name,id_hash,in_field_since
p-chenghuai-1,温砚秋,5c1f0b7a9e3d4826,2015-07-01
""",
    "projects": f"""\
id,institution,client,kind,scope,division,risk_analysis_on,contract_on,site_record,office
j-chenghuai-1,{INSTITUTION},c-chenghuai-1,existing,chemical,970302,2026-09-07,2026-09-14,app,o-ting
j-chenghuai-2,{INSTITUTION},c-chenghuai-2,existing,chemical,970102,2026-09-08,2026-09-15,app,o-ting
""",
    "site_visits": """\
id,project,person,arrived_at,left_at,lat,lon,accuracy_m,task,client_signed,institution_signed,source
v-chenghuai-1,j-chenghuai-1,p-chenghuai-1,2026-10-14T13:40,2026-10-14T16:12,40.6739,151.9407,9,现场勘验,true,true,app
v-chenghuai-2,j-chenghuai-2,p-chenghuai-1,2026-10-14T14:25,2026-10-14T17:05,39.6878,150.7894,14,现场勘验,true,true,app
""",
}


def zipped(to: Path) -> Path:
    """The package as one zip."""
    contract = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "chenghuai",
        "resources": [{"name": name, "path": f"{name}.csv", "format": "csv"} for name in TABLES],
    }
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", json.dumps(contract, ensure_ascii=False))
        for name, rows in TABLES.items():
            package.writestr(f"{name}.csv", rows)
    return to
