import {
  refused,
  routes,
  runStatus,
  timelineKind,
  type AnswerOf,
  type AskedOf,
  type TimelineKind,
} from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { botsWith, nowFor, type Place, query, type QueryContext, reaches, serve } from '@annals/platform';
import { amongBots, descending, firstOf, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import { z } from 'zod';
import { hiddenBefore, isSeen, keptAt } from '../kept-runs';
import { sightOf } from '../runs/requesters';
import { namesOf, type Names } from './names';
import { timeline } from './timeline.view';

type Db = ViewDb<typeof timeline>;
type Route = typeof routes.automation.readTimeline;
type Asked = AskedOf<Route>;
type Row = TablesOf<typeof timeline>['entries'];

const newestFirst = descending(key('entries.sequence', z.int()));

/** @returns where the bot is @throws Refused BOT_NOT_FOUND for one that the reader does not see */
export async function mustSeeBot(
  db: Db,
  { organizationId, botId }: Pick<Asked, 'organizationId' | 'botId'>,
  context: QueryContext,
): Promise<Place> {
  const bot = await db
    .selectFrom('bots')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .where('bot_id', '=', botId)
    .where(amongBots('bots', botsWith(context, 'bots:read')))
    .executeTakeFirst();
  if (!bot) throw refused('BOT_NOT_FOUND');
  return { workspaceId: bot.workspace_id, botId };
}

/** What some kinds of entries need beside the bot: runs, triggers and with whom it is shared have a permission each. */
const seenWith = { run: 'runs:read', access: 'bots:share', trigger: 'triggers:read' } as const;

/** Which kinds of entries of a bot the reader does not see. Keys are everywhere's, not a bot's. */
function hiddenKinds(context: QueryContext, place: Place): readonly TimelineKind[] {
  const hides = (kind: keyof typeof seenWith): boolean => !reaches(botsWith(context, seenWith[kind]), place);
  return [
    ...(['run', 'access', 'trigger'] as const).filter(hides),
    ...(context.permissions.has('api_keys:read') ? [] : (['key'] as const)),
  ];
}

const subjects = (db: Db, { organizationId, botId }: Asked) =>
  db.selectFrom('subjects').where('subjects.organization_id', '=', organizationId).where('subjects.bot_id', '=', botId);

interface Unseen {
  readonly hidden: readonly TimelineKind[];
  /** Runs that were asked for before that, unless they go on (W23). */
  readonly before: Instant | undefined;
}

/** Each thing that belongs to the bot gives its newest entries; the page is made of these. */
const entries = (db: Db, asked: Asked, { hidden, before }: Unseen) =>
  subjects(db, asked)
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('entries')
            .selectAll('entries')
            .where('entries.organization_id', '=', asked.organizationId)
            .whereRef('entries.subject_id', '=', 'subjects.subject_id')
            .where((row) =>
              row.or([
                row('entries.kind', '<>', 'run'),
                isSeen({ at: 'entries.at', status: 'entries.status' }, before),
              ]),
            )
            .$if(hidden.length > 0, (some) => some.where('entries.kind', 'not in', hidden))
            .$if(asked.kind !== undefined, (some) => some.where('entries.kind', '=', asked.kind ?? '')),
          newestFirst,
          asked,
        ).as('entries'),
      (join) => join.onTrue(),
    )
    .selectAll('entries');

async function readTimeline(db: Db, asked: Asked, context: QueryContext): Promise<AnswerOf<Route>> {
  const place = await mustSeeBot(db, asked, context);
  const sight = sightOf(context);
  const hidden = hiddenKinds(context, place);
  const before = hiddenBefore(await keptAt(db, asked.organizationId, nowFor(context)), asked.botId);
  const { rows, next } = await pageOf(entries(db, asked, { hidden, before }), newestFirst, asked);
  const kinds = await subjects(db, asked)
    .innerJoin('kinds', (join) =>
      join
        .onRef('kinds.organization_id', '=', 'subjects.organization_id')
        .onRef('kinds.subject_id', '=', 'subjects.subject_id'),
    )
    .select('kinds.kind')
    .distinct()
    .execute();
  const occurring = new Set(kinds.map(({ kind }) => kind));
  const actors = rows.map(({ actor }) => actor);
  const names = await namesOf(db, { organizationId: asked.organizationId, actors, told: rows, sight });
  return {
    items: rows.map((row) => entryOf(row, names)),
    next,
    kinds: timelineKind.options.filter((kind) => occurring.has(kind) && !hidden.includes(kind)),
  };
}

function entryOf(row: Row, names: Names): AnswerOf<Route>['items'][number] {
  return {
    sequence: row.sequence,
    at: row.at,
    kind: row.kind,
    actor: names.actor(row.actor),
    sentence: names.sentence(row),
    reason: row.reason,
    run:
      row.status === null
        ? null
        : {
            runId: row.entry_id,
            status: runStatus.parse(row.status),
            endedAt: row.ended_at,
            code: row.code,
            error: row.error,
            configuration: row.configuration,
          },
  };
}

/** B27: what happened to a bot. @throws Refused BOT_NOT_FOUND */
export const ReadTimeline = query('ReadTimeline', timeline, readTimeline);

export const ReadTimelineController = serve(routes.automation.readTimeline, ReadTimeline);
