import { readSettings, type GivenSettings } from '@annals/config';
import { id, routes } from '@annals/contracts';
import {
  checkpointOfLog,
  fromBase64,
  HistoryVerifier,
  leafOf,
  verifiedInclusion,
  type Checkpoint,
} from '@annals/proofs';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BotApi, SaidNo } from '../bot/bot-api';
import { CannotDo } from '../sentence';
import { entriesOfFile, entriesOfInstallation, entryOf, type Entry } from '../verify/entries';
import { by, keptCheckpoint, textOf, trustedKey } from '../verify/trust';
import { verdictLine, whyNot } from '../verify/words';
import { installationAddress } from './installation-address';

interface Options {
  readonly organization?: string;
  readonly url?: string;
  readonly apiKey?: string;
  readonly key?: string;
  readonly checkpoint?: readonly string[];
  readonly proof?: string;
  readonly entry?: string;
  readonly keep?: string;
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * `annals verify`: recomputes the tree of a history, from a file or from an installation that runs, and compares it with
 * the checkpoints that somebody kept; or checks one proof. It trusts the key alone.
 * @throws CannotDo where something was typed wrongly, or what was kept does not count
 */
export async function verifyHistory(file: string | undefined, options: Options, given: GivenSettings): Promise<void> {
  if (options.proof !== undefined) return verifyProof(options.proof, options);
  if ((file === undefined) === (options.organization === undefined))
    throw new CannotDo('Name a file of entries, or an organization by --organization.');
  await (file === undefined ? verifyLive(options, given) : verifyFile(file, options));
}

async function verifyFile(file: string, { key, checkpoint = [] }: Options): Promise<void> {
  if (key === undefined && checkpoint.length > 0) throw new CannotDo('Say by --key who signed the checkpoint.');
  const trusted = key === undefined ? undefined : trustedKey(key);
  const checkpoints = trusted ? await Promise.all(checkpoint.map((each) => keptCheckpoint(each, trusted))) : [];
  await tell(entriesOfFile(file), checkpoints);
}

async function verifyLive({ organization, ...options }: Options, given: GivenSettings): Promise<void> {
  const organizationId = id.safeParse(organization).data;
  if (organizationId === undefined) throw new CannotDo(`"${organization}" is not the id of an organization.`);
  const secret = options.apiKey ?? process.env['ANNALS_API_KEY'];
  if (secret === undefined)
    throw new CannotDo(
      'Give a key that may read the audit log: --api-key, or ANNALS_API_KEY, which others do not see.',
    );
  const api = new BotApi(options.url ?? installationAddress(readSettings(given)), secret);
  const { key: line } = await api.ask(routes.audit.getVerifierKey, { organizationId });
  if (options.key === undefined)
    say(`Trusting the key that the installation names. Keep it, and say it the next time:\n${line}`);
  const key = trustedKey(options.key ?? line);
  const kept = await Promise.all((options.checkpoint ?? []).map((each) => keptCheckpoint(each, key)));
  const latest = await latestNote(api, organizationId);
  const now = latest === undefined ? undefined : await checkpointOfLog(latest, key, by);
  if (now?.ok === false) throw new CannotDo(`The newest checkpoint does not count: ${whyNot(now.because)}.`);
  const folder = options.keep === undefined ? undefined : keeping(options.keep);
  if (folder) writeFileSync(join(folder.path, 'key.txt'), `${options.key ?? line}\n`);
  const isUnbroken = await tell(entriesOfInstallation(api, organizationId), now ? [...kept, now.value] : kept, folder);
  if (folder && isUnbroken && latest !== undefined) writeFileSync(join(folder.path, 'checkpoint.txt'), latest);
}

async function latestNote(api: BotApi, organizationId: string): Promise<string | undefined> {
  try {
    return (await api.ask(routes.audit.getLatestCheckpoint, { organizationId })).signedNote;
  } catch (error) {
    if (error instanceof SaidNo && error.code === 'CHECKPOINT_NOT_FOUND') return undefined;
    throw error;
  }
}

interface Keeping {
  readonly path: string;
  readonly write: (entry: Entry) => void;
  readonly end: () => void;
}

/** Entries are kept beside what they are verified by, so that they can be again without the installation. */
function keeping(path: string): Keeping {
  mkdirSync(path, { recursive: true });
  const file = openSync(join(path, 'entries.jsonl'), 'w');
  return { path, write: (entry) => writeSync(file, `${JSON.stringify(entry)}\n`), end: () => closeSync(file) };
}

/** Tells the verdict, and gives it to whoever called as the code with which the process ends. @returns whether it is good */
async function tell(
  entries: AsyncIterable<readonly Entry[]>,
  checkpoints: readonly Checkpoint[],
  folder?: Keeping,
): Promise<boolean> {
  const verifier = new HistoryVerifier(by.sha256, checkpoints, (base64) => Buffer.from(base64, 'base64'));
  const began = performance.now();
  for await (const some of entries) {
    if (folder) some.forEach(folder.write);
    if (!some.every((entry) => verifier.take(entry)) && !folder) break;
  }
  folder?.end();
  const verdict = verifier.finish();
  process.stdout.write(`${verdictLine(verdict)}\n`);
  const seconds = (performance.now() - began) / 1000;
  say(`${verifier.entries.toLocaleString('en-US')} entries in ${seconds.toFixed(1)} s`);
  if (!verdict.ok) process.exitCode = 2;
  return verdict.ok;
}

/** One proof and the entry that it is of. */
async function verifyProof(file: string, { key, entry: of }: Options): Promise<void> {
  if (key === undefined || of === undefined)
    throw new CannotDo('A proof is checked with --key and --entry, a file with the entry in one line of JSON.');
  const trusted = trustedKey(key);
  const entry = entryOf(textOf(of).trim(), `The file ${of}`);
  const raw = { data: fromBase64(entry.data), metadata: fromBase64(entry.metadata) };
  if (!raw.data || !raw.metadata) throw new CannotDo(`The file ${of} is no entry of a history.`);
  const leaf = leafOf(by.sha256, { ...entry, raw: { data: raw.data, metadata: raw.metadata } });
  const proof = await verifiedInclusion(textOf(file), leaf, { ...by, keys: [trusted], origin: trusted.name });
  const sizes = proof.ok
    ? [proof.value.index + 1, proof.value.checkpoint.size].map((one) => one.toLocaleString('en-US'))
    : [];
  process.stdout.write(
    proof.ok
      ? `proved: the entry is #${sizes[0]} of the ${sizes[1]} that were signed\n`
      : `not proved: ${whyNot(proof.because)}\n`,
  );
  if (!proof.ok) process.exitCode = 2;
}
