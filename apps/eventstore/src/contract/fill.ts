import { jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { unique } from './server-under-test';

const PER_APPEND = 1000;
const IN_FLIGHT = 4;

/**
 * Makes a log large, fast: big appends of small events to streams of 10,000.
 * @returns the position of its last event
 */
export async function fill(client: EventStoreDBClient, events: number): Promise<bigint> {
  let left = events;
  let last = 0n;
  const one = async (): Promise<void> => {
    for (let stream = unique('filling'), n = 0; left > 0; n += 1) {
      if (n % 10 === 0) stream = unique('filling');
      const count = Math.min(PER_APPEND, left);
      left -= count;
      const { position } = await client.appendToStream(
        stream,
        Array.from({ length: count }, (_, index) =>
          jsonEvent({ type: 'Filled', data: { index, filling: 'x'.repeat(150) } }),
        ),
        { deadline: 60_000 },
      );
      if (position !== undefined && position.commit > last) last = position.commit;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  return last;
}
