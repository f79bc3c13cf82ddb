import { roleName, type Role } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { mailText, ours, type Letter } from '@annals/platform';

/** What the mail of an invitation is made from. */
export interface InvitationLetter {
  readonly organizationName: string;
  /** null: whoever sent it was erased meanwhile. */
  readonly inviter: string | null;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
  /** The address of the page that accepts, with the secret in its fragment: a fragment reaches no server and no log. */
  readonly link: string;
}

/** The mail of an invitation, in plain text. */
export function invitationLetter({ organizationName, inviter, roles, expiresAt, link }: InvitationLetter): Letter {
  const what = mailText`${organizationName} as ${ours(listOf(roles))}`;
  return {
    subject: mailText`You are invited to ${organizationName}`,
    text: mailText`${inviter === null ? mailText`You are invited to ${what}` : mailText`${inviter} invites you to ${what}`}.

Until ${ours(`${expiresAt.slice(0, 10)} ${expiresAt.slice(11, 16)}`)} UTC you can accept here:
${ours(link)}

The link works once, and only for you: do not pass it on. If you did not expect it, do nothing, and nothing will happen.
`,
  };
}

function listOf(roles: readonly Role[]): string {
  const names = roles.map((role) => roleName(role) ?? 'a role of their own');
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
