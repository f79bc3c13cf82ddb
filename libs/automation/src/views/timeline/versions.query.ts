import { refused, routes, VERSION_JUDGED_BY, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { sightOf } from '../runs/requesters';
import { namesOf } from './names';
import { mustSeeBot } from './timeline.query';
import { timeline } from './timeline.view';

type Db = ViewDb<typeof timeline>;
type ListRoute = typeof routes.automation.listVersions;
type OneRoute = typeof routes.automation.getVersion;

const newestFirst = descending(key('versions.version', z.int()));

/** Versions of the bot, with which one is in use. */
const versionsOf = (db: Db, { organizationId, botId }: AskedOf<ListRoute>) =>
  db
    .selectFrom('versions')
    .leftJoin('in_use', (join) =>
      join
        .onRef('in_use.organization_id', '=', 'versions.organization_id')
        .onRef('in_use.bot_id', '=', 'versions.bot_id'),
    )
    .leftJoin('begun', (join) =>
      join
        .onRef('begun.organization_id', '=', 'versions.organization_id')
        .onRef('begun.bot_id', '=', 'versions.bot_id')
        .on((row) => row('begun.version', '=', row.cast<string>('versions.version', 'text'))),
    )
    .selectAll('versions')
    .select(['in_use.version as in_use', 'begun.runs'])
    .where('versions.organization_id', '=', organizationId)
    .where('versions.bot_id', '=', botId);

/** What the last runs with a version came to; those that people ended say nothing about it. */
async function outcomesOf(db: Db, { organizationId, botId }: AskedOf<ListRoute>, version: number) {
  const last = await db
    .selectFrom('entries')
    .select('status')
    .where('organization_id', '=', organizationId)
    .where('subject_id', '=', botId)
    .where('configuration', '=', version)
    .orderBy('sequence', 'desc')
    .limit(VERSION_JUDGED_BY)
    .execute();
  const count = (...any: readonly string[]): number => last.filter(({ status }) => any.includes(status ?? '')).length;
  return { ended: count('succeeded', 'failed', 'timed_out', 'lost'), succeeded: count('succeeded') };
}

async function listVersions(db: Db, asked: AskedOf<ListRoute>, context: QueryContext): Promise<AnswerOf<ListRoute>> {
  await mustSeeBot(db, asked, context);
  const { rows, next } = await pageOf(versionsOf(db, asked), newestFirst, asked);
  const actors = rows.map(({ published_by }) => published_by);
  const names = await namesOf(db, { ...asked, actors, told: [], sight: sightOf(context) });
  const outcomes = await Promise.all(rows.map(({ version }) => outcomesOf(db, asked, version)));
  const items = rows.map((row, index) => ({
    version: row.version,
    publishedAt: row.published_at,
    publishedBy: names.actor(row.published_by),
    note: row.note,
    bytes: row.bytes,
    inUse: row.version === row.in_use,
    runs: row.runs ?? 0,
    ...(outcomes[index] ?? { ended: 0, succeeded: 0 }),
    sequence: row.sequence,
  }));
  return { items, next };
}

/** The versions of a bot's configuration, and how runs with them went. @throws Refused BOT_NOT_FOUND */
export const ListVersions = query('ListVersions', timeline, listVersions);

export const ListVersionsController = serve(routes.automation.listVersions, ListVersions);

const Configuration = z.record(z.string(), z.unknown());

async function getVersion(db: Db, asked: AskedOf<OneRoute>, context: QueryContext): Promise<AnswerOf<OneRoute>> {
  await mustSeeBot(db, asked, context);
  const row = await versionsOf(db, { ...asked, limit: 1 })
    .where('versions.version', '=', asked.version)
    .executeTakeFirst();
  if (!row) throw refused('BOT_VERSION_NOT_FOUND');
  const { version, configuration, in_use } = row;
  const value = configuration === null ? null : Configuration.parse(JSON.parse(configuration));
  return { version, inUse: version === in_use, configuration: value };
}

/** What is in one version. @throws Refused BOT_NOT_FOUND, BOT_VERSION_NOT_FOUND */
export const GetVersion = query('GetVersion', timeline, getVersion);

export const GetVersionController = serve(routes.automation.getVersion, GetVersion);
