import { sentenceFor, type Piece, type TimelineEntry } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import type { TablesOf, ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { z } from 'zod';
import { isHidden, type Sight } from '../runs/requesters';
import type { timeline } from './timeline.view';

type Db = ViewDb<typeof timeline>;
type Entry = z.output<typeof TimelineEntry>;
type Thing = Exclude<Piece, string>;

/** As much of an entry as names go by. */
type Told = Pick<TablesOf<typeof timeline>['entries'], 'actor' | 'type' | 'data' | 'name'>;

/** How what an entry is about reads. */
export interface Names {
  actor(of: string): Entry['actor'];
  sentence(of: Told): Entry['sentence'];
}

const SOMEBODY = 'somebody';
const short = (id: string): string => `${id.slice(0, 8)}…${id.slice(-4)}`;
const anyOf = (ids: Iterable<string>) => sql<string>`ANY(${[...ids]}::uuid[])`;
const pieces = ({ type, data, name }: Told): readonly Piece[] =>
  sentenceFor(type, data, name === null ? null : { name });

interface Wanted {
  readonly organizationId: string;
  readonly actors: readonly string[];
  readonly told: readonly Told[];
  readonly sight: Sight;
}

/**
 * What everything on a page is called now, in one query for each kind of table: people for who may see people (W15),
 * keys for who may see keys.
 */
export async function namesOf(db: Db, { organizationId, actors, told, sight }: Wanted): Promise<Names> {
  const parsed = actors.map(parseActor);
  const inSentences = told.flatMap(pieces).filter((piece) => typeof piece !== 'string');
  const ids = new Set([...parsed.map(({ id }) => id).filter(isUuid), ...inSentences.map(({ id }) => id)]);
  const here = (table: 'things' | 'bots' | 'people') =>
    db.selectFrom(table).where('organization_id', '=', organizationId);
  const things = await here('things').select(['thing_id', 'label']).where('thing_id', '=', anyOf(ids)).execute();
  const bots = await here('bots').select(['bot_id', 'name']).where('bot_id', '=', anyOf(ids)).execute();
  const people = sight.people
    ? await here('people')
        .select(['person_id', 'user_id', 'alias'])
        .where((row) => row.or([row('person_id', '=', anyOf(ids)), row('user_id', '=', anyOf(ids))]))
        .execute()
    : [];
  const named = new Map<string, string | null>([
    ...things.map(({ thing_id, label }) => [thing_id, label ?? '[erased]'] as const),
    ...bots.map(({ bot_id, name }) => [bot_id, name ?? '[erased]'] as const),
    ...people.flatMap(({ person_id, user_id, alias }) => [[person_id, alias] as const, [user_id, alias] as const]),
  ]);
  const label = (id: string): string | null => (named.has(id) ? (named.get(id) ?? null) : short(id));
  const part = (thing: Thing): Entry['sentence'][number] =>
    !sight.people && (thing.kind === 'person' || thing.kind === 'account')
      ? { text: SOMEBODY }
      : { kind: thing.kind, id: thing.id, label: label(thing.id) };
  return {
    actor: (of) => {
      const { kind, id } = parseActor(of);
      const isNamed = named.has(id) && !isHidden(of, sight) && (kind !== 'key' || sight.keys);
      return { kind, id: isHidden(of, sight) ? null : id, ...(isNamed ? { label: named.get(id) ?? null } : {}) };
    },
    sentence: (of) => pieces(of).map((piece) => (typeof piece === 'string' ? { text: piece } : part(piece))),
  };
}

const isUuid = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);
