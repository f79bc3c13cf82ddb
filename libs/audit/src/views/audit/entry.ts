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
import type { Labels } from './labels';

type Row = TablesOf<typeof audit>['entries'];
type Thing = Exclude<Piece, string>;
type Entry = z.output<typeof AuditEntry>;

const Text = z.record(z.string(), z.string()).nullable();

/** What tells that somebody was refused; everything else was allowed. */
export const deniedTypes: readonly string[] = ['RunRefused', 'CommandDenied'];

export const outcomeOf = (type: string): Entry['outcome'] => (deniedTypes.includes(type) ? 'denied' : 'allowed');

/** Everything in an entry that has a label. */
export function thingsIn(row: Row): readonly Thing[] {
  return [...pieces(row).filter((piece) => typeof piece !== 'string'), ...actorThing(row)];
}

/** The parts of an event that hold roles. */
const holdRoles = ['roles', 'role', 'replacedBy'];

/** The organization's own roles of an entry: those in its data, and those that allowed it (`{roles}@{revision}`). */
export function ownRolesIn({ data, grants }: Pick<Row, 'data' | 'grants'>): readonly Thing[] {
  const said = holdRoles.flatMap((name) => data[name] ?? []);
  const allowing = (grants ?? '').replace(/@.*$/, '').split(',');
  const ids = new Set([...said, ...allowing].filter((role) => id.safeParse(role).success).map(String));
  return [...ids].map((role) => ({ kind: 'role', id: role }));
}

/** An entry as the list shows it. */
export function entryOf(row: Row, labels: Labels): Entry {
  return {
    sequence: row.sequence,
    at: row.at,
    type: row.type,
    area: row.area,
    actor: actorOf(row, labels),
    reason: row.reason,
    outcome: outcomeOf(row.type),
    sentence: pieces(row).map((piece) => (typeof piece === 'string' ? { text: piece } : labels.part(piece))),
  };
}

/** An entry with all that was stored. Addresses only for those who may see them. */
export function detailsOf(
  row: Row,
  labels: Labels,
  { mayReadEmail }: { readonly mayReadEmail: boolean },
): z.output<typeof AuditEntryDetails> {
  return {
    ...entryOf(row, labels),
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

export function actorThing({ actor }: Pick<Row, 'actor'>): readonly Thing[] {
  const { kind, id } = parseActor(actor);
  if (kind === 'user') return [{ kind: 'account', id }];
  return kind === 'key' ? [{ kind: 'key', id }] : [];
}

/** Kinds of actors that are called by what they are. */
const nameless = { system: 'Annals', operator: 'Operator' } as const;

export function actorOf(row: Pick<Row, 'actor'>, labels: Labels): Entry['actor'] {
  const { kind, id } = parseActor(row.actor);
  const [thing] = actorThing(row);
  return { kind, id, label: thing ? labels.label(thing) : (meaningOf(nameless, kind) ?? `${inWords({}, kind)} ${id}`) };
}
