import { createHash } from 'node:crypto';
import { Client } from 'pg';
import type { AnyView } from '../definition/view';
import { schemaOf } from '../sql/ddl';

/** Forgets everything that was made of the log. */
export async function startOver(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; generation: number }>(
      'SELECT name, generation FROM views.generations',
    );
    for (const { name, generation } of rows) await client.query(`DROP SCHEMA "${schemaOf(name, generation)}" CASCADE`);
    await client.query('DROP SCHEMA views CASCADE');
  } finally {
    await client.end();
  }
}

/** What a generation holds, byte for byte: SHA-256 over the sorted rows of each table, and their number. */
export async function digestOf(
  databaseUrl: string,
  view: AnyView,
  generation?: number,
): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const {
      rows: [serving],
    } = await client.query<{ generation: number }>(
      `SELECT generation FROM views.generations WHERE name = $1 AND state = 'serving'`,
      [view.name],
    );
    const schema = schemaOf(view.name, generation ?? serving?.generation ?? 0);
    const digests: Record<string, string> = {};
    for (const { name } of view.plan) {
      const { rows } = await client.query<{ line: string }>(
        `SELECT t::text AS line FROM "${schema}"."${name}" AS t ORDER BY t::text COLLATE "C"`,
      );
      const hash = createHash('sha256');
      for (const { line } of rows) hash.update(`${line}\n`);
      digests[name] = `${rows.length} ${hash.digest('hex')}`;
    }
    return digests;
  } finally {
    await client.end();
  }
}
