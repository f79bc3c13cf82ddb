import { contains } from '@annals/views';
import type { Db } from './names';

/** Things and people that are called so, or were. */
export interface Named {
  readonly things: readonly string[];
  readonly actors: readonly string[];
}

interface Looked {
  readonly organizationId: string;
  readonly text: string;
  /** Who may not see addresses finds nobody by theirs. */
  readonly mayReadEmail: boolean;
}

/** So many are looked up by their names: who finds more of them says more of the name. */
const MOST = 200;
const MOST_ACTORS = 20;

/** Who and what has a name with the text in it. Names are few beside the entries, and go with the keys of people. */
export async function named(db: Db, { organizationId, text, mayReadEmail }: Looked): Promise<Named> {
  const things = await db
    .selectFrom('names')
    .select(['thing_id', 'kind'])
    .distinct()
    .where('organization_id', '=', organizationId)
    .where((row) => contains(row, ['label'], text))
    .limit(MOST)
    .execute();
  const aliases = await db
    .selectFrom('aliases')
    .select(['person_id', 'user_id'])
    .distinct()
    .where('organization_id', '=', organizationId)
    .where((row) => contains(row, ['alias'], text))
    .limit(MOST)
    .execute();
  const addressed = mayReadEmail ? await byAddress(db, organizationId, text) : [];
  return {
    things: [...new Set([...things.map((row) => row.thing_id), ...aliases.map((row) => row.person_id), ...addressed])],
    actors: [
      ...aliases.map((row) => `user:${row.user_id}`),
      ...things.filter(({ kind }) => kind === 'key').map((row) => `key:${row.thing_id}`),
    ].slice(0, MOST_ACTORS),
  };
}

async function byAddress(db: Db, organizationId: string, text: string): Promise<readonly string[]> {
  const [invited, asked] = [
    await db
      .selectFrom('invitations')
      .select(['person_id', 'invitation_id as id'])
      .where('organization_id', '=', organizationId)
      .where((row) => contains(row, ['email'], text))
      .limit(MOST)
      .execute(),
    await db
      .selectFrom('askers')
      .select(['person_id', 'request_id as id'])
      .where('organization_id', '=', organizationId)
      .where((row) => contains(row, ['email'], text))
      .limit(MOST)
      .execute(),
  ];
  return [...invited, ...asked].flatMap((row) => [row.person_id, row.id]);
}
