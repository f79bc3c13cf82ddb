import { randomUUID } from 'node:crypto';
import { append, child, clientOf, eventStore, loaded, megabytesOf } from './event-store.mts';
import { number, type Row } from './table.mts';

const PUSHED = {
  subscribers: 100,
  perSecond: 1000,
  seconds: Number(process.env.BENCH_PUSH_SECONDS ?? 60),
  perAppend: 50,
};

/** 1,000 events a second to 100 subscribers: what arrives, and what memory does meanwhile. */
export async function pushRow(databaseUrl: string): Promise<Row> {
  const store = await eventStore(databaseUrl);
  const subscribers = await child('infra/bench/subscribers.mjs', [String(store.port), String(PUSHED.subscribers)]);
  const client = clientOf(store.port);
  const samples: { seconds: number; megabytes: number }[] = [];
  const from = performance.now();
  const elapsed = () => (performance.now() - from) / 1000;
  const timer = setInterval(() => {
    samples.push({ seconds: elapsed(), megabytes: megabytesOf(store.child) });
  }, 500);
  let sent = 0;
  for (; elapsed() < PUSHED.seconds; sent += PUSHED.perAppend) {
    await append(client, `push-${randomUUID()}`, loaded(PUSHED.perAppend));
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, ((sent + PUSHED.perAppend) / PUSHED.perSecond - elapsed()) * 1000)),
    );
  }
  const counts = () =>
    new Promise<{ least: number; most: number }>((resolve) => {
      subscribers.child.once('message', resolve);
      subscribers.child.send('counts');
    });
  for (let now = await counts(); now.least < sent; now = await counts())
    await new Promise((resolve) => setTimeout(resolve, 50));
  const seconds = elapsed();
  clearInterval(timer);
  const { most } = await counts();
  if (most !== sent) throw new Error(`${sent} events were pushed, and a subscriber got ${most}`);
  await Promise.all([client.dispose(), subscribers.stop()]);
  await store.stop();
  return {
    id: 'PUSH',
    what: `events pushed to each of ${PUSHED.subscribers} subscribers of $all, per second`,
    ours: number(sent / seconds),
    peer: '-',
    limit: `${number(PUSHED.perSecond)} (appended)`,
    ratio: `memory ${slope(samples).toFixed(1)} MB/min over the second half`,
    goal: '1,000 per second, memory flat',
  };
}

/** Growth in MB a minute over the second half of the time: before that the memory of recent events fills up. */
function slope(samples: readonly { seconds: number; megabytes: number }[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (pick: (sample: (typeof half)[number]) => number): number =>
    half.reduce((sum, sample) => sum + pick(sample), 0) / half.length;
  const [x, y] = [mean(({ seconds }) => seconds), mean(({ megabytes }) => megabytes)];
  const up = half.reduce((sum, { seconds, megabytes }) => sum + (seconds - x) * (megabytes - y), 0);
  return (60 * up) / half.reduce((sum, { seconds }) => sum + (seconds - x) ** 2, 0);
}
