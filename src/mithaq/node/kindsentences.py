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
    # contact points and alerts of a pact
    "alert-not-for-you": gettext_noop("This alert does not go to this agency."),
    "alert-not-own": gettext_noop("Only the agency that sent an alert ends it."),
    "alert-over": gettext_noop("This alert is over."),
    "alert-unknown": gettext_noop("There is no such alert."),
    "alerted-not-a-party": gettext_noop("An alert goes to parties of the pact only."),
    "alerted-oneself": gettext_noop("An alert goes to other agencies, not to one's own."),
    "already-acknowledged-alert": gettext_noop("This agency has acknowledged this alert already."),
    "contact-point-not-own": gettext_noop("This contact point belongs to another agency."),
    "contact-point-unknown": gettext_noop("There is no such contact point, or it is closed."),
    "correction-changes-alert": gettext_noop(
        "A correction changes the words of an alert only; end it and send another instead."
    ),
    "duty-times-unclear": gettext_noop(
        "A contact point is on duty round the clock or at the times stated: please give one of the two."
    ),
    "no-alert": gettext_noop("This agency has no alert under way."),
    "no-contact-point": gettext_noop("This agency has no contact point."),
    "not-alerted": gettext_noop("No alert waits for this agency."),
    # controlled deliveries
    "authorisation-not-valid": gettext_noop("An authorisation of leg {leg} is not valid at this time."),
    "conditions-not-met": gettext_noop(
        "A leg is ordered only when all conditions of its authorisations are met."
    ),
    "consent-unknown": gettext_noop("This is no consent by document that stands."),
    "contact-is-lost": gettext_noop("Contact is lost: no leg is ordered until it is regained."),
    "correction-changes-delivery": gettext_noop(
        "A correction cannot change goods, quantity, watch or route; a new request or another route can."
    ),
    "country-is-a-party": gettext_noop("This country has a node: its own agency authorises."),
    "country-not-on-leg": gettext_noop("A leg does not touch this country."),
    "country-not-yours": gettext_noop("An agency authorises or refuses for its own country alone."),
    "danger-not-seen": gettext_noop(
        "People were said to be in danger, and this agency did not know of it when it cleared the leg."
    ),
    "delivery-closed": gettext_noop("The delivery is closed."),
    "delivery-not-over": gettext_noop("The delivery has neither arrived nor ended."),
    "delivery-over": gettext_noop(
        "The delivery was aborted, intercepted or closed: nothing is ordered any more."
    ),
    "form-not-authorised": gettext_noop(
        "Not every authorisation of leg {leg} allows this form of the delivery."
    ),
    "replacement-not-authorised": gettext_noop(
        "An authorisation of a leg ahead does not allow the form that results."
    ),
    "goods-under-way": gettext_noop("Goods are still on the way: say first where they are."),
    "handed-to-oneself": gettext_noop("Leg {leg} is this agency's own: control is handed to another."),
    "leg-agency-foreign": gettext_noop("Leg {leg} does not touch the country of its agency."),
    "leg-agency-not-a-party": gettext_noop("The agency of leg {leg} is no party of the dossier."),
    "leg-arrives-before": gettext_noop("Leg {leg} arrives before it departs."),
    "leg-departed": gettext_noop("Leg {leg} has departed."),
    "leg-departs-before": gettext_noop("A leg departs before the one before it arrives."),
    "leg-not-authorised": gettext_noop("Leg {leg} is not authorised by every country and authority."),
    "leg-not-given": gettext_noop("Leg {leg} was not given: its order is not known to be held by all."),
    "leg-not-yours": gettext_noop("Another agency answers for leg {leg}."),
    "leg-ordered": gettext_noop("Leg {leg} was ordered already."),
    "leg-out-of-sequence": gettext_noop("The leg before leg {leg} was not ordered."),
    "leg-unknown": gettext_noop("There is no leg {leg} on the route that holds."),
    "legs-unknown": gettext_noop("Not all of these legs are on the route that holds."),
    "no-consent": gettext_noop("No consent by document stands."),
    "no-leg-of-yours": gettext_noop("This agency answers for no leg of the route."),
    "not-responsible": gettext_noop("Another agency is responsible for control."),
    "nothing-handed-over": gettext_noop("This handing over does not wait for this agency."),
    "outcome-missing": gettext_noop("Not every agency of the route has reported its outcome."),
    "quantity-differs": gettext_noop("The quantity is not what should be there."),
    "quantity-exceeds": gettext_noop("There is less than that."),
    "quantity-nought": gettext_noop("A delivery has a quantity."),
    "refusal-not-seen": gettext_noop(
        "A leg was refused, or a consent withdrawn, and this agency did not know of it when it consented."
    ),
    "requirement-unknown": gettext_noop("This is no requirement for these legs and this country."),
    "route-broken": gettext_noop("A leg does not begin where the one before it ends."),
    "route-countries-differ": gettext_noop(
        "The countries of the legs are not those of origin, transit and destination."
    ),
    "safety-not-cleared": gettext_noop("The agency of leg {leg} has not cleared it as safe for people."),
    "seals-differ": gettext_noop("The seals are not those that were left."),
    "team-not-confirmed": gettext_noop("The team for leg {leg} is not confirmed."),
    "unit-differs": gettext_noop("The quantity is not in the unit of the request."),
    "validity-ends-before": gettext_noop("An authorisation ends after it begins."),
    "weights-differ": gettext_noop("The weight is not the one that was left."),
    # evidence
    "correction-changes-evidence": gettext_noop(
        "A correction cannot change the kind of item, its seal or its file; enter another item instead."
    ),
    "evidence-ended": gettext_noop("The custody of this item has ended."),
    "evidence-hash-differs": gettext_noop("The file that was found is not the one that was entered."),
    "evidence-hash-missing": gettext_noop("A digital file must be attached, or its SHA-256 stated."),
    "evidence-not-given": gettext_noop("This handing over does not wait for this agency."),
    "evidence-not-held": gettext_noop("This agency does not hold the item."),
    "evidence-outside": gettext_noop("The item is with an authority outside; enter its return first."),
    "evidence-receiver-unfit": gettext_noop(
        "The receiver must be another party, or an authority outside named with the reference of its receipt."
    ),
    "evidence-seal-broken": gettext_noop("The seal of the item is broken; it must be sealed anew first."),
    "evidence-seal-differs": gettext_noop("The seal is not the one that is registered for the item."),
    "evidence-unknown": gettext_noop("There is no such item in the register of evidence."),
    "no-evidence-held": gettext_noop("This agency holds no item of evidence."),
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
    # joint operations
    "agency-not-a-party": gettext_noop("{agency} is to take part and is no party of the dossier."),
    "correction-changes-lessons": gettext_noop(
        "A correction cannot add, remove or move lessons to other areas: they may be published already."
    ),
    "correction-changes-phase": gettext_noop("A correction cannot move results to another phase."),
    "debrief-given": gettext_noop("This agency has given its debriefing already."),
    "debrief-missing": gettext_noop("Not every participating agency has given its debriefing."),
    "force-rules-differ": gettext_noop(
        "There must be one rule on force for each country in which an agency acts, and for no other."
    ),
    "lead-takes-no-part": gettext_noop("The lead must be one of the participating agencies."),
    "lesson-not-open": gettext_noop("No such lesson waits to be published."),
    "no-lesson-open": gettext_noop("No lesson waits to be published."),
    "no-phase-open": gettext_noop("Every phase has begun already."),
    "no-tasks-now": gettext_noop(
        "No tasks are given or taken while the operation is declined or halted, or once it is closed."
    ),
    "not-in-the-operation": gettext_noop("This agency does not take part in the operation."),
    "not-the-lead": gettext_noop("Only the lead can do this."),
    "operation-basis-missing": gettext_noop(
        "Every participating agency, and no other, must have a legal basis for where it acts."
    ),
    "operation-not-agreed": gettext_noop(
        "Not every participating agency has accepted exactly this plan, or one has left the dossier."
    ),
    "operation-not-ended": gettext_noop("The operation has not ended, or was never started."),
    "operation-not-started": gettext_noop("The operation was never started."),
    "operation-not-under-way": gettext_noop(
        "The operation is not under way, or a participating agency has left the dossier."
    ),
    "operation-over": gettext_noop("The operation has ended or was broken off."),
    "operation-under-way": gettext_noop("The operation is under way; halt it first."),
    "own-resources-missing": gettext_noop("This agency has not committed its own resources."),
    "phase-ends-before": gettext_noop("A phase ends before it begins."),
    "phase-not-open": gettext_noop("There is no such phase, or it has begun already."),
    "plan-accepted": gettext_noop("This agency has accepted the plan already."),
    "plan-declined": gettext_noop("This agency has declined the plan already."),
    "plan-not-current": gettext_noop(
        "This is not the plan that counts, or the operation was halted in the meantime."
    ),
    "resources-missing": gettext_noop("Not every participating agency has committed resources."),
    # joint teams
    "agreement-not-current": gettext_noop("This is not the text of the agreement that counts."),
    "agreement-not-proposed": gettext_noop("No agreement waits for signatures."),
    "agreement-signed": gettext_noop("This agency has signed this text already."),
    "judicial-authority-missing": gettext_noop(
        "A joint investigation team needs the judicial authority of each state."
    ),
    "no-proposal-open": gettext_noop("No proposal waits for this agency."),
    "not-in-the-team": gettext_noop("This agency is not in the team."),
    "notice-too-short": gettext_noop("The period of notice is {days} days."),
    "powers-not-agreed": gettext_noop(
        "A seconded member needs a power and a state that the agreement names."
    ),
    "proposal-not-open": gettext_noop("This proposal does not wait for this agency."),
    "signatures-not-stable": gettext_noop(
        "Not every agency is known to hold all signatures; wait until the exchange has confirmed them."
    ),
    "team-ends-before": gettext_noop("The last day is before the first."),
    "team-leader-not-one": gettext_noop("The list of members must name exactly one leader."),
    "team-not-active": gettext_noop("The agreement is not in force, or its term is over."),
    "team-not-begun": gettext_noop("The agreement was never in force."),
    "team-not-over": gettext_noop("The team has not ended or expired, or was concluded already."),
    "team-over": gettext_noop("The team has ended, expired or was concluded; or its agreement was declined."),
    "team-parties-unfit": gettext_noop("A team has two agencies or more, each of them once."),
    # tasks
    "correction-changes-task": gettext_noop(
        "A correction cannot give the task to another agency; withdraw it and give another."
    ),
    "no-task-given": gettext_noop("No task waits for this agency."),
    "no-task-open": gettext_noop("This agency has given no task that is still open."),
    "no-task-to-report": gettext_noop("This agency has no task to report on."),
    "task-for-a-stranger": gettext_noop("A task can only be given to an agency that takes part."),
    "task-not-given": gettext_noop("This task does not wait for this agency."),
    "task-not-open": gettext_noop("This is no open task that this agency gave."),
    "task-not-to-report": gettext_noop("This is no task that this agency has to report on."),
    # what the public site answers; what it tells its readers stands in mithaq.press.sentences
    "push-agency": gettext_noop("The site takes no texts of this agency: {agency}."),
    "push-differs": gettext_noop("The site has other words under the same communiqué."),
    "push-document": gettext_noop("What was sent is no release or withdrawal of a communiqué."),
    "push-envelope": gettext_noop("What was sent is no signed envelope."),
    "push-signature": gettext_noop("The signature is not by a key that the site knows for this agency."),
    "push-too-long": gettext_noop("What was sent is longer than {most} bytes."),
}
