import { EventCounter, type Placed } from '@annals/eventstore';
import type { GivenSettings } from '@annals/config';
import {
  findGaps,
  followerStates,
  isComplete,
  listStops,
  type Counted,
  type FollowerState,
  type StopRecord,
} from '@annals/views';
import { CannotDo } from '../sentence';
import { connectionsOf } from './addresses';

/** Beyond it nobody wants to know the number. */
const MOST_BEHIND = 10_000;
const RELEASES_SHOWN = 10;

/** `annals views`: every view and reaction, how far it is behind, and what keeps it. */
export async function printViews(given: GivenSettings): Promise<void> {
  const { databaseUrl, eventstoreUrl } = await connectionsOf(given, 'its views are what is shown');
  const states = await followerStates(databaseUrl);
  const stops = [...(await listStops({ databaseUrl })), ...(await listStops({ databaseUrl, catalog: 'reactions' }))];
  const behind = await behindOf(states, eventstoreUrl);
  for (const line of [...table(states, behind), ...builds(states), ...openStops(stops), ...releases(stops)])
    process.stdout.write(`${line}\n`);
}

/**
 * `annals views --gaps`: proves that no event was skipped, by one walk over the whole log (E7).
 * @throws CannotDo with a sentence that names what lacks
 */
export async function proveViews(given: GivenSettings): Promise<void> {
  const { databaseUrl, eventstoreUrl } = await connectionsOf(given, 'its log is what the views are held against');
  const log = new EventCounter(eventstoreUrl);
  try {
    const { views, looked, missing, complete } = await findGaps(log, databaseUrl, counted());
    if (!complete) throw new CannotDo([...views.flatMap(gapIn), ...missing.map(lacking)].join('\n'));
    const most = Math.max(0, ...views.map(({ stored }) => stored));
    process.stdout.write(
      `No gap: each of ${views.length} views has handled each of the ${most} events up to its place, and the history has each of ${looked}.\n`,
    );
  } finally {
    await log.close();
  }
}

const gapIn = (view: Counted): readonly string[] =>
  isComplete(view)
    ? []
    : [
        `${view.view} has handled ${view.events} events of ${view.stored} up to its place${view.apart === 0 ? '' : ` (${view.apart} wait in who stands still)`}: build it again by annals rebuild ${view.view} --anew.`,
      ];

const lacking = ({ id, stream, revision, position }: Placed): string =>
  `The history lacks event ${id} of ${stream} at revision ${revision}, position ${position.commit}: build it again by annals rebuild history --anew.`;

/** Says once a second how far it is, to people only. */
function counted(): (events: number) => void {
  let next = performance.now() + 1000;
  return (events) => {
    if (!process.stderr.isTTY || performance.now() < next) return;
    next = performance.now() + 1000;
    process.stderr.write(`${events} events …\n`);
  };
}

/** Events between each place and the end of the log; what stands at the same place is counted once. */
async function behindOf(states: readonly FollowerState[], eventstoreUrl: string): Promise<ReadonlyMap<string, number>> {
  const counter = new EventCounter(eventstoreUrl);
  try {
    const behind = new Map<string, number>();
    for (const { position, after } of states)
      if (!behind.has(position)) behind.set(position, await counter.after(after, MOST_BEHIND));
    return behind;
  } finally {
    await counter.close();
  }
}

function table(states: readonly FollowerState[], behind: ReadonlyMap<string, number>): readonly string[] {
  if (states.length === 0)
    return ['There are no views yet: neither a projector nor a worker has run on this database.'];
  const rows = states.map(({ catalog, name, version, generation, state, standing, position }) => {
    const events = behind.get(position) ?? 0;
    return [
      name,
      catalog === 'views' ? `${version}` : '',
      catalog === 'views' ? `${generation}` : '',
      standing === 0 ? state : `${state}, ${standing} stopped`,
      position,
      events > MOST_BEHIND ? `more than ${MOST_BEHIND} events` : `${events} event${events === 1 ? '' : 's'}`,
    ];
  });
  const lines = [['view or reaction', 'version', 'generation', 'state', 'position', 'behind'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function builds(states: readonly FollowerState[]): readonly string[] {
  return states.flatMap(({ name, generation, progress }) =>
    progress
      ? [
          `${name} is being built as generation ${generation}: ${progress.events} events, ${progress.eventsPerSecond}/s, at position ${progress.position} of ${progress.head}${progress.etaSeconds === null ? '' : `, about ${progress.etaSeconds} s to go`}.`,
        ]
      : [],
  );
}

const what = ({ name, owner, stoppedAt, eventType, eventId, stream, position, tries, reason }: StopRecord): string =>
  `${owner === undefined ? name : `${owner} in ${name}`} stopped on ${stoppedAt} before ${eventType} ${eventId} (${stream}, position ${position}) after ${tries} tries: ${reason}.`;

function openStops(stops: readonly StopRecord[]): readonly string[] {
  const open = stops.filter(({ released }) => !released).map(what);
  return open.length === 0
    ? []
    : [
        ...open,
        'When the cause is gone, let them go on by: annals release <view> --reason "…" (--skip passes over the event)',
      ];
}

/** Who let what go on, the latest first. */
function releases(stops: readonly StopRecord[]): readonly string[] {
  return stops
    .flatMap((stop) => (stop.released ? [{ stop, released: stop.released }] : []))
    .sort((a, b) => (a.released.at < b.released.at ? 1 : -1))
    .slice(0, RELEASES_SHOWN)
    .flatMap(({ stop, released }) => [
      what(stop),
      `  Released on ${released.at} by ${released.by}${released.skipped ? ', passing over the event' : ''}: ${released.reason}`,
    ]);
}
