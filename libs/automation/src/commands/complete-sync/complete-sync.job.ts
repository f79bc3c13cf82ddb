import { fromMilliseconds, plus } from '@annals/kernel';
import { timer, type TimerDefinition } from '@annals/platform';
import { Meaning } from '../../meaning/meaning.service';
import { READ_LEASE, SourceReader } from '../../reading/source-reader.service';

/** Reads what is to be read, one after the other. */
const reading =
  (isWebsite: boolean): TimerDefinition['does'] =>
  ({ vault, ask }) => {
    const reader = ask(SourceReader);
    let last: string | undefined;
    return async (_, ending = new AbortController().signal) => {
      while (!ending.aborted) {
        const now = fromMilliseconds(Date.now());
        const read = await vault.sourceReads.take(now, { isWebsite, until: plus(now, READ_LEASE), last });
        if (read === undefined) return;
        last = read.organizationId;
        await reader.read(read, ending);
      }
    };
  };

export const readFiles = timer({ name: 'read-files', everyMs: 500, does: reading(false) });
/** Websites take long: texts and files do not wait for them, and not all of them for one. */
export const readWebsites = timer({ name: 'read-websites', everyMs: 500, does: reading(true) });
export const readWebsitesBeside = timer({ name: 'read-websites-beside', everyMs: 500, does: reading(true) });

/** What was read gets its vectors afterwards, one source after the other. */
export const fillVectors = timer({
  name: 'fill-vectors',
  everyMs: 1_000,
  does: ({ ask }) => {
    let knowsAll = false;
    return async (now, ending = new AbortController().signal) => {
      const meaning = ask(Meaning);
      // The operator may have named another endpoint or model since this was last asked.
      if (!knowsAll) await meaning.dueAll(now);
      knowsAll = true;
      await meaning.fill(now, ending);
    };
  },
});
