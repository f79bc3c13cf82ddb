import type { Run } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { mayReadMembers, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import type { z } from 'zod';
import type { runs } from './runs.view';

type Actor = z.output<typeof Run>['requestedBy'];

/** Whom the reader may see. */
export interface Sight {
  /** Who reads: nobody is hidden from themselves. */
  readonly reader: string | undefined;
  readonly people: boolean;
  readonly keys: boolean;
}

/** Whom the reader of an answer may see. */
export const sightOf = (context: QueryContext): Sight => ({
  reader: context.principal?.id,
  people: mayReadMembers(context),
  keys: context.permissions.has('api_keys:read'),
});

/** Whether somebody's name and id are kept from the reader: then nobody learns by a filter what they asked for. */
export function isHidden(actor: string | undefined, { people, reader }: Sight): boolean {
  if (actor === undefined) return false;
  const { kind, id } = parseActor(actor);
  return kind === 'user' && !people && id !== reader;
}

interface RequestersOfRuns {
  readonly organizationId: string;
  readonly actors: readonly string[];
  readonly sight: Sight;
}

/**
 * Who asked for the runs of a page, by the name that they have now: people also after they left, keys also once they
 * were revoked.
 */
export async function requestersOf(
  db: ViewDb<typeof runs>,
  { organizationId, actors, sight }: RequestersOfRuns,
): Promise<(actor: string) => Actor> {
  const ids = (kind: 'user' | 'key') => [
    ...new Set(
      actors
        .map(parseActor)
        .filter((actor) => actor.kind === kind)
        .map(({ id }) => id),
    ),
  ];
  const [users, keys] = [sight.people ? ids('user') : [], sight.keys ? ids('key') : []];
  const named = new Map<string, string | null>();
  if (users.length > 0) {
    const rows = await db
      .selectFrom('people')
      .select(['user_id', 'alias'])
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', users)
      .execute();
    for (const { user_id, alias } of rows) named.set(`user:${user_id}`, alias);
  }
  if (keys.length > 0) {
    const rows = await db
      .selectFrom('keys')
      .select(['key_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('key_id', 'in', keys)
      .execute();
    for (const { key_id, name } of rows) named.set(`key:${key_id}`, name);
  }
  return (actor) => {
    const label = named.get(actor);
    const { kind, id } = parseActor(actor);
    return { kind, id: isHidden(actor, sight) ? null : id, ...(label === undefined ? {} : { label }) };
  };
}
