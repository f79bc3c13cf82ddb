import type { CommandContext } from '@annals/eventstore';
import type { BegunOrganization } from '../commands/found-organization/found-organization.handler';

/** Somebody without an account who accepts an invitation. */
export interface InvitedNewcomer {
  readonly email: string;
  readonly password: string;
  readonly alias: string;
}

/** Asked about accounts when somebody accepts an invitation. */
export abstract class Accounts {
  abstract byEmail(email: string): Promise<{ readonly userId: string; readonly verified: boolean } | undefined>;
  /** The account's own address and alias, opened; null where erased. */
  abstract contact(
    userId: string,
  ): Promise<{ readonly email: string | null; readonly alias: string | null; readonly verified: boolean }>;
  /** An organization that the account began, with what was typed for it; undefined once the account was erased. */
  abstract begun(userId: string, organizationId: string): Promise<BegunOrganization | undefined>;
  /** An organization that the account began was purged: it counts no more (D16). May be said again. */
  abstract freePlace(userId: string, organizationId: string): Promise<void>;
  /**
   * An account made (or verified) by the link of an invitation: no organization of its own (A8). `accept` decides: it
   * is called once everything is prepared, and what it refuses leaves nothing behind. Gives the cookie token of the
   * session that it opens; none when the account was verified by another door in the same moment, which leaves it to be
   * signed in to.
   * @throws Refused SIGN_IN_REQUIRED, PASSWORD_WEAK, and whatever `accept` throws
   */
  abstract registerInvited(
    invited: InvitedNewcomer,
    context: CommandContext,
    accept: (userId: string) => Promise<void>,
  ): Promise<{ readonly userId: string; readonly sessionToken?: string }>;
}
