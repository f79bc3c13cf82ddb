import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { owned, type OwnedEnvelope, type OwnedEvent } from '../definition/event';
import type { AnyView } from '../definition/view';
import { concerned, enveloped } from '../fold/concerned';
import { foldEach } from '../fold/fold';
import type { Change } from '../fold/pending';
import type { Value } from '../fold/values';
import { shapeOf } from '../sql/ddl';
import { name, type Statement } from '../sql/write';
import { addStatement, createFold, endStatement, openRows } from './past-tables';
import type { eventsOf, Numbered, Subject } from './events';
import { Versions } from './versions';

/** A fold as it is kept: one view of one organization, up to one of its events. */
export interface Kept {
  readonly schema: string;
  /** Everything up to this event is in it. */
  readonly upTo: number;
  /** When it was begun, by the database's clock: what was erased since then may still be in it. */
  readonly begunAt: string;
  /** Nobody has said for a while that they use it. */
  readonly isIdle: boolean;
}

/** So many events go into one transaction: small enough that nobody else in the process waits long. */
const CHUNK = 2_000;

/** What is kept about folds: where they are, how far they go, who used them last. It ends with them in a crash. */
export const REGISTRY = `
CREATE SCHEMA IF NOT EXISTS past;
CREATE UNLOGGED TABLE IF NOT EXISTS past.folds (
  schema text PRIMARY KEY, view text NOT NULL, version int4 NOT NULL, shape text NOT NULL, organization uuid NOT NULL, upto int8 NOT NULL DEFAULT 0,
  versions int8 NOT NULL DEFAULT 0, begun_at timestamptz NOT NULL DEFAULT clock_timestamp(), used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (view, version, shape, organization));`;

const WHICH = 'view = $1 AND version = $2 AND shape = $3 AND organization = $4';
const shapes = new WeakMap<AnyView, string>();

function which({ view, organization }: Subject): readonly unknown[] {
  const shape = shapes.get(view) ?? shapeOf(view);
  shapes.set(view, shape);
  return [view.name, view.version, shape, organization];
}

/** The fold that is kept; undefined where there is none. */
export async function keptFold(db: Pool | PoolClient, subject: Subject): Promise<Kept | undefined> {
  const { rows } = await db.query<{ schema: string; upto: number; begun: string; idle: boolean }>(
    `SELECT schema, upto, begun_at::text AS begun, used_at < clock_timestamp() - interval '20 seconds' AS idle FROM past.folds WHERE ${WHICH}`,
    [...which(subject)],
  );
  const [row] = rows;
  return row && { schema: row.schema, upTo: Number(row.upto), begunAt: row.begun, isIdle: row.idle };
}

/** Notes that a fold is used. */
export async function used(db: PoolClient, { schema }: Pick<Kept, 'schema'>): Promise<void> {
  await db.query('UPDATE past.folds SET used_at = clock_timestamp() WHERE schema = $1', [schema]);
}

interface Going {
  readonly role: string;
  readonly upTo: number;
  readonly events: ReturnType<typeof eventsOf>;
  /** Events that an operator told the view to pass over. */
  readonly skipped: ReadonlySet<string>;
}

/**
 * Takes a fold so many events further, or begins it; whoever does the same at this moment waits, and finds it done.
 * @returns how far it goes then
 * @throws HandlerFailed at an event that the view cannot take
 */
