import { spawnSync } from 'node:child_process';
import type { Client } from 'pg';

/** Every row of every table of a database that holds one of these words, as text or as bytes. */
export async function dumped(database: Client, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const looked = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(
      `SELECT left(t::text, 200) AS row FROM ${name} t WHERE t::text ILIKE ANY ($1)`,
      [looked.map((word) => `%${word}%`)],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Files of a data folder, beside those of its Postgres, that hold a word. @throws Error when it could not look */
export function filesWith(word: string, dataFolder: string): string[] {
  const found = spawnSync('grep', ['-rlai', '--exclude-dir=postgres', '--', word, dataFolder], { encoding: 'utf8' });
  if (found.stderr !== '') throw new Error(found.stderr);
  return found.stdout.split('\n').filter((file) => file !== '');
}
