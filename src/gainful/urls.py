"""Every address of the site. A screen is one module under web/ and one line here."""

from django.urls import include, path
from django.views.i18n import set_language

from gainful.web import audit, figures, import_files, imports, own_account, staff, today

urlpatterns = [
    path("", today.today, name="today"),
    path("follow-ups/", today.follow_ups, name="follow_ups"),
    path("follow-ups/<slug:key>/", today.follow_up, name="follow_up"),
    path("follow-ups/<slug:key>/put-off/", today.put_off, name="put_off"),
    path("late-pay/", today.late_pay, name="late_pay"),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("gainful.accounts.urls")),
    path("imports/", imports.imports, name="imports"),
    path("imports/forms/<slug:form>.xlsx", import_files.template, name="import_template"),
    path("imports/<slug:key>/", imports.batch, name="import_batch"),
    path("imports/<slug:key>/apply/", imports.apply, name="import_apply"),
    path("imports/<slug:key>/undo/", imports.undo, name="import_undo"),
    path("imports/<slug:key>/discard/", imports.discard, name="import_discard"),
    path("imports/<slug:key>/stop/", imports.stop, name="import_stop"),
    path("imports/<slug:key>/differences/", imports.differences, name="import_differences"),
    path("imports/<slug:key>/rows/<slug:row>/", import_files.mend, name="import_mend"),
    path("imports/<slug:key>/files/<slug:file>.xlsx", import_files.annotated, name="import_annotated"),
    path("figures/", figures.figures, name="figures"),
    path("figures/release/", figures.release, name="make_release"),
    path("figures/published/", figures.published, name="published"),
    path("figures/of/<slug:name>/", figures.definition, name="figure"),
    path("figures/files/<slug:name>/<str:file>", figures.release_file, name="release_file"),
    path("me/", own_account.own_account, name="own_account"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<slug:key>/", staff.member, name="staff_member"),
    path("staff/<slug:key>/reset/", staff.reset, name="staff_reset"),
    path("staff/<slug:key>/second-factor/", staff.forget_factor, name="staff_forget_factor"),
    path("staff/<slug:key>/deactivate/", staff.off, name="staff_off"),
    path("staff/<slug:key>/reactivate/", staff.on_again, name="staff_on"),
    path("staff/<slug:key>/postings/<int:posting>/end/", staff.end, name="staff_end_posting"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<slug:key>/", audit.act, name="audit_act"),
]