export async function goOn(
  client: PoolClient,
  subject: Subject,
  { role, upTo, events, skipped }: Going,
): Promise<number> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('annals.past.' || $1, 0))`, [
      which(subject).join(),
    ]);
    const kept = (await keptFold(client, subject)) ?? (await begin(client, subject, role));
    if (kept.upTo >= upTo) {
      await client.query('COMMIT');
      return kept.upTo;
    }
    const chunk = await events(subject, { after: kept.upTo, upTo, most: CHUNK });
    if (chunk === undefined) throw new Error(`History does not reach event ${upTo} yet`);
    const statements = await written(
      client,
      { ...subject, kept },
      chunk.filter(({ entry }) => !skipped.has(entry.id)),
    );
    for (const { text, values } of statements.all) await client.query(text, [...values]);
    const last = chunk.length < CHUNK ? upTo : (chunk.at(-1)?.sequence ?? upTo);
    await client.query(
      'UPDATE past.folds SET upto = $2, versions = versions + $3, used_at = clock_timestamp() WHERE schema = $1',
      [kept.schema, last, statements.versions],
    );
    await client.query('COMMIT');
    return last;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function begin(client: PoolClient, subject: Subject, role: string): Promise<Kept> {
  const schema = `past_${subject.view.name}_${randomBytes(5).toString('hex')}`;
  await client.query(createFold(subject.view, schema, role));
  const { rows } = await client.query<{ begun: string }>(
    'INSERT INTO past.folds (schema, view, version, shape, organization) VALUES ($1, $2, $3, $4, $5) RETURNING begun_at::text AS begun',
    [schema, ...which(subject)],
  );
  return { schema, upTo: 0, begunAt: rows[0]?.begun ?? '', isIdle: false };
}

interface Step {
  readonly sequence: number;
  readonly id: string;
  readonly change: Change;
}

/** So many events are folded at a time before others in the process have their turn. */
const TURN = 200;

/** What each table is written, by the events of one chunk. */
async function written(
  client: PoolClient,
  { view, kept }: Subject & { readonly kept: Kept },
  chunk: readonly Numbered[],
): Promise<{ readonly all: readonly Statement[]; readonly versions: number }> {
  const steps = new Map(view.plan.map((table) => [table.name, [] as Step[]]));
  for (let start = 0; start < chunk.length; start += TURN) {
    for (const { event, changes } of foldEach(view, known(view, chunk.slice(start, start + TURN))))
      for (const { table, byKey } of changes)
        for (const [id, change] of byKey) steps.get(table.name)?.push({ sequence: event.number, id, change });
    await turn();
  }
  const all: Statement[] = [];
  let added = 0;
  for (const table of view.plan) {
    const mine = steps.get(table.name) ?? [];
    if (mine.length === 0) continue;
    const keys = new Map(mine.map(({ id, change }) => [id, change.key]));
    // What is put once has no row before.
    const isNew = kept.upTo === 0 || table.kind === 'log';
    const before = isNew ? [] : await stored(client, openRows(kept.schema, table, [...keys.values()]), table);
    const versions = new Versions(table, before);
    for (const { sequence, id, change } of mine) versions.take(sequence, id, change);
    const made = versions.made();
    if (versions.ended.length > 0) all.push(endStatement(kept.schema, table, versions.ended));
    if (made.length > 0) all.push(addStatement(kept.schema, table, made));
    added += made.length;
    await turn();
  }
  return { all, versions: added };
}

async function stored(client: PoolClient, { text, values }: Statement, table: AnyView['plan'][number]) {
  const { rows } = await client.query<Readonly<Record<string, Value>>>(text, [...values]);
  return rows.map((row) => ({
    key: table.key.map((column) => row[column.name]),
    values: table.values.map((column) => row[column.name]),
  }));
}

/** What the view takes of a chunk, each with the number that it has whether the view knows it or not. */
function* known(
  view: AnyView,
  chunk: readonly Numbered[],
): Iterable<(OwnedEvent | OwnedEnvelope) & { readonly number: number }> {
  for (const { sequence, entry } of chunk) {
    const event = concerned(entry, (type) => view.reads(type));
    if (!view.handles(entry.type)) continue;
    const told = view.sequence ? sequence : 0;
    if (event) yield { ...owned(event, told), number: sequence };
    else if (entry.unreadable) yield { ...owned(enveloped(entry), told), number: sequence };
  }
}

/** Takes a fold away. */
export async function dropFold(client: PoolClient | Pool, schema: string): Promise<void> {
  await client.query(
    `BEGIN; SET LOCAL lock_timeout = '2s'; DELETE FROM past.folds WHERE schema = '${schema}'; DROP SCHEMA IF EXISTS ${name(schema)} CASCADE; COMMIT`,
  );
}
