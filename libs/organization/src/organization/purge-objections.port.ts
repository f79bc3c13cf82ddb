/** Why an organization may not be purged yet: a code for programs, as a refusal has one. */
export interface PurgeObjection {
  readonly code: string;
}

/**
 * Asked before an organization is purged. What is unpaid, on hold or waits for an approval objects; the purge is tried
 * again until nobody does. Each context that may object adds itself where the port is bound (`@annals/contexts`).
 */
export abstract class PurgeObjections {
  abstract against(organizationId: string): Promise<readonly PurgeObjection[]>;
}
