"""Makes provinces.tsv, communes.tsv and former.tsv from the unpacked wheel of PyPI vietnamadminunits 1.0.4 (MIT).

Usage: python3 make.py FOLDER_WITH_vietnamadminunits provinces_34.json
The second file gives the provinces merged into each and those that became centrally-run cities in 2026.
"""

import collections
import json
import pathlib
import sqlite3
import sys
import unicodedata

here = pathlib.Path(__file__).parent


def plain(text):
    marks = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in marks if not unicodedata.combining(c))


data = pathlib.Path(sys.argv[1]) / "vietnamadminunits" / "data"
cities = {p["code"]: p for p in json.loads(pathlib.Path(sys.argv[2]).read_text())["provinces"]}
base = sqlite3.connect(data / "dataset.db")
base.row_factory = sqlite3.Row
converter = json.loads((data / "converter_2025.json").read_text())


def clean(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def write(name, head, rows):
    lines = ["\t".join(row) for row in rows]
    (here / name).write_text("".join(f"{line}\n" for line in [head, *lines]))
    print(name, len(lines))


new = base.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode").fetchall()
old = base.execute("SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode").fetchall()

provinces = {}
for unit in new:
    code = unit["provinceCode"]
    kind = "Thành phố" if cities[code]["central_city_2026_10"] else "Tỉnh"
    provinces[code] = (code, clean(unit["provinceShort"]), kind, ", ".join(sorted(cities[code]["old_names"], key=plain)))
write("provinces.tsv", "code\tname\tkind\tformer", provinces.values())

write(
    "communes.tsv",
    "code\tprovince\tname",
    [(unit["wardCode"], unit["provinceCode"], clean(unit["ward"])) for unit in new],
)

code_of = {(unit["provinceKey"], unit["wardKey"]): unit["wardCode"] for unit in new}
heirs = collections.defaultdict(list)
for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
    for ward, keys in wards.items():
        for key in keys:
            heirs[key].append(code_of[province, ward])
for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
    for key, wards in divided.items():
        wards = sorted(wards, key=lambda w: not w["isDefaultNewWard"])
        heirs[key].extend(code_of[province, w["newWardKey"]] for w in wards)

rows, province, district = [], None, None
for unit in old:
    if clean(unit["province"]) != province:
        province = clean(unit["province"])
        rows.append(("province", unit["provinceCode"], province, ""))
    if unit["districtCode"] != district:
        district = unit["districtCode"]
        rows.append(("district", district, clean(unit["district"]), ""))
    key = f"{unit['provinceKey']}_{unit['districtKey']}_{unit['wardKey'] or ''}"
    rows.append(("ward", unit["wardCode"] or "", clean(unit["ward"] or ""), ",".join(heirs[key])))
write("former.tsv", "level\tcode\tname\tnow", rows)
