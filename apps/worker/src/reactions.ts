import type { EventStore } from '@annals/eventstore';
import { identityJobs, identityReactions, identitySideEffects } from '@annals/identity';
import {
  FoundOrganization,
  organizationJobs,
  OrganizationMemberships,
  organizationReactions,
  organizationSideEffects,
} from '@annals/organization';
import type { Config } from '@annals/config';
import type { MailTransport } from '@annals/platform';
import type { Vault } from '@annals/vault';
import type { JobHandler, Reaction } from '@annals/views';

/** What jobs act with. */
export interface JobTools {
  readonly eventStore: EventStore;
  readonly vault: Vault;
  readonly mail: MailTransport;
  readonly config: Config;
}

/** Every reaction of every context. */
export const reactions: readonly Reaction[] = [...identityReactions, ...organizationReactions];

/** What is done about them, by queue. The contexts meet here: identity asks for organizations by a port. */
export function jobsWith(tools: JobTools): Readonly<Record<string, JobHandler>> {
  return {
    ...identityJobs({
      ...tools,
      founding: new FoundOrganization(tools.eventStore, tools.vault),
      memberships: new OrganizationMemberships(tools.eventStore),
    }),
    ...organizationJobs(tools),
  };
}

/** Queues of jobs that act outside: after a restore they wait for an operator. */
export const sideEffects: readonly string[] = [...identitySideEffects, ...organizationSideEffects];
