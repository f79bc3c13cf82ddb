import { isCode, isWord, permissions, roleName, utc, inWords, id, type AuditChange } from '@annals/contracts';
import { sql } from 'kysely';
import { z } from 'zod';
import { changesOf, type Change, type Told, type Value } from './changes';
import type { Thing } from './labels';
import type { Db } from './names';

/** What changed, with what there was before. */
export interface Changed extends Change {
  readonly before: Value;
  readonly then: number;
}

interface Row extends Omit<Told, 'text'> {
  readonly organization_id: string;
  readonly sequence: number;
  readonly text: unknown;
}

const Text = z.record(z.string(), z.unknown()).nullable();

/** What each entry changed, by its sequence: values that a thing had already, and that are others now. */
export async function changedIn(db: Db, rows: readonly Row[]): Promise<ReadonlyMap<number, readonly Changed[]>> {
  const given = rows.flatMap((row) =>
    changesOf({ ...row, text: Text.parse(row.text) }, row.organization_id).map((change) => ({
      ...change,
      then: row.sequence,
    })),
  );
  const before = await valuesBefore(db, rows[0]?.organization_id ?? '', given);
  const changed = new Map<number, Changed[]>();
  for (const [index, change] of given.entries()) {
    const had = before.get(index);
    if (had === undefined || same(had, change.value)) continue;
    changed.set(change.then, [...(changed.get(change.then) ?? []), { ...change, before: had }]);
  }
  return changed;
}

const same = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);

/** One step in an index for each of them. */
async function valuesBefore(
  db: Db,
  organizationId: string,
  asked: readonly { readonly of: string; readonly field: string; readonly then: number }[],
): Promise<ReadonlyMap<number, Value>> {
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ place: number; value: Value }>`
    SELECT w.place::int, v.value
    FROM unnest(${asked.map(({ of }) => of)}::uuid[], ${asked.map(({ field }) => field)}::text[], ${asked.map(({ then }) => then)}::int8[])
      WITH ORDINALITY AS w (id, field, moment, place)
    CROSS JOIN LATERAL (SELECT value FROM "values" WHERE organization_id = ${organizationId} AND thing_id = w.id
      AND field = w.field AND sequence < w.moment ORDER BY sequence DESC LIMIT 1) AS v`.execute(db);
  return new Map(rows.map(({ place, value }) => [place - 1, value]));
}

/** Everything in changes that has a name. */
export function thingsInChanges(changes: readonly Changed[]): readonly Thing[] {
  return changes.flatMap(({ then, before, value, field }) =>
    [...idsIn(before.is), ...idsIn(value.is), ...idsIn(field.split(' ')[1])].map((each): Thing => ({
      kind: 'value',
      id: each,
      then,
    })),
  );
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return id.safeParse(value).success ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
}

/** A change as people read it. */
export function changeOf(change: Changed, label: (thing: Thing) => string | null): z.output<typeof AuditChange> {
  const { then, before, value } = change;
  const [field = '', whose] = change.field.split(' ');
  const named = (each: string) => label({ kind: 'value', id: each, then }) ?? '[erased]';
  const read = (one: Value) => ('is' in one ? inText(one.is, named) : '[erased]');
  return { field, of: whose === undefined ? null : named(whose), before: read(before), after: read(value) };
}

/** A value as people read it; null for none. */
function inText(value: unknown, named: (id: string) => string): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((each) => inText(each, named) ?? '–').join(', ') || null;
  if (typeof value === 'object') return ofParts(value, named);
  return typeof value === 'string' ? wordsOf(value, named) : JSON.stringify(value);
}

function ofParts(value: object, named: (id: string) => string): string | null {
  if ('personId' in value) return inText(value.personId, named);
  const parts = Object.entries(value).flatMap(([name, each]) => {
    const said = inText(each, named);
    return said === null
      ? []
      : [
          `${inWords(
            {},
            name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
          )}: ${said}`,
        ];
  });
  return parts.join('; ') || null;
}

function wordsOf(value: string, named: (id: string) => string): string {
  if (id.safeParse(value).success) return named(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return utc(value);
  if (isWord(value))
    return Object.hasOwn(permissions, value) ? inWords(permissions, value) : (roleName(value) ?? value);
  return isCode(value) ? inWords({}, value) : value;
}
