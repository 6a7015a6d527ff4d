# Addresses under which calendar programs read.

feeds-title = In your own calendar
feeds-lead = An address for the calendar on your phone or computer. It keeps itself up to date: who has the children when, handovers, holidays, calls, and what still waits for an answer.
feeds-made = This is the new address. Copy it into your calendar program, as a calendar to subscribe to.
feeds-address = The address
feeds-open = Open it in a calendar program on this device
feeds-once = It is shown only this once. Whoever has it can read what it shows, without signing in.
feeds-yours = Your addresses
feeds-all-children = all children
feeds-both-parents = with either of you
feeds-with = with { $name }
feeds-named = with names
feeds-neutral = without names
feeds-since = Made on { $day }
feeds-end = End this address
feeds-new = A new address
feeds-name = What is it for?
feeds-name-hint = Such as: my phone. Only you see this.
feeds-children = Which children
feeds-whose = Whose days
feeds-titles = What the items say
feeds-titles-named = Names, places and the clause
feeds-titles-neutral = Only that there is an appointment
feeds-secret = Whoever runs your calendar program can read what you give it. The other parent does not learn that this address exists.
feeds-make = Make the address
feeds-too-many = There are { $limit } addresses already. End one that is no longer used.

# In the feed: a change of a handover that waits for an answer, but for its time. After "Proposed: ".
feeds-handover = handover to { $name }, { $parts }
