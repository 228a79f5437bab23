"""The answers of writes that carried an Idempotency-Key."""

from datetime import datetime

from dugout.exchange.models import KeptAnswer


def reserve_key(*, person_id: int, key: str, request_digest: str, at: datetime) -> KeptAnswer:
    """This key's row, made now or by an earlier request; one who comes while another works waits for it.

    Needs an open transaction: a rollback gives the key back. The caller compares the digest.
    """
    KeptAnswer.objects.bulk_create(
        [KeptAnswer(person_id=person_id, key=key, request_digest=request_digest, at=at)],
        ignore_conflicts=True,
    )
    return KeptAnswer.objects.select_for_update().get(person_id=person_id, key=key)


def keep_answer(*, kept: KeptAnswer, status: int, headers: dict[str, str], body: str) -> None:
    """Writes down what was answered, in the transaction of the write itself."""
    kept.status = status
    kept.headers = headers
    kept.body = body
    kept.save(update_fields=["status", "headers", "body"])
