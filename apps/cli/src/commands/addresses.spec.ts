import { startTimeOf } from '@annals/postgres';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { State } from '../supervisor/state';
import { mustNameItsLog } from './addresses';

const own = 'esdb://127.0.0.1:2113?tls=false';
const other = 'esdb://elsewhere.example:2113?tls=true';
const databaseUrl = 'postgres://annals@127.0.0.1:5433/annals';

describe('the log that a backup is made of', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'annals-addresses-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  /** This very process plays the installation that runs. */
  function runs(changed: Partial<State> = {}): void {
    const state: State = {
      pid: process.pid,
      startTime: startTimeOf(process.pid),
      url: 'http://localhost',
      databaseUrl,
      eventstoreUrl: own,
      secretsFile: '/x',
      isLogEmbedded: true,
      processes: [],
      ...changed,
    };
    writeFileSync(join(data, 'annals.json'), JSON.stringify(state));
  }
  const told =
    (env: Readonly<Record<string, string>>, options = {}) =>
    () => {
      mustNameItsLog({ env: { ANNALS_DATA: data, ...env }, options });
    };

  it('is never the embedded one when another event store is named', () => {
    runs();
    const refusal = (name: string) =>
      `The log of Annals on ${data} is in its embedded event store, not in the one that is named: leave ${name} out, or name the data folder of the other installation.`;
    expect(told({ ANNALS_EVENTSTORE_URL: other })).toThrow(refusal('ANNALS_EVENTSTORE_URL'));
    expect(
      told(
        { ANNALS_EVENTSTORE_URL: other, ANNALS_DATABASE_URL: databaseUrl },
        { ANNALS_EVENTSTORE_URL: '--eventstore-url' },
      ),
    ).toThrow(refusal('--eventstore-url'));
  });

  it('is the one that was named, or the one that there is', () => {
    // nothing runs there: that is said by whoever needs it
    expect(told({ ANNALS_EVENTSTORE_URL: other })).not.toThrow();
    runs();
    expect(told({})).not.toThrow();
    expect(told({ ANNALS_EVENTSTORE_URL: own })).not.toThrow();
    expect(
      told({ ANNALS_EVENTSTORE_URL: other, ANNALS_DATABASE_URL: 'postgres://annals@elsewhere.example/annals' }),
    ).not.toThrow();
    runs({ isLogEmbedded: false });
    expect(told({ ANNALS_EVENTSTORE_URL: other })).not.toThrow(); // the backup itself finds no log in the database
  });
});
