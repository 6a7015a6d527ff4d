# Notices on a device, by the push service of its browser.

push-title = Notices on this device
push-lead = This device can tell you that there is something new, also when no page is open.
push-on = On since { $day }
push-off = Off on this device
push-begin = Tell me on this device
push-anew = Begin anew
push-end = Tell me here no more
push-try = Send a trial
push-begun = From now on this device is told.
push-ended = This device is not told any more.
push-tried = A trial is on its way. It shows within a minute or so; if it does not, look whether the device lets this browser show notices.
push-wrong-nothing = The browser gave nothing that notices could be sent to. Nothing has changed; you can try again.
push-wrong-malformed = What the browser gave cannot be used: notices go only to the https address of a push service on the internet. Nothing has changed.
push-wrong-old = This page had been open for too long, or you signed in anew meanwhile. Nothing has changed; try it once more now.
push-failed = It did not work. You can try again.
push-failing = Lately no notice could be brought to this device. Each is tried for a day; all of it ends by itself when the service takes none any more.
push-gone = The browser has ended this by itself, so nothing arrives here now.
push-before = This device was told before. That has ended: you signed in anew, or the browser’s service takes nothing for it any more.
push-none = This browser cannot show notices from here, or scripts are off. What is new is told by e-mail instead.
push-denied = The browser does not let this site show notices. You can change that in its settings for this site, beside the address, under notifications. Then come back here.
push-denied-phone = On a phone, also look in the phone’s own settings, under notifications, at this browser or at Parenthesis.
push-home = On an iPhone or iPad notices come only to pages on the home screen.
push-home-share = Tap the share button: a square with an arrow upwards.
push-home-add = Choose ‘Add to Home Screen’, then ‘Add’.
push-home-open = Open Parenthesis from the home screen, and sign in there if it asks.
push-home-back = Come back here: the menu, then ‘Quiet and notices’, then ‘Notices on this device’.
push-home-name = The home screen then shows the name Parenthesis to whoever sees it.
push-home-neutral = You chose neutral titles here, and the home screen would show the name Parenthesis. What titles say is chosen on the page about this device:
push-shared = You said that others use this device too. Notices would show to them, so none come here.
push-others-title = Your other devices
push-others-none = No other device of yours is told.
push-others = { $n ->
    [one] One other device of yours is told. Where you are signed in, and how to end it there:
   *[other] { $n } other devices of yours are told. Where you are signed in, and how to end it there:
}
push-what = What it does
push-what-says = A notice says only that there is something new, unless you chose that notices may say more. Your times, quiet hours and kinds hold for it too.
push-what-lock = It may show on a locked screen. Whoever has the device in sight sees that it came.
push-what-service = The push service of your browser’s maker brings it. That service cannot read it; it learns that this server sends you something, and when.
push-what-ends = It ends when you sign out or choose ‘Leave’ here, or end this sign-in from another device, or when it ends by itself after a long time without use.
push-what-other = The other parent cannot see or notice whether you chose this.
