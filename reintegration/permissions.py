"""Who may do what to a file. Seeing it at all is `visible_to`'s business."""

from backend.accounts.models import User
from backend.accounts.states import ALL_OFFICES, STAFF, Role
from reintegration.campaigns.querysets import APPROVERS
from reintegration.models import Campaign, Hotline, Reply, Returnee
from reintegration.reply_querysets import SEES_UNKNOWN

# Who does the everyday work on files; a protection officer sees them for another reason.
CASE_STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR})
DECIDERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


def is_own_file(user: User, returnee: Returnee) -> bool:
    return returnee.user_id is not None and returnee.user_id == user.pk


def works_with_file(user: User, returnee: Returnee) -> bool:
    """Programme staff of the person's office, and administrators."""
    if user.role == Role.ADMINISTRATOR:
        return True
    return user.role in STAFF and user.office_id == returnee.office_id


def may_know_file(user: User, returnee: Returnee) -> bool:
    """Whether `visible_to` would show the file to these programme staff."""
    return user.role in STAFF and (user.role in ALL_OFFICES or user.office_id == returnee.office_id)


def can_edit_file(user: User, returnee: Returnee) -> bool:
    return is_own_file(user, returnee) or works_with_file(user, returnee)


def can_register(user: User, owner: User | None) -> bool:
    """A returnee for themselves; programme staff for somebody who is with them."""
    if user.role == Role.RETURNEE:
        return owner is not None and owner.pk == user.pk
    return user.role in STAFF and (owner is None or owner.role == Role.RETURNEE)


def can_judge_duplicates(user: User, *files: Returnee) -> bool:
    """Case staff who work with every one of the files."""
    return user.role in CASE_STAFF and all(works_with_file(user, file) for file in files)


def can_work_case(user: User, returnee: Returnee) -> bool:
    """Case staff of the person's office."""
    return user.role in CASE_STAFF and works_with_file(user, returnee)


def can_decide_plan(user: User, returnee: Returnee) -> bool:
    """Whoever answers for the office's money."""
    return user.role in DECIDERS and works_with_file(user, returnee)


def can_pay_out(user: User, returnee: Returnee, *, approved_by_id: int) -> bool:
    """A second pair of eyes: case staff of the office, but not whoever approved the grant."""
    return can_work_case(user, returnee) and user.pk != approved_by_id


def can_work_reply(user: User, reply: Reply) -> bool:
    """Staff of the person's office; of a number that is nobody's, whoever sees it."""
    if reply.returnee is None:
        return user.role in SEES_UNKNOWN
    return works_with_file(user, reply.returnee)


def can_write_campaigns(user: User) -> bool:
    """Case staff, to the people of their office."""
    return user.role in CASE_STAFF and (user.role in ALL_OFFICES or user.office_id is not None)


def can_work_campaign(user: User, campaign: Campaign) -> bool:
    """Case staff of the office to whose people it goes: they start it, and stop it."""
    if user.role in ALL_OFFICES:
        return True
    same_office = user.office_id is not None and user.office_id == campaign.office_id
    return user.role in CASE_STAFF and same_office


def can_rewrite_campaign(user: User, campaign: Campaign) -> bool:
    """Only whoever wrote it: else two people could approve each other's words."""
    return user.pk == campaign.written_by_id and can_work_campaign(user, campaign)


def can_approve_campaign(user: User, campaign: Campaign) -> bool:
    """A second person, who answers for the office."""
    is_second = user.pk != campaign.written_by_id
    return user.role in APPROVERS and is_second and can_work_campaign(user, campaign)


def can_keep_hotlines(user: User) -> bool:
    """Propose numbers to call, and withdraw them: whoever hears that one is wrong."""
    return user.role in STAFF


def can_confirm_hotline(user: User, hotline: Hotline) -> bool:
    """A second pair of ears: not whoever proposed it."""
    return can_keep_hotlines(user) and user.pk != hotline.proposed_by_id
