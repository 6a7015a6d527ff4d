# The children's tablet: few words, for whoever reads them or has them read aloud.

tablet-title = Calling
tablet-for-parents = For parents
tablet-who = Who do you want to call?
tablet-call = Call { $name }
tablet-nobody = There is nobody to call just now
tablet-asleep = Sleep well
tablet-tonight = Tonight with { $name }
tablet-nothing-kept = Nobody listens in unseen, and nothing you see or say is kept.
tablet-rings = { $name } is calling
tablet-answer = Answer
tablet-not-now = Not now
tablet-calling = Calling { $name }
tablet-with = With { $name }
tablet-hang-up = Hang up
tablet-own-picture = You
tablet-needs-script = Calling needs a newer browser. Ask a parent.
tablet-offline = No connection. Ask a parent.
tablet-ask-a-parent = Ask a parent
tablet-ended = Nobody can be called with this tablet now.
tablet-trouble = That did not work
tablet-back = Back to the faces

tablet-pair-title = Make this the tablet ‘{ $name }’
tablet-pair-what = It shows faces: of whoever the children can call at that moment. It shows where they sleep tonight too. One tap calls.
tablet-pair-not = It shows no messages, costs or proposals, no address and nothing of your account. Both of you see in the record that it was paired.
tablet-pair-quiet = From { $from } to { $until } it is quiet: only a call of the plan rings then.
tablet-pair-end = Either of you can end it at once.
tablet-pair-signed-in = Somebody is signed in in this browser. Sign out here afterwards; otherwise whoever holds the tablet can open those pages.
tablet-pair-do = Make it the tablet
tablet-pair-over = This code is over
tablet-pair-over-why = A code pairs one tablet, within ten minutes. Make a new one on your own device, at Calls, Tablets.
