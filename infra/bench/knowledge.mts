import { randomBytes, randomUUID } from 'node:crypto';
import { API_ROLE } from './annals.mts';
import { built } from './harness.mts';
import { database, number, say, type Row } from './table.mts';

const { Vault, migrateVault } = built('vault') as typeof import('../../libs/vault/src/index');

/** As much as a workspace may have (D8): 1,000,000 characters. */
const PASSAGES = 1_280;
const WORDS = 110;
/** How many workspaces are beside it, as full. */
const OTHERS = Number(process.env.BENCH_WORKSPACES ?? 50);
const QUESTIONS = Number(process.env.BENCH_QUESTIONS ?? 200);
const ANSWERED = 20;

/** Words as a language has them: a few are in most passages, most in a few. */
const vocabulary = Array.from({ length: 8_000 }, (_, n) => `${syllable(n % 89)}${syllable(n % 97)}${syllable(n % 11)}`);

function syllable(n: number): string {
  return `${'bdfgklmnprst'[n % 12] ?? ''}${'aeiou'[n % 5] ?? ''}${'nrsl'[n % 4] ?? ''}`;
}

let seed = 20_261_130;
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
}
const word = (): string => vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? '';
const sentence = (words: number): string => Array.from({ length: words }, word).join(' ');

type Bench = InstanceType<typeof Vault>;

async function aFullWorkspace(vault: Bench, organizationId: string) {
  const reading = { organizationId, sourceId: randomUUID(), syncId: randomUUID() };
  const workspaceId = randomUUID();
  const since = '2026-06-03T10:00:00.000Z';
  await vault.sourceReads.open(
    { organizationId, workspaceId, sourceId: reading.sourceId },
    { syncId: reading.syncId, isWebsite: false, since },
  );
  const passages = Array.from({ length: PASSAGES }, (_, page) => ({ text: sentence(WORDS), page }));
  await vault.passages.put(reading, workspaceId, passages);
  return { organizationId, readings: [reading], shelves: [workspaceId], among: PASSAGES };
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? NaN;

async function asked(vault: Bench, searched: Awaited<ReturnType<typeof aFullWorkspace>>) {
  const took: number[] = [];
  for (let n = 0; n < QUESTIONS; n += 1) {
    const question = sentence(8);
    const from = performance.now();
    await vault.passageFinder.byWords(searched, question, ANSWERED);
    took.push(performance.now() - from);
  }
  took.sort((one, other) => one - other);
  return { p50: at(took, 0.5), p99: at(took, 0.99) };
}

/** D8: a question of eight words in a full workspace, alone and beside others of the same organization that are as full. */
export async function knowledgeRows(adminUrl: string): Promise<Row[]> {
  const databaseUrl = await database(adminUrl, 'knowledge');
  await migrateVault(databaseUrl, API_ROLE);
  const vault = new Vault({ databaseUrl, secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) } });
  const organizationId = randomUUID();
  const searched = await aFullWorkspace(vault, organizationId);
  await asked(vault, searched);
  const alone = await asked(vault, searched);
  say(`KNOW: filling ${OTHERS} workspaces`);
  for (let n = 0; n < OTHERS; n += 1) await aFullWorkspace(vault, organizationId);
  await asked(vault, searched);
  const beside = await asked(vault, searched);
  await vault.close();
  const said = ({ p50, p99 }: typeof alone): string => `${p50.toFixed(1)} / ${p99.toFixed(1)}`;
  return [
    {
      id: 'KNOW',
      what: `ms of a search of ${number(PASSAGES)} passages beside ${OTHERS} workspaces as full, p50 / p99`,
      ours: said(beside),
      peer: '-',
      limit: `${said(alone)} alone`,
      ratio: `${(beside.p50 / alone.p50).toFixed(2)}x of alone`,
      goal: '<= 50 ms p99',
    },
  ];
}
