# What a parent's own device keeps of the record, and signs.

watch-label = About the record
watch-shorter = The record that this device saw is no longer part of what the server shows: entries are missing.
watch-different = The record that this device saw is no longer part of what the server shows.
watch-other-key = The record is signed with another key than the one that this device knows.
watch-unsigned = What the server shows is not signed with the key of this record.
watch-more = What this can mean, and what to do
watch-ours = This device saw
watch-theirs = The server shows
watch-entries = Entries
watch-code = Short code
watch-when = Seen on
watch-meaning = What this can mean
watch-meaning-restored = The server was restored from an older copy and goes on with a new key. Then the record has an entry that says so, and whoever runs the server can tell you what was lost.
watch-meaning-older = The server shows an older copy of the record, for instance after a repair. Then entries that were there are gone.
watch-meaning-changed = Or the record was changed.
watch-meaning-unknown = This device cannot tell which of these it is, and it does not say who did anything.
watch-do = What to do
watch-do-save = Save the evidence. The file holds what this device saw and what the server shows now, as they were signed.
watch-do-keep = Leave this browser’s data for this site as it is: what this device saw is kept there.
watch-do-show = Tell your lawyer or mediator, and ask whoever runs this server what happened.
watch-do-verify = Anybody can check the file without this server: parenthesis-verify compares it with a bundle of the record.
watch-save = Save the evidence
watch-settle = Go on with what the server shows
watch-settle-after = From then on this device compares with what the server shows now. It keeps what it saw before.
watch-file-intro = Parenthesis: what a device saw of a record, and what the server showed later. Each part has a title, a time by the device’s clock, the key, and a signed checkpoint.
watch-file-ours = What this device saw
watch-file-theirs = What the server showed
watch-file-all = Also seen by this device

device-memory = What this device remembers
device-memory-lead = This browser keeps how far the shared record had come when you looked, and compares it with what the server shows. It is kept only here.
device-checked = Last compared:
devices = Devices that sign for you
devices-lead = When you act, your browser signs the entry with a key that only it has. Both of you see on the record that a device was added or removed.
devices-none = No device has signed for you yet. The first one is added when you next act with it.
devices-since = Since { $at }
devices-sign-in = Your sign-in before that was with { $device }.
devices-that-day = What you recorded on that day
devices-this = (this device)
devices-key = Key { $key }
devices-revoke = Remove…
devices-revoke-named = Remove the device with key { $key }…
devices-revoke-title = Remove this device?
devices-revoke-after = It signs nothing more for you. What it has signed stays signed. Both of you see on the record that a device was removed.
devices-revoke-confirm = Remove it
entry-device-enrolled = { $who } added a device. It signs what { $who } does.
entry-device-revoked = { $who } removed a device. It signs nothing more.

device-refused = The signature does not fit
device-refused-why = The signature of your device does not fit what would be recorded. Nothing was recorded. Go back, look at the page again and send it once more.

refusal-device-other = This device signs for somebody else in this family.
refusal-device-revoked = This device does not sign for you any more.
refusal-device-known = This device signs for you already.
refusal-device-many = { $limit } devices sign for you. Remove those that you do not use.
refusal-device-none = There is no such device among yours.
