"""Addresses of what is granted and paid: claims, payments, and the flags of fraud tests."""

from django.urls import path

from gainful.web import claims, claims_acts, flags, payments, payments_acts, payments_back

urlpatterns = [
    path("payments/", payments.payments, name="payments"),
    path("payments/back/", payments_back.payments_back, name="payments_back"),
    path("payments/back/<slug:key>/demand/", payments_back.payment_demand, name="payment_demand"),
    path("payments/back/<slug:key>/in/", payments_back.payment_paid_back, name="payment_paid_back"),
    path("payments/back/<slug:key>/write-off/", payments_back.payment_write_off, name="payment_write_off"),
    path(
        "payments/back/<slug:key>/write-off/agree/",
        payments_back.payment_write_off_agree,
        name="payment_write_off_agree",
    ),
    path("payments/gather/", payments_acts.payments_gather, name="payments_gather"),
    path("payments/make/", payments_acts.payments_make, name="payments_make"),
    path("payments/budgets/", payments.budgets, name="budgets"),
    path("payments/books/", payments.payment_books, name="payment_books"),
    path("payments/<slug:key>/", payments.payment_batch, name="payment_batch"),
    path("payments/<slug:key>/check/", payments_acts.payment_check, name="payment_check"),
    path("payments/<slug:key>/return/", payments_acts.payment_return, name="payment_return"),
    path("payments/<slug:key>/release/", payments_acts.payment_release, name="payment_release"),
    path("payments/<slug:key>/file/", payments_acts.payment_file, name="payment_file"),
    path("payments/<slug:key>/answer/", payments_acts.payment_answer, name="payment_answer"),
    path("flags/", flags.flags, name="flags"),
    path("flags/run/", flags.flags_run, name="flags_run"),
    path("flags/run/<slug:key>/stop/", flags.flags_stop, name="flags_stop"),
    path("flags/<slug:key>/", flags.flag, name="flag"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<slug:key>/", claims.claim, name="claim"),
    path("claims/<slug:key>/decide/", claims_acts.decided, name="claim_decide"),
    path("claims/<slug:key>/approve/", claims_acts.approved, name="claim_approve"),
    path("claims/<slug:key>/return/", claims_acts.returned, name="claim_return"),
    path("claims/<slug:key>/evidence/", claims_acts.evidence, name="claim_evidence"),
    path("claims/<slug:key>/fact/", claims_acts.fact, name="claim_fact"),
    path("claims/<slug:key>/withdraw/", claims_acts.withdrawn, name="claim_withdraw"),
    path("claims/<slug:key>/letter/", claims_acts.letter, name="claim_letter"),
    path("claims/<slug:key>/told/", claims_acts.told, name="claim_told"),
    path("claims/<slug:key>/object/", claims_acts.objected, name="claim_object"),
    path("claims/<slug:key>/answer/", claims_acts.answered, name="claim_answer"),
    path("claims/<slug:key>/reopened/", claims_acts.reopened, name="claim_reopened"),
]
