import { views as everyView } from '@annals/contexts';
import { categoryOf, certificateText, type ErasureCertificate } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { anyStream, startAnnals, write, type TestAnnals } from '@annals/testing';
import { loadSecrets, Vault } from '@annals/vault';
import { createHash } from 'node:crypto';
import { Client as Postgres } from 'pg';
import type { z } from 'zod';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import { CANARY, canaryEvents } from '../support/canaries';
import { dumped, filesWith } from '../support/dumped';
import { bot, founder, member, type Founder } from '../support/people';
import { everyParameter, fill, routes } from '../support/routes';

jest.setTimeout(300_000);

/** Typed where it is about nobody: it stays. */
const OTHERS = 'theophrastus-ibex';

/** Her account is hers: the organization does not erase it. */
const KARINS_ACCOUNT = /^my_organizations_\d+\.profiles: /;

describe('E6, S14: a person whom an organization erases', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let ingrid: Awaited<ReturnType<typeof member>>;
  let karin: Awaited<ReturnType<typeof member>>;
  let database: Postgres;
  let vault: Vault;
  let store: EventStore;
  let erasureId: string;
  let leaves: readonly unknown[];
  const runs: { namesHer?: string; others?: string } = {};
  const at = (path: string) => `${owner.path}/${path}`;
  const code = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']];

  beforeAll(async () => {
    annals = await startAnnals({});
    owner = await founder(annals, 'rafael');
    ingrid = await member(annals, owner, ['owner'], 'ingrid');
    karin = await member(annals, owner, ['member'], CANARY);
    database = new Postgres({ connectionString: annals.databaseUrl });
    await database.connect();
    const secrets = await loadSecrets({ file: annals.secretsFile, create: false });
    vault = new Vault({ databaseUrl: annals.databaseUrl, secrets });
    store = new EventStore({ connectionString: annals.eventstoreUrl, keyring: vault.keys });
    await karin.client.post(at('rename'), { name: 'Halden Freight' }); // denied, and in the log
    await someRuns();
    for (const event of canaryEvents(karin, ['ErasureRequested']))
      await write(store, { stream: anyStream(categoryOf(event.type)), id: [owner.organizationId] }, [event]);
    await owner.client.post(at('policies'), { erasureHoldDays: 0 });
  });
  afterAll(async () => {
    await Promise.all([database.end(), store.close(), vault.close()]);
    await annals.stop();
  });

  /** One whose input, output and log name her, and one that names nobody. */
  async function someRuns(): Promise<void> {
    const { botId, client } = await bot(annals, owner, 'invoice-reader');
    const run = async (input: object, said: object, line: string): Promise<string> => {
      const asked = await owner.client.post(at(`bots/${botId}/runs`), { input });
      const runId = String(asked.body['runId']);
      const claimed = await client.post(at(`bots/${botId}/claims`));
      const lease = (claimed.body as { run: { lease: string } }).run.lease;
      await client.post(at(`runs/${runId}/start`), { lease });
      await client.post(at(`runs/${runId}/logs`), { lease, lines: [line] });
      await client.post(at(`runs/${runId}/succeed`), { lease, output: said });
      return runId;
    };
    runs.namesHer = await run({ customer: CANARY }, { mailed: karin.email }, `wrote to ${karin.email}`);
    runs.others = await run({ customer: OTHERS }, { mailed: OTHERS }, `wrote to ${OTHERS}`);
  }

  const leavesUpTo = async (sequence: number): Promise<readonly unknown[]> => {
    const { rows: schemas } = await database.query<{ name: string }>(
      `SELECT schemaname AS name FROM pg_tables WHERE tablename = 'history' ORDER BY schemaname DESC LIMIT 1`,
    );
    const { rows } = await database.query<{ leaf: Buffer }>(
      `SELECT encode(leaf, 'hex') AS leaf FROM ${schemas[0]?.name}.history WHERE organization_id = $1 AND sequence <= $2 ORDER BY sequence`,
      [owner.organizationId, sequence],
    );
    return rows;
  };

  /** What reading everything says, decrypted payloads, mails and logs of runs, too. */
  async function everyAnswer(): Promise<readonly { readonly path: string; readonly text: string }[]> {
    const audit = await owner.client.get<{ items: { sequence: number }[] }>(at('audit?limit=200'));
    const values = {
      ...everyParameter('0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b'),
      ...{ organizationId: owner.organizationId, personId: karin.personId, erasureId },
    };
    const paths = routes
      .filter(({ method, streams }) => method === 'GET' && !streams)
      .flatMap(({ path, parameters }) => {
        if (parameters.includes('runId'))
          return Object.values(runs).map((runId) => fill(path, { ...values, runId: String(runId) }));
        return parameters.includes('sequence')
          ? audit.body.items.map(({ sequence }) => fill(path, { ...values, sequence: String(sequence) }))
          : [fill(path, values)];
      });
    const answers = [];
    for (const path of paths) answers.push({ path, text: (await owner.client.get(path)).text });
    const mails = (await vault.mailbox.list(10_000)).map((mail) => ({ path: 'mail', text: JSON.stringify(mail) }));
    return [...answers, ...mails];
  }
  const naming = (answers: readonly { readonly path: string; readonly text: string }[]): string[] =>
    answers.filter(({ text }) => text.includes(CANARY) || text.includes(karin.email)).map(({ path }) => path);

  it('is asked for by one, and approved by another who has just signed in', async () => {
    const asked = await owner.client.post<{ erasureId: string; position: string }>(at('erasures'), {
      personId: karin.personId,
      why: `${CANARY} asked by mail`,
    });
    expect(asked.status).toBe(201);
    ({ erasureId } = asked.body);
    const approve = at(`erasures/${erasureId}/approve`);
    expect(code(await owner.client.post(approve))).toEqual([403, 'SELF_APPROVAL']);
    expect(code(await karin.client.post(approve))).toEqual([403, 'FORBIDDEN']);
    expect(code(await owner.client.post(at('erasures'), { personId: karin.personId }))).toEqual([409, 'ERASURE_OPEN']);
    await owner.client.post(at('legal-holds'), { name: 'Customs inquiry', people: [karin.personId] });
    expect(code(await ingrid.client.post(approve))).toEqual([409, 'LEGAL_HOLD']);
    const holds = await owner.client.get<{ items: { holdId: string }[] }>(at('legal-holds'));
    await owner.client.post(at(`legal-holds/${holds.body.items[0]?.holdId}/lift`));
    const preview = await owner.client.get(at(`people/${karin.personId}/erasure-preview`));
    expect(preview.body).toMatchObject({ isLastOwner: false, open: erasureId, holdDays: 0, heldBy: [] });
    expect(naming(await everyAnswer()).length).toBeGreaterThan(8);
    expect((await dumped(database, [CANARY])).length).toBeGreaterThan(8);
    leaves = await leavesUpTo(Number((await owner.client.get<{ total: number }>(at('audit?limit=1'))).body.total));
  });

  it('is gone within 60 s, though worker and projector are killed meanwhile; the certificate says what was erased', async () => {
    expect((await ingrid.client.post(at(`erasures/${erasureId}/approve`))).status).toBe(200);
    const began = performance.now();
    const inHand = { organizationId: owner.organizationId, erasureId };
    for (const step of ['membership', 'key']) {
      await eventually(`the step ${step} is done`, async () => (await vault.erasures.steps(inHand)).has(step));
      for (const { name, pid } of annals.processes)
        if (name === 'worker' || name === 'projector') process.kill(pid, 'SIGKILL');
    }
    const certificate = at(`erasures/${erasureId}/certificate`);
    await eventually('it is certified', async () => (await owner.client.get(certificate)).status === 200);
    expect(performance.now() - began).toBeLessThan(60_000);
    const { body } = await owner.client.get<z.output<typeof ErasureCertificate>>(certificate);
    expect(body).toMatchObject({ number: 1, personId: karin.personId });
    expect(body.streams.map(({ category }) => category)).toEqual(expect.arrayContaining(['organization', 'access']));
    const counts = new Map(body.places.map(({ place, count }) => [place, count]));
    expect([counts.get('key'), counts.get('payloads'), counts.get('run_logs')]).toEqual([1, 2, 1]);
    for (const place of ['claims', 'views', 'mailbox']) expect([place, counts.get(place)]).not.toEqual([place, 0]);
    expect(
      createHash('sha256')
        .update(certificateText(body as never))
        .digest('hex'),
    ).toBe(body.digest);
  });

  it('is found nowhere: by no route, in no row, mail, payload, log or file; what is about others stays', async () => {
    const answers = await everyAnswer();
    expect(naming(answers)).toEqual([]);
    expect((await dumped(database, [CANARY, karin.email])).filter((row) => !KARINS_ACCOUNT.test(row))).toEqual([]);
    for (const word of [CANARY, karin.email]) expect(filesWith(word, annals.dataFolder)).toEqual([]);
    expect(answers.filter(({ text }) => text.includes(OTHERS)).length).toBeGreaterThan(0);
    const hers = await owner.client.get(at(`runs/${runs.namesHer}/payload`));
    expect(hers.body).toMatchObject({ input: { kept: false, value: null }, output: { kept: false, value: null } });
  });

  it('no leaf of the history is another one: every proof still verifies', async () => {
    expect(leaves.length).toBeGreaterThan(20);
    expect(await leavesUpTo(leaves.length)).toEqual(leaves);
  });

  it('is gone for ever: nothing is recorded about them any more, and what is built again says nothing', async () => {
    const again = await owner.client.post(at('erasures'), { personId: karin.personId });
    expect(code(again)).toEqual([410, 'SUBJECT_ERASED']);
    expect(code(await owner.client.get(at(`people/${karin.personId}/erasure-preview`)))).toEqual([
      410,
      'SUBJECT_ERASED',
    ]);
    expect(code(await karin.client.get(owner.path))).toEqual([404, 'ORG_NOT_FOUND']);
    const settings = {
      ANNALS_DATABASE_URL: annals.databaseUrl,
      ANNALS_EVENTSTORE_URL: annals.eventstoreUrl,
      ANNALS_SECRETS_FILE: annals.secretsFile,
    };
    const rebuilt = await runAnnals(['rebuild', ...everyView.map(({ name }) => name)], settings);
    expect([rebuilt.code === 0 ? '' : rebuilt.err, rebuilt.out.includes('NOT the same')]).toEqual(['', false]);
    expect((await dumped(database, [CANARY])).filter((row) => !KARINS_ACCOUNT.test(row))).toEqual([]);
  });
});
