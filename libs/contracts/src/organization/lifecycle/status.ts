import { z } from 'zod';
import type { Permission } from '../../permissions';
import type { RefusalCode } from '../../refusals';
import type { Route } from '../../route';

/**
 * Whether an organization works. `suspended`: paused by an owner, or stopped by an operator; `frozen`: not paid for;
 * `pending_deletion`: an owner asked for its end, and can still take that back; `deleted`: nobody finds it any more.
 */
export const organizationStatus = z.enum(['active', 'suspended', 'frozen', 'pending_deletion', 'deleted']);
export type OrganizationStatus = z.output<typeof organizationStatus>;

interface Stop {
  readonly code: RefusalCode;
  /** What goes on all the same beside reading, by the permission that it needs. */
  readonly goesOn: readonly Permission[];
}

/** Ownership is handed over all the same: an offer, and its answer, which needs no more than to see it. */
const handingOver: readonly Permission[] = ['org:transfer_ownership', 'org:read'];
/** Whoever wants to be forgotten is, whatever became of the organization; a legal hold is placed and lifted likewise. */
const privacy: readonly Permission[] = ['privacy:own', 'privacy:erase', 'privacy.erasure:approve', 'legal_hold:manage'];
/** And so is what invoices are made out to: whoever owes can put that right. What happened is looked into at any time. */
const always: readonly Permission[] = [...handingOver, ...privacy, 'org.billing_address:write', 'audit:export'];
/** Runs that workers are at go on to their end, or what they did would be lost. That none begins, its start says itself. */
const atWork: readonly Permission[] = ['runs:report'];

/** What each status but `active` stops: every command of an organization, but for what is named here. */
export const stops = {
  suspended: { code: 'ORG_SUSPENDED', goesOn: ['org:pause', ...always, ...atWork] },
  frozen: { code: 'ORG_FROZEN', goesOn: [...always, ...atWork] },
  pending_deletion: { code: 'ORG_PENDING_DELETION', goesOn: ['org:delete', ...always, ...atWork] },
  deleted: { code: 'ORG_PURGED', goesOn: [] },
} as const satisfies Readonly<Record<Exclude<OrganizationStatus, 'active'>, Stop>>;

const isStopping = (status: string): status is keyof typeof stops => Object.hasOwn(stops, status);

/** How everything that a status stops is refused; undefined where it stops nothing. */
export const refusalUnder = (status: string): RefusalCode | undefined =>
  isStopping(status) ? stops[status].code : undefined;

/**
 * By which refusal a status stops a route of an organization; undefined where it goes on. One table, by the permission
 * that the route needs, so that no command has to think of it and a new route is stopped without being listed. People
 * outside have no permission to be asked about: what they do to an organization asks its state itself (`mustWork`).
 */
export function stopOf({ method, access }: Pick<Route, 'method' | 'access'>, status: string): RefusalCode | undefined {
  if (method === 'GET' || access === 'public' || access === 'signed-in' || !isStopping(status)) return undefined;
  const { code, goesOn }: Stop = stops[status];
  return goesOn.includes(access) ? undefined : code;
}

/** Every refusal by which a status may stop a route. */
export const stopsOf = (route: Pick<Route, 'method' | 'access'>): readonly RefusalCode[] =>
  organizationStatus.options.flatMap((status) => stopOf(route, status) ?? []);
