import { startAnnals, type TestAnnals } from '@annals/testing';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runAnnals } from '../testing/run-annals';

jest.setTimeout(120_000);

/** The command lines of every process of this machine, as any of its users can read them. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

const passwordOf = (url: string): string => decodeURIComponent(/^[^/]+\/\/[^/?:@]*:([^/?@]*)@/.exec(url)?.[1] ?? '');

describe('E5: what is secret', () => {
  let annals: TestAnnals;
  let secrets: readonly string[];
  beforeAll(async () => {
    annals = await startAnnals();
    const keys = Object.values(JSON.parse(readFileSync(annals.secretsFile, 'utf8')) as Record<string, string>);
    const stored = readFileSync(join(dirname(annals.secretsFile), 'eventstore', 'password'), 'utf8');
    const superuser = readFileSync(join(annals.dataFolder, 'postgres', 'password'), 'utf8').trim();
    secrets = [...keys, stored, superuser, passwordOf(annals.databaseUrl), passwordOf(annals.eventstoreUrl)];
  });
  afterAll(() => annals.stop());

  it('is in no command line of the processes that serve, nor of a tool while it works', async () => {
    expect(secrets.every((secret) => secret.length >= 20)).toBe(true);
    const seen = new Set(commandLines());
    const tools = [
      ['eventstore', 'verify'],
      ['views'],
      ['rebuild', 'overview'],
      ['eventstore', 'backup', join(annals.dataFolder, 'e5.backup')],
    ];
    let working = true;
    const done = Promise.all(tools.map((args) => runAnnals(args, { ANNALS_DATA: annals.dataFolder }))).finally(() => {
      working = false;
    });
    // Tools live much longer than that; looking all the time would take a core from them.
    for (; working; await pause(20)) for (const line of commandLines()) seen.add(line);
    expect((await done).map(({ code, err }) => (code === 0 ? '' : err))).toEqual(tools.map(() => ''));
    const lines = [...seen];
    for (const part of [
      'postgres',
      'eventstore/src/main.js',
      'bundled/api.js',
      'bundled/worker.js',
      'bundled/projector.js',
      'eventstore/src/verify.js',
    ])
      expect(lines.filter((line) => line.includes(part))).not.toEqual([]);
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });

  it('is in no log, and "annals config" prints none', async () => {
    const logs = readdirSync(join(annals.dataFolder, 'logs')).map((file) =>
      readFileSync(join(annals.dataFolder, 'logs', file), 'utf8'),
    );
    const { out } = await runAnnals(['config'], {
      ANNALS_DATABASE_URL: annals.databaseUrl,
      ANNALS_EVENTSTORE_URL: annals.eventstoreUrl,
      ANNALS_COPY_TO: annals.eventstoreUrl,
      ANNALS_SECRETS_FILE: annals.secretsFile,
    });
    expect(out).toContain('esdb://admin:***@localhost');
    for (const text of [...logs, out]) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('can be read by nobody else where it is kept', () => {
    const { secretsFile, dataFolder } = annals;
    const kept = [
      dirname(secretsFile),
      secretsFile,
      join(dirname(secretsFile), 'eventstore'),
      join(dataFolder, 'annals.json'),
      join(dataFolder, 'postgres', 'password'),
      join(dataFolder, 'postgres', 'data'),
    ];
    expect(kept.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
  });
});
