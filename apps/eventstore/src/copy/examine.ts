import { MAX_APPEND_SIZE, sizeOf } from '../rpc/limits';
import { OneByOne } from './one-by-one';
import { name } from './difference';
import { meet, theStart, type Logs, type Meeting } from './meet';
import { withoutServers, type Planned } from './plan';
import { CopyRefused, LogsDiffer } from './refused';
import { Revisions } from './revisions';

/** What there is to copy. */
export interface Examined {
  /** Where the target ends. */
  readonly meeting: Meeting;
  readonly revisions: Revisions;
  /** Events of the source, its server's own aside. */
  readonly total: number;
}

/**
 * Looks at everything before anything is written: what the target holds already, and whether the rest of the source can
 * be written to it.
 * @param seen told of every event
 * @throws CopyRefused, LogsDiffer
 */
export async function examine(logs: Logs, seen: () => void): Promise<Examined> {
  const revisions = new Revisions();
  const met = await meet(logs, theStart(), {
    both: ({ event }) => {
      revisions.add(event);
      seen();
    },
    differs: (sentence) => {
      throw new LogsDiffer(sentence);
    },
  });
  if (met.foreign)
    throw new LogsDiffer(`The target goes on with ${name(met.foreign)}, which the source does not have.`);
  const planner = met.planner.copy();
  const rest = new OneByOne(withoutServers(logs.source.events(met.sourceAfter)));
  let total = met.events;
  try {
    for (;;) {
      if (!rest.ready) await rest.fetch();
      if (rest.current === undefined) return { meeting: met, revisions, total };
      fits(planner.plan(rest.current, rest.next));
      revisions.add(rest.current);
      rest.step();
      total += 1;
      seen();
    }
  } finally {
    await rest.close();
  }
}

function fits({ event, isBehindEnd }: Planned): void {
  if (isBehindEnd) {
    throw new CopyRefused(
      `The source has ${name(event)} behind the tombstone of its stream, which EventStoreDB takes until its next restart and no other server does: nothing was written.`,
    );
  }
  const size = sizeOf([event]);
  if (size > MAX_APPEND_SIZE)
    throw new CopyRefused(
      `The source has ${name(event)} with ${size} bytes of data, metadata and type; servers take ${MAX_APPEND_SIZE} at most.`,
    );
}
