"""What the tables of counts say, Chinese and English side by side; part of texts.py."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TABLE_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Any table
        "table_total": ("合计", "Total"),
        "table_whole": ("{name}（不分县区）", "{name} (as a whole)"),
        "table_show": ("显示", "Show"),
        "table_none": ("无", "None"),
        "table_scroll": ("表格，可左右滚动", "Table, can be scrolled sideways"),
        "table_paged": (
            "这里是第 {first}–{last} 行，共 {count} 行；全部行见 CSV。",
            "These are rows {first} to {last} of {count}; the CSV has all rows.",
        ),
        "table_clamped": (
            "没有第 {asked} 页，这里是第 {given} 页。",
            "There is no page {asked}; this is page {given}.",
        ),
        "as_csv": ("以 CSV 取得全表", "The whole table as CSV"),
        "as_json_table": ("以 JSON 取得全表", "The whole table as JSON"),
        # Matrix
        "matrix": ("问题矩阵", "Matrix of findings"),
        "matrix_caption": ("各{rows}的问题数，按{columns}", "Findings by {rows} and {columns}"),
        "matrix_rows": ("行", "Rows"),
        "matrix_columns": ("列", "Columns"),
        "matrix_note": (
            "每个数字是问题的个数，点开可见这些问题。一个问题可以属于几类、涉及几地，所以合计按问题计，不是各格之和。"
            "底色越深，数字越大。",
            "Each number counts findings and leads to them. A finding may have several types and places, so totals "
            "count findings and are not sums of cells. The deeper the tint, the larger the number.",
        ),
        "matrix_grouped": (
            "出现的问题类型超过 {count} 种，这里按大类列出。",
            "More than {count} issue types occur, so their groups are shown.",
        ),
        "matrix_types": ("按问题类型列出", "Show issue types"),
        "matrix_silence": (
            "没有数字，可能只是没有采集到通知：",
            "Where there is no number, there may be no notice either: ",
        ),
        # Coverage
        "coverage": ("通知的覆盖范围", "Coverage"),
        "caption_month": ("各地各月的通知数（{place}）", "Notices by month ({place})"),
        "caption_year": ("各地各年的通知数（{place}）", "Notices by year ({place})"),
        "coverage_note": (
            "每个数字是收录的通知篇数（转载并作一篇），点开可见这些通知。没有通知，不等于没有问题。",
            "Each number counts the notices held (reposts as one) and leads to them. "
            "No notice does not mean no problem.",
        ),
        "coverage_limited": (
            "下表只计符合上列条件的通知；去掉条件才是收录的全部。",
            "Only notices that meet the conditions above are counted; without them, all that are held.",
        ),
        "silent_province": (
            "{count} 个省级行政区中，{silent} 个没有任何通知。",
            "Of {count} provinces, {silent} have no notice at all.",
        ),
        "silent_province_limited": (
            "{count} 个省级行政区中，{silent} 个没有符合条件的通知。",
            "Of {count} provinces, {silent} have no notice that meets the conditions.",
        ),
        "silent_county": (
            "{place}现有 {count} 个县区，其中 {silent} 个没有任何通知。",
            "Of the {count} counties of {place}, {silent} have no notice at all.",
        ),
        "silent_county_limited": (
            "{place}现有 {count} 个县区，其中 {silent} 个没有符合条件的通知。",
            "Of the {count} counties of {place}, {silent} have no notice that meets the conditions.",
        ),
        "coverage_unplaced": (
            "另有 {count} 篇通知未识别出县区，列在最后。",
            "{count} notices in which no county was recognised are listed last.",
        ),
        "coverage_unplaced_one": (
            "另有 1 篇通知未识别出县区，列在最后。",
            "1 notice in which no county was recognised is listed last.",
        ),
        "coverage_all_provinces": ("全国", "All of China"),
        "coverage_all_years": ("各年", "All years"),
        "coverage_undated": ("未注明日期", "No date"),
        "coverage_first": ("最早", "First"),
        "coverage_last": ("最晚", "Last"),
    }
)
