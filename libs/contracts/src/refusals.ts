import { Refused } from '@annals/kernel';

/**
 * Every way to say no: HTTP status and a sentence that a person understands. Codes are stable; sentences may improve.
 */
export const refusals = {
  VALIDATION_FAILED: [400, 'Some fields are missing or not in the expected form. Nothing was changed.'],
  BODY_NOT_JSON: [400, 'The request body is not valid JSON. Nothing was changed.'],
  BODY_TOO_LARGE: [413, 'The request is too large: at most 1 MB, and 16 KiB before sign-in. Nothing was changed.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Send the body as application/json.'],
  CURSOR_INVALID: [400, 'This page link is not valid any more. Start again from the first page.'],
  PASSWORD_WEAK: [400, 'This password is among the first that attackers try. Choose another one.'],
  EXPIRY_TOO_FAR: [400, 'A key may live 365 days at most.'],
  ORG_NAME_INVALID: [
    400,
    'A name has 1 to 80 characters that can be seen, without links, addresses, telephone numbers and < or >.',
  ],
  BILLING_ADDRESS_INVALID: [400, 'This address is not written as its country writes addresses. Nothing was changed.'],
  TAX_ID_INVALID: [400, 'This is not a tax id as the country gives them out. Nothing was changed.'],
  PHONE_INVALID: [
    400,
    'This is not a phone number that can be called. Write it with its country code, as in +47 69 21 04 00.',
  ],
  PHONE_CODE_INVALID: [400, 'This is not the code that was sent last.'],
  UNAUTHENTICATED: [401, 'Sign in to go on.'],
  SIGN_IN_FAILED: [401, 'E-mail or password is not right.'],
  API_KEY_EXPIRED: [401, 'This API key has expired. Issue a new one.'],
  ROLE_LIMIT: [402, 'There are as many roles as there may be. Retire one that is not needed any more.'],
  FORBIDDEN: [403, 'You do not have the permission that this needs. Nothing was changed.'],
  CROSS_SITE_REQUEST: [403, 'This request came from another site and was not carried out.'],
  ROLE_NOT_GRANTABLE: [403, 'You cannot grant or take away this role.'],
  ONLY_OWNER_MAY_GRANT_OWNER: [403, 'Only an owner can make or unmake an owner.'],
  PERMISSION_ESCALATION: [403, 'Nobody allows a key or a role what they may not do themselves.'],
  PERMISSION_FOR_PEOPLE_ONLY: [403, 'Only people may do this, so it cannot be put on a key.'],
  NOT_INVITATION_RECIPIENT: [403, 'This invitation was sent to another address. Sign in with that one.'],
  ORG_CREATION_DISABLED: [403, 'Organizations are made by whoever runs this installation. Ask them for one.'],
  EMAIL_NOT_VERIFIED: [403, 'This address is not verified. Use the one of your account.'],
  NOT_FOUND: [404, 'There is nothing here, or you cannot see it.'],
  ORG_NOT_FOUND: [404, 'There is no such organization, or you cannot see it.'],
  MEMBER_NOT_FOUND: [404, 'There is no such person in this organization.'],
  INVITATION_NOT_FOUND: [404, 'There is no such invitation.'],
  OWNERSHIP_OFFER_NOT_FOUND: [404, 'There is no offer of ownership that is open for you.'],
  ROLE_NOT_FOUND: [404, 'There is no such role in this organization.'],
  PHONE_NOT_FOUND: [404, 'There is no such phone number in this organization.'],
  WORKSPACE_NOT_FOUND: [404, 'There is no such workspace, or you cannot see it.'],
  BOT_NOT_FOUND: [404, 'There is no such bot in this organization.'],
  RUN_NOT_FOUND: [404, 'There is no such run in this organization.'],
  API_KEY_NOT_FOUND: [404, 'There is no such key in this organization.'],
  ENTRY_NOT_FOUND: [404, 'There is no such entry in the history of this organization.'],
  METHOD_NOT_ALLOWED: [405, 'This address does not take that method.'],
  ALREADY_MEMBER: [409, 'This person is already a member.'],
  ALIAS_TAKEN: [409, 'Somebody here is called the same already. Choose another name.'],
  ORG_CREATION_LIMIT: [409, 'You have made as many organizations as one account may.'],
  INVALID_STATUS_TRANSITION: [409, 'The organization cannot do that in its present state.'],
  ROLE_NAME_TAKEN: [409, 'Another role is called the same. Choose another name.'],
  ROLE_IN_USE: [
    409,
    'People have this role, are invited as it, or get it by default. Say which role they get instead.',
  ],
  SYSTEM_ROLE_IMMUTABLE: [409, 'Nobody changes a built-in role. Make a copy of it, and change that.'],
  WORKSPACE_LIMIT_REACHED: [
    402,
    'There are as many workspaces as there may be. Delete one that is not needed any more.',
  ],
  WORKSPACE_MEMBER_LIMIT_REACHED: [
    402,
    'As many people were added to this workspace as may be. Raise its limit first.',
  ],
  WORKSPACE_NAME_TAKEN: [409, 'Another workspace is called the same already. Choose another name.'],
  WORKSPACE_ARCHIVED: [409, 'This workspace is archived. Restore it first.'],
  WORKSPACE_NOT_ARCHIVED: [409, 'Only an archived workspace can be deleted. Archive it first.'],
  WORKSPACE_HAS_BOTS: [409, 'There are bots in this workspace. Move them to another one first.'],
  LAST_WORKSPACE: [409, 'An organization needs a workspace that is not archived. Make another one first.'],
  INHERITED_ROLE: [
    409,
    'A role of the organization makes this person owner of every workspace. Change that role instead.',
  ],
  LAST_OWNER: [409, 'An organization needs an owner. Make somebody else an owner first.'],
  ASSETS_NEED_OWNER: [
    409,
    'This person owns bots. Say who gets each of them, or that it is held, and remove them then.',
  ],
  ALREADY_OWNER: [409, 'This person is an owner already.'],
  MEMBER_SUSPENDED: [409, 'This person is suspended. Reinstate them first.'],
  OWNERSHIP_OFFER_OPEN: [409, 'The organization is offered to somebody already. Take that offer back first.'],
  OFFERER_NOT_ENTITLED: [409, 'The person who offered this is no owner any more. Ask an owner for a new offer.'],
  CANNOT_CHANGE_OWN_ACCESS: [409, 'You cannot change your own access. Ask another owner or admin.'],
  INVITER_NOT_ENTITLED: [
    409,
    'The person who invited you cannot grant these roles any more. Ask for a new invitation.',
  ],
  SIGN_IN_REQUIRED: [409, 'There is an account with this address. Sign in to accept the invitation.'],
  API_KEY_LIMIT_REACHED: [409, 'There are as many keys as there may be. Revoke one that is not needed any more.'],
  PHONE_ALREADY_REGISTERED: [409, 'The organization has this phone number already.'],
  PHONE_ALREADY_VERIFIED: [409, 'This phone number is verified already, so it needs no code.'],
  PHONE_NOT_VERIFIED: [409, 'Only a verified phone number can be the default. Verify it first.'],
  PHONE_IN_USE: [409, 'A workspace uses this phone number. Give it back to the organization first.'],
  PHONE_LIMIT_REACHED: [
    409,
    'There are as many phone numbers as there may be. Remove one that is not needed any more.',
  ],
  BOT_DISABLED: [409, 'The bot is disabled, so the run was refused. The refusal is in the run history.'],
  BOT_ALREADY_DISABLED: [409, 'The bot is already disabled.'],
  BOT_ALREADY_ENABLED: [409, 'The bot is already enabled.'],
  INVALID_RUN_TRANSITION: [409, 'The run cannot do that in its present state.'],
  CONFLICT: [409, 'Others changed this at the same moment. Nothing was changed; try again.'],
  VERIFICATION_EXPIRED: [410, 'This link has expired. Ask for a new one.'],
  VERIFICATION_USED: [410, 'This link was used already. Sign in instead.'],
  RESET_EXPIRED: [410, 'This link has expired or was used. Ask for a new one.'],
  OWNERSHIP_OFFER_EXPIRED: [410, 'This offer of ownership has expired. Ask for a new one.'],
  INVITATION_EXPIRED: [410, 'This invitation has expired. Ask for a new one.'],
  INVITATION_CLOSED: [410, 'This invitation was used, revoked or replaced by a newer one.'],
  PHONE_CODE_EXPIRED: [410, 'This code has expired or was tried too often. Send a new one.'],
  API_KEY_REVOKED: [410, 'This key was revoked already.'],
  PERSON_ERASED: [410, 'This person was erased, so nothing can be recorded about them any more. Nothing was changed.'],
  REVISION_MISMATCH: [412, 'Somebody changed this in the meantime. Look at it again before you change it.'],
  IDEMPOTENCY_KEY_REUSED: [422, 'This Idempotency-Key was used for a different request. Nothing was changed.'],
  IDEMPOTENCY_KEY_INVALID: [400, 'An Idempotency-Key has 1 to 200 printable characters.'],
  ACCOUNT_LOCKED: [423, 'Too many failed attempts. Sign-in is locked for 15 minutes.'],
  ORG_SUSPENDED: [423, 'The organization is paused. Reading goes on; nothing was changed.'],
  ORG_FROZEN: [423, 'The organization is frozen. Reading goes on; nothing was changed.'],
  INVITATION_RATE_LIMITED: [
    429,
    'This organization has sent the 100 invitations that it may in a day. Try again later.',
  ],
  RATE_LIMITED: [429, 'Too many requests. Wait a moment and try again.'],
  INTERNAL: [
    500,
    'Something broke on our side. It was recorded; your request may be repeated with the same Idempotency-Key.',
  ],
  HISTORY_DAMAGED: [
    500,
    'A part of what is stored about this is damaged. It was recorded; trying again does not help: an operator has to restore it from a backup.',
  ],
  OUTCOME_UNKNOWN: [503, 'The answer of the event store was lost. Repeat the request with the same Idempotency-Key.'],
  BUSY: [503, 'Too many people sign in at this moment. Try again in a moment.'],
  READ_MODEL_BEHIND: [503, 'The view is catching up. Try again in a moment.'],
  UNAVAILABLE: [503, 'A part of the service does not answer at the moment. Nothing is lost; try again.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type RefusalCode = keyof typeof refusals;

/**
 * A refusal, to be thrown: `throw refused('LAST_OWNER')`.
 * @param details facts that help the caller (limits, ids); shown in the problem document, so never anybody else's data
 */
export function refused(code: RefusalCode, details?: Readonly<Record<string, unknown>>): Refused<RefusalCode> {
  return new Refused(code, details);
}
