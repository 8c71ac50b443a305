"""Comments: the form under a text, the writer's own page of a comment."""

from django import forms
from django.core.validators import EmailValidator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.press import commenting
from mithaq.press.forms import from_here
from mithaq.press.models import Comment
from mithaq.press.sentences import sentence
from mithaq.press.views.texts import conditions, find, shown
from mithaq.record.errors import Refusal


class CommentForm(forms.Form):
    """Name and e-mail are required; the trap is a field that no person sees."""

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.CharField(label=_("E-mail"), max_length=254, validators=[EmailValidator()])
    text = forms.CharField(label=_("Comment"), max_length=commenting.LONGEST, widget=forms.Textarea)
    accepted = forms.BooleanField(label=_("I accept the conditions of commenting."))
    website = forms.CharField(required=False)

    def clean_name(self) -> str:
        """Return the name without markup; what is nothing but markup is no name."""
        return self._words("name")

    def clean_text(self) -> str:
        """Return the words without markup."""
        return self._words("text")

    def _words(self, field: str) -> str:
        found = commenting.plain(self.cleaned_data[field])
        if not found:
            raise forms.ValidationError(self.fields[field].error_messages["required"])
        return found


@from_here
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show the form on its own; POST keeps a comment and leads to its writer's page."""
    story = find(slug)
    if story.withdrawn_at is not None:
        raise Http404
    form = CommentForm(request.POST or None)
    status, fault = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            if said["website"]:
                return HttpResponseRedirect(reverse("press:text", args=[language, slug]))
            try:
                _made, secret = commenting.send(
                    story,
                    name=said["name"],
                    email=said["email"],
                    text=said["text"],
                    language=language,
                    address=request.META.get("REMOTE_ADDR", ""),
                )
                return HttpResponseRedirect(reverse("press:own", args=[language, secret]))
            except Refusal as refusal:
                fault, status = sentence(refusal), 429
    context = {**shown(request, story), "form": form, "fault": fault}
    return render(request, "press/comment.html", context, status=status)


@from_here
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """Show the writer what became of their comment; POST deletes it or appeals."""
    fault, status = "", 200
    found = _own(secret)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "delete":
                commenting.delete(found)
            else:
                commenting.appeal(found, request.POST.get("why", ""))
            return HttpResponseRedirect(request.path)
        except Refusal as refusal:
            fault, status = sentence(refusal), 422
    context = {"comment": found, "fault": fault, "address": request.build_absolute_uri(request.path)}
    answer = render(request, "press/own.html", context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _own(secret: str) -> Comment:
    try:
        return commenting.own(secret)
    except Refusal as refusal:
        raise Http404 from refusal


@require_safe
def conditions_page(request: HttpRequest, language: str) -> HttpResponse:
    """Show the conditions of commenting."""
    return render(request, "press/conditions.html", {"conditions": conditions()})
