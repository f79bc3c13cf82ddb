import { startAnnals, type TestAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import type { Client } from '../support/client';
import { bot, founder, member, someName, type Founder } from '../support/people';

jest.setTimeout(180_000);

type Person = Awaited<ReturnType<typeof member>>;
type Items = { readonly items: readonly Readonly<Record<string, unknown>>[] };
const DAY_MS = 86_400_000;
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('P29: links to bots, and copies of bots, over HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const at = (path: string, of = owner) => `${of.path}/${path}`;
  const somebody = (roles = ['member']) => member(annals, owner, roles, someName());
  const post = async (client: Client, path: string, body: object = {}) => {
    const answer = await client.post(at(path), body);
    if (answer.status < 300 && 'position' in answer.body) {
      client.seeing(String(answer.body['position']));
      owner.client.seeing(String(answer.body['position']));
    }
    return answer;
  };
  const said = async (client: Client, path: string, body: object = {}): Promise<unknown> => {
    const answer = await post(client, path, body);
    return answer.status < 300 ? answer.status : answer.body['code'];
  };
  async function link(botId: string, level: string, more: { by?: Client; until?: string; uses?: number } = {}) {
    const { by = owner.client, until = inMs(DAY_MS), uses } = more;
    const { status, body } = await post(by, `bots/${botId}/share-links`, { level, until, uses });
    expect(status).toBe(201);
    return { linkId: String(body['linkId']), secret: String(body['secret']) };
  }
  const take = ({ client }: Pick<Person, 'client'>, secret: string) => said(client, 'share-links/accept', { secret });
  const links = async (botId: string) => (await owner.client.get<Items>(at(`bots/${botId}/share-links`))).body.items;

  it('gives a member and an external what it is good for, once each, and nobody less than they have', async () => {
    const { botId } = await bot(annals, owner, 'reader');
    const [mia, external, third] = [await somebody(), await somebody(['external']), await somebody()];
    const { secret } = await link(botId, 'run', { uses: 2 });
    const offer = await mia.client.post(at('share-links/preview'), { secret });
    expect(offer.body).toMatchObject({
      botId,
      botName: 'reader',
      level: 'run',
      byAlias: 'olga',
      held: null,
      already: false,
    });
    for (const { client } of [mia, external]) {
      const { status, body } = await post(client, 'share-links/accept', { secret });
      expect([status, body]).toEqual([200, expect.objectContaining({ botId, level: 'run', until: null })]);
      expect(await said(client, `bots/${botId}/runs`)).toBe(201);
    }
    expect(await take(third, secret)).toBe('SHARE_EXPIRED');
    expect(await links(botId)).toMatchObject([{ used: 2, uses: 2, dead: 'used_up' }]);
    // again: what they have stays; what is taken from them does not come back by it
    expect(await take(mia, secret)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/grants/${mia.personId}/revoke`)).toBe(200);
    expect(await take(mia, secret)).toBe('SHARE_EXPIRED');
    // who manages it is not lowered
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: third.personId, level: 'manage' })).toBe(201);
    const lower = await post(third.client, 'share-links/accept', { secret: (await link(botId, 'edit')).secret });
    expect([lower.status, lower.body['level']]).toEqual([200, 'manage']);
    expect(await said(third.client, `bots/${botId}/disable`)).toBe(200);
    // with whom it is shared is seen by who may share it
    const seenBy = async ({ client }: Person) =>
      (await client.get<Items & { kinds: string[] }>(at(`bots/${botId}/timeline?kind=access`))).body;
    expect(await seenBy(external)).toMatchObject({
      items: [],
      kinds: expect.not.arrayContaining(['access']) as string[],
    });
    const { kinds, items: told } = await seenBy(third);
    expect([kinds.includes('access'), told.length > 3]).toEqual([true, true]);
    const { items } = (await owner.client.get<Items>(at('audit?limit=50'))).body;
    expect(items.filter(({ type }) => type === 'ShareLinkMade')).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain(secret.split('.').at(-1));
  });

  it('is found by nobody without its secret, in another organization, or outside', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, other] = [await somebody(), await founder(annals)];
    const { secret, linkId } = await link(botId, 'edit');
    const forged = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [forged, 'x', '...', `${owner.organizationId}.${linkId}.1.`, secret.replace('.1.', '.2.')])
      for (const path of ['share-links/accept', 'share-links/preview']) {
        const answer = await mia.client.post(at(path), { secret: wrong });
        expect([answer.status, answer.body['code']]).toEqual([404, 'SHARE_LINK_NOT_FOUND']);
        if (wrong.length > 10) expect(answer.text).not.toContain(wrong);
      }
    const theirs = await other.client.post(at('share-links/accept', other), { secret });
    expect([theirs.status, theirs.body['code']]).toEqual([404, 'SHARE_LINK_NOT_FOUND']);
    expect((await other.client.post(at('share-links/accept'), { secret })).status).toBe(404);
    const asks = { level: 'run', until: inMs(DAY_MS) };
    expect(await said(mia.client, `bots/${botId}/share-links`, asks)).toBe('FORBIDDEN');
    expect(await take(mia, secret)).toBe(200);
    expect(await said(mia.client, `bots/${botId}/share-links/${linkId}/revoke`)).toBe('FORBIDDEN');
    expect(await said(owner.client, `bots/${botId}/share-links`, { level: 'run', until: inMs(91 * DAY_MS) })).toBe(
      'SHARE_LINK_END_INVALID',
    );
  });

  it('works no more once it is over, taken back, or its maker may not share the bot any more', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, lowered, gone] = [await somebody(), await somebody(), await somebody()];
    for (const { personId } of [lowered, gone])
      expect(await said(owner.client, `bots/${botId}/grants`, { personId, level: 'manage' })).toBe(201);
    const short = await link(botId, 'run', { until: inMs(2_000) });
    const [revoked, by, left] = [
      await link(botId, 'run'),
      await link(botId, 'run', { by: lowered.client }),
      await link(botId, 'edit', { by: gone.client }),
    ];
    expect(await said(lowered.client, `bots/${botId}/share-links/${revoked.linkId}/revoke`)).toBe(200);
    expect(await said(owner.client, `bots/${botId}/share-links/${revoked.linkId}/revoke`)).toBe('SHARE_LINK_NOT_FOUND');
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: lowered.personId, level: 'edit' })).toBe(201);
    expect(await said(gone.client, 'leave')).toBeLessThan(300);
    for (const { secret } of [revoked, by, left]) {
      const answer = await mia.client.post(at('share-links/accept'), { secret });
      expect([answer.status, answer.body['code']]).toEqual([410, 'SHARE_EXPIRED']);
      expect(answer.text).not.toContain(secret);
    }
    expect(await links(botId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ linkId: by.linkId, dead: 'maker_may_not' }),
        expect.objectContaining({ linkId: left.linkId, dead: 'maker_left' }),
      ]),
    );
    await eventually('it is told to be over', async () =>
      (await owner.client.get<Items>(at('audit?limit=5'))).body.items.some(({ type }) => type === 'ShareLinkExpired'),
    );
    expect(await take(mia, short.secret)).toBe('SHARE_EXPIRED');
    const last = await link(botId, 'run');
    expect(await said(owner.client, `bots/${botId}/retire`)).toBe(200);
    expect(await take(mia, last.secret)).toBe('SHARE_EXPIRED');
  });

  it('S15: what was taken up under a grant of its maker counts only while that one does', async () => {
    const { botId } = await bot(annals, owner);
    const [mia, manages] = [await somebody(), await somebody()];
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: manages.personId, level: 'manage' })).toBe(201);
    expect(await take(mia, (await link(botId, 'run', { by: manages.client })).secret)).toBe(200);
    expect((await mia.client.get(at(`bots/${botId}`))).status).toBe(200);
    expect(await said(owner.client, `bots/${botId}/grants/${manages.personId}/revoke`)).toBe(200);
    await eventually('it is out', async () => (await mia.client.get(at(`bots/${botId}`))).status === 403);
  });

  it('a copy begins with what is in use, in a workspace where who makes it may register bots, and with nothing else', async () => {
    const { botId } = await bot(annals, owner, 'reader');
    for (const [basedOn, retries] of [
      [0, 3],
      [1, 4],
    ])
      expect(await said(owner.client, `bots/${botId}/versions`, { configuration: { retries }, basedOn })).toBe(201);
    await post(owner.client, `bots/${botId}/update`, { description: 'Reads bills.' });
    const { workspaceId } = (await post(owner.client, 'workspaces', { name: someName() })).body;
    const [mia, edits] = [await somebody(), await somebody()];
    const { secret } = await link(botId, 'copy');
    expect(await take(mia, secret)).toBe('SHARE_LINK_DIFFERS');
    const copy = (of: Person, from: string, body: object = {}) => post(of.client, from, { workspaceId, ...body });
    expect((await copy(mia, 'share-links/copy', { secret })).body['code']).toBe('FORBIDDEN');
    for (const { personId } of [mia, edits])
      expect(await said(owner.client, `workspaces/${String(workspaceId)}/members`, { personId, role: 'builder' })).toBe(
        201,
      );
    const made = await copy(mia, 'share-links/copy', { secret, name: 'mine' });
    expect(made.status).toBe(201);
    const copyId = String(made.body['botId']);
    const seen = (await mia.client.get(at(`bots/${copyId}`))).body;
    expect(seen).toMatchObject({ name: 'mine', description: 'Reads bills.', workspaceId, ownerId: mia.personId });
    expect(seen['copiedFrom']).toEqual({ botId: null, name: null });
    expect((await owner.client.get(at(`bots/${copyId}`))).body['copiedFrom']).toEqual({ botId, name: 'reader' });
    expect((await mia.client.get(at(`bots/${copyId}/versions/1`))).body).toMatchObject({
      configuration: { retries: 4 },
    });
    expect((await mia.client.get<Items>(at(`bots/${copyId}/versions`))).body.items).toHaveLength(1);
    expect((await owner.client.get<Items>(at(`bots/${copyId}/api-keys`))).body.items).toEqual([]);
    expect((await copy(mia, 'share-links/copy', { secret })).body['code']).toBe('SHARE_EXPIRED');
    // who may edit it needs no link, and still a workspace
    expect((await copy(edits, `bots/${botId}/copies`)).body['code']).toBe('BOT_NOT_FOUND');
    expect(await said(owner.client, `bots/${botId}/grants`, { personId: edits.personId, level: 'edit' })).toBe(201);
    const { workspaceId: home } = (await owner.client.get(at(`bots/${botId}`))).body;
    expect((await copy(edits, `bots/${botId}/copies`, { workspaceId: home })).body['code']).toBe('WORKSPACE_NOT_FOUND');
    expect((await copy(edits, `bots/${botId}/copies`)).status).toBe(201);
  });
});
