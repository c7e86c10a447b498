"""The clinician's own arousal when writing, on five steps round the window of tolerance."""

OWN_STATES = {
    -2: "far under",
    -1: "under",
    0: "within",
    1: "over",
    2: "far over",
}
"""Each step in words, from far under the window of tolerance to far over it."""
