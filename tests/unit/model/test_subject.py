import pytest

from lagebild.model.subject import Judgement, Subject


def make_judgement(left_id: str = "b", right_id: str = "a", by: str = "anna") -> Judgement:
    return Judgement(left_id=left_id, right_id=right_id, verdict="same", by=by, reason="same photograph")


def test_judgement_pair_does_not_depend_on_which_is_left():
    assert make_judgement("b", "a").pair == make_judgement("a", "b").pair == ("a", "b")


def test_judgement_about_one_entity_alone_is_refused():
    with pytest.raises(ValueError, match="both ids are 'a'"):
        make_judgement("a", "a")


@pytest.mark.parametrize(("by", "expected"), [("rule:lei", True), ("anna", False), ("ruler", False)])
def test_judgement_knows_whether_a_rule_made_it(by, expected):
    assert make_judgement(by=by).is_by_rule is expected


def test_subject_to_json_holds_plain_values():
    subject = Subject(
        id="subject-a", entity_ids=("a", "b"), authorities=("EU", "UNSC"), judgements=(make_judgement(),)
    )
    assert subject.to_json() == {
        "id": "subject-a",
        "entity_ids": ["a", "b"],
        "authorities": ["EU", "UNSC"],
        "judgements": [
            {
                "left_id": "b",
                "right_id": "a",
                "verdict": "same",
                "by": "anna",
                "reason": "same photograph",
                "evidence": (),
                "score": None,
            }
        ],
    }
