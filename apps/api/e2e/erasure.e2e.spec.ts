import { type TestAnnals, startAnnals } from '@annals/testing';
import { loadSecrets, Vault } from '@annals/vault';
import { pathAt } from '@annals/contracts';
import { runAnnals } from '../../cli/src/testing/run-annals';
import { views as everyView } from '@annals/contexts';
import { Client } from './support/client';
import { founder, type Founder, member, PASSWORD, someAddress } from './support/people';
import { everyParameter, fill, routes } from './support/routes';

jest.setTimeout(240_000);

/** C2, S14: whoever's key is destroyed is forgotten by everything that can be made again. */
describe('C2 a person whose keys are destroyed', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let forgotten: Awaited<ReturnType<typeof member>>;
  /** Erased, too, and no member any more. */
  let removed: Awaited<ReturnType<typeof member>>;

  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    forgotten = await member(annals, owner, ['admin'], 'zebulon-quist');
    removed = await member(annals, owner, ['member'], 'once');
    await owner.client.post(`${owner.path}/members/${removed.personId}/remove`);
    await forgotten.client.post(`${owner.path}/rename`, { name: 'Renamed by somebody' });
    await forgotten.client.post('/api/v1/session', { email: forgotten.email, password: 'correct horse battery' });
  });
  afterAll(() => annals.stop());

  async function destroyKeys({
    personId,
    userId,
  }: {
    readonly personId: string;
    readonly userId: string;
  }): Promise<void> {
    const vault = new Vault({
      databaseUrl: annals.databaseUrl,
      secrets: await loadSecrets({ file: annals.secretsFile, create: false }),
    });
    await vault.keys.destroy(owner.organizationId, personId);
    await vault.keys.destroy('account', userId);
    await vault.close();
  }

  /** What reading everything says: every GET of the document, with every sequence of the audit log. */
  async function everyAnswer(): Promise<
    readonly { readonly path: string; readonly status: number; readonly text: string }[]
  > {
    const audit = await owner.client.get<{ items: { sequence: number }[] }>(`${owner.path}/audit?limit=200`);
    const sequences = audit.body.items.map(({ sequence }) => String(sequence));
    const nobody = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
    const values = { ...everyParameter(nobody), organizationId: owner.organizationId, personId: forgotten.personId };
    const paths = routes
      .filter(({ method, streams }) => method === 'GET' && !streams)
      .flatMap(({ path, parameters }) =>
        parameters.includes('sequence')
          ? sequences.map((sequence) => fill(path, { ...values, sequence }))
          : [fill(path, values)],
      );
    const answers = [];
    const past = paths
      .filter((path) => path.startsWith(`${owner.path}/`))
      .map((path) => pathAt(path, sequences[0] ?? '1'));
    for (const path of [...paths, ...past]) {
      const { status, text } = await owner.client.get(path);
      answers.push({ path, status, text });
    }
    return answers;
  }

  const naming = <Answer extends { readonly text: string }>(answers: readonly Answer[]): readonly Answer[] =>
    answers.filter(({ text }) => text.includes(forgotten.email) || text.includes('zebulon'));

  it('is named before', async () => expect(naming(await everyAnswer()).length).toBeGreaterThan(2));

  it('is named nowhere after every view was rebuilt, and nothing breaks', async () => {
    await destroyKeys(forgotten);
    await destroyKeys(removed);
    const settings = {
      ANNALS_DATABASE_URL: annals.databaseUrl,
      ANNALS_EVENTSTORE_URL: annals.eventstoreUrl,
      ANNALS_SECRETS_FILE: annals.secretsFile,
    };
    const { code, out } = await runAnnals(['rebuild', ...everyView.map(({ name }) => name)], settings);
    expect([code, everyView.filter(({ name }) => !out.includes(`${name} was built again`))]).toEqual([0, []]);
    const answers = await everyAnswer();
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(naming(answers).map(({ path }) => path)).toEqual([]);
    expect(answers.find(({ path }) => path.endsWith('/members'))?.text).toContain('"alias":null');
  });

  it('their own session and password are refused, never a fault', async () => {
    const { client, email } = forgotten;
    const own = [
      await client.post(`${owner.path}/rename`, { name: 'Renamed by nobody' }),
      await client.post(`${owner.path}/bots`, { name: 'ghost', kind: 'rpa' }),
      await client.post('/api/v1/me/password', { current: PASSWORD, password: 'another horse battery' }),
      await client.post(`${owner.path}/leave`),
    ];
    expect(own.map(({ status, body }) => [status, body.code])).toEqual(own.map(() => [410, 'SUBJECT_ERASED']));
    expect((await client.get('/api/v1/me')).body).toMatchObject({ email: null, alias: null });
    const [theirs, nobodys] = await Promise.all(
      [email, someAddress()].map((address) =>
        new Client(annals.url).post('/api/v1/session', { email: address, password: PASSWORD }),
      ),
    );
    expect([theirs?.status, theirs?.body.code]).toEqual([401, 'SIGN_IN_FAILED']);
    expect([theirs?.status, theirs?.body.code]).toEqual([nobodys?.status, nobodys?.body.code]);
  });

  it('their address is free: whoever is invited by it next is somebody else', async () => {
    const before = (await annals.mail(removed.email, 0)).length;
    expect(
      (await owner.client.post(`${owner.path}/invitations`, { email: removed.email, roles: ['member'] })).status,
    ).toBe(201);
    const [mail] = await annals.mail(removed.email, before + 1);
    const accepted = await new Client(annals.url).post('/api/v1/invitations/accept', {
      token: /#(\S+)/.exec(mail?.text ?? '')?.[1],
      password: PASSWORD,
      alias: 'next',
    });
    expect(accepted.status).toBe(200);
    expect([accepted.body.personId, accepted.body.userId]).not.toContain(removed.personId);
    expect([accepted.body.personId, accepted.body.userId]).not.toContain(removed.userId);
    for (const path of ['/api/v1/users', '/api/v1/password/forgot'])
      expect([path, (await new Client(annals.url).post(path, { email: forgotten.email })).status]).toEqual([path, 202]);
  });

  it('the live stream says what moved and nothing of it', async () => {
    const live = await owner.client.listen(`${owner.path}/live`);
    await owner.client.post(`${owner.path}/rename`, { name: 'Renamed while somebody listens' });
    const heard = await live.until(/event: moved/);
    expect(heard).toContain('"position"');
    expect(heard).not.toContain('Renamed while');
    expect(naming([{ text: heard }])).toEqual([]);
  });

  it('an organization whose person is forgotten goes on', async () => {
    expect((await owner.client.post(`${owner.path}/rename`, { name: 'Still here' })).status).toBe(200);
    expect((await owner.client.get(owner.path)).body.name).toBe('Still here');
  });
});
