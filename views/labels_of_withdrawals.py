"""What pages call the stored words about withdrawals and personal statements."""

from vocabulary import AccountKind, CallBackResult, EvidenceLed, StatementAnswer, WithdrawalReason

WITHDRAWAL_REASONS = {
    WithdrawalReason.FEARS_THE_SUSPECT: "Afraid of the suspect, or of what may happen",
    WithdrawalReason.FEARS_COURT: "Does not want to go to court, or is afraid of it",
    WithdrawalReason.FAMILY_OR_RELATIONSHIP: "Family, or the relationship goes on",
    WithdrawalReason.HOME_MONEY_OR_STATUS: "Home, money or right to stay depends on it",
    WithdrawalReason.HEALTH: "Their health, or that of somebody they care for",
    WithdrawalReason.TOOK_TOO_LONG: "It took too long, or they were not kept informed",
    WithdrawalReason.NO_TRUST: "Does not trust the police or the courts",
    WithdrawalReason.SETTLED_OTHERWISE: "It was settled in another way",
    WithdrawalReason.ONLY_TO_BE_RECORDED: "Only wanted it recorded",
    WithdrawalReason.ANOTHER: "Another reason",
}
ACCOUNTS = {
    AccountKind.SIGNED_STATEMENT: "Signed statement",
    AccountKind.BODY_WORN_VIDEO: "Body-worn video",
    AccountKind.RECORDED_ACCOUNT: "Recorded account",
}
EVIDENCE_LED = {
    EvidenceLed.GO_ON: "Go on without the victim",
    EvidenceLed.NOT_PURSUED: "Not pursued",
}
CALL_BACKS = {
    CallBackResult.OWN_DECISION: "It was their own decision",
    CallBackResult.NOT_OWN_DECISION: "It was not their own decision",
    CallBackResult.NOT_REACHED: "Could not be reached",
    CallBackResult.NOT_RUNG: "Not rung: it is not safe, or not right",
}
STATEMENTS = {
    StatementAnswer.OFFERED: "Offered, not answered yet",
    StatementAnswer.ACCEPTED: "Accepted",
    StatementAnswer.DECLINED: "Declined",
    StatementAnswer.NOT_YET: "Too early to offer it",
}
