import type { KeyHolder, Permission, Role } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Actor } from '@annals/kernel';

/**
 * Where contexts meet at run time. A context implements a port, another one asks it, and neither imports the other;
 * `apps/api` and `apps/worker` join them. Abstract classes, so that Nest can inject them by their type.
 */

/** Who stands behind a request: a person by session, or a service or bot by API key. */
export interface Principal {
  readonly kind: 'user' | 'key';
  /** userId or keyId. */
  readonly id: string;
  readonly actor: Actor;
  readonly session?: string;
  /** Of a key: the only organization it opens, what it was given there, and whose it is. */
  readonly key?: {
    readonly organizationId: string;
    readonly permissions: readonly Permission[];
    readonly holder: KeyHolder;
  };
}

/** Identity: turns what a request carries into a principal. */
export abstract class Principals {
  /** @throws Refused API_KEY_EXPIRED; gives undefined for anything unknown, revoked or expired otherwise */
  abstract authenticate(credentials: {
    readonly sessionToken?: string;
    readonly bearer?: string;
  }): Promise<Principal | undefined>;
  /**
   * Whose session this was, though it may have ended: enough to repeat an answer, never to carry anything out.
   * undefined for anything forged.
   */
  abstract formerly(sessionToken: string): Promise<Principal | undefined>;
}

/** A member of an organization, as its own stream has them at `revision`. */
export interface Membership {
  readonly personId: string;
  readonly roles: readonly Role[];
  /** Which membership of this person it is: 1, 2 when they came back … */
  readonly membership: number;
  readonly revision: number;
}

/**
 * Organization: what a person may do in an organization. undefined: the organization does not exist, or the person is
 * no active member (404 either way). The state is at most 2 s old; `fresh` reads what is new now.
 */
export abstract class Memberships {
  abstract of(
    organizationId: string,
    userId: string,
    read?: { readonly fresh: boolean },
  ): Promise<Membership | undefined>;
  abstract ofPerson(
    organizationId: string,
    personId: string,
    read?: { readonly fresh: boolean },
  ): Promise<Membership | undefined>;
}

/** Automation: whether a bot belongs to an organization. */
export abstract class BotDirectory {
  abstract exists(organizationId: string, botId: string): Promise<boolean>;
}

/** Organization: where things land when nobody names a workspace. */
export abstract class Workspaces {
  /** undefined: the organization does not exist. */
  abstract defaultOf(organizationId: string): Promise<string | undefined>;
}

/**
 * Organization: creates the organization that an account began (A8–A10, D22); idempotent by its ids, so anybody may
 * finish it.
 */
export abstract class OrganizationFounding {
  /** What the organization of this address will be called (A9): shown before it exists. */
  abstract nameFor(email: string): string;
  abstract found(
    begun: { readonly organizationId: string; readonly userId: string; readonly email: string; readonly alias: string },
    context: CommandContext,
  ): Promise<{ readonly revision: number; readonly position: string }>;
}

/** Somebody without an account who accepts an invitation. */
export interface InvitedNewcomer {
  readonly email: string;
  readonly password: string;
  readonly alias: string;
}

/** Identity: accounts, for whoever accepts an invitation. */
export abstract class Accounts {
  abstract byEmail(email: string): Promise<{ readonly userId: string; readonly verified: boolean } | undefined>;
  /** The account's own address and alias, opened; null where erased. */
  abstract contact(
    userId: string,
  ): Promise<{ readonly email: string | null; readonly alias: string | null; readonly verified: boolean }>;
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
