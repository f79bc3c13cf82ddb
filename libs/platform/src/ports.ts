import type { Grants, KeyHolder, Permission, Role, TargetKind } from '@annals/contracts';
import type { Actor } from '@annals/kernel';
import type { Device } from './http/current-device';

/**
 * What the guards of this library ask; `@annals/contexts` binds each port to the context that knows (ADR 16). Abstract
 * classes, so that Nest can inject them by their type.
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
    readonly permissions: readonly string[];
    readonly holder: KeyHolder;
  };
}

/** Turns what a request carries into a principal. */
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
  /** What these allow, each permission with the roles that grant it. */
  readonly granted: Grants;
  /** Workspace → what they were added to it as. */
  readonly workspaces: ReadonlyMap<string, string>;
  /** Which membership of this person it is: 1, 2 when they came back … */
  readonly membership: number;
  readonly revision: number;
}

/** How a membership is looked up: the state may be 2 s old unless it is read afresh. */
export interface MembershipRead {
  readonly fresh?: boolean;
  /** Finds also who is suspended, with what they may do once they are reinstated. */
  readonly evenSuspended?: boolean;
}

/** Whether an organization works. */
export interface Standing {
  /** An open word: `active`, or what stops commands (`stopOf`). */
  readonly status: string;
  readonly since?: string | undefined;
}

/**
 * What a person may do in an organization. undefined: the organization does not exist, or the person is
 * no active member: never was, was removed, is suspended (404 either way).
 */
export abstract class Memberships {
  /** Whether the organization works; as old as the rest. */
  abstract standing(organizationId: string): Promise<Standing>;
  abstract of(organizationId: string, userId: string, read?: MembershipRead): Promise<Membership | undefined>;
  abstract ofPerson(organizationId: string, personId: string, read?: MembershipRead): Promise<Membership | undefined>;
}

/** Where a thing is: in a workspace, and which bot it is or belongs to. */
export interface Place {
  readonly workspaceId: string;
  readonly botId?: string | undefined;
  /** Of a run: the person who asked for it, themselves or by their key. */
  readonly askedBy?: { readonly personId: string; readonly membership: number } | undefined;
}

/** Where things are; undefined of what there is not. At most 2 s old; a `no` is read anew. */
export abstract class Places {
  abstract bot(organizationId: string, botId: string): Promise<Place | undefined>;
  abstract run(organizationId: string, runId: string): Promise<Place | undefined>;
  abstract trigger(organizationId: string, triggerId: string): Promise<Place | undefined>;
  abstract accessRequest(organizationId: string, accessRequestId: string): Promise<Place | undefined>;
}

/** What somebody has with single bots at this moment. */
export interface SharedBots {
  /** By what was shared with them, and has not ended. */
  readonly granted: readonly { readonly botId: string; readonly level: string }[];
  /** Theirs. */
  readonly owned: readonly { readonly botId: string; readonly workspaceId: string }[];
  /** Of the stream that says so. */
  readonly revision: number;
}

/** X6, P28: what was shared with somebody in a membership of theirs, bot by bot. At most 1 s old. */
export abstract class AppGrants {
  abstract of(
    organizationId: string,
    who: Pick<Membership, 'personId' | 'membership'>,
    read?: { readonly fresh?: boolean },
  ): Promise<SharedBots>;
}

/** What an account has to do before it goes on. */
export abstract class Setup {
  /** What somebody hears who belongs to no organization and has to (A2, D20); undefined where they need not. */
  abstract missing(userId: string): Promise<'ORGANIZATION_SETUP_REQUIRED' | 'NO_ORGANIZATION' | undefined>;
  /** Whether its address has to be verified before it makes an organization, joins one or invites (X13). */
  abstract mustVerify(userId: string): Promise<boolean>;
}

/** A command that somebody who belongs to the organization asked for and may not give. */
export interface Denial {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Absent where nothing was named by an id. */
  readonly target?: { readonly kind: TargetKind; readonly id: string };
  /** What it would have needed. */
  readonly permission: Permission;
}

/** Takes down denied commands, for auditors. */
export abstract class Denials {
  /** Nobody waits for it, and it never fails: how a request is answered does not rest on it. */
  abstract note(denial: Denial): void;
  /** Settles when all that was noted is counted or lost. Nothing is noted any more. */
  abstract settled(): Promise<void>;
}

/** A request of a member's session in an organization. */
export interface Act {
  readonly organizationId: string;
  readonly personId: string;
  readonly userId: string;
  readonly session: string;
}

/** Takes down the first act of each session in an organization, for auditors. */
export abstract class Acts {
  /** Told of each act, and asks where it came from once it matters. Nobody waits for it, and it never fails. */
  abstract note(act: Act, device: () => Device): void;
  /** Settles when all that was noted is written or left to others. Nothing is noted any more. */
  abstract settled(): Promise<void>;
}
