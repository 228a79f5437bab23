from django.urls import path

from dugout.web.people import people, persons

urlpatterns = [
    path("people", people.people, name="people"),
    path("people/new", persons.add_person, name="add_person"),
    path("people/<int:person_id>", people.person, name="person"),
    path("people/<int:person_id>/edit", persons.correct_person, name="correct_person"),
    path("people/<int:person_id>/post", persons.change_post, name="change_post"),
    path("people/<int:person_id>/invite", persons.invite, name="invite"),
]
