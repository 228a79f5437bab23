from django.urls import path

from dugout.web.handoffs import answering, debrief, handoffs, selling_side

urlpatterns = [
    path("handoffs", handoffs.handoffs, name="handoffs"),
    path("handoffs/<int:handoff_id>", handoffs.handoff, name="handoff"),
    path("accounts/<int:account_id>/handoff", selling_side.open_handoff, name="open_handoff"),
    path("handoffs/<int:handoff_id>/answers/<str:question>", debrief.answer_question, name="answer_question"),
    path("handoffs/<int:handoff_id>/submit", selling_side.submit_handoff, name="submit_handoff"),
    path("handoffs/<int:handoff_id>/withdraw", selling_side.withdraw_handoff, name="withdraw_handoff"),
    path("handoffs/<int:handoff_id>/accept", answering.accept_handoff, name="accept_handoff"),
    path("handoffs/<int:handoff_id>/return", answering.return_handoff, name="return_handoff"),
    path("handoffs/<int:handoff_id>/receiver", handoffs.choose_receiver, name="choose_receiver"),
]
