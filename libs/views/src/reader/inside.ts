import { refused } from '@annals/contracts';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { types, type CustomTypesConfig, type Pool, type PoolClient } from 'pg';
import { AT } from '../past/past-tables';
import { name } from '../sql/write';

/** Whose rows may be seen: of one organization, or of one account. */
export type Scope = { readonly organization: string } | { readonly account: string };

/** Inside which walls a query runs. */
export interface Walls {
  readonly schema: string;
  /** Role without rights of its own: row-level security binds it. */
  readonly role: string;
  readonly scope: Scope;
  /** In folds of the past: after which event of the organization. */
  readonly at?: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Numbers and instants as handlers wrote them: sums are safe integers, instants ISO with milliseconds. */
const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
]);
/** How values of views read. */
export const viewTypes: CustomTypesConfig = {
  getTypeParser(oid, format): unknown {
    const standard: unknown = types.getTypeParser(oid, format);
    return format === 'binary' ? standard : (parsers.get(oid) ?? standard);
  },
};

/** Runs a query inside its walls, in one snapshot that cannot be written. */
export async function readInside<DB, T>(pool: Pool, walls: Walls, run: (db: Kysely<DB>) => Promise<T>): Promise<T> {
  const begin = beginFor(walls);
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    return await run(kyselyOn<DB>(client));
  } finally {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    client.release(broken);
  }
}

/** kysely on this very connection: transaction, role and scope are ours. */
function kyselyOn<DB>(client: PoolClient): Kysely<DB> {
  const same: PostgresPoolClient = { query: client.query.bind(client), release: () => undefined };
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(same), end: () => Promise.resolve(), options: {} },
    }),
  });
}

/** One round trip. The ids are checked to be uuids, the schema is quoted: nothing else gets into the text. */
function beginFor({ schema, role, scope, at }: Walls): string {
  const [setting, id] =
    'organization' in scope ? ['annals.organization', scope.organization] : ['annals.account', scope.account];
  if (!UUID.test(id)) throw refused('NOT_FOUND');
  const moment = at === undefined ? '' : `, set_config('${AT}', '${at}', true)`;
  return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE ${name(role)}; SELECT set_config('search_path', '${name(schema)}', true), set_config('${setting}', '${id}', true)${moment}`;
}
