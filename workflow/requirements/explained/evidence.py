"""What the handbook says about evidence that was lost, not read, not looked for or asked of people."""

from workflow.requirements.explained.entry import Explained

EXPLAINED = {
    "lost_evidence_is_owned_up_to": Explained(
        asks="Where evidence was gone before anybody asked for it or looked at it, somebody wrote why, or "
        "that it was secured in time. So it is with what the minimum asks, nobody asked for and is gone.",
        why="What was lost cannot be found again. It can be said, to the victim and to whoever signs, and it "
        "can be learnt from. It stays on the page when it is explained.",
        met_example="'CCTV asked for on day 16, kept 14. The case lay in the tray over a weekend.'",
        unmet_example="The shop's camera was never asked for, and its recording is gone.",
        how="Add a line for what was never asked for. Then write, on each line that was too late, why.",
    ),
    "every_result_is_read": Explained(
        asks="No result that came back lies unread: what it says is recorded as the result of its line.",
        why="An envelope from the laboratory may name somebody, or clear somebody. Nobody is told an end "
        "while it lies in a tray.",
        met_example="The glove's result came back on Monday and was recorded on Tuesday.",
        unmet_example="The glove's result has been back nine days, and nobody has read it.",
        how="Read it and record on its line what it found and where it points.",
    ),
    "suspect_focused_lines_are_answered": Explained(
        asks="In rape, before a suspect is released: what they said, what their devices hold and what they "
        "did before is looked at, in lines about them, each with a result or a reason.",
        why="For years it was the victim who was investigated. A case that looks only at her looks at half.",
        met_example="His account, his phone and his history are each answered, and name him.",
        unmet_example="Two suspects; the lines about the second are open.",
        how="Add the missing lines from the link beside each, choose whom they are about, and answer them.",
    ),
    "intrusive_requests_are_justified": Explained(
        asks="Where a victim's device or records held by others were asked for: why it was necessary, what "
        "exactly was asked for, and who agreed.",
        why="A whole phone tells more than any case needs, and the fear of it makes victims withdraw.",
        met_example="'Messages with him from 1 to 4 March; she agreed in writing, and kept her phone.'",
        unmet_example="Her phone was downloaded, and nothing says why or what for.",
        how="Write the three on the line. If it was not pursued, record that instead.",
    ),
    "evidence_led_case_was_considered": Explained(
        asks="Where domestic abuse ends because the victim does not support it: the 999 recording and "
        "witnesses, body-worn video, and whether the case stands without the victim, are each answered.",
        why="Somebody who lives with the suspect may not be able to support a prosecution. What they said on "
        "the telephone that night can.",
        met_example="The recording was heard and the video seen; the prosecutor was asked and declined.",
        unmet_example="Outcome 16 after 31 hours; 999 recording and body-worn video not considered.",
        how="Follow the link beside each, and record what it found.",
    ),
}
