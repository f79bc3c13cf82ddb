import type { EventType, TimelineKind } from '@annals/contracts';
import { json, reasonOf, rows, type ViewEvent, type Writer } from '@annals/views';

/** A row for each thing that happened; a run has one, from its request to its end. */
export const entryRows = rows({
  key: ['organization_id', 'entry_id'],
  columns: {
    organization_id: 'uuid',
    entry_id: 'uuid',
    /** What it happened to: the bot, one of its keys, or one of its triggers. */
    subject_id: 'uuid',
    kind: 'text',
    sequence: 'int8',
    at: 'instant',
    actor: 'text',
    type: 'text',
    data: json<Readonly<Record<string, unknown>>>(),
    /** What somebody typed, where the sentence says it. */
    name: 'text?',
    reason: 'text?',
    status: 'text?',
    ended_at: 'instant?',
    code: 'text?',
    error: 'text?',
    configuration: 'int8?',
  },
});
type PutRow = Parameters<Writer<typeof entryRows>['put']>[0];
/** What belongs to a bot, so that what happens to it is found: itself, its keys, its triggers. */
export const subjectRows = rows({
  key: ['organization_id', 'bot_id', 'subject_id'],
  columns: { organization_id: 'uuid', bot_id: 'uuid', subject_id: 'uuid', area: 'text' },
});
/** Which kinds of things happened to what. */
export const kindRows = rows({
  key: ['organization_id', 'subject_id', 'kind'],
  columns: { organization_id: 'uuid', subject_id: 'uuid', kind: 'text' },
});

export interface EntryTables {
  readonly entries: Writer<typeof entryRows>;
  readonly subjects: Writer<typeof subjectRows>;
  readonly kinds: Writer<typeof kindRows>;
}

interface What {
  readonly kind: TimelineKind;
  readonly subject: string;
  /** The event's own without it. */
  readonly entry?: string;
  readonly name?: string | null;
}

type Came = Pick<PutRow, 'status' | 'ended_at' | 'code'>;

/** Something happened. @param came what a run has come to already */
export function happens(t: EntryTables, e: ViewEvent, { kind, subject, ...what }: What, came: Came = {}): void {
  if (e.organization === undefined) return;
  t.kinds.put({ organization_id: e.organization, subject_id: subject, kind });
  t.entries.put({
    organization_id: e.organization,
    entry_id: what.entry ?? e.id,
    subject_id: subject,
    kind,
    sequence: e.sequence,
    at: e.at,
    actor: e.meta.actor,
    type: e.type,
    data: { ...e.data },
    name: what.name ?? null,
    reason: reasonOf(e),
    ...came,
  });
}

type OfBot = Extract<EventType, `Bot${string}` | `App${string}` | `ShareLink${string}`>;
type OfTrigger = Extract<EventType, `Trigger${string}`>;

/** The handler of what happens to a bot, as one kind of thing. */
export const toBot =
  (kind: TimelineKind) =>
  (t: EntryTables, e: ViewEvent<OfBot>): void =>
    happens(t, e, { kind, subject: e.data.botId });

/** What happens to a trigger; whose it is was said when it was made. */
export const toTrigger = (t: EntryTables, e: ViewEvent<OfTrigger>): void =>
  happens(t, e, { kind: 'trigger', subject: e.data.triggerId });

type OfRun = Extract<EventType, `Run${string}`>;

/** A run is asked for. */
export const runBegins = (
  t: EntryTables,
  e: ViewEvent<'RunRequested' | 'RunRefused'>,
  came: Came = { status: 'requested' },
): void => happens(t, e, { kind: 'run', subject: e.data.botId, entry: e.data.runId }, came);

/** The handler of what a run comes to. */
export const runBecomes =
  (status: string, isEnd = false) =>
  (t: EntryTables, e: ViewEvent<OfRun>): void =>
    t.entries.patch([e.organization, e.data.runId], { status, ...(isEnd ? { ended_at: e.at } : {}) });
