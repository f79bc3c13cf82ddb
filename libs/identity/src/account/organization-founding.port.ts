import type { CommandContext } from '@annals/eventstore';

/** An organization that an account began; `name` is absent where it is named by the address (A9). */
export interface BegunOrganization {
  readonly organizationId: string;
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Who may begin organizations, and how many (X1). */
export interface CreationPolicy {
  readonly creation: 'self_service' | 'signup_only';
  readonly maxCreatedPerUser: number;
}

/**
 * Asked to create the organization that an account began (A8–A10, B1, D22); idempotent by its ids, so anybody may finish
 * it.
 */
export abstract class OrganizationFounding {
  abstract readonly policy: CreationPolicy;
  /** What the organization of this address will be called (A9): shown before it exists. */
  abstract nameFor(email: string): string;
  abstract found(
    begun: BegunOrganization,
    context: CommandContext,
  ): Promise<{ readonly personId: string; readonly revision: number; readonly position: string }>;
}
