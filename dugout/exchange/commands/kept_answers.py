"""The answers of writes that carried an Idempotency-Key."""

from datetime import datetime, timedelta

from dugout.exchange.models import KeptAnswer

# A caller who lost an answer asks for it again within minutes.
KEPT_FOR = timedelta(days=1)


def reserve_key(*, token_id: int, key: str, request_digest: str, at: datetime) -> KeptAnswer:
    """This key's row, made now or by an earlier request; one who comes while another works waits for it.

    Needs an open transaction: a rollback gives the key back. The caller compares the digest.
    """
    KeptAnswer.objects.bulk_create(
        [KeptAnswer(token_id=token_id, key=key, request_digest=request_digest, at=at)],
        ignore_conflicts=True,
    )
    return KeptAnswer.objects.select_for_update().get(token_id=token_id, key=key)


def keep_answer(*, kept: KeptAnswer, status: int, headers: dict[str, str], body: str | None) -> None:
    """Writes down what was answered, in the transaction of the write itself. A secret is not kept."""
    kept.status = status
    kept.headers = headers
    kept.body = body
    kept.save(update_fields=["status", "headers", "body"])


def forget_answers(*, at: datetime) -> int:
    """Takes the bodies off that nobody will ask for any more; returns how many. That the key was used stays."""
    return KeptAnswer.objects.filter(body__isnull=False, at__lte=at - KEPT_FOR).update(body=None)
