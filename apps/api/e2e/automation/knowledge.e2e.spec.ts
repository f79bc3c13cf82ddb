import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { knowledgeLimits } from '@annals/contracts';
import { startAnnals, type TestAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import type { Client } from '../support/client';
import { bot, founder, member, type Founder } from '../support/people';
import { thing } from '../support/things';

jest.setTimeout(180_000);

interface Passages {
  readonly code: string;
  readonly passages: readonly { readonly text: string; readonly sourceName: string; readonly address: string | null }[];
}
interface Source {
  readonly state: string;
  readonly characters: number | null;
  readonly pages: number | null;
  readonly sync: object | null;
  readonly failure: { readonly code: string } | null;
  readonly bots: readonly { readonly name: string }[];
}
const base64 = (content: Buffer | string): string => Buffer.from(content).toString('base64');

describe('knowledge', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let site: Server;
  let address: string;
  let workspaceId: string;
  let robot: Awaited<ReturnType<typeof bot>>;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    site = createServer((request, response) => {
      const page =
        '<title>Help</title><h1>Returns</h1><p>A parcel comes back within thirty days.</p><a href="/more">More</a>';
      if (request.url === '/' || request.url === '/more')
        response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
    workspaceId = await thing('workspaceId', { annals, owner });
    robot = await botIn(workspaceId);
  });
  afterAll(async () => {
    site.close();
    await annals.stop();
  });

  const at = (of = workspaceId): string => `${owner.path}/workspaces/${of}/knowledge`;
  async function botIn(of: string) {
    const made = await bot(annals, owner);
    await owner.client.post(`${owner.path}/bots/${made.botId}/move`, { workspaceId: of });
    return made;
  }
  const asks = (client: Client, question: string) =>
    client.post<Passages>(`${owner.path}/knowledge/search`, { question });
  const texts = async (client: Client, question: string) =>
    (await asks(client, question)).body.passages.map(({ text }) => text);
  async function added(kind: 'texts' | 'files' | 'websites', said: object, of = workspaceId): Promise<string> {
    const answer = await owner.client.post<{ sourceId: string }>(`${at(of)}/${kind}`, said);
    if (answer.status !== 201) throw new Error(answer.text);
    await isRead(answer.body.sourceId, of);
    return answer.body.sourceId;
  }
  const source = async (sourceId: string, of = workspaceId) =>
    (await owner.client.get<Source>(`${at(of)}/${sourceId}`)).body;
  const isRead = (sourceId: string, of = workspaceId) =>
    eventually('the source is read', async () => (await source(sourceId, of)).sync === null);
  const act = (sourceId: string, what: string, said: object = {}) =>
    owner.client.post<{ code: string }>(`${at()}/${sourceId}/${what}`, said);

  it('D8: a file, a text and a website are read, and answered from with a bot’s key', async () => {
    const file = await added('files', {
      name: 'Lager.md',
      content: base64('# Lager\nDie Zephyrine liegt in Halle neun.'),
    });
    const text = await added('texts', { name: 'Tone of voice', text: 'We write as we speak.' });
    const website = await added('websites', { address });
    expect(await source(file)).toMatchObject({ state: 'ready', characters: 40 });
    expect(await source(website)).toMatchObject({ state: 'ready', pages: 2 });
    expect((await asks(robot.client, 'Wo liegt die Zephyrine?')).body).toMatchObject({
      passages: [{ sourceName: 'Lager.md', page: null, heading: 'Lager' }],
    });
    expect((await asks(robot.client, 'parcel')).body.passages[0]).toMatchObject({ address });
    const tried = await owner.client.post<Passages>(`${at()}/search`, { question: 'speak', sourceId: text });
    expect(tried.body.passages).toHaveLength(1);
  });

  it('D8: a file of 10 MB is taken, a larger one is not', async () => {
    const sentence = 'Nothing is said here that anybody would look for. ';
    const add = (bytes: number) =>
      owner.client.post<{ sourceId: string; code: string }>(`${at()}/files`, {
        name: 'large.txt',
        content: base64(sentence.repeat(Math.ceil(bytes / sentence.length)).slice(0, bytes)),
      });
    const ten = await add(10 * 1024 * 1024);
    expect(ten.status).toBe(201);
    await isRead(ten.body.sourceId);
    expect(await source(ten.body.sourceId)).toMatchObject({ state: 'failed', failure: { code: 'TOO_LARGE' } });
    expect((await add(10 * 1024 * 1024 + 1)).body.code).toBe('SOURCE_TOO_LARGE');
    const png = await owner.client.post<{ code: string }>(`${at()}/files`, {
      name: 'x.png',
      content: base64(Buffer.from([137, 80, 0])),
    });
    expect([png.status, png.body.code]).toEqual([422, 'SOURCE_UNREADABLE']);
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'ftp://example.org/',
    'file:///etc/passwd',
  ])('D8: %s is not read', async (wrong) =>
    expect((await owner.client.post(`${at()}/websites`, { address: wrong })).body).toMatchObject({
      status: 400,
      code: 'URL_NOT_ALLOWED',
    }),
  );

  it('D8, D12, X15: a bot gets nothing of another workspace, until that shares it, and nothing from the next search on', async () => {
    const other = await thing('workspaceId', { annals, owner });
    const stranger = await botIn(other);
    const sourceId = await added('texts', { name: 'Secret', text: 'The kraken sleeps in Bergen.' });
    expect(await texts(robot.client, 'kraken')).toHaveLength(1);
    expect(await texts(stranger.client, 'kraken')).toEqual([]);
    const attach = { botId: stranger.botId };
    expect((await act(sourceId, 'attach', attach)).body).toMatchObject({ code: 'SOURCE_IN_OTHER_WORKSPACE' });
    await act(sourceId, 'share');
    await eventually('it is shared', async () => (await texts(stranger.client, 'kraken')).length === 1);
    await act(sourceId, 'remove');
    expect(await texts(robot.client, 'kraken')).toEqual([]);
    expect(await texts(stranger.client, 'kraken')).toEqual([]);
    expect((await act(sourceId, 'sync')).body).toMatchObject({ code: 'SOURCE_NOT_FOUND' });
  });

  it('D8: a bot that keeps to a source uses nothing else', async () => {
    const sourceId = await added('texts', { name: 'Hours', text: 'The gate opens at seven.' });
    await added('texts', { name: 'Other hours', text: 'The other gate opens at eight.' });
    expect(await texts(robot.client, 'gate')).toHaveLength(2);
    await act(sourceId, 'attach', { botId: robot.botId });
    expect(await texts(robot.client, 'gate')).toEqual(['The gate opens at seven.']);
    expect(await source(sourceId)).toMatchObject({ bots: [{ name: expect.any(String) as string }] });
    await act(sourceId, 'detach', { botId: robot.botId });
    expect(await texts(robot.client, 'gate')).toHaveLength(2);
  });

  it('D8: who may read it may not change it, and a person is no bot', async () => {
    const sourceId = await added('texts', { name: 'Plain', text: 'Plain words.' });
    const { client, personId } = await member(annals, owner, ['member'], 'vera');
    expect((await client.get(at())).status).toBe(403);
    await owner.client.post(`${owner.path}/workspaces/${workspaceId}/members`, { personId, role: 'viewer' });
    await eventually('they are a viewer', async () => (await client.get(at())).status === 200);
    expect((await client.post(`${at()}/${sourceId}/remove`)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await client.post(`${at()}/search`, { question: 'plain' })).status).toBe(200);
    expect((await asks(owner.client, 'plain')).body.code).toBe('FORBIDDEN');
  });

  it('D8: an archived workspace reads and answers nothing, a deleted one has nothing any more', async () => {
    const ends = await thing('workspaceId', { annals, owner });
    const its = await botIn(ends);
    await added('texts', { name: 'Ends', text: 'The narwhal leaves.' }, ends);
    await owner.client.post(`${owner.path}/workspaces/${ends}/archive`);
    expect((await asks(its.client, 'narwhal')).body.code).toBe('WORKSPACE_ARCHIVED');
    expect((await owner.client.post(`${at(ends)}/texts`, { name: 'x', text: 'y' })).body).toMatchObject({
      code: 'WORKSPACE_ARCHIVED',
    });
    await owner.client.post(`${owner.path}/bots/${its.botId}/move`, { workspaceId });
    await owner.client.post(`${owner.path}/workspaces/${ends}/delete`);
    expect((await owner.client.get<{ code: string }>(at(ends))).body.code).toBe('WORKSPACE_NOT_FOUND');
    expect(await texts(its.client, 'narwhal')).toEqual([]);
  });

  it('D8: a workspace holds no more files than it may', async () => {
    const full = await thing('workspaceId', { annals, owner });
    const add = () =>
      owner.client.post<{ code: string; sourceId: string }>(`${at(full)}/texts`, { name: 'x', text: 'Some words.' });
    let last = await add();
    for (let n = 1; n < knowledgeLimits.files; n += 1) {
      await isRead(last.body.sourceId, full);
      last = await add();
      expect(last.status).toBe(201);
    }
    await isRead(last.body.sourceId, full);
    const refused = await add();
    expect([refused.status, refused.body]).toMatchObject([
      402,
      { code: 'KNOWLEDGE_LIMIT', of: 'files', limit: 50, current: 50 },
    ]);
  });

  it('D8: what is said of it in the audit log names the source', async () => {
    const { items } = (
      await owner.client.get<{ items: { type: string }[] }>(`${owner.path}/audit?area=knowledge&limit=5`)
    ).body;
    expect(items.map(({ type }) => type)).toContain('SyncCompleted');
  });
});
