"""What the codes of the kinds of dossier say to people, one line a code, kind by kind (see `sentences`)."""

from collections.abc import Mapping


def gettext_noop(message: str) -> str:
    """Mark a message that is translated when it is shown."""
    return message


OF_KINDS: Mapping[str, str] = {
    # challenges and reviews of a programme
    "challenge-unknown": gettext_noop("There is no such challenge on the list."),
    "no-challenge": gettext_noop("There is no challenge on the list."),
    "no-review-open": gettext_noop("No review in which this agency takes part is open."),
    "period-ends-before": gettext_noop("The period ends before it begins."),
    "review-open": gettext_noop("Another review is still open."),
    "review-unknown": gettext_noop("This is not the review that is open."),
    "scores-differ": gettext_noop("These are not the scores that this agency has sealed."),
    "scores-given": gettext_noop("This agency has given its scores already."),
    "scores-incomplete": gettext_noop("The scores must have every area and dimension of the review once."),
    "scores-missing": gettext_noop("Not every agency has given its scores."),
    "scores-not-opened": gettext_noop("Not every agency has opened its scores."),
    "scores-opened": gettext_noop("This agency has opened its scores already."),
    # expertise
    "correction-changes-match": gettext_noop(
        "What stands in a match cannot be changed so; take it back instead."
    ),
    "item-not-own": gettext_noop("This is no offer or need of this agency that stands."),
    "item-unknown": gettext_noop("An offer and a need that stand must be named."),
    "match-known": gettext_noop("This offer was matched with this need already."),
    "match-not-agreed": gettext_noop("This is no agreed match of this agency."),
    "match-not-own": gettext_noop("The offer or the need must be this agency's own."),
    "match-not-pending": gettext_noop("This match does not wait for this agency."),
    "match-unfit": gettext_noop(
        "An offer meets a need of another agency, of the same form and with an area in common."
    ),
    "match-without-session": gettext_noop("The match has had no session yet."),
    "no-match-agreed": gettext_noop("This agency has no agreed match."),
    "no-match-pending": gettext_noop("No match waits for this agency."),
    "no-session": gettext_noop("This agency has had no session."),
    "session-ends-before": gettext_noop("The session ends before it begins."),
    "session-unknown": gettext_noop("There is no such session of this agency."),
    # visits
    "agency-takes-no-part": gettext_noop("A meeting can only have agencies that take part in the visit."),
    "correction-changes-meeting": gettext_noop(
        "A correction cannot change the agencies of a meeting; strike it and add another."
    ),
    "correction-changes-visit": gettext_noop(
        "A correction cannot change who takes part or the days; move the visit instead."
    ),
    "decision-not-open": gettext_noop("No such decision waits to be entered in a register."),
    "editions-differ": gettext_noop(
        "Each language stands once, with its title and its text in that language."
    ),
    "guest-not-a-party": gettext_noop("{agency} takes part and is no party of the dossier."),
    "host-among-guests": gettext_noop("The host cannot be its own guest."),
    "meeting-ends-before": gettext_noop("The meeting ends before it begins."),
    "meeting-has-minutes": gettext_noop("The meeting has minutes already."),
    "meeting-kind-differs": gettext_noop("A bilateral meeting has two agencies, a trilateral one three."),
    "meeting-not-own": gettext_noop("Only the host or the agency that added the meeting can strike it."),
    "meeting-unknown": gettext_noop("There is no such meeting on the agenda."),
    "minutes-approved": gettext_noop("Every agency of the meeting has approved its minutes already."),
    "minutes-missing": gettext_noop("Not every meeting has minutes that all its agencies have approved."),
    "minutes-not-pending": gettext_noop("These minutes do not wait for this agency."),
    "no-decision-open": gettext_noop("No decision waits to be entered in a register."),
    "no-meeting": gettext_noop("There is no meeting on the agenda."),
    "no-minutes-pending": gettext_noop("No minutes wait for this agency."),
    "no-text-pending": gettext_noop("No communiqué waits."),
    "no-text-public": gettext_noop("No communiqué is public."),
    "not-in-the-meeting": gettext_noop("This agency was not in the meeting."),
    "not-the-host": gettext_noop("Only the host can do this."),
    "owner-not-in-the-meeting": gettext_noop("A decision can only bind agencies that were in the meeting."),
    "takes-no-part": gettext_noop("This agency does not take part in the visit."),
    "text-answered": gettext_noop("This agency has approved the communiqué or sent it back already."),
    "text-not-approved": gettext_noop("Not every agency that takes part has approved the communiqué."),
    "text-not-pending": gettext_noop("This is not the newest draft of the communiqué."),
    "text-not-public": gettext_noop("This communiqué is not public."),
    "visit-answered": gettext_noop("This agency has accepted or declined the visit already."),
    "visit-ends-before": gettext_noop("The visit ends before it begins."),
    "visit-has-minutes": gettext_noop("A meeting of the visit has minutes already."),
    "visit-not-confirmed": gettext_noop(
        "Not every agency has accepted the visit, or it does not take place."
    ),
    "visit-over": gettext_noop("The visit was declined, cancelled or concluded."),
    # what the public site answers; what it tells its readers stands in mithaq.press.sentences
    "push-agency": gettext_noop("The site takes no texts of this agency: {agency}."),
    "push-differs": gettext_noop("The site has other words under the same communiqué."),
    "push-document": gettext_noop("What was sent is no release or withdrawal of a communiqué."),
    "push-envelope": gettext_noop("What was sent is no signed envelope."),
    "push-signature": gettext_noop("The signature is not by a key that the site knows for this agency."),
    "push-too-long": gettext_noop("What was sent is longer than {most} bytes."),
}
