import { groupCommit } from './append.mts';
import { atOnce } from './harness.mts';
import { database, interleaved, number, say, times, type Row } from './table.mts';

/** Turns within a round. */
const SLICES = 10;

/** A log of `streams` streams with `length` events each. */
async function filled(databaseUrl: string, streams: number, length: number) {
  const log = await groupCommit(databaseUrl);
  const revisions = new Map<string, number>();
  await atOnce(32, streams, async (index) => {
    const stream = `organization-${index}`;
    revisions.set(stream, await log.append(stream, 'no_stream', length));
  });
  return {
    /**
     * One event each to `used` of the streams, at their exact revisions, no stream twice at a time. @returns appends
     * per second
     */
    appends: async (inFlight: number, total: number, used: number) => {
      const free = [...revisions.keys()].slice(0, used);
      const { perSecond } = await atOnce(inFlight, total, async () => {
        // The last one takes the place of the one that is taken: closing the gap among ten thousand would be measured,
        // too.
        const at = Math.floor(Math.random() * free.length);
        const stream = free[at];
        const last = free.pop();
        if (stream === undefined || last === undefined) throw new Error('More in flight than streams');
        if (at < free.length) free[at] = last;
        revisions.set(stream, await log.append(stream, BigInt(revisions.get(stream) ?? -1)));
        free.push(stream);
      });
      return perSecond;
    },
    close: log.close,
  };
}

/**
 * P15: what an append costs in a log of a million events beside one of ten thousand, and among 10,000 organizations
 * beside 10.
 */
export async function growthRows(adminUrl: string): Promise<Row[]> {
  say('P15: writing 1,120,000 events');
  const small = await filled(await database(adminUrl, 'growth_small'), 1000, 10);
  const large = await filled(await database(adminUrl, 'growth_large'), 10_000, 100);
  const few = await filled(await database(adminUrl, 'growth_few'), 10, 1000);
  const many = await filled(await database(adminUrl, 'growth_many'), 10_000, 10);
  try {
    await Promise.all([
      small.appends(32, 1000, 1000),
      large.appends(32, 1000, 1000),
      few.appends(8, 500, 10),
      many.appends(8, 500, 10_000),
    ]);
    const events = await interleaved(
      'P15 events',
      { small: () => small.appends(32, 1000, 1000), large: () => large.appends(32, 1000, 1000) },
      SLICES,
    );
    const organizations = await interleaved(
      'P15 organizations',
      { few: () => few.appends(8, 500, 10), many: () => many.appends(8, 500, 10_000) },
      SLICES,
    );
    return [
      {
        id: 'P15',
        what: 'appends per second with 1,000,000 events in the log, 32 in flight',
        ours: number(events.large),
        peer: '-',
        limit: `${number(events.small)} with 10,000 events`,
        ratio: `${times(events.small / events.large)} the cost`,
        goal: '<= 1.25x',
      },
      {
        id: 'P15',
        what: 'appends per second to 10,000 organizations, 8 in flight',
        ours: number(organizations.many),
        peer: '-',
        limit: `${number(organizations.few)} to 10 organizations`,
        ratio: `${times(organizations.few / organizations.many)} the cost`,
        goal: '<= 1.25x',
      },
    ];
  } finally {
    await Promise.all([small, large, few, many].map((log) => log.close()));
  }
}
