import type { AnyView } from '../definition/view';
import { createGeneration, schemaOf, shapeOf } from '../sql/ddl';
import { inTransaction, type Generation, type Ledger } from '../sql/ledger';
import { name } from '../sql/write';
import type { Standing } from './engine';
import type { EngineLog } from './log';
import { Purged } from './purged';
import type { Share } from './share';
import { standingWith } from './standing';
import { ViewFollower } from './view-follower';

/** Retired generations are kept so long for processes of an older release, */
const KEPT = '10 minutes';
/** and so long to go back to after a rebuild; as long is a build kept that nobody goes on with. */
const KEPT_TO_GO_ON = '1 day';

/** Whoever builds a view beside the one that serves holds this lock. */
export const rebuildClaim = (view: string): string => `annals.rebuild.${view}`;

/** SQLSTATE of a lock that was not to be had in time. */
const LOCKED = '55P03';

/** Adds the next generation of a view, its empty tables included. */
export async function nextGeneration(ledger: Ledger, view: AnyView, role: string): Promise<Generation> {
  return inTransaction(ledger.db, () => addGeneration(ledger, view, role));
}

/**
 * Whoever makes the tables, the projector has to write them: they belong to whom the catalog belongs to. A rebuild may
 * run as the owner of the database.
 */
const AS_THE_CATALOG = `SELECT set_config('role', pg_get_userbyid(nspowner), true) FROM pg_namespace WHERE nspname = 'views' AND pg_has_role(nspowner, 'MEMBER')`;

async function addGeneration(ledger: Ledger, view: AnyView, role: string): Promise<Generation> {
  await ledger.db.query(AS_THE_CATALOG);
  const added = await ledger.addGeneration(
    { name: view.name, version: view.version, shape: shapeOf(view) },
    'building',
  );
  await ledger.db.query(createGeneration(view, added.generation, role));
  return added;
}

/**
 * The generation that this process's code advances: the serving one of its version; else the one being built; else a
 * new one; and while a newer version serves, the retired one of ours. Undefined when there is nothing left to do for
 * this version.
 */
export async function generationOf(ledger: Ledger, view: AnyView, role: string): Promise<Generation | undefined> {
  const all = await ledger.generations(view.name);
  const mine = all.filter(({ version }) => version === view.version);
  const serving = all.find(({ state }) => state === 'serving');
  if (serving && serving.version > view.version) return mine[0];
  if (serving?.version === view.version) return serving;
  return mine.find(({ state }) => state === 'building') ?? nextGeneration(ledger, view, role);
}

/** Where each of these views stands, with their parts; who stands still is left out until it is released. */
export async function standingOf(
  ledger: Ledger,
  views: readonly AnyView[],
  { role, log }: { role: string; log: EngineLog },
): Promise<readonly Standing[]> {
  const standing: Standing[] = [];
  for (const view of views) {
    const generation = await generationOf(ledger, view, role);
    if (generation && generation.shape !== shapeOf(view)) {
      log.error(
        { alarm: 'shape', name: view.name, version: view.version },
        `The tables of ${view.name} changed without a new version: raise it. The view stands still until then.`,
      );
      continue;
    }
    const place = generation && (await ledger.place(view.name, generation.generation));
    if (!generation || !place) {
      log.info({ view: view.name, version: view.version }, 'a newer release serves this view; nothing to do for it');
      continue;
    }
    const purged = new Purged(await ledger.purged());
    const skipped = await ledger.skipped(view.name, view.version);
    const follower = (share: Share): ViewFollower =>
      new ViewFollower(view, {
        generation: generation.generation,
        building: generation.state === 'building' && share.owner === undefined,
        skipped,
        purged,
        share,
      });
    standing.push(
      ...(await standingWith(ledger, { name: view.name, generation: generation.generation, place, follower }, log)),
    );
  }
  return standing;
}

/**
 * Generations that nobody can be reading any more, and builds that nobody works on and nobody went on with. One that
 * has something to forget, and is not advanced, is marked by its `retired_at` and goes at once.
 */
const DROPPED = `SELECT g.name, g.generation FROM views.generations g
  LEFT JOIN views.generations s ON s.name = g.name AND s.state = 'serving' LEFT JOIN views.checkpoints c ON c.name = g.name AND c.generation = g.generation
  WHERE g.name = ANY ($1) AND CASE
    WHEN g.state = 'retired' THEN g.retired_at < now() - CASE WHEN g.left_at IS NULL THEN interval '${KEPT}' ELSE interval '${KEPT_TO_GO_ON}' END
    WHEN g.state = 'building' AND g.version = s.version AND (g.retired_at IS NOT NULL OR c.moved_at < now() - interval '${KEPT_TO_GO_ON}')
      THEN pg_try_advisory_xact_lock(hashtextextended('${rebuildClaim('')}' || g.name, 0))
    ELSE false END`;

/** Drops generations that nobody needs any more. */
export async function dropRetired(ledger: Ledger, views: readonly AnyView[], log: EngineLog): Promise<void> {
  const { rows } = await ledger.db.query<{ name: string; generation: number }>(DROPPED, [
    views.map(({ name }) => name),
  ]);
  for (const { name: view, generation } of rows) {
    await dropGeneration(ledger, view, generation).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === LOCKED)) throw error;
      log.info({ view, generation }, 'somebody reads a retired generation; it is dropped another time');
    });
  }
}

/** Drops one generation with everything in it. */
export async function dropGeneration(ledger: Ledger, view: string, generation: number): Promise<void> {
  await inTransaction(ledger.db, async () => {
    // Never waits behind a reader for long: the next start drops it then.
    await ledger.db.query(`SET LOCAL lock_timeout = '2s'`);
    await remove(ledger, view, generation);
  });
}

/**
 * Replaces all generations of all views by empty ones that are built from the start of the log; call it inside a
 * transaction. Nothing that was made of another log is served meanwhile: its positions mean nothing in this one.
 */
export async function beginAgain(ledger: Ledger, views: readonly AnyView[], role: string): Promise<void> {
  const { rows: old } = await ledger.db.query<{ name: string; generation: number }>(
    'SELECT name, generation FROM views.generations',
  );
  // First of all: whoever still advances them finds out, and nobody waits for each other's locks.
  for (const { name: view, generation } of old) await ledger.close(view, generation);
  // Before the old ones go, so that no number is used twice: readers remember how far a number is.
  for (const view of views) await addGeneration(ledger, view, role);
  for (const { name: view, generation } of old) await remove(ledger, view, generation);
}

async function remove(ledger: Ledger, view: string, generation: number): Promise<void> {
  await ledger.close(view, generation);
  await ledger.db.query(`DROP SCHEMA IF EXISTS ${name(schemaOf(view, generation))} CASCADE`);
  await ledger.db.query('DELETE FROM views.generations WHERE name = $1 AND generation = $2', [view, generation]);
}
