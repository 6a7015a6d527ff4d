# Keeping and ending: holds, erasing, closing.

keeping-link = Keep, erase or close
keeping-title = Keep, erase or close
keeping-lead = The record keeps everything. Here you can see to it that it does, or ask for something to be erased. Nothing happens before you send it.
keeping-not-done = Nothing was done.
keeping-not-closed = Nothing was closed
keeping-wrong-password = This is not your password. Type it again.
keeping-password = Your password
keeping-password-hint = It is asked again because this cannot be undone.

keeping-erase = Erase words
keeping-erase-both = What both of you see is erased only when you both agree, and only when it has ended and binds nobody: a proposal that was declined or withdrawn. How the family began and what you agreed on stays.
keeping-erase-left = What both of you saw is erased only when both agree. { $name } has closed the account, so nobody can agree now, and it stays.
keeping-erase-copies = Erasing works only on this server. It does not reach copies that were made before: backups keep the words until whoever runs this server deletes those backups, and files or e-mails that somebody saved keep them for as long as that person does.
keeping-erase-proposals = Choose a proposal that has ended
keeping-erase-own = Erase words of your own record

keeping-hold = Put the record on hold
keeping-hold-what = While a hold stands, nothing that both of you see is erased, and the family cannot be closed. Each of you can set one, for instance because of a case in court. Only who set it lifts it, or you two together.
keeping-hold-what-left = While a hold stands, nothing of the shared record is erased, and the family cannot be closed. You can set one, for instance because of a case in court. Somebody who takes the other place later cannot lift it without you.
keeping-hold-theirs = { $name } has put the record on hold since { $since }.
keeping-hold-mine = Your hold stands since { $since }.
keeping-hold-ask = Ask { $name } to lift it
keeping-hold-lift = Lift my hold
keeping-hold-set = Put it on hold
keeping-hold-reason = Why?
keeping-hold-hint = You may leave it empty. { $name } reads it, and it stays on the record.
keeping-hold-hint-left = You may leave it empty. It stays on the record, and whoever takes the other place later reads it.

keeping-account = Close your account
keeping-account-goes = Your own record is erased whole: sign-ins, settings, everything that only you see. Your e-mail address, your password and all your sessions here are erased too.
keeping-account-stays = What both of you see stays for { $name }: what you wrote there, what you agreed on, and that you have left. Your place can be offered again.
keeping-account-stays-left = The shared record stays on this server: what you wrote there, what you agreed on, and that you have left. { $name } has left already, so nobody here can sign in to read it; whoever runs this server can.
keeping-account-close = Close my account

keeping-family = Close the family “{ $family }”
keeping-family-both = Both of you must agree. { $name } gets a proposal and can accept or decline it.
keeping-family-ask = Propose to { $name } to close the family…
keeping-family-sure = Propose to close the family?
keeping-family-send = Send the proposal
keeping-family-alone = { $name } has never taken part, so you can close the family alone.
keeping-family-close = Close the family
keeping-family-left = { $name } has closed the account, so nobody can agree to this now. Offer the place again, or close your own account.
held-theirs = { $name } has put the record on hold since { $since }. Until that is lifted nothing is erased.
held-mine = You have put the record on hold since { $since }. Until that is lifted nothing is erased.
held-link = About the hold
held-closing = Since { $since } the record is on hold. Until that is lifted nothing is erased, and the family cannot be closed.
asked-own = You asked this already: proposal { $number } waits for { $name }.
asked-theirs = { $name } asked this already: proposal { $number } waits for your answer.
standing-moot = This is settled already; nothing needs an answer.
row-moot = Settled already
row-erased = Erased, as you both agreed

