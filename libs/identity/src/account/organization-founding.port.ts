import type { CommandContext } from '@annals/eventstore';

/**
 * Asked to create the organization that an account began (A8–A10, D22); idempotent by its ids, so anybody may finish it.
 */
export abstract class OrganizationFounding {
  /** What the organization of this address will be called (A9): shown before it exists. */
  abstract nameFor(email: string): string;
  abstract found(
    begun: { readonly organizationId: string; readonly userId: string; readonly email: string; readonly alias: string },
    context: CommandContext,
  ): Promise<{ readonly revision: number; readonly position: string }>;
}
