"""Fields that screen readers can follow."""

import re

from django import forms
from django.template import Context, Template
from django.utils.translation import override


class Profile(forms.Form):
    name = forms.CharField(label="Full name", help_text="As you want us to call you.")
    reach = forms.ChoiceField(
        label="How far?", widget=forms.RadioSelect, choices=[("10", "10 km"), ("30", "30 km")]
    )
    note = forms.CharField(label="Note", required=False)
    agreed = forms.BooleanField(label="I agree")


def test_label_hint_and_error_are_tied_to_the_control() -> None:
    field = str(Profile({"name": ""})["name"].as_field_group())
    assert '<label for="id_name">' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'id="id_name_helptext"' in field
    assert 'id="id_name_error"' in field
    assert 'aria-invalid="true"' in field


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    field = str(Profile({})["reach"].as_field_group())
    assert '<fieldset id="id_reach" aria-describedby="id_reach_error">' in field
    assert re.search(r"<legend>How far\?\s*</legend>", field)
    assert len(re.findall('<label class="choice" for="id_reach_[01]"', field)) == 2


def test_only_optional_fields_are_marked() -> None:
    form = str(Profile())
    assert form.count("(optional)") == 1
    assert "*" not in form


def test_a_checkbox_stands_before_its_words() -> None:
    field = str(Profile()["agreed"].as_field_group())
    assert field.index("<input") < field.index("I agree")


def test_the_error_summary_links_to_each_field() -> None:
    source = "{% load homeward %}{% error_summary form %}"
    text = Template(source).render(Context({"form": Profile({})}))
    for target in ("#id_name", "#id_reach", "#id_agreed"):
        assert f'href="{target}"' in text
    assert 'tabindex="-1"' in text


def test_django_s_own_errors_are_said_in_the_reader_s_language() -> None:
    with override("kk"):
        assert "Бұл жерді толтырыңыз." in str(Profile({"name": ""})["name"].errors)


def test_what_people_type_is_escaped() -> None:
    field = str(Profile({"name": '"><script>'})["name"].as_field_group())
    assert "<script>" not in field
