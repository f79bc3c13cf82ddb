import type { BulkEffect, BulkPreview, MyProfile } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { parse } from 'csv-parse/sync';
import { eventually, runAnnals } from '../../../cli/src/testing/run-annals';
import type { z } from 'zod';
import { Client } from '../support/client';
import { sentenceOf, type Entries } from '../support/entries';
import { codeFor, founder, type Founder, mailAbout, member, someAddress } from '../support/people';

jest.setTimeout(180_000);

interface Members {
  readonly items: readonly { readonly personId: string; readonly status: string }[];
}

describe('the members of an organization, over HTTP', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  const act = (by: Client, personId: string, what: string, body: object = {}) =>
    by.post(`${owner.path}/members/${personId}/${what}`, body);
  const statusOf = async (personId: string) =>
    (await owner.client.get<Members>(`${owner.path}/members`)).body.items.find((each) => each.personId === personId)
      ?.status;

  it('B7: who is suspended is out everywhere, keys too, stays listed, and is back as before once reinstated', async () => {
    const adam = await member(annals, owner, ['admin'], 'adam');
    const issued = await adam.client.post<{ secret: string }>(`${owner.path}/api-keys`, {
      name: 'dashboard',
      expiresInDays: 1,
      permissions: ['org:read'],
    });
    const key = new Client(annals.url, issued.body.secret);
    const mine = async () =>
      (await adam.client.get<{ items: { organizationId: string }[] }>('/api/v1/organizations')).body.items;
    const seen = async () => [(await adam.client.get(owner.path)).status, (await key.get(owner.path)).status];
    expect(await seen()).toEqual([200, 200]);

    const suspended = await act(owner.client, adam.personId, 'suspend', { reason: 'Lost the laptop' });
    expect([suspended.status, await seen()]).toEqual([200, [404, 401]]);
    adam.client.seeing(String(suspended.body['position']));
    expect([await statusOf(adam.personId), await mine()]).toEqual(['suspended', []]);

    const reinstated = await act(owner.client, adam.personId, 'reinstate');
    expect([reinstated.status, await seen()]).toEqual([200, [200, 200]]);
    adam.client.seeing(String(reinstated.body['position']));
    expect([await statusOf(adam.personId), (await mine()).length]).toEqual(['active', 1]);
  });

  it('B3: people say what they are called here, and are written to where they can read', async () => {
    const kim = await member(annals, owner, ['external'], 'kim');
    const lou = await member(annals, owner, ['member'], 'lou');
    const mine = (what: string, body: object, by = kim.client) => by.post(`${owner.path}/me/${what}`, body);
    const refusal = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await answer;
      return [status, body['code']];
    };
    expect(await refusal(mine('profile', { alias: 'LOU' }))).toEqual([409, 'ALIAS_TAKEN']);
    expect(await refusal(mine('profile', { alias: '' }))).toEqual([400, 'VALIDATION_FAILED']);
    const renamed = await mine('profile', { alias: 'Kim Berg' });
    expect(renamed.status).toBe(200);
    expect((await mine('profile', { alias: 'kim' }, lou.client)).status).toBe(200); // free at once

    const address = someAddress('kim.berg');
    const profile = async () => (await kim.client.get<z.output<typeof MyProfile>>(`${owner.path}/me/profile`)).body;
    expect(await refusal(mine('contact/verify', { code: '123456' }))).toEqual([410, 'CONTACT_CODE_EXPIRED']);
    expect((await mine('contact', { email: address })).status).toBe(200);
    expect(await profile()).toMatchObject({ alias: 'Kim Berg', contactEmail: kim.email, waiting: { email: address } });
    const code = await codeFor(annals, address);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await refusal(mine('contact/verify', { code: wrong }))).toEqual([400, 'CONTACT_CODE_INVALID']);
    const verified = await mine('contact/verify', { code });
    expect(verified.status).toBe(200);
    expect(await profile()).toMatchObject({ contactEmail: address, waiting: null });
    expect((await mailAbout(annals, kim.email, /Another address/)).text).toContain('gets no more mail');
    const offered = await owner.client.post(`${owner.path}/ownership-offer`, { personId: kim.personId });
    expect([offered.status, offered.body]).toMatchObject([409, { code: 'CONTACT_JUST_CHANGED' }]);
    const hours = (Date.parse(String(offered.body['until'])) - Date.now()) / 3_600_000;
    expect(hours > 23 && hours <= 24).toBe(true);
    owner.client.seeing(String(verified.body['position']));
    const { items } = (await owner.client.get<Members>(`${owner.path}/members`)).body;
    expect(items.find(({ personId }) => personId === kim.personId)).toMatchObject({
      alias: 'Kim Berg',
      email: address,
    });
  });

  it('B7, S16: the list is a file for who may read it, as it is filtered, and nothing in it is a formula', async () => {
    const eve = await member(annals, owner, ['external'], 'eve');
    const max = await member(annals, owner, ['member'], 'max');
    const renamed = await eve.client.post(`${owner.path}/me/profile`, { alias: '=1+1' });
    const position = String(renamed.body['position']);
    const exported = async (by: Client, query = '') => {
      const { status, headers, text } = await by.seeing(position).get(`${owner.path}/members/export${query}`);
      return { status, headers, rows: parse(text) };
    };
    const { status, headers, rows } = await exported(owner.client, '?role=external&search=%3D1');
    const at = headers.get('annals-position') ?? '';
    expect(status).toBe(200);
    expect(rows.map((cells) => cells.slice(0, 5))).toEqual([
      ['personId', 'alias', 'email', 'roles', 'status'],
      [eve.personId, "'=1+1", eve.email, 'External', 'active'],
    ]);
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8',
      `attachment; filename="members-${at}.csv"`,
    ]);
    expect([headers.get('annals-total'), headers.get('annals-filter')]).toEqual(['1', 'search=%3D1&role=external']);
    expect(BigInt(at) >= BigInt(position)).toBe(true);

    const { items } = (await owner.client.get<Members>(`${owner.path}/members`)).body;
    const all = await exported(owner.client);
    expect(all.rows.slice(1).map(([personId]) => personId)).toEqual(items.map(({ personId }) => personId));
    expect([all.headers.get('annals-total'), all.headers.get('annals-filter')]).toEqual([String(items.length), null]);
    expect((await exported(max.client)).rows[0]).not.toContain('email');
    expect((await eve.client.get(`${owner.path}/members/export`)).body['code']).toBe('FORBIDDEN');
    expect((await owner.client.get(`${owner.path}/members/export?cursor=x`)).body['code']).toBe('VALIDATION_FAILED');

    const told = () => owner.client.get<Entries>(`${owner.path}/audit?type=ListExported&area=access`);
    await eventually('three files are told', async () => (await told()).body.items.length === 3);
    const { alias } = (await owner.client.get<z.output<typeof MyProfile>>(`${owner.path}/me/profile`)).body;
    const asFile = `as a file: ${items.length} rows`;
    expect((await told()).body.items.map(sentenceOf)).toEqual([
      `max took the list of members ${asFile}`,
      `${alias} took the list of members ${asFile}`,
      `${alias} took the list of members as a file: 1 row, of the role External, that match “=1”`,
    ]);
  });

  it('B7: each file is told, also with the key of another one, and somebody takes only so many', async () => {
    const { client } = await member(annals, owner, ['member'], 'nia');
    const told = async () =>
      (await owner.client.get<Entries>(`${owner.path}/audit?type=ListExported&limit=200`)).body.items.length;
    const before = await told();
    const file = () => client.get(`${owner.path}/members/export`, { headers: { 'idempotency-key': 'the-same' } });
    const taken = await Promise.all(Array.from({ length: 101 }, file));
    expect(taken.map(({ status, body }) => (status === 200 ? 'given' : body['code'])).sort()).toEqual([
      'RATE_LIMITED',
      ...Array.from({ length: 100 }, () => 'given'),
    ]);
    await eventually('as many are told as were given', async () => (await told()) === before + 100);
  });

  it('W15: externals see no list of members, are listed themselves, and their membership ends by itself in time', async () => {
    const zoe = await member(annals, owner, ['external'], 'zoe');
    const end = (until: string | null, personId = zoe.personId) =>
      owner.client.post(`${owner.path}/members/${personId}/access-end`, { until });
    const later = new Date(Date.now() + 90 * 86_400_000).toISOString();
    expect([
      (await zoe.client.get(owner.path)).status,
      (await zoe.client.get(`${owner.path}/members`)).status,
      (await zoe.client.get(`${owner.path}/bots`)).status,
    ]).toEqual([200, 403, 403]);
    expect((await end(new Date(0).toISOString())).body['code']).toBe('ACCESS_END_INVALID');
    const kai = await member(annals, owner, ['member'], 'kai');
    expect((await end(later, kai.personId)).body['code']).toBe('NOT_EXTERNAL');
    const invite = (roles: readonly string[]) =>
      owner.client.post(`${owner.path}/invitations`, { email: someAddress('guest'), roles, accessUntil: later });
    expect((await invite(['member'])).body['code']).toBe('NOT_EXTERNAL');
    expect((await invite(['external', 'auditor'])).status).toBe(201);
    const set = await end(later);
    owner.client.seeing(String(set.body['position']));
    const listed = async () =>
      (await owner.client.get<Members>(`${owner.path}/members?role=external`)).body.items.find(
        ({ personId }) => personId === zoe.personId,
      );
    expect(await listed()).toMatchObject({ accessUntil: later, roles: ['external'] });
    expect((await end(new Date(Date.now() + 1_500).toISOString())).status).toBe(200);
    await eventually('their access has ended', async () => (await zoe.client.get(owner.path)).status === 404);
    await eventually('they are listed no more', async () => (await listed()) === undefined);
    const { items } = (await owner.client.get<{ items: object[] }>(`${owner.path}/audit?type=MemberRemoved&limit=1`))
      .body;
    expect(items[0]).toMatchObject({ actor: { kind: 'system', id: 'access' } });
  });

  it('W4: who owns bots is suspended by a plan; what they are given back is theirs again only by somebody’s act', async () => {
    const ned = await member(annals, owner, ['admin'], 'ned');
    const { botId, position } = (
      await ned.client.post<{ botId: string; position: string }>(`${owner.path}/bots`, { name: 'sorter', kind: 'rpa' })
    ).body;
    owner.client.seeing(position);
    expect((await act(owner.client, ned.personId, 'suspend')).body).toMatchObject({
      code: 'ASSETS_NEED_OWNER',
      count: 1,
    });
    const held = { assetPlan: { bots: [], others: null } };
    expect((await act(owner.client, ned.personId, 'suspend', held)).status).toBe(200);
    const bot = async () =>
      (await owner.client.get<{ ownerId: string | null; enabled: boolean }>(`${owner.path}/bots/${botId}`)).body;
    await eventually('the bot is held', async () => (await bot()).ownerId === null && !(await bot()).enabled);
    expect((await act(owner.client, ned.personId, 'reinstate')).status).toBe(200);
    expect(await bot()).toMatchObject({ ownerId: null, enabled: false });
  });

  it('I-8: a list is invited in one act that does what its preview said, once, and nothing where that has changed', async () => {
    const place = await founder(annals, 'lea');
    const [one, two] = [someAddress('listed'), someAddress('listed')];
    const csv = `email;roles\n${one};\n${two};Auditor\n${place.email};\n=cmd;\n${one.toUpperCase()};\n`;
    const post = (what: string, body: object, key?: string) =>
      place.client.post<z.output<typeof BulkPreview> & z.output<typeof BulkEffect> & { code: string }>(
        `${place.path}/invitations/bulk${what}`,
        body,
        ...(key === undefined ? [] : [{ 'idempotency-key': key }]),
      );
    const preview = (await post('/preview', { csv, roles: ['member'] })).body;
    const expected = preview.items.map(({ does }) => does);
    expect(expected).toEqual(['invite', 'invite', 'already_member', 'no_address', 'repeated']);
    expect(preview).toMatchObject({ invites: 2, leftToday: 98 });
    expect((await post('', { csv, roles: ['member'], expected: [] })).body.code).toBe('PREVIEW_STALE');
    const acted = await post('', { csv, roles: ['member'], expected }, 'the-list');
    const again = await post('', { csv, roles: ['member'], expected }, 'the-list');
    expect([acted.status, acted.body.invited, again.body]).toEqual([200, 2, acted.body]);
    expect((await post('', { csv, roles: ['member'], expected })).body.code).toBe('PREVIEW_STALE');
    for (const address of [one, two]) expect((await annals.mail(address, 1)).length).toBe(1);
    place.client.seeing(acted.body.position);
    const { items } = (await place.client.get<{ items: { roles: string[] }[] }>(`${place.path}/invitations`)).body;
    expect(items.map(({ roles }) => roles).sort()).toEqual([['auditor'], ['member']]);
    expect((await post('/preview', { csv: 'a,b\nc,d', roles: ['member'] })).body.code).toBe('BULK_UNREADABLE');
    const long = Array.from({ length: 501 }, (_, n) => `p${n}@acme.example`).join('\n');
    expect((await post('/preview', { csv: long, roles: ['member'] })).body.code).toBe('BULK_TOO_LONG');
  });

  it('I-2, W15: there are as many seats as an operator says, for members and for who is invited', async () => {
    const place = await founder(annals, 'sara');
    const says = (count: number) =>
      runAnnals(['organizations', 'seats', place.organizationId, String(count), '--reason', 'A plan', '--by', 'pat'], {
        ANNALS_DATA: annals.dataFolder,
      });
    const seats = async () => (await place.client.get(`${place.path}/seats`)).body;
    const post = (what: string, body: object = {}) => place.client.post(`${place.path}/${what}`, body);
    const full = (used: number, pending: number) => ({
      status: 402,
      body: { code: 'SEAT_LIMIT_REACHED', limit: 3, used, pending },
    });
    const invite = (roles: string[], email = someAddress('seat')) => post('invitations', { email, roles });

    const tom = await member(annals, place, ['member'], 'tom');
    expect(await seats()).toMatchObject({ limit: null, used: 2, pending: 0 });
    expect((await says(3)).code).toBe(0);
    expect(await seats()).toMatchObject({ limit: 3, used: 2, pending: 0 });
    const { body: held } = await invite(['member']);
    expect(await seats()).toMatchObject({ used: 2, pending: 1 });
    expect(await invite(['member'])).toMatchObject(full(2, 1));
    expect(await invite(['external'])).toMatchObject(full(2, 1));
    const csv = { csv: `email\n${someAddress('seat')}`, roles: ['member'] };
    expect((await post('invitations/bulk/preview', csv)).body).toMatchObject({
      items: [{ does: 'over_seats' }],
      seatsLeft: 0,
    });
    const fewer = await says(2);
    expect([fewer.code, fewer.err]).toEqual([1, expect.stringContaining('Members have 2, invitations hold 1.')]);

    expect((await post('policies', { externalsTakeSeats: false })).status).toBe(200);
    const ext = await member(annals, place, ['external'], 'ext');
    expect(await post(`members/${ext.personId}/roles`, { roles: ['member'] })).toMatchObject(full(2, 1));
    expect(await post('policies', { externalsTakeSeats: true })).toMatchObject(full(3, 1));
    expect((await post(`members/${tom.personId}/suspend`)).status).toBe(200);
    expect((await invite(['auditor'])).status).toBe(201);
    expect(await post(`members/${tom.personId}/reinstate`)).toMatchObject(full(1, 2));
    expect((await post(`invitations/${String(held['invitationId'])}/revoke`)).status).toBe(200);
    expect((await post(`members/${tom.personId}/reinstate`)).status).toBe(200);
    expect(await seats()).toMatchObject({ limit: 3, used: 2, pending: 1 });
  });

  it('W1: ownership is offered, accepted or ended, and handed over on leaving', async () => {
    const place = await founder(annals, 'ines');
    const offer = (by: Client, what: string, body: object = {}) =>
      by.post(`${place.path}/ownership-offer${what}`, body);
    const shown = async (by: Client) =>
      (await by.get<{ offer: object | null }>(`${place.path}/ownership-offer`)).body.offer;
    const codeOf = async (answer: Promise<{ body: Record<string, unknown> }>) => (await answer).body['code'];
    const priya = await member(annals, place, ['admin'], 'priya');
    const tom = await member(annals, place, ['member'], 'tom');
    const ines = (await place.client.get<{ personId: string }>(`${place.path}/me`)).body.personId;

    expect(await codeOf(offer(priya.client, '', { personId: tom.personId }))).toBe('FORBIDDEN');
    expect(await codeOf(offer(place.client, '/withdraw'))).toBe('OWNERSHIP_OFFER_NOT_FOUND');
    expect(await codeOf(offer(place.client, '', { personId: ines }))).toBe('ALREADY_OWNER');
    expect((await offer(place.client, '', { personId: priya.personId, stepsDown: true })).status).toBe(200);
    expect((await mailAbout(annals, priya.email, /offers you to own/)).text).toContain(
      `/organizations/${place.organizationId}`,
    );
    expect(await codeOf(offer(place.client, '', { personId: tom.personId }))).toBe('OWNERSHIP_OFFER_OPEN');
    expect([await shown(place.client), await shown(tom.client)]).toMatchObject([
      { offeredTo: { personId: priya.personId, alias: 'priya' }, stepsDown: true },
      null,
    ]);
    expect(await codeOf(offer(tom.client, '/accept'))).toBe('OWNERSHIP_OFFER_NOT_FOUND');
    expect((await offer(priya.client, '/accept')).status).toBe(200);
    const rolesOf = async (by: Client) => (await by.get<{ roles: string[] }>(`${place.path}/me`)).body.roles;
    expect([await rolesOf(priya.client), await rolesOf(place.client)]).toEqual([['owner', 'admin'], ['admin']]);
    expect(await shown(priya.client)).toBeNull();

    expect((await offer(priya.client, '', { personId: tom.personId })).status).toBe(200);
    expect((await offer(tom.client, '/decline')).status).toBe(200);
    const leave = (handOverTo?: string) => priya.client.post(`${place.path}/leave`, { handOverTo });
    expect(await codeOf(leave())).toBe('LAST_OWNER');
    expect((await priya.client.post(`${place.path}/members/${tom.personId}/suspend`)).status).toBe(200);
    expect(await codeOf(leave(tom.personId))).toBe('MEMBER_SUSPENDED');
    expect((await leave(ines)).status).toBe(200);
    expect(await rolesOf(place.client)).toEqual(['owner', 'admin']);
  });

  it('I-7, W4: who owns bots is removed by a plan: to another owner, or held', async () => {
    const mia = await member(annals, owner, ['admin'], 'mia');
    const rosa = await member(annals, owner, ['admin'], 'rosa');
    const register = async (name: string) => {
      const answer = await mia.client.post<{ botId: string; position: string }>(`${owner.path}/bots`, {
        name,
        kind: 'rpa',
      });
      owner.client.seeing(answer.body.position);
      return answer.body.botId;
    };
    const [given, held] = [await register('invoice-reader'), await register('mail-sorter')];
    const key = await owner.client.post<{ secret: string }>(`${owner.path}/bots/${given}/api-keys`, {
      name: 'host',
      expiresInDays: 30,
    });
    await owner.client.post(`${owner.path}/bots/${given}/runs`);
    const worker = new Client(annals.url, key.body.secret);
    const claimed = await worker.post<{ run: { position: string } }>(`${owner.path}/bots/${given}/claims?wait=10`);
    owner.client.seeing(claimed.body.run.position);
    const bot = async (botId: string) =>
      (await owner.client.get<{ ownerId: string | null; enabled: boolean }>(`${owner.path}/bots/${botId}`)).body;
    expect((await owner.client.get(`${owner.path}/members/${mia.personId}/belongings`)).body).toMatchObject({
      bots: expect.arrayContaining([
        { botId: given, name: 'invoice-reader', enabled: true, running: 1, owned: true, runsAs: false },
      ]) as unknown,
      botsTotal: 2,
      runningTotal: 1,
      keysTotal: 0,
    });
    const issued = await mia.client.post<{ keyId: string; position: string }>(`${owner.path}/api-keys`, {
      name: 'laptop',
      permissions: ['bots:read'],
      expiresInDays: 30,
    });
    mia.client.seeing(issued.body.position);
    const { keyId } = issued.body;
    expect((await mia.client.get(`${owner.path}/me/belongings`)).body).toMatchObject({
      botsTotal: 2,
      keys: [{ keyId, name: 'laptop', ends: true }],
    });
    expect((await act(owner.client, mia.personId, 'remove')).body).toMatchObject({
      code: 'ASSETS_NEED_OWNER',
      count: 2,
      keys: [keyId],
    });
    expect((await mia.client.post(`${owner.path}/leave`)).body['code']).toBe('ASSETS_NEED_OWNER');
    const assetPlan = { bots: [{ botId: given, to: rosa.personId }], others: null };
    expect((await act(owner.client, mia.personId, 'remove', { assetPlan })).status).toBe(200);
    await eventually('the plan is carried out', async () => {
      const [one, other] = [await bot(given), await bot(held)];
      return one.ownerId === rosa.personId && one.enabled && other.ownerId === null && !other.enabled;
    });
    expect((await owner.client.post(`${owner.path}/bots/${held}/owner`, { personId: mia.personId })).body['code']).toBe(
      'MEMBER_NOT_FOUND',
    );
    expect((await owner.client.post(`${owner.path}/bots/${held}/owner`, { personId: rosa.personId })).status).toBe(200);
    expect((await bot(held)).ownerId).toBe(rosa.personId);
  });

  it('I-1, I-3, I-4: suspending says no by the codes that it promises', async () => {
    const uma = await member(annals, owner, ['user_admin'], 'uma');
    const alan = await member(annals, owner, ['admin'], 'alan');
    const codes = await Promise.all([
      act(owner.client, alan.userId, 'suspend'),
      act(alan.client, uma.personId, 'suspend').then(() => act(alan.client, uma.personId, 'reinstate')),
      act(alan.client, alan.personId, 'suspend'),
    ]);
    expect(codes.map(({ body }) => body['code'])).toEqual(['MEMBER_NOT_FOUND', undefined, 'CANNOT_CHANGE_OWN_ACCESS']);
    const { personId } = (await owner.client.get<{ personId: string }>(`${owner.path}/me`)).body;
    for (const [by, target, code] of [
      [owner.client, personId, 'LAST_OWNER'],
      [alan.client, personId, 'ONLY_OWNER_MAY_GRANT_OWNER'],
      [uma.client, alan.personId, 'ROLE_NOT_GRANTABLE'],
    ] as const)
      expect((await act(by, target, 'suspend')).body['code']).toBe(code);
  });
});
