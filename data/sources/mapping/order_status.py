"""Words for what became of an order or a payment, as shops and payment services write them."""

from __future__ import annotations

NOT_PAID = (
    *(
        "failed",
        "failure",
        "declined",
        "rejected",
        "error",
        "canceled",
        "cancelled",
        "void",
        "voided",
    ),
    *(
        "expired",
        "abandoned",
        "draft",
        "pending",
        "unpaid",
        "incomplete",
        "open",
        "on hold",
        "on-hold",
    ),
    *(
        "requires_payment_method",
        "requires_action",
        "requires_confirmation",
        "requires payment method",
    ),
    *(
        "pending payment",
        "payment failed",
        "authorized",
        "authorised",
        "uncaptured",
        "blocked",
        "test",
    ),
    *(
        "échoué",
        "échouée",
        "refusé",
        "refusée",
        "annulé",
        "annulée",
        "en attente",
        "impayé",
        "brouillon",
    ),
    *(
        "fehlgeschlagen",
        "abgelehnt",
        "storniert",
        "abgebrochen",
        "ausstehend",
        "offen",
        "unbezahlt",
    ),
    *(
        "fallido",
        "fallida",
        "rechazado",
        "rechazada",
        "cancelado",
        "cancelada",
        "pendiente",
        "anulado",
    ),
    *(
        "recusado",
        "recusada",
        "pendente",
        "falhou",
        "fallito",
        "rifiutato",
        "annullato",
        "in attesa",
    ),
)
"""Of these nothing was earned: the order was not paid, or not yet."""

GIVEN_BACK = (
    *("refunded", "fully refunded", "refund", "returned", "chargeback", "charged back", "disputed"),
    *(
        "reversed",
        "remboursé",
        "remboursée",
        "retourné",
        "erstattet",
        "zurückerstattet",
        "retourniert",
    ),
    *("reembolsado", "reembolsada", "devuelto", "devolvido", "rimborsato", "reso"),
)
"""Of these all that was earned was given back."""

PAID = (
    *("paid", "succeeded", "success", "successful", "complete", "completed", "captured", "settled"),
    *(
        "fulfilled",
        "processing",
        "delivered",
        "shipped",
        "partially refunded",
        "partially_refunded",
    ),
    *("payé", "payée", "terminé", "terminée", "bezahlt", "abgeschlossen", "pagado", "completado"),
    *("pago", "concluído", "pagato", "completato"),
)
"""Words that prove a column to be about payments."""
