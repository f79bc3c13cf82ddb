import type { EventDefinition, EventOf } from './define-event';
import { subjectErased } from './audit/erasures/events';
import { denialsEvents } from './audit/events';
import { oversightEvents } from './audit/oversight';
import { billingEvents } from './billing/events';
import { bulkEvents } from './automation/bulk/events';
import { knowledgeEvents } from './automation/knowledge/events';
import { fleetEvents, presenceEvents, runEvents } from './automation/events';
import { accessEvents, accountEvents, keysEvents, sessionsEvents } from './identity/events';
import { securityEvents } from './organization/domains/events';
import { organizationEvents } from './organization/events';
import { organizationPurged } from './organization/lifecycle/events';

/** Which events live in which category of streams. */
export const eventsByCategory = {
  account: accountEvents,
  sessions: sessionsEvents,
  organization: organizationEvents,
  fleet: fleetEvents,
  presence: presenceEvents,
  run: runEvents,
  bulk: bulkEvents,
  knowledge: knowledgeEvents,
  keys: keysEvents,
  access: accessEvents,
  denials: denialsEvents,
  oversight: oversightEvents,
  billing: billingEvents,
  security: securityEvents,
} as const;

export type Category = keyof typeof eventsByCategory;

/** Categories whose streams belong to a person's account; all others belong to an organization (history.md §1). */
export const accountCategories = ['account', 'sessions'] as const satisfies readonly Category[];
/** The subject, beside people, whose key seals what is typed in an organization's streams (history.md §2). */
export const ORGANIZATION_KEY = 'organization';
/** Of billing details and invoices: it outlives a purge by the legal period (history.md §7). */
export const BILLING_KEY = 'billing';
/** Whose key seals the text of a category of streams of an organization. */
export const textKeyOf = (category: string): string => (category === 'billing' ? BILLING_KEY : ORGANIZATION_KEY);

const ofAccounts: ReadonlySet<string> = new Set(accountCategories);
/** Whether a stream of this category belongs to an account. */
export const isOfAccount = (category: string): boolean => ofAccounts.has(category);

/** Whether an event of this type ends the organization that it is of: nothing that was made of its events is kept. */
export const endsItsOwner = (type: string): boolean => type === organizationPurged.type;

/** Whom an event of this type erases, of the organization that it is of: no view shows what identifies them any more. */
export const erasedBy = (type: string, data: unknown): string | undefined =>
  type === subjectErased.type ? subjectErased.data.parse(data).personId : undefined;

type DefinitionsOf<Group> = Group extends Record<string, infer Definition> ? Definition : never;
/** Any event of Annals; `Extract<AnyEvent, { type: 'BotDisabled' }>` is one of them. */
export type AnyEvent = EventOf<DefinitionsOf<(typeof eventsByCategory)[Category]>>;
export type EventType = AnyEvent['type'];

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'function' && 'type' in value && 'data' in value;

/** The event types in groups of definitions, by their stored names. */
export function definitionsOf(...groups: readonly object[]): ReadonlyMap<string, EventDefinition> {
  const all = groups.flatMap((group) => Object.values(group) as unknown[]).filter(isDefinition);
  return new Map(all.map((definition) => [definition.type, definition]));
}

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries(eventsByCategory).flatMap(([category, group]) =>
    [...definitionsOf(group).keys()].map((type) => [type, category] as const),
  ),
);
/** The category of the streams that hold events of a type; undefined for a type that the product does not have. */
export function categoryOf(type: EventType): string;
export function categoryOf(type: string): string | undefined;
export function categoryOf(type: string): string | undefined {
  return categories.get(type);
}

/** Every event type by its stored name. */
export const eventDefinitions = definitionsOf(...Object.values(eventsByCategory));
