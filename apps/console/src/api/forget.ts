import type { QueryClient } from '@tanstack/react-query';
import { positions } from './positions';
import { reader } from './reader';

/** Forgets in this tab all that was read for whoever was signed in: a session begins or has ended. */
export function forgetReader(client: QueryClient): void {
  positions.clear();
  reader.forget();
  client.clear();
}

/** Forgets an organization that the reader is no longer in. */
export function forgetOrganization(client: QueryClient, organizationId: string): void {
  positions.forget(organizationId);
  client.removeQueries({ queryKey: ['org', organizationId] });
}
