import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, startTimeOf } from '../../postgres/src/index';
import { removeAbandoned } from './abandoned';

const PREFIX = 'annals-test-run-';
const MAIN = resolve(__dirname, '../../../dist/bundled/annals.js');
const MAILS = 100;
/** Where the installation that all e2e specs share says that people find help. */
export const SUPPORT_URL = 'https://help.halden.example/annals';
/** A job whose worker or database was killed is taken up again within about 25 s. */
const MAIL_WITHIN_MS = 40_000;
const READY_WITHIN_MS = 120_000;

/** One mail of the mailbox. */
export interface TestMail {
  readonly subject: string;
  readonly text: string;
}

/** A process of the installation, by its name (`postgres`, `eventstore`, `projector`, `worker`, `api`). */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
}

/** The real thing: the supervisor with all its processes, on a data folder and ports of its own. */
export interface TestAnnals {
  /** Origin of the console and the API, e.g. `http://localhost:40123`. */
  readonly url: string;
  /** Where it listens on this machine, whatever its public address is. */
  readonly origin: string;
  /** The secret address of its mailbox page; undefined where it serves none. */
  readonly mailbox: string | undefined;
  /** Owner of the database, which row-level security does not bind. */
  readonly databaseUrl: string;
  readonly eventstoreUrl: string;
  readonly secretsFile: string;
  readonly dataFolder: string;
  /** The supervisor. */
  readonly pid: number;
  /** What runs now; read again after a kill. */
  readonly processes: readonly RunningProcess[];
  /** The mails to an address, newest first, as soon as there are `count` of them (within 20 s). */
  mail(to: string, count?: number): Promise<readonly TestMail[]>;
  /** Ends everything and removes the data folder. Call it in `afterAll`. */
  stop(): Promise<void>;
}

interface Ready {
  readonly url: string;
  readonly port?: number;
  readonly mailbox?: string;
  readonly databaseUrl: string;
  readonly eventstoreUrl: string;
  readonly secretsFile: string;
}

function isReady(message: unknown): message is Ready {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready' && 'url' in message
  );
}

/** Only the settings of the test itself reach the processes. */
function environment(data: string, settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ANNALS_'));
  const cache = { NODE_COMPILE_CACHE: resolve(__dirname, '../../../node_modules/.cache/node') }; // as npm start sets it
  return { ...Object.fromEntries(inherited), ...cache, ANNALS_LOG_LEVEL: 'warn', ...settings, ANNALS_DATA: data };
}

function ready(child: ChildProcess, printed: readonly Buffer[]): Promise<Ready> {
  const output = () => Buffer.concat([...printed]).toString('utf8');
  return new Promise((done, failed) => {
    const slow = setTimeout(() => {
      failed(new Error(`Annals did not start within ${READY_WITHIN_MS / 1000} s:\n${output()}`));
    }, READY_WITHIN_MS);
    child.on('message', (message) => {
      if (!isReady(message)) return;
      clearTimeout(slow);
      done(message);
    });
    child.once('exit', (code) => {
      clearTimeout(slow);
      failed(new Error(`Annals did not start (exit code ${code}):\n${output()}`));
    });
  });
}

/** What the supervisor wrote down last. */
function processesIn(data: string): RunningProcess[] {
  const file = join(data, 'annals.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { processes: RunningProcess[] }).processes;
}

/** By its page as a person on this machine reads it; where it serves none, from its vault. */
async function mailsTo({ mailbox, databaseUrl, secretsFile }: Ready, to: string): Promise<readonly TestMail[]> {
  if (mailbox !== undefined) {
    const response = await fetch(`${mailbox}/messages?to=${encodeURIComponent(to)}`);
    if (!response.ok) throw new Error(`The mailbox answers ${response.status}.`);
    return (await response.json()) as TestMail[];
  }
  const { loadSecrets, Vault } = await import('@annals/vault');
  const vault = new Vault({ databaseUrl, secrets: await loadSecrets({ file: secretsFile }) });
  try {
    return await vault.mailbox.listTo(to, MAILS);
  } finally {
    await vault.close();
  }
}

async function mail(of: Ready, to: string, count: number): Promise<readonly TestMail[]> {
  for (const until = Date.now() + MAIL_WITHIN_MS; ; await pause(50)) {
    const mails = await mailsTo(of, to);
    if (mails.length >= count) return mails;
    if (Date.now() > until)
      throw new Error(
        `${mails.length} of ${count} mails to ${to} came within ${MAIL_WITHIN_MS / 1000} s: ${mails.map(({ subject }) => subject).join('; ')}`,
      );
  }
}

async function stop(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => {
      child.once('exit', done);
    });
    child.kill('SIGTERM');
    await gone;
  }
  const left = processesIn(data).filter(({ pid }) => isAlive(pid));
  for (const { pid } of left) process.kill(pid, 'SIGKILL'); // a supervisor that a test killed leaves its database
  rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function handle(data: string, pid: number, addresses: Ready, end: () => Promise<void>): TestAnnals {
  const { url, port, mailbox, databaseUrl, eventstoreUrl, secretsFile } = addresses;
  return {
    url,
    origin: port === undefined ? url : `http://localhost:${port}`,
    mailbox,
    databaseUrl,
    eventstoreUrl,
    secretsFile,
    dataFolder: data,
    pid,
    get processes() {
      return processesIn(data);
    },
    mail: (to, count = 1) => mail(addresses, to, count),
    stop: end,
  };
}

/**
 * The installation that the whole test run shares (`global-setup-e2e`), if there is one. Nobody ends it but the run.
 */
function shared(): TestAnnals | undefined {
  const data = process.env['ANNALS_TEST_INSTALLATION'];
  if (data === undefined) return undefined;
  const state = JSON.parse(readFileSync(join(data, 'annals.json'), 'utf8')) as Ready & { pid: number };
  return handle(data, state.pid, state, () => Promise.resolve());
}

/**
 * Gives Annals as `npm start` runs it, from what was built (`npm test` builds first).
 * Without settings it is the installation that all e2e specs of a run share: use addresses of your own, kill nothing.
 * @param settings starts one for you alone (some seconds) with these ANNALS_* settings, `{}` for none; ANNALS_DATA
 * names its folder
 */
export async function startAnnals(settings?: Readonly<Record<string, string>>): Promise<TestAnnals> {
  return (settings === undefined ? shared() : undefined) ?? start(settings ?? {});
}

async function start(settings: Readonly<Record<string, string>>): Promise<TestAnnals> {
  removeAbandoned(PREFIX, 'postgres');
  const data =
    settings['ANNALS_DATA'] ?? mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTimeOf(process.pid)}-`));
  const child = fork(MAIN, ['start', '--port', '0'], {
    env: environment(data, settings),
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed.push(chunk);
    });
  try {
    return handle(data, child.pid ?? 0, await ready(child, printed), () => stop(child, data));
  } catch (error) {
    await stop(child, data);
    throw error;
  }
}
