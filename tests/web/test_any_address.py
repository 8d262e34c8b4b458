"""Whatever is typed into the address bar: an answer or a clear refusal, never a fault of ours."""

from __future__ import annotations

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noticesearch.parameters import ACCEPTED
from noticesearch_web.headers import SECURITY

VALUES = st.text(max_size=40) | st.sampled_from(
    ["520524", "_none", "2019-06", "医疗 OR (教育", '"1号', "-x", "part", "2"]
)
PAIRS = st.lists(st.tuples(st.sampled_from(ACCEPTED) | st.text(max_size=8), VALUES), max_size=6)
PATHS = st.sampled_from(["/", "/search.json", "/help", "/notice/"]) | st.text(max_size=20).map(
    lambda text: f"/{text.replace('?', '').lstrip('/')}"  # behind ? stand the pairs, behind // a host
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, pairs=PAIRS)
def test_every_address_has_an_answer_or_a_refusal(site: FlaskClient, path: str, pairs: list[tuple[str, str]]) -> None:
    response = site.get(path, query_string=pairs)
    assert response.status_code in (200, 308, 400, 404)
    assert {name: response.headers.get(name) for name in SECURITY} == SECURITY
