import {
  type AuditEntry,
  type AuditEntryDetails,
  eventDefinitions,
  id,
  inWords,
  meaningOf,
  type Piece,
  sentenceFor,
} from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import type { TablesOf } from '@annals/views';
import { z } from 'zod';
import type { audit } from './audit.view';
import { changeOf, thingsInChanges, type Changed } from './before';
import type { Labels, Thing } from './labels';

type Row = TablesOf<typeof audit>['entries'];
type Entry = z.output<typeof AuditEntry>;

const Text = z.record(z.string(), z.string()).nullable();

/** What tells that somebody was refused; everything else was allowed. */
export const deniedTypes: readonly string[] = ['RunRefused', 'CommandDenied'];

export const outcomeOf = (type: string): Entry['outcome'] => (deniedTypes.includes(type) ? 'denied' : 'allowed');

/** An entry, and what was before what it changed. */
export interface Told {
  readonly row: Row;
  readonly changed: readonly Changed[];
}

/** Everything in an entry that has a label. */
export function thingsIn({ row, changed }: Told): readonly Thing[] {
  const then = row.sequence;
  return [
    ...pieces(row).flatMap((piece) => (typeof piece === 'string' ? [] : [{ ...piece, then }])),
    ...actorThing(row.actor, then),
    ...actorThing(row.on_behalf_of, then),
    ...thingsInChanges(changed),
  ];
}

/** The parts of an event that hold roles. */
const holdRoles = ['roles', 'role', 'replacedBy'];

/** The organization's own roles of an entry: those in its data, and those that allowed it (`{roles}@{revision}`). */
export function ownRolesIn({ data, grants, sequence }: Pick<Row, 'data' | 'grants' | 'sequence'>): readonly Thing[] {
  const said = holdRoles.flatMap((name) => data[name] ?? []);
  const allowing = (grants ?? '').replace(/@.*$/, '').split(',');
  const ids = new Set([...said, ...allowing].filter((role) => id.safeParse(role).success).map(String));
  return [...ids].map((role) => ({ kind: 'role', id: role, then: sequence }));
}

/** An entry as the list shows it. */
export function entryOf({ row, changed }: Told, labels: Labels): Entry {
  const then = row.sequence;
  return {
    sequence: row.sequence,
    at: row.at,
    type: row.type,
    area: row.area,
    actor: actorOf(row.actor, then, labels),
    reason: row.reason,
    outcome: outcomeOf(row.type),
    sentence: pieces(row).map((piece) =>
      typeof piece === 'string' ? { text: piece } : labels.part({ ...piece, then }),
    ),
    changes: changed.map((change) => changeOf(change, (thing) => labels.label(thing))),
    routine: row.notable === null,
  };
}

/** An entry with all that the view keeps of it. Addresses only for those who may see them. */
export function detailsOf(
  told: Told,
  labels: Labels,
  { mayReadEmail }: { readonly mayReadEmail: boolean },
): z.output<typeof AuditEntryDetails> {
  const { row } = told;
  return {
    ...entryOf(told, labels),
    onBehalfOf: row.on_behalf_of === null ? null : actorOf(row.on_behalf_of, row.sequence, labels),
    data: row.data,
    personal: personalOf(row, mayReadEmail),
    text: Text.parse(row.text),
    permission: row.permission,
    grants: row.grants,
    roleNames: Object.fromEntries(ownRolesIn(row).map((role) => [role.id, labels.label(role) ?? role.id])),
    session: row.session,
    command: row.command,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    stream: row.stream,
    revision: row.revision,
    position: row.position,
  };
}

function pieces({ type, data, text }: Row): readonly Piece[] {
  return sentenceFor(type, data, Text.parse(text));
}

/** `null` for what was erased; without the part altogether for events that identify nobody. */
function personalOf(
  { type, email, alias, ip, user_agent: userAgent }: Row,
  mayReadEmail: boolean,
): Record<string, string | null> | null {
  const part = eventDefinitions.get(type)?.personal;
  if (!part) return null;
  const values = new Map(Object.entries({ alias, ip, userAgent, ...(mayReadEmail && { email }) }));
  return Object.fromEntries(
    Object.keys(part.shape)
      .filter((name) => values.has(name))
      .map((name) => [name, values.get(name) ?? null]),
  );
}

/** Who did it, where they have a name. */
export function actorThing(actor: string | null, then: number): readonly Thing[] {
  const { kind, id } = parseActor(actor ?? '');
  if (kind === 'user') return [{ kind: 'account', id, then }];
  return kind === 'key' ? [{ kind: 'key', id, then }] : [];
}

/** Kinds of actors that are called by what they are. */
const nameless = { system: 'Annals', operator: 'Operator' } as const;

/** Who did it, as they were called then. */
export function actorOf(actor: string, then: number, labels: Pick<Labels, 'label'>): Entry['actor'] {
  const { kind, id } = parseActor(actor);
  const [thing] = actorThing(actor, then);
  return { kind, id, label: thing ? labels.label(thing) : (meaningOf(nameless, kind) ?? `${inWords({}, kind)} ${id}`) };
}
