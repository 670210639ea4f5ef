"""Recording a course by hand, putting it right, and giving somebody a seat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.registry.models import Person
from gainful.terms.people_numbers import mask
from gainful.training.actions import correct_course, enrol, record_course
from gainful.training.models import Course
from gainful.web.form_fields import AskForm, CodeField, DayField
from gainful.web.people_rows import township_names
from gainful.web.people_status import name_words
from gainful.web.person_acts import ask
from gainful.web.screen import done, screen
from gainful.words import label

RECORD = "training.record"
MOST_FOUND = 20


class CourseForm(AskForm):
    """A course."""

    intro = gettext_lazy("What is not known stays empty.")
    button = gettext_lazy("Keep the course")

    number = forms.CharField(label=gettext_lazy("Number of the course"), max_length=40)
    provider = forms.CharField(label=gettext_lazy("Provider"), max_length=120, required=False)
    occupation = CodeField("occupations", label=gettext_lazy("Trade"), required=False, leaving=("any",))
    kind = CodeField("course_types", label=gettext_lazy("Kind"), required=False)
    starts_on = DayField(label=gettext_lazy("First day"), required=False)
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Length in days"), required=False, min_value=1, max_value=366
    )


class CorrectCourseForm(CourseForm):
    """What is stated of a course, to be put right; number and provider stay."""

    button = gettext_lazy("Put it right")
    number = None
    provider = None


def searched(request: HttpRequest, course: Course) -> dict[str, Any]:
    """People who fit a search and have no seat yet, for who may enrol them; context of the course's page."""
    text = request.GET.get("q", "").strip()[:60]
    if not text or not request.actor.may(RECORD, course.area):
        return {"text": text, "found": []}
    people = Person.objects.visible_to(request.actor, RECORD).current().search(text)
    people = people.exclude(enrolments__course=course).order_by("name_pinyin", "pk")[:MOST_FOUND]
    places = township_names({one.area for one in people}, request.on)
    found = [
        {
            "person": one,
            "name": name_words(one),
            "township": places.get(one.area, ""),
            "number": mask(one.unsealed("id_number")) if one.id_number_sealed else "",
        }
        for one in people
    ]
    return {"text": text, "found": found}


def _course(request: HttpRequest, key: str) -> Course:
    found: Course | None = Course.objects.visible_to(request.actor, RECORD).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right=RECORD, title=gettext_lazy("New course"), methods=("GET", "POST"))
def course_new(request: HttpRequest) -> HttpResponse:
    """A course recorded by hand at this officer's office."""
    made: list[Course] = []

    def write(request: HttpRequest, area: int, said: dict[str, Any]) -> str:
        made.append(record_course(actor=request.actor, area=area, **said))
        return _("The course is recorded. Add people to it by their names.")

    office = max(low for low, _high in request.actor.spans(RECORD))
    answer = ask(
        request, form_class=CourseForm, start={}, subject=office, write=write, to=reverse("training"),
        context={"title": _("New course")},
    )  # fmt: skip
    if made:
        answer["Location"] = reverse("course", kwargs={"key": made[0].key})
    return answer


def _correct(request: HttpRequest, found: Course, said: dict[str, Any]) -> str:
    correct_course(actor=request.actor, course=found, changes=said)  # type: ignore[arg-type]
    return _("The course is put right.")


@screen(right=RECORD, title=gettext_lazy("Put a course right"), methods=("GET", "POST"))
def course_correct(request: HttpRequest, key: str) -> HttpResponse:
    """What is stated of a course."""
    found = _course(request, key)
    start = {name: getattr(found, name) for name in CorrectCourseForm.base_fields}
    about = f"{found.number} {label('occupations', found.occupation)}"
    return ask(
        request, form_class=CorrectCourseForm, start=start, subject=found, write=_correct,
        to=reverse("course", kwargs={"key": key}), context={"title": _("Put a course right"), "about": about},
    )  # fmt: skip


@screen(right=RECORD, title=gettext_lazy("Enrol"), methods=("POST",))
def course_enrol(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody gets a seat."""
    found = _course(request, key)
    wanted = request.POST.get("person", "")
    person = Person.objects.visible_to(request.actor, RECORD).filter(key=wanted).first()
    if person is None:
        raise Http404
    enrol(actor=request.actor, course=found, person=person)
    sentence = _("%(name)s has a seat.") % {"name": name_words(person)}
    return done(request, sentence, reverse("course", kwargs={"key": key}))
