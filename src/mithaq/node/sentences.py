"""What each code says to people, in English: the messages that are translated. One line a code, as in record/codes.py."""

from collections.abc import Mapping
from types import MappingProxyType

from mithaq.node.kindsentences import OF_KINDS


def gettext_noop(message: str) -> str:
    """Mark a message that is translated when it is shown."""
    return message


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # the JSON profile
        "json-bom": gettext_noop("The text begins with a byte order mark."),
        "json-constant": gettext_noop("The text has a number that is no number."),
        "json-depth": gettext_noop("The text has more than {most} objects and lists within each other."),
        "json-duplicate": gettext_noop("A name stands twice in one object."),
        "json-float": gettext_noop("The text has a fraction; quantities are whole numbers with a unit."),
        "json-nul": gettext_noop("The text has a NUL character."),
        "json-number": gettext_noop("The text has a number that is too large to be exact."),
        "json-surrogate": gettext_noop("The text has half of a character."),
        "json-syntax": gettext_noop("The text is no JSON."),
        "json-too-long": gettext_noop("The text has {length} bytes; at most {most} are allowed."),
        "json-trailing": gettext_noop("Something follows the end of the text."),
        "json-utf8": gettext_noop("The text is not in UTF-8."),
        # the bytes of an entry
        "body-too-long": gettext_noop("The entry's text has {length} bytes; at most {most} are allowed."),
        "cannot-open": gettext_noop("The entry cannot be opened with this agency's key."),
        "commitment-differs": gettext_noop("The text is not the one that was signed."),
        "entry-acknowledgement": gettext_noop("An acknowledgement must have neither text nor handling."),
        "entry-author-absent": gettext_noop("The entry's author is not among its recipients."),
        "entry-field": gettext_noop("The entry's field {field} does not have its form."),
        "entry-frame": gettext_noop("The bytes are no entry."),
        "entry-members": gettext_noop("The entry's header lacks a field or has them in another order."),
        "entry-opening": gettext_noop(
            "The opening of a dossier must be its author's first entry, without parents."
        ),
        "entry-parents-absent": gettext_noop("The entry names no parents."),
        "entry-sealed-differs": gettext_noop("The sealed part is not the one that was signed."),
        "entry-sealed-form": gettext_noop("The sealed part does not have its form."),
        "entry-too-long": gettext_noop("The entry's {part} has {length} bytes; at most {most} are allowed."),
        "entry-too-many": gettext_noop(
            "The entry's field {field} has {count} items; at most {most} are allowed."
        ),
        "entry-version-unknown": gettext_noop(
            "The entry has format version {version}, which is not known here."
        ),
        "key-differs": gettext_noop("The entry names another key than the one that signed it."),
        "keys-form": gettext_noop("The public keys do not have their form: {field}."),
        "signature-invalid": gettext_noop("The signature does not fit."),
        # chain, membership, keys, forks
        "already-a-member": gettext_noop("{agency} is a party already."),
        "already-accepted": gettext_noop("This agency has accepted it already."),
        "already-acknowledged": gettext_noop("This agency has acknowledged it already."),
        "already-held": gettext_noop("That party is known to hold and open the entry already."),
        "author-incomplete": gettext_noop(
            "Its author could not open everything before it, so it may give no order."
        ),
        "body-unopened": gettext_noop("The text is not open here yet; a partner is asked to seal it anew."),
        "branch-late": gettext_noop("The branch does not begin where the fork does."),
        "chain-broken": gettext_noop("The entry does not follow its author's entry number {number}."),
        "dossier-differs": gettext_noop("The entry belongs to another dossier."),
        "entry-kept": gettext_noop("The entry is one of those that must be kept."),
        "entry-not-in-past": gettext_noop("It names an entry that its author did not hold."),
        "entry-not-own": gettext_noop("It names an entry of another agency."),
        "entry-own": gettext_noop("It names an entry of its own author."),
        "entry-unseen": gettext_noop("It names an entry that its author did not hold then."),
        "fork-lost": gettext_noop(
            "{agency} signed two entries with number {number}; the other branch stays."
        ),
        "fork-open": gettext_noop(
            "{agency} signed two entries with number {number}; the parties must say which stays."
        ),
        "fork-unknown": gettext_noop("No fork of {agency} is known here."),
        "fork-unproven": gettext_noop("Nothing proves this fork."),
        "fork-voted": gettext_noop("This agency has said already which branch of {agency} stays."),
        "ground-differs": gettext_noop(
            "The state that the newcomer starts from is another than the one that was accepted."
        ),
        "ground-form": gettext_noop("The state that the newcomer starts from cannot be read."),
        "ground-too-long": gettext_noop(
            "The state for the newcomer has {length} bytes; at most {most} are allowed."
        ),
        "hash-differs": gettext_noop("The acceptance is of another text than the proposal."),
        "key-not-current": gettext_noop("It is signed with a key that was not its author's then."),
        "key-revoked": gettext_noop("Its key was revoked after entry number {number}."),
        "keys-differ": gettext_noop("The keys of {agency} are not those that were announced."),
        "not-a-member": gettext_noop("{agency} was no party then."),
        "not-another-member": gettext_noop("{agency} is not another party."),
        "nothing-stable": gettext_noop("Nothing in the dossier is known to be held by all parties yet."),
        "number-after-last": gettext_noop("Entry {number} of {agency} is after the last one that counts."),
        "number-below-stable": gettext_noop(
            "Up to entry {number} everything was held by all parties already."
        ),
        "number-differs": gettext_noop("Another last number of {agency} was given than {number}."),
        "opening-expected": gettext_noop("The first entry of a dossier must open it."),
        "opening-refused": gettext_noop("The opening of this dossier was refused."),
        "opening-repeated": gettext_noop("The dossier is open already."),
        "parent-own": gettext_noop("The entry names two entries of its author as parents."),
        "parent-repeated": gettext_noop("The entry names two entries of {agency} as parents."),
        "parents-missing": gettext_noop("Entries before it are missing here: {count}."),
        "parties-too-many": gettext_noop("A dossier has at most {most} parties."),
        "party-repeated": gettext_noop("{agency} stands twice among the parties."),
        "party-unknown": gettext_noop("{agency} was never a party."),
        "place-settled": gettext_noop("Its place in the order is settled already and was taken by another."),
        "plaintext-invalid": gettext_noop("The entry's text does not have its form: {field}."),
        "proof-invalid": gettext_noop("The new key did not sign for itself."),
        "proposal-unknown": gettext_noop("It answers a proposal that is not known here."),
        "recipient-absent": gettext_noop("The entry is not sealed to {agency}, which is a party."),
        "recovery-key-differs": gettext_noop("The recovery key is not the one that the pact fixed."),
        "recovery-key-needed": gettext_noop("Only the offline recovery key may sign this."),
        "unopenable": gettext_noop("No other party can open it, so it has no effect."),
        "version-not-newer": gettext_noop("Version {version} of the rules is no newer one."),
        # signed notes, checkpoints, bundles, backups
        "checkpoint-form": gettext_noop("The checkpoint does not have its form."),
        "checkpoint-inconsistent": gettext_noop(
            "The audit log of {agency} with {size} rows is no longer the one that was seen."
        ),
        "checkpoint-unknown": gettext_noop("There is no checkpoint with {size} rows."),
        "note-form": gettext_noop("The signed note does not have its form."),
        "note-signature-absent": gettext_noop("{name} has not signed the note."),
        "note-signature-invalid": gettext_noop("The signature of {name} under the note does not fit."),
        "backup-form": gettext_noop("The file is no backup of a node."),
        "admissions-too-many": gettext_noop(
            "{agency} has admitted this agency to more than {most} dossiers in which others have not accepted."
        ),
        "backup-not-empty": gettext_noop(
            "The database is not empty; a backup is restored into an empty one."
        ),
        "backup-version": gettext_noop("The backup was made by another version of Mithaq."),
        "bundle-digest": gettext_noop("The file was changed after it was written."),
        "bundle-form": gettext_noop("The file breaks off or has something in it that does not belong there."),
        "bundle-magic": gettext_noop("The file is no bundle of a dossier."),
        "bundle-manifest": gettext_noop("What the file says of itself is not sound: {field}."),
        "bundle-too-long": gettext_noop("The file has {length} bytes; at most {most} are allowed."),
        # the exchange between nodes
        "blob-absent": gettext_noop("The attachment is not here."),
        "blob-differs": gettext_noop("The attachment is not the one that was sent."),
        "blob-range": gettext_noop("The attachment has no such part."),
        "blob-too-long": gettext_noop("The attachment has {length} bytes; at most {most} are allowed."),
        "exchange-agency": gettext_noop("The message is from or for another agency: {agency}."),
        "exchange-busy": gettext_noop("The node is busy with other calls of this partner."),
        "exchange-contact-unknown": gettext_noop("The caller is no contact of this node."),
        "exchange-digest": gettext_noop("The content is not the one that was signed."),
        "exchange-field": gettext_noop("The message's field {field} does not have its form."),
        "exchange-form": gettext_noop("The message does not have its form."),
        "exchange-length-absent": gettext_noop("The message does not say how long it is."),
        "exchange-media-type": gettext_noop("The message is of another media type."),
        "exchange-method": gettext_noop("This address is called in another way."),
        "exchange-signature": gettext_noop("The call is not signed by the contact that it names."),
        "exchange-slow": gettext_noop("The message took too long to arrive."),
        "exchange-too-long": gettext_noop("The message has {length} bytes; at most {most} are allowed."),
        "exchange-too-many": gettext_noop("The message has more than {most} items of {field}."),
        "exchange-version": gettext_noop("The message has version {version}, which is not known here."),
        # the vocabularies
        "evaluation-unknown-information-grade": gettext_noop("This grid has no such grade for information."),
        "evaluation-unknown-scheme": gettext_noop("There is no such grid of evaluation."),
        "evaluation-unknown-source-grade": gettext_noop("This grid has no such grade for sources."),
        "handling-empty": gettext_noop("At least one handling code is needed."),
        "handling-h0-alone": gettext_noop("H0 stands alone, without other handling codes."),
        "handling-h3-needs-note": gettext_noop("H3 needs a note that says what it restricts."),
        "handling-unknown": gettext_noop("There is no such handling code."),
        "identifier-check-digit": gettext_noop("The check digit does not fit: {type}."),
        "identifier-empty": gettext_noop("The identifier is empty: {type}."),
        "identifier-form": gettext_noop("The identifier does not have the form of its kind: {type}."),
        "identifier-too-long": gettext_noop("The identifier is too long: {type}."),
        "identifier-unknown-type": gettext_noop("There is no such kind of identifier: {type}."),
        # people and programs at the node
        "api-field": gettext_noop("This is missing or does not have its form: {field}."),
        "api-length": gettext_noop("The request has more than {most} bytes."),
        "api-method": gettext_noop("This address cannot be called in this way."),
        "api-unknown": gettext_noop("There is nothing at this address."),
        "clock-doubtful": gettext_noop(
            "This node's clock is behind what partners wrote at {time}; no order is given by it."
        ),
        "contact-in-use": gettext_noop("{agency} is a party of a dossier here and cannot be removed."),
        "contact-known": gettext_noop("{agency} is a contact already, with other keys."),
        "contact-oneself": gettext_noop("This is this node's own card."),
        "contact-unknown": gettext_noop(
            "{agency} is no contact of this node; its keys must be compared first."
        ),
        "dossier-awaits-return": gettext_noop(
            "This node was restored and must not write here before {agency} has returned its entries."
        ),
        "dossier-incomplete": gettext_noop(
            "Something in this dossier cannot be read here, so nothing can be written in it."
        ),
        "dossier-unknown": gettext_noop("There is no such dossier that you may see."),
        "absence-day": gettext_noop("An absence ends today at the earliest and in a year at the latest."),
        "calendar-unknown": gettext_noop("There is no calendar at this address, or not any more."),
        "draft-changed": gettext_noop("The draft was changed meanwhile."),
        "draft-state": gettext_noop("The draft is no longer open: {state}."),
        "draft-unknown": gettext_noop("There is no such draft that you may see."),
        "email-invalid": gettext_noop("This is no e-mail address."),
        "entry-not-here": gettext_noop("There is no such entry here."),
        "fingerprint-differs": gettext_noop(
            "The fingerprint of {agency} is not the one that was compared: do not go on, and ask by telephone."
        ),
        "handling-forbids": gettext_noop("The handling code {handling} does not allow this: {act}."),
        "handling-named-only": gettext_noop("{handling} is for the officers named on the dossier only."),
        "handling-needs-permission": gettext_noop(
            "An entry of {agency} is marked {handling}: it leaves only with that agency's permission to pass it on."
        ),
        "key-unknown": gettext_noop("It is signed with a key that nobody has announced."),
        "login-locked": gettext_noop("Sign-in is closed for a while after too many attempts."),
        "officer-unfit": gettext_noop(
            "This officer cannot answer for a dossier: the role does not write in any."
        ),
        "stand-in-unfit": gettext_noop(
            "The stand-in must be another officer who is here and writes in dossiers."
        ),
        "officer-exists": gettext_noop("There is an officer with this address already."),
        "officer-may-not": gettext_noop("Your role does not include this: {act}."),
        "officer-unknown": gettext_noop("There is no officer {email}."),
        "opening-closed": gettext_noop("The opening of the dossier is not sealed to this agency."),
        "own-key-unusable": gettext_noop(
            "This agency's key in this dossier was revoked or is not here; the recovery key gives it a new one."
        ),
        "pact-absent": gettext_noop("A dossier with partners needs a pact."),
        "pact-foreign": gettext_noop("{agency} is no party of the pact."),
        "party-not-in-pact": gettext_noop("{agency} is no party of the pact."),
        "storage-full": gettext_noop(
            "This node cannot store anything now: its disk is full. Nothing that was stored is lost."
        ),
        "password-weak": gettext_noop("The password is too short, too common, or too much like the name."),
        "reason-missing": gettext_noop("A reason is needed."),
        "relayed-by-stranger": gettext_noop("{agency} is no party of this dossier and may not pass it on."),
        "role-unknown": gettext_noop("There is no role {role}."),
        "scope-missing": gettext_noop("The token does not have the scope {scope}."),
        "scope-unknown": gettext_noop("There is no scope {scope}."),
        "search-empty": gettext_noop("Enter at least one word to search for."),
        "search-known": gettext_noop(
            "You have kept a search under this name already, or as many as can be kept."
        ),
        "search-short": gettext_noop("The beginning of a word needs two letters at least."),
        "search-unknown": gettext_noop("You keep no such search."),
        "second-officer-needed": gettext_noop("A second officer has to look at this before it goes."),
        "second-officer-objects": gettext_noop("The second officer does not agree: {reason}"),
        "second-officer-same": gettext_noop("The second officer must be another than the first."),
        "task-state": gettext_noop("This was decided already: {state}."),
        "token-invalid": gettext_noop("The token is unknown or has expired."),
        "token-missing": gettext_noop("A token is needed: Authorization: Bearer."),
        # what every kind asks
        "area-not-in-pact": gettext_noop("The pact does not cover this area: {area}."),
        "areas-not-in-pact": gettext_noop("The pact does not cover all of these areas."),
        "asylum-origin-unknown": gettext_noop("With asylum, the state of origin must be named: {field}."),
        "asylum-to-origin": gettext_noop("Nothing about asylum may reach the state of origin: {field}."),
        "body-invalid": gettext_noop("This is missing or does not have its form: {field} ({type})."),
        "correction-not-own": gettext_noop("Only its author can correct an entry."),
        "correction-not-possible": gettext_noop("Such an entry cannot be corrected."),
        "entry-unknown": gettext_noop("It names an entry that has no effect here."),
        "evaluation-missing": gettext_noop("With persons in it, source and information must be evaluated."),
        "handling-above-ceiling": gettext_noop("The pact does not provide for the handling code {handling}."),
        "handling-missing": gettext_noop("It must say how it is to be handled."),
        "kind-not-in-pact": gettext_noop("The pact does not allow such a dossier: {kind}."),
        "legal-basis-missing": gettext_noop("The legal basis is missing."),
        "legal-reference-missing": gettext_noop("The provision or order must be named."),
        "migration-without-crime": gettext_noop(
            "Irregular migration is no crime by itself: no personal data for it, only for smuggling and trafficking."
        ),
        "not-a-party": gettext_noop("This agency is no party of the dossier."),
        "not-for-you": gettext_noop("This is for another agency to write."),
        "opening-unknown": gettext_noop("Nothing of this kind is opened so: {kind}."),
        "order-not-stable": gettext_noop(
            "What authorises this order is not known to be held by all parties yet."
        ),
        "purpose-missing": gettext_noop("The purpose is missing."),
        "purpose-not-in-pact": gettext_noop("The pact does not cover this purpose: {purpose}."),
        "purpose-without-persons": gettext_noop("Personal data cannot be sent for this purpose: {purpose}."),
        "retention-above-ceiling": gettext_noop("The pact allows retention for at most {most} months."),
        "retention-missing": gettext_noop("With persons in it, the retention must be set."),
        "risk-not-answered": gettext_noop("This risk must be answered first: {risk}."),
        "risk-present": gettext_noop("There are grounds to fear this, so nothing is sent: {risk}."),
        "special-category-not-necessary": gettext_noop(
            "Special categories of data need a ground, and the reason why they are strictly necessary: {field}."
        ),
        "subject-assessment-missing": gettext_noop(
            "Say whether it is a fact or a personal assessment: {field}."
        ),
        "subject-category-missing": gettext_noop("A person needs a category: {field}."),
        "terms-differ": gettext_noop("These are other terms than those already proposed."),
        "tlp-above-ceiling": gettext_noop("{tlp} is stricter than the pact's {most}."),
        "transfer-basis-missing": gettext_noop(
            "Personal data need a basis for the transfer to another legal order: {country}."
        ),
        "transfer-basis-unfit": gettext_noop(
            "This basis does not fit a transfer to another legal order: {country}."
        ),
        "type-unknown": gettext_noop("Dossiers of this kind have no such entry: {kind}."),
        # pacts
        "amendment-consented": gettext_noop("This agency has consented to the amendment already."),
        "amendment-unknown": gettext_noop("No such amendment is open."),
        "no-amendment-open": gettext_noop("No amendment waits for this agency."),
        "pact-already-signed": gettext_noop("This agency has signed the pact already."),
        "pact-declined": gettext_noop("The pact was declined."),
        "pact-in-force": gettext_noop("The pact is in force already."),
        "pact-not-in-force": gettext_noop("The pact is not in force."),
        "pact-not-signed": gettext_noop("This agency has not signed the pact."),
        "pact-not-suspended-by-you": gettext_noop("This agency has not suspended the pact."),
        "pact-suspended-by-you": gettext_noop("This agency has suspended the pact already."),
        "pact-terms-empty": gettext_noop("The pact must name at least one: {field}."),
        # programmes
        "commitment-at-risk": gettext_noop("The commitment is reported as at risk already."),
        "commitment-done": gettext_noop("The commitment is fulfilled or dropped already."),
        "commitment-not-owner": gettext_noop("This agency does not own the commitment."),
        "commitment-not-taken-on": gettext_noop("Not every owner has taken the commitment on."),
        "commitment-taken-on": gettext_noop("This agency has taken the commitment on already."),
        "commitment-under-way": gettext_noop("The commitment is reported as under way already."),
        "correction-changes-owners": gettext_noop(
            "A correction cannot change the owners; drop the commitment and add a new one."
        ),
        "measure-missing": gettext_noop("A commitment needs a measure of success."),
        "no-commitment-live": gettext_noop("No commitment is under way."),
        "no-commitment-open": gettext_noop("No commitment waits for this agency."),
        "owner-not-a-party": gettext_noop("An owner must be a party of the dossier."),
        # requests
        "agreed-deadline-missing": gettext_noop("The agreed deadline is missing."),
        "already-answered": gettext_noop("This agency has answered already."),
        "already-closed": gettext_noop("This agency has closed it already."),
        "already-refused": gettext_noop("This agency has refused already."),
        "asked-not-a-party": gettext_noop("{agency} is asked and is no party of the dossier."),
        "asked-oneself": gettext_noop("An agency cannot ask itself."),
        "correction-changes-asked": gettext_noop("A correction cannot change who is asked; ask anew."),
        "deadline-passed": gettext_noop("The deadline has passed."),
        "extension-not-later": gettext_noop("The new time is not later than the deadline."),
        "link-missing": gettext_noop(
            "With a person in it, the link between purpose and person must be stated."
        ),
        "no-answer-yet": gettext_noop("No answer has come yet."),
        "no-permission-asked": gettext_noop("No permission was asked of this agency."),
        "no-permission-given": gettext_noop("This agency has given no permission."),
        "no-question-open": gettext_noop("No clarification is open."),
        "not-asked": gettext_noop("This agency was not asked."),
        "not-the-asker": gettext_noop("Only the agency that asked can do this."),
        "nothing-asked": gettext_noop("This is information without a question."),
        "permission-decided": gettext_noop("This permission was decided on already."),
        "permission-not-given": gettext_noop("This permission was not given."),
        "permission-not-yours": gettext_noop("Only the originator decides on this permission."),
        "permission-own-entry": gettext_noop("Your own entry needs no permission."),
        "question-unknown": gettext_noop("No such clarification is open."),
        "request-over": gettext_noop("The request is closed or withdrawn."),
        "urgency-without-reason": gettext_noop("An urgent request says why it is urgent."),
        **OF_KINDS,
    }
)
