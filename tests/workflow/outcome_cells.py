"""Which outcome goes with which suspects and which victims' views: every cell, written out by hand.

A row is an outcome. Its first word has a letter for each standing of the one suspect of a crime, its second
one for each set of victims' views: y, it fits; n, it does not; -, the outcome says nothing about it.
"""

from __future__ import annotations

from vocabulary import SuspectDecision, VictimView

SUPPORTS, AGAINST = VictimView.SUPPORTS, VictimView.DOES_NOT_SUPPORT
UNABLE = VictimView.UNABLE_TO_SUPPORT

# What is recorded of the suspects of a crime, in the order of the letters.
STANDINGS: dict[str, tuple[SuspectDecision | None, ...]] = {
    "none": (),
    "undecided": (None,),
    "charged": (SuspectDecision.CHARGED,),
    "out_of_court": (SuspectDecision.OUT_OF_COURT_RESOLUTION,),
    "no_further_action": (SuspectDecision.NO_FURTHER_ACTION,),
    "eliminated": (SuspectDecision.ELIMINATED,),
    "deceased": (SuspectDecision.DECEASED,),
    "wanted": (SuspectDecision.WANTED,),
}
# What its victims want, in the order of the letters.
VIEWS: dict[str, tuple[VictimView | None, ...]] = {
    "no_victim": (),
    "silent": (None,),
    "supports": (SUPPORTS,),
    "does_not_support": (AGAINST,),
    "unable": (UNABLE,),
    "one_against_one_unable": (AGAINST, UNABLE),
    "one_for_one_against": (SUPPORTS, AGAINST),
    "one_against_one_silent": (AGAINST, None),
}

#       none, undecided, charged, out of court, no further action, eliminated, deceased, wanted
#       no victim, silent, supports, against, unable, against and unable, for and against, against and silent
CELLS: dict[str, tuple[str, str]] = {
    "1": ("nnynnnnn", "--------"),
    "1A": ("nnynnnnn", "--------"),
    "2": ("nnnynnnn", "--------"),
    "2A": ("nnnynnnn", "--------"),
    "3": ("nnnynnnn", "--------"),
    "3A": ("nnnynnnn", "--------"),
    # Taken into consideration elsewhere: there is a suspect, and their row may say anything.
    "4": ("nyyyynyy", "--------"),
    "5": ("nnnnnnyn", "--------"),
    "6": ("nnnynnnn", "--------"),
    "7": ("nnnynnnn", "--------"),
    "8": ("nnnynnnn", "--------"),
    # Without formal action: a suspect is named, and was neither charged nor dealt with out of court.
    "9": ("nynnynyy", "--------"),
    "10": ("nynnynyy", "--------"),
    "11": ("nynnynyy", "--------"),
    "12": ("nynnynyy", "--------"),
    "13": ("nynnynyy", "--------"),
    "14": ("ynnnnynn", "nnnyyynn"),
    "15": ("nynnynyy", "nnynnnyn"),
    "16": ("nynnynyy", "nnnyyynn"),
    "17": ("nynnynyy", "--------"),
    "18": ("ynnnnynn", "--------"),
    # Not for a force: another rule refuses it.
    "19": ("yynnyyyy", "--------"),
    "20": ("yynnyyyy", "--------"),
    "21": ("nynnynyy", "--------"),
    "22": ("nnnynnnn", "--------"),
    "23": ("nnnynnnn", "--------"),
}
