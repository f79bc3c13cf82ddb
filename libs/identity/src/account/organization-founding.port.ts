import type { InstallationPolicies } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';

/**
 * An organization that an account began; `name` is absent where it is named by the address (A9), `slug` where the first
 * free one will do. `contactEmail`: another address of theirs, which waits for its code.
 */
export interface BegunOrganization {
  readonly organizationId: string;
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly slug?: string | undefined;
  readonly contactEmail?: string | undefined;
}

/** What an organization that is about to be begun needs of others: a name in addresses, a mail to somebody. */
export type Needed = Pick<BegunOrganization, 'organizationId' | 'slug' | 'contactEmail'>;

/** The organization that a sign-up comes with; undefined where it comes with none (X2). */
export const organizationOfSignUp = (policy: InstallationPolicies, userId: string): string | undefined =>
  comesWithOrganization(policy) ? uuidV5(userId, 'organization') : undefined;

/** Whether an organization is made with each sign-up (X2). */
export const comesWithOrganization = ({ signUp }: InstallationPolicies): boolean =>
  signUp === 'auto' || signUp === 'wizard';

/**
 * Asked to create the organization that an account began (A8–A10, B1, D22); idempotent by its ids, so anybody may finish
 * it.
 */
export abstract class OrganizationFounding {
  /** Who may begin organizations, how many, and what a sign-up comes with (X1–X3). */
  abstract readonly policy: InstallationPolicies;
  /** What the organization of this address will be called (A9): shown before it exists. */
  abstract nameFor(email: string): string;
  /**
   * Begins an organization while nobody else can be called so in addresses, and a code may be mailed for it.
   * @throws Refused SLUG_INVALID, SLUG_TAKEN, RATE_LIMITED, and whatever `begin` throws; nothing was begun then
   */
  abstract beginning<T>(needed: Needed, begin: () => Promise<T>): Promise<T>;
  abstract found(
    begun: BegunOrganization,
    context: CommandContext,
  ): Promise<{ readonly personId: string; readonly revision: number; readonly position: string }>;
}
