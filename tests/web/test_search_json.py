from __future__ import annotations

from flask.testing import FlaskClient

from noticesearch.parameters import ACCEPTED
from noticesearch.query import FACETS
from tests.web.corpus import inspection


def test_the_answer_has_exactly_the_promised_shape(site: FlaskClient) -> None:
    response = site.get("/search.json?q=1519户")
    assert response.mimetype == "application/json"
    answer = response.get_json()
    assert list(answer) == [
        *("query", "total", "took_ms", "page", "pages", "next", "results", "facets", "did_you_mean", "warnings"),
    ]
    assert (answer["total"], answer["page"], answer["pages"], answer["next"]) == (1, 1, 1, None)
    assert answer["did_you_mean"] is None
    assert answer["warnings"] == []
    assert list(answer["facets"]) == list(FACETS)


def test_a_result_says_everything_a_list_needs(site: FlaskClient) -> None:
    (result,) = site.get("/search.json?q=1519户").get_json()["results"]
    snippets, findings = result.pop("snippets"), result.pop("findings")
    notice = inspection()
    assert result == {
        "id": notice.id,
        "source_id": None,
        "url": "https://news.example.cn/2020/inspection.html",
        "title": "省委专项巡视三个县整改情况公布",
        "published": "2020-03-11T13:03:00+08:00",
        "written": "2020-03-05",
        "source": "黔中新闻",
        "site": "news.example.cn",
        "issuer": "省委巡视工作领导小组办公室",
        "doc_number": "黔巡发〔2020〕5号",
        "counties": [
            {"code": "520524", "name": "织金县", "current_codes": ["520524"]},
            {"code": "520626", "name": "德江县", "current_codes": ["520626"]},
            {"code": "522726", "name": "独山县", "current_codes": ["522726"]},
        ],
        "issues": ["住房保障", "主体责任", "医疗保障", "产业发展"],
        "duplicates": 1,
    }
    body = next(each for each in snippets if each["field"] == "body")
    assert (body["part"], body["county"]) == (1, "织金县")
    assert [body["text"][start:end] for start, end in body["marks"]] == ["1519户"]
    finding = notice.parts[1].findings[0]
    assert findings[0] == {
        "number": 1,
        "issue": "住房保障推进缓慢",
        "issue_types": ["住房保障"],
        "response": finding.response,
        "start": finding.start,
        "end": finding.end,
        "status": "未说明",
    }


def test_a_facet_value_carries_the_address_that_switches_it(site: FlaskClient) -> None:
    facets = site.get("/search.json?q=专项巡视&county=520524").get_json()["facets"]
    assert facets["county"]["distinct"] == 3
    assert facets["county"]["values"][:2] == [
        {
            "value": "520524",
            "label": "织金县",
            "count": 1,
            "selected": True,
            "toggle_url": "/search.json?q=%E4%B8%93%E9%A1%B9%E5%B7%A1%E8%A7%86",
        },
        {
            "value": "520626",
            "label": "德江县",
            "count": 1,
            "selected": False,
            "toggle_url": "/search.json?q=%E4%B8%93%E9%A1%B9%E5%B7%A1%E8%A7%86&county=520524&county=520626",
        },
    ]


def test_the_count_of_a_value_is_the_total_with_it_alone(site: FlaskClient) -> None:
    facets = site.get("/search.json?q=农村").get_json()["facets"]
    counted = {(name, value["value"]): value["count"] for name, facet in facets.items() for value in facet["values"]}
    totals = {
        (name, value): site.get("/search.json", query_string={"q": "农村", name: value}).get_json()["total"]
        for name, value in counted
    }
    assert counted == totals


def test_pages_follow_each_other(site: FlaskClient) -> None:
    answer = site.get("/search.json?per_page=30").get_json()
    assert (answer["total"], answer["pages"], answer["next"], len(answer["results"])) == (33, 2, 2, 30)
    assert site.get("/search.json?per_page=30&page=2").get_json()["next"] is None


def test_a_parameter_that_cannot_be_read_is_an_error_that_names_it_and_the_accepted_ones(site: FlaskClient) -> None:
    response = site.get("/search.json?q=医疗&colour=red&lang=en")
    assert response.status_code == 400
    accepted = ", ".join(ACCEPTED)
    message = f"there is no parameter 'colour'; the parameters are: {accepted}."
    assert response.get_json() == {
        "error": message,
        "status": 400,
        "problems": [{"parameter": "colour", "value": "", "message": message}],
        "accepted": list(ACCEPTED),
    }


def test_what_was_cut_down_is_a_warning(site: FlaskClient) -> None:
    warnings = site.get("/search.json?q=巡视&per_page=5000").get_json()["warnings"]
    assert warnings == [
        {"code": "clamped", "message": "参数 per_page 最大是 100，已按 100 处理。", "words": ["per_page"]}
    ]


def test_the_query_is_given_back_under_its_parameters(site: FlaskClient) -> None:
    query = site.get("/search.json?q=巡视&in=title&county=520524&from=2019&sort=newest").get_json()["query"]
    assert query == {
        "q": "巡视",
        "in": "title",
        "mode": "smart",
        "county": ["520524"],
        "issue": [],
        "issue_group": [],
        "status": [],
        "province": [],
        "prefecture": [],
        "year": [],
        "source": [],
        "site": [],
        "not_county": [],
        "mention": [],
        "from": "2019-01-01",
        "to": None,
        "date_field": "published",
        "scope": "part",
        "dup": "collapse",
        "sort": "newest",
        "page": 1,
        "per_page": 10,
        "synonyms": True,
        "lang": "zh",
    }
