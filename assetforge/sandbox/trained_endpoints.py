"""Trained models: listed, shown and changed; training is for Enterprise plans, and refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.sandbox.body_fields import MODEL_CHANGES
from assetforge.sandbox.listing import list_answer
from assetforge.sandbox.moment import iso
from assetforge.sandbox.premises import USERNAME
from assetforge.sandbox.refusal import RefusalError, json_answer

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.sandbox.message import HttpAnswer
    from assetforge.sandbox.premises import Premises
    from assetforge.sandbox.trained_model import TrainedModel
    from assetforge.sandbox.visit import Visit


def list_models(visit: Visit) -> HttpAnswer:
    """Answer with a page of trained models.

    Raises:
        RefusalError: 400, the query is wrong.
    """
    premises, query = visit.premises, visit.request.query
    models = sorted(premises.trained.values(), key=lambda model: -model.created_at)
    searched = query.get("search", "").lower()
    models = [model for model in models if searched in model.name.lower()]
    others = {name: wish for name, wish in query.items() if name != "search"}
    return list_answer(
        "/models", models, lambda model: _record(premises, model), others,
        premises.settings.dialect,
    )  # fmt: skip


def show_model(visit: Visit) -> HttpAnswer:
    """Answer with one trained model.

    Raises:
        RefusalError: 400 or 404.
    """
    return json_answer(_record(visit.premises, _found(visit)))


def change_model(visit: Visit) -> HttpAnswer:
    """Change what is said of a trained model, or whether it is active.

    Raises:
        RefusalError: 400 or 404.
    """
    body, model = visit.body(MODEL_CHANGES), _found(visit)
    changed = replace(
        model, description=str(body.get("description", model.description)),
        privacy=str(body.get("privacy", model.privacy)),
        is_active=bool(body.get("isActive", model.is_active)),
    )  # fmt: skip
    visit.premises.trained[model.id] = changed
    return json_answer(_record(visit.premises, changed))


def train_model(_visit: Visit) -> HttpAnswer:
    """Refuse.

    Raises:
        RefusalError: 403, always.
    """
    raise RefusalError(403, "training needs an Enterprise plan")


def _found(visit: Visit) -> TrainedModel:
    model = visit.premises.trained.get(visit.id)
    if model is None:
        raise RefusalError(404, f"model {visit.id} not found")
    return model


def _record(premises: Premises, model: TrainedModel) -> dict[str, Json]:
    return {
        "id": model.id, "name": model.name, "class": model.group, "status": model.status,
        "privacy": model.privacy, "isActive": model.is_active, "usages": 0,
        "description": model.description, "createdAt": iso(model.created_at),
        "user": {"id": premises.user, "username": USERNAME},
    }  # fmt: skip
