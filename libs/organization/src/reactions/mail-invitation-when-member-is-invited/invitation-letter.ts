import type { Instant } from '@annals/kernel';
import { mailText, ours, type Letter, type MailText } from '@annals/platform';

/** What the mail of an invitation is made from. */
export interface InvitationLetter {
  readonly organizationName: string;
  /** null: whoever sent it was erased meanwhile. */
  readonly inviter: string | null;
  /** What the roles are called; people may have named some. */
  readonly roleNames: readonly string[];
  readonly expiresAt: Instant;
  /** The address of the page that accepts, with the secret in its fragment: a fragment reaches no server and no log. */
  readonly link: string;
}

/** The mail of an invitation, in plain text. */
export function invitationLetter({ organizationName, inviter, roleNames, expiresAt, link }: InvitationLetter): Letter {
  const what = mailText`${organizationName} as ${listOf(roleNames)}`;
  return {
    subject: mailText`You are invited to ${organizationName}`,
    text: mailText`${inviter === null ? mailText`You are invited to ${what}` : mailText`${inviter} invites you to ${what}`}.

Until ${ours(`${expiresAt.slice(0, 10)} ${expiresAt.slice(11, 16)}`)} UTC you can accept here:
${ours(link)}

The link works once, and only for you: do not pass it on. If you did not expect it, do nothing, and nothing will happen.
`,
  };
}

function listOf(names: readonly string[]): MailText {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? mailText`${last}` : mailText`${names.slice(0, -1).join(', ')} and ${last}`;
}
