import { auditContext } from '@annals/audit';
import { automationContext } from '@annals/automation';
import { billingContext } from '@annals/billing';
import { identityContext } from '@annals/identity';
import { organizationContext } from '@annals/organization';
import type { Context, JobDefinition, TimerDefinition } from '@annals/platform';
import { history, type AnyView, type Reaction } from '@annals/views';

/** Every context there is. */
export const contexts: readonly Context[] = [
  identityContext,
  organizationContext,
  automationContext,
  billingContext,
  auditContext,
];

/** Every view: the projector keeps them, the api reads them. */
export const views: readonly AnyView[] = [history, ...contexts.flatMap((each) => each.views)];

export const reactions: readonly Reaction[] = contexts.flatMap((each) => each.reactions);

/** What the worker does about what the reactions give out. */
export const jobs: readonly JobDefinition[] = contexts.flatMap((each) => each.jobs);

export const timers: readonly TimerDefinition[] = contexts.flatMap((each) => each.timers);
