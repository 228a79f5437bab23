from django.urls import path

from dugout.web.people import absences, leaving, people, persons, posts, signing_in

PERSON = "people/<int:person_id>"

urlpatterns = [
    path("people", people.people, name="people"),
    path("people/new", persons.add_person, name="add_person"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}/edit", persons.correct_person, name="correct_person"),
    path(f"{PERSON}/post", posts.change_post, name="change_post"),
    path(f"{PERSON}/absences", absences.absences_of, name="absences_of"),
    path(f"{PERSON}/leave", leaving.leave, name="leave"),
    path(f"{PERSON}/employ-again", leaving.employ_again, name="employ_again"),
    path(f"{PERSON}/invite", signing_in.invite, name="invite"),
    path(f"{PERSON}/make-administrator", signing_in.make_administrator, name="make_administrator"),
    path(f"{PERSON}/end-administration", signing_in.end_administration, name="end_administration"),
    path("absences/<int:absence_id>/cancel", absences.cancel_absence, name="cancel_absence"),
]
