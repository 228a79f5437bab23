from django.urls import path

from dugout.web.signin import first_admin, invitations, sessions

urlpatterns = [
    path("sign-in", sessions.sign_in, name="sign_in"),
    path("sign-out", sessions.sign_out, name="sign_out"),
    path("be/<int:person_id>", sessions.be_demo_person, name="be_demo_person"),
    path("welcome/<str:secret>", first_admin.become_first_admin, name="become_first_admin"),
    path("invitation/<str:secret>", invitations.accept_invitation, name="accept_invitation"),
]
