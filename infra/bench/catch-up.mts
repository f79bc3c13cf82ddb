import { annals, catchUp, readAll } from './annals.mts';
import { emmett } from './emmett.mts';
import { median } from './harness.mts';
import { database, interleaved, number, rounds, say, times, type Row } from './table.mts';

/** P4: commands on hot streams, below HTTP. */
export async function commandRows(adminUrl: string): Promise<Row[]> {
  const ours = await annals(await database(adminUrl, 'commands_ours'));
  const theirs = await emmett(await database(adminUrl, 'commands_theirs'));
  try {
    await ours.commands(32, 1000);
    await theirs.commands(32, 500);
    const rates = await interleaved(
      'P4',
      {
        ours: async () => (await ours.commands(32, 2000)).perSecond,
        emmett: async () => (await theirs.commands(32, 400)).perSecond,
      },
      5,
    );
    return [
      {
        id: 'P4',
        what: 'command on a hot stream below HTTP, 32 in flight, per second',
        ours: number(rates.ours),
        peer: `${number(rates.emmett)} (CommandHandler)`,
        limit: '-',
        ratio: `${times(rates.ours / rates.emmett)} Emmett`,
        goal: '>= 5x',
      },
    ];
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
}

/** P8 and P11: one table from the whole log. @param events in the log; BENCH_EVENTS */
export async function catchUpRows(adminUrl: string, events: number): Promise<Row[]> {
  const ours = await annals(await database(adminUrl, 'catch_up_ours'));
  const small = await annals(await database(adminUrl, 'catch_up_small'));
  const theirs = await emmett(await database(adminUrl, 'catch_up_theirs'));
  try {
    say(`P8, P11: writing ${number(events)} events`);
    await ours.fill(events);
    await small.fill(events / 10);
    const limits: number[] = [];
    const seconds: number[] = [];
    const smallSeconds: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`P8, P11: round ${round} of ${rounds}`);
      limits.push(await readAll(ours));
      seconds.push((await catchUp(ours, round)).seconds);
      smallSeconds.push((await catchUp(small, round)).seconds);
    }
    say(`P8: Emmett, ${number(events)} events by 16 writers, then its projector`);
    const { perSecond, lost } = await theirs.catchUp(events);
    const rate = events / median(seconds);
    return [
      {
        id: 'P8',
        what: 'catch-up through $all into one table, events/s',
        ours: `${number(rate)}, 0 lost`,
        peer: `${number(perSecond)}, ${number(lost)} of ${number(events)} lost`,
        limit: `${number(median(limits))} (readAll alone)`,
        ratio: `${times(rate / median(limits))} of the limit, ${times(rate / perSecond)} Emmett`,
        goal: '>= 0.8x, >= 10x',
      },
      {
        id: 'P11',
        what: `rebuild of one table, ${number(events)} events`,
        ours: `${median(seconds).toFixed(2)} s`,
        peer: '-',
        limit: `${median(smallSeconds).toFixed(2)} s for a tenth`,
        ratio: times(median(seconds) / median(smallSeconds)),
        goal: '<= 11x for ten times the log',
      },
    ];
  } finally {
    await Promise.all([ours.close(), small.close(), theirs.close()]);
  }
}
