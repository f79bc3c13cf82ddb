import { EventCounter } from '@annals/eventstore';
import type { GivenSettings } from '@annals/config';
import { followerStates, listStops, type FollowerState, type StopRecord } from '@annals/views';
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
