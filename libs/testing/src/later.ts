import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startAnnals, type TestAnnals } from './annals';

const AHEAD = resolve(__dirname, 'clock-ahead.cjs');
const DAY_MS = 86_400_000;

/** An installation of one's own whose api can be put ahead of the machine's clock. */
export interface LaterAnnals extends TestAnnals {
  /** The api begins again, so many days ahead of now; settles when it answers. */
  later(days: number): Promise<void>;
}

/** Starts it at the machine's clock. What the other processes do goes by that clock all the time. */
export async function startLater(): Promise<LaterAnnals> {
  const annals = await startAnnals({ NODE_OPTIONS: `--require=${AHEAD}` });
  const api = () => annals.processes.find(({ name }) => name === 'api')?.pid;
  const answers = () =>
    fetch(`${annals.origin}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  return Object.create(annals, {
    later: {
      value: async (days: number): Promise<void> => {
        writeFileSync(join(annals.dataFolder, 'clock-ahead'), String(days * DAY_MS));
        const before = api();
        if (before === undefined) throw new Error('There is no api to begin again.');
        process.kill(before, 'SIGKILL');
        while (api() === before || !(await answers())) await new Promise((next) => setTimeout(next, 50));
      },
    },
  }) as LaterAnnals;
}
