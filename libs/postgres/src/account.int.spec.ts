import { startEmbeddedPostgres, type EmbeddedPostgres } from '@annals/postgres';
import { say } from '@annals/testing';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import {
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { NOBODY, ownAccount, type Machine } from './account';

jest.setTimeout(60_000);

const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
const PASSWD = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';

describe('A4: the user that the embedded Postgres runs as under root', () => {
  if (process.getuid?.() !== 0) {
    say('A4: the user of the database is not tested here, for only root makes one.');
    it('is ourselves where we are not root', () => {
      expect(process.getuid?.()).not.toBe(0);
    });
    return;
  }
  let root: string;
  const machine = (path = PATH): Machine => ({ root, path });
  const passwd = (): string => readFileSync(join(root, 'etc/passwd'), 'utf8');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'annals-machine-'));
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'etc/passwd'), PASSWD);
    writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is made once, without a login, and found again', () => {
    const made = ownAccount(machine());
    expect(made).toMatchObject({ isNew: true, uid: expect.any(Number) as number });
    expect(passwd()).toMatch(/^annals:[^:]+:\d+:\d+::\/nonexistent:\/usr\/sbin\/nologin$/m);
    expect(ownAccount(machine())).toEqual({ ...made, isNew: false });
  });

  it('is the same for all that start at once', async () => {
    const program = `process.stdout.write(JSON.stringify(require('./libs/postgres/src/account.ts').ownAccount(${JSON.stringify(machine())})))`;
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        text(
          spawn(process.execPath, ['-r', './infra/tools/register.cjs', '-e', program], {
            stdio: ['ignore', 'pipe', 'inherit'],
          }).stdout,
        ),
      ),
    );
    const uid = Number(/^annals:[^:]+:(\d+):/m.exec(passwd())?.[1]);
    expect(uid).toBeGreaterThan(0);
    expect(answers.map((answer) => (JSON.parse(answer) as { uid?: number }).uid)).toEqual([uid, uid, uid]);
  });

  it.each([
    ['there is no flock', () => machine(join(root, 'empty')), 'there is no program "flock"'],
    [
      'there is no useradd',
      () => {
        mkdirSync(join(root, 'bin'));
        symlinkSync('/usr/bin/flock', join(root, 'bin/flock'));
        return machine(join(root, 'bin'));
      },
      /useradd.*No such file/,
    ],
    [
      'the users can not be written',
      () => {
        rmSync(join(root, 'etc/group'));
        mkdirSync(join(root, 'etc/group'));
        return machine();
      },
      /group/,
    ],
    [
      'people sign in as it',
      () => {
        writeFileSync(join(root, 'etc/passwd'), `${PASSWD}annals:x:1000:1000::/home/annals:/bin/bash\n`);
        return machine();
      },
      'the user "annals" of this machine is one that people sign in as',
    ],
  ])('is none where %s, and it is said why', (_, given, because) => {
    expect(ownAccount(given())).toEqual({
      because: typeof because === 'string' ? because : (expect.stringMatching(because) as string),
    });
  });
});

describe('A4: under root', () => {
  if (process.getuid?.() !== 0) {
    it('is where this is tested', () => {
      expect(process.getuid?.()).not.toBe(0);
    });
    return;
  }
  let folder: string;
  let server: EmbeddedPostgres | undefined;
  const said: string[] = [];
  const data = (): string => join(folder, 'data');
  const owners = (): number[] => [
    ...new Set(
      [data(), ...readdirSync(data(), { recursive: true, encoding: 'utf8' }).map((name) => join(data(), name))].map(
        (path) => lstatSync(path).uid,
      ),
    ),
  ];
  const start = async (machine?: Machine): Promise<EmbeddedPostgres> =>
    (server = await startEmbeddedPostgres({
      folder,
      say: (sentence) => {
        said.push(sentence);
      },
      ...(machine === undefined ? {} : { machine }),
    }));
  const query = async (statement: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: server?.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  /** As releases before left it. */
  const toNobody = (): void => {
    for (const path of [
      data(),
      ...readdirSync(data(), { recursive: true, encoding: 'utf8' }).map((name) => join(data(), name)),
    ])
      lchownSync(path, NOBODY.uid, NOBODY.gid);
  };
  const uidOf = (pid: number): number =>
    Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const own = (): number => {
    const account = ownAccount();
    return 'uid' in account ? account.uid : NOBODY.uid;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-account-'));
    said.length = 0;
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('the server and its data are of a user of their own, and data of nobody are handed over with what is in them', async () => {
    const first = await start();
    expect([own() === NOBODY.uid, uidOf(first.pid), owners()]).toEqual([false, own(), [own()]]);
    await query('CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    toNobody();
    writeFileSync(join(data(), 'of-root'), ''); // is not nobody's, so it is left alone
    const second = await start();
    expect([uidOf(second.pid), owners().sort()]).toEqual([own(), [0, own()]]);
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(said.filter((sentence) => !sentence.includes('was made'))).toEqual([]);
  });

  it('where no user can be made the server runs as nobody, which is said, until one can', async () => {
    const none: Machine = { root: folder, path: folder };
    mkdirSync(join(folder, 'etc'));
    writeFileSync(join(folder, 'etc/passwd'), PASSWD);
    const first = await start(none);
    expect([uidOf(first.pid), owners()]).toEqual([NOBODY.uid, [NOBODY.uid]]);
    expect(said).toEqual([
      expect.stringMatching(
        /^The database runs as the user "nobody", .*\(there is no program "flock"\)\. Start Annals as a user who is not root, .*\.$/,
      ),
    ]);
    const second = await start(); // adopts the one that runs, so nothing is handed over under it
    expect([second.pid, owners(), said.length, said[1]]).toEqual([
      first.pid,
      [NOBODY.uid],
      2,
      expect.stringMatching(/^The database still runs as the user "nobody": .* at the next start /),
    ]);
    await second.stop();
    expect(uidOf((await start()).pid)).toBe(own());
    expect(owners()).toEqual([own()]);
  });

  it('what is partly elsewhere, or no data folder of ours, is not handed over', async () => {
    await (await start()).stop();
    toNobody();
    renameSync(join(data(), 'pg_wal'), join(folder, 'wal'));
    symlinkSync(join(folder, 'wal'), join(data(), 'pg_wal'));
    expect(uidOf((await start()).pid)).toBe(NOBODY.uid);
    expect(owners().filter((uid) => uid === own())).toEqual([]);
  });
});
