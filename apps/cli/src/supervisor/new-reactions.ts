import { askDatabase } from './reachable';

/**
 * Before anything of a new release serves, the reactions that it brings get their place: the head of the log as it is
 * now. Else what happens before its worker comes would never be reacted to. Where no worker has ever run there is
 * nothing to do: they begin at the first event, whenever it comes.
 */
export async function placeNewReactions(databaseUrl: string, eventstoreUrl: string): Promise<void> {
  const [table] = await askDatabase(databaseUrl, `SELECT to_regclass('reactions.generations') IS NOT NULL AS known`);
  if (table?.['known'] !== true) return;
  const known = new Set(
    (await askDatabase(databaseUrl, 'SELECT name FROM reactions.generations')).map(({ name }) => name),
  );
  if (known.size > 0) await (await import('./place-reactions.js')).placeUnknown(known, { databaseUrl, eventstoreUrl });
}