erase-title = Erase proposal { $number }
erase-lead = You propose this to { $name }. Nothing is erased before { $name } accepts, and until then you can withdraw it.
erase-which = The words of these entries would go:
erase-entry = Entry { $number }
erase-stays = That something stood here, when it was recorded and by whom stays on the record, and who erased it and when. What it said goes for you both and cannot be brought back.
erase-send = Propose to { $name }
erase-ask-link = Erase this for both of you…
erase-terms = { $n ->
    [one] Erase the words of 1 entry
   *[other] Erase the words of { $n } entries
}
erase-terms-of = { $n ->
    [one] Erase proposal { $number }: the words of 1 entry
   *[other] Erase proposal { $number }: the words of { $n } entries
}
erase-terms-done = { $n ->
    [one] The words of 1 entry
   *[other] The words of { $n } entries
}
lift-terms = Lift the hold that { $name } has set
lift-means = After that, what has ended can be erased again when you both agree.
close-terms = Close this family and erase all of it
close-means = Everything of this family is erased: the record that both of you see and what each of you alone sees. Accounts that belong to no other family are erased too. Nothing of it can be brought back from here.
accept-erase-after = After that, these words are gone for you both and cannot be brought back. Backups that were made before keep them until whoever runs this server deletes those backups.
accept-lift-after = After that, the hold no longer stands.
accept-close-after = After that, everything of this family is gone, and you are both signed out. Backups that were made before keep it until whoever runs this server deletes those backups.
moved-password = The password was not yours. Type it again.
answer-signed = { $name } signed this with a passkey.
offer-signed = { $name } signed this proposal with a passkey.
offer-signed-recorded = The signature is entry { $number } on the record

own-title = Erase from your own record
own-lead = Only you see these entries, and only you can erase their words. { $name } does not see that you did.
own-choose = Which entries should lose their words?
own-not-erased = Nothing was erased
own-recorded = It is on your own record, which only you see, as no. { $number }.
own-stays = That an entry stood here and when stays. What it said goes and cannot be brought back.
own-erase = Erase the words
own-not-this = Entry { $entry } has no words that can be erased.

refusal-no-counter = This can be accepted or declined. It cannot be answered with another offer.
refusal-other-left = The other parent has closed the account. You can agree on something again when somebody has taken the place.
refusal-offer-of-earlier = This was offered before a parent left, by or to that parent, and whoever has the place now cannot agree to it. You can propose it anew.
refusal-asked-already = Proposal { $number } asks for this already and waits for an answer.
refusal-nothing-to-erase = Choose what to erase.
refusal-too-many-to-erase = At most { $limit } entries can be erased at once. Ask for them in several parts.
refusal-no-entry = There is no entry { $entry } on the record.
refusal-already-erased = The words of entry { $entry } have been erased already.
refusal-whole-matter = Entry { $entry } belongs to a matter that has more entries. They can be erased together.
refusal-still-open = Entry { $entry } belongs to a proposal that still waits for an answer. Once it is declined or withdrawn it can be erased.
refusal-binds = Entry { $entry } belongs to something that you two agreed on. That stays. You can agree on something new instead.
refusal-never-erased = Entry { $entry } says how the family or its record came about. It goes only when you two close the family whole.
refusal-held = Since { $since } the record is on hold. Until that is lifted nothing is erased.
refusal-already-held = Your hold stands already, since { $since }.
refusal-no-hold = This hold does not stand, so there is nothing to lift.
refusal-own-hold = This is your own hold. You can lift it without the other parent.
refusal-erasure-of-earlier = Entry { $entry } was recorded before a parent left. Whoever takes the place later cannot agree to erase it, so it stays.
refusal-hold-of-earlier = This hold, since { $since }, was set before a parent left. Whoever takes the place later cannot lift it or agree to that, so it stands.
refusal-closing-of-earlier = A parent left this family, and the words of that parent are on its record. Whoever takes the place later cannot agree to close the family. You can close your own account.
refusal-not-alone = The other parent has taken part in this family, so only you two together can close it. You can close your own account.
refusal-alone-here = Nobody else has joined this family. Close the family instead: then nothing of it stays.
refusal-signed-other = Your passkey signed another text than the one that you accept here. Nothing changed.
refusal-signature-wrong = The signature of your passkey does not fit this offer. Nothing changed. Try it again.
