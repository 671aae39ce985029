"""The preview: builds as texts are saved, serves what was built, and tells the browsers that look at it.

`workshop` builds, `watching` hears of changes, `news` tells browsers, `faults` shows what is wrong,
`addresses` and `app` answer, `server` holds them together. Nothing here decides what a site is.
"""
