import { type TestAnnals, startAnnals } from '@annals/testing';
import { Client } from './support/client';
import { bot, founder, type Founder, member, PASSWORD, secretFromMail, someAddress } from './support/people';

jest.setTimeout(180_000);

type Items = { items: readonly Record<string, unknown>[]; next: string | null; total: number };

/** D2–D6: the life of one organization, as a backend service and its admins live it. */
describe('one organization’s life', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
  });
  afterAll(() => annals.stop());

  describe('people (D2)', () => {
    it('A8 whoever comes by an invitation gets no organization of their own', async () => {
      const mia = await member(annals, owner, ['member']);
      const me = await mia.client.get<{ items: unknown[] }>('/api/v1/organizations');
      expect(me.body.items).toHaveLength(1);
    });

    it('a person with an account signs in and accepts; the invitation of somebody else is not theirs', async () => {
      const other = await founder(annals, 'nils');
      const invited = await owner.client.post(`${owner.path}/invitations`, { email: other.email, roles: ['auditor'] });
      expect(invited.status).toBe(201);
      const token = await secretFromMail(annals, other.email, /invited/i);
      expect(
        (await new Client(annals.url).post('/api/v1/invitations/accept', { token, password: PASSWORD, alias: 'N' }))
          .body.code,
      ).toBe('SIGN_IN_REQUIRED');
      expect((await (await founder(annals)).client.post('/api/v1/invitations/accept', { token })).body.code).toBe(
        'NOT_INVITATION_RECIPIENT',
      );
      expect((await other.client.post('/api/v1/invitations/accept', { token })).status).toBe(200);
      expect((await other.client.post('/api/v1/invitations/accept', { token })).body.code).toBe('INVITATION_CLOSED');
      const me = await other.client.get<{ items: unknown[] }>('/api/v1/organizations');
      expect(me.body.items).toHaveLength(2);
    });

    it('I-5 inviting again supersedes; resending makes the old link useless; revoking closes', async () => {
      const email = someAddress('vera');
      const first = await owner.client.post<{ invitationId: string }>(`${owner.path}/invitations`, {
        email,
        roles: ['member'],
      });
      const old = await secretFromMail(annals, email);
      const second = await owner.client.post<{ invitationId: string }>(`${owner.path}/invitations`, {
        email,
        roles: ['admin'],
      });
      expect(second.body.invitationId).not.toBe(first.body.invitationId);
      expect((await new Client(annals.url).post('/api/v1/invitations/preview', { token: old })).body.code).toBe(
        'INVITATION_CLOSED',
      );
      expect((await owner.client.post(`${owner.path}/invitations/${second.body.invitationId}/resend`)).status).toBe(
        200,
      );
      expect((await owner.client.post(`${owner.path}/invitations/${second.body.invitationId}/revoke`)).status).toBe(
        200,
      );
      const list = await owner.client.get<Items>(`${owner.path}/invitations`);
      const statuses = list.body.items.filter((invitation) => invitation.email === email).map(({ status }) => status);
      expect(statuses.sort()).toEqual(['revoked', 'superseded']);
    });

    it('an auditor reads everything and changes nothing; a member sees no e-mail address', async () => {
      const auditor = await member(annals, owner, ['auditor'], 'ada');
      const plain = await member(annals, owner, ['member'], 'per');
      for (const path of [
        '',
        '/me',
        '/members',
        '/invitations',
        '/bots',
        '/runs',
        '/overview',
        '/audit',
        '/api-keys',
      ]) {
        const answer = await auditor.client.get(`${owner.path}${path}`);
        expect([path, answer.status]).toEqual([path, 200]);
      }
      for (const [path, body] of [
        ['/rename', { name: 'Mine' }],
        ['/invitations', { email: someAddress(), roles: ['member'] }],
        ['/bots', { name: 'b', kind: 'rpa' }],
      ] as const) {
        const answer = await auditor.client.post(`${owner.path}${path}`, body);
        expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'FORBIDDEN']);
      }
      const seen = await plain.client.get(`${owner.path}/members`);
      expect(seen.status).toBe(200);
      expect(seen.text).not.toContain('@acme.example');
      expect((await plain.client.get(`${owner.path}/audit`)).status).toBe(403);
    });

    it('W2 only an owner makes an owner; nobody changes their own access; the last owner stays', async () => {
      const admin = await member(annals, owner, ['admin'], 'ann');
      const plain = await member(annals, owner, ['member'], 'pia');
      expect(
        (await admin.client.post(`${owner.path}/members/${plain.personId}/roles`, { roles: ['owner'] })).body.code,
      ).toBe('ONLY_OWNER_MAY_GRANT_OWNER');
      expect(
        (await admin.client.post(`${owner.path}/invitations`, { email: someAddress(), roles: ['owner'] })).body.code,
      ).toBe('ONLY_OWNER_MAY_GRANT_OWNER');
      expect(
        (await admin.client.post(`${owner.path}/members/${admin.personId}/roles`, { roles: ['member'] })).body.code,
      ).toBe('CANNOT_CHANGE_OWN_ACCESS');
      expect((await owner.client.post(`${owner.path}/leave`)).body.code).toBe('LAST_OWNER');
      expect(
        (await owner.client.post(`${owner.path}/members/${plain.personId}/remove`, { reason: 'Contract ended' }))
          .status,
      ).toBe(200);
      expect((await plain.client.get(owner.path)).body.code).toBe('ORG_NOT_FOUND');
      expect((await admin.client.post(`${owner.path}/leave`)).status).toBe(200);
    });
  });

  describe('bots, keys and runs (D3, D4)', () => {
    it('B9 B10 a bot is alive by its heartbeat, and is disabled and enabled', async () => {
      const { botId, client } = await bot(annals, owner, 'label-printer');
      expect(
        (await client.post(`${owner.path}/bots/${botId}/heartbeat`, { status: 'idle', version: '2.8.0', host: 'wh-1' }))
          .status,
      ).toBe(204);
      const alive = await owner.client.get(`${owner.path}/bots/${botId}`);
      expect(alive.body).toMatchObject({
        name: 'label-printer',
        status: 'idle',
        enabled: true,
        version: '2.8.0',
        host: 'wh-1',
      });
      expect(
        (await owner.client.post(`${owner.path}/bots/${botId}/disable`, { reason: 'Portal is down' })).status,
      ).toBe(200);
      expect((await owner.client.post(`${owner.path}/bots/${botId}/disable`)).body.code).toBe('BOT_ALREADY_DISABLED');
      expect((await owner.client.get(`${owner.path}/bots/${botId}`)).body.status).toBe('disabled');
      expect((await owner.client.post(`${owner.path}/bots/${botId}/enable`)).status).toBe(200);
      expect((await owner.client.post(`${owner.path}/bots/${botId}/enable`)).body.code).toBe('BOT_ALREADY_ENABLED');
    });

    it('D4 a run is requested, started, reported and ended once, by the bot’s own key; D1: each act of it is a sign of life, without any heartbeat', async () => {
      const { botId, client } = await bot(annals, owner);
      const stranger = await bot(annals, owner, 'stranger');
      const {
        body: { runId },
      } = await owner.client.post<{ runId: string }>(`${owner.path}/bots/${botId}/runs`);
      const run = `${owner.path}/runs/${runId}`;
      expect((await stranger.client.post(`${run}/start`)).status).toBe(404);
      expect((await client.post(`${run}/succeed`)).body.code).toBe('INVALID_RUN_TRANSITION');
      expect((await owner.client.get(`${owner.path}/bots/${botId}`)).body).toMatchObject({
        status: 'idle',
        lastSeenAt: expect.any(String) as string,
      });
      expect((await client.post(`${run}/start`)).status).toBe(200);
      expect((await client.post(`${run}/progress`, { percent: 40, message: 'page 4 of 10' })).status).toBe(200);
      expect((await owner.client.get(run)).body).toMatchObject({
        status: 'running',
        progress: { percent: 40, message: 'page 4 of 10' },
        requestedBy: { kind: 'user', label: 'olga' },
      });
      const failed = await client.post<{ position: string }>(`${run}/fail`, { error: 'Portal answered 401' });
      expect(failed.status).toBe(200);
      expect((await client.post(`${run}/succeed`)).body.code).toBe('INVALID_RUN_TRANSITION');
      expect((await owner.client.seeing(failed.body.position).get(run)).body).toMatchObject({
        status: 'failed',
        error: 'Portal answered 401',
        botName: 'invoice-reader',
      });
    });

    it('P13: a run is suspended and annotated 50 times each, no more', async () => {
      const { botId, client } = await bot(annals, owner, 'freight-audit');
      const { runId } = (await owner.client.post(`${owner.path}/bots/${botId}/runs`)).body;
      const path = `${owner.path}/runs/${String(runId)}`;
      await client.post(`${path}/start`, { worker: 'WH-RPA-4' });
      for (let n = 0; n < 50; n += 1) {
        await owner.client.post(`${path}/suspend`);
        await owner.client.post(`${path}/resume`);
        await owner.client.post(`${path}/notes`, { note: `Look ${n}` });
      }
      for (const [act, body] of [
        ['suspend', {}],
        ['notes', { note: 'one more' }],
      ] as const) {
        const { status, body: said } = await owner.client.post(`${path}/${act}`, body);
        expect([status, said.code, said['limit']]).toEqual([409, 'RUN_CHANGES_LIMIT', 50]);
      }
      const one = (await owner.client.get<{ worker: string; notes: object[] }>(path)).body;
      expect([one.worker, one.notes.length, one.notes[49]]).toEqual([
        'WH-RPA-4',
        50,
        { at: expect.any(String) as string, by: expect.objectContaining({ label: 'olga' }) as object, note: 'Look 49' },
      ]);
    });

    it('B11, S16: the run history is a file as it is filtered, by the line or as JSON, for who may take it, and auditors read of it', async () => {
      const { botId, client } = await bot(annals, owner, 'customs-filer');
      const { runId } = (await owner.client.post<{ runId: string }>(`${owner.path}/bots/${botId}/runs`)).body;
      await client.post(`${owner.path}/runs/${runId}/start`);
      const failed = await client.post(`${owner.path}/runs/${runId}/fail`, { error: '=HYPERLINK("//x")' });
      await owner.client.post(`${owner.path}/bots/${botId}/runs`);
      const file = (path = '') =>
        owner.client
          .seeing(String(failed.body['position']))
          .get(`${owner.path}/runs/export${path}?botId=${botId}&status=failed`);
      const [csv, lines] = [await file(), await file('/lines')];
      const rows = csv.text.trim().split('\r\n');
      expect([csv.status, rows.length, csv.headers.get('annals-total'), csv.headers.get('annals-filter')]).toEqual([
        200,
        2,
        '1',
        `botId=${botId}&status=failed`,
      ]);
      expect(rows[1]).toContain(`"'=HYPERLINK(""//x"")"`);
      expect(lines.headers.get('content-type')).toBe('application/x-ndjson');
      expect(
        lines.text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ).toEqual([expect.objectContaining({ runId, status: 'failed', error: '=HYPERLINK("//x")' })]);
      const auditor = await member(annals, owner, ['auditor'], 'abe');
      expect((await auditor.client.get(`${owner.path}/runs/export`)).body['code']).toBe('FORBIDDEN');
      const told = await owner.client.get(`${owner.path}/audit?type=ListExported`);
      expect(told.text).toContain('took the run history');
    });

    it('W21: what waits is cancelled at once, as the preview said, and nothing where that has changed', async () => {
      const { botId } = await bot(annals, owner, 'toll-reader');
      const asked = async () => owner.client.post(`${owner.path}/bots/${botId}/runs`);
      for (let n = 0; n < 3; n += 1) owner.client.seeing(String((await asked()).body['position']));
      const said = { act: 'cancel', filter: { botId } };
      const at = `${owner.path}/bulk-actions`;
      const preview = async () => {
        await owner.client.get(`${owner.path}/runs?botId=${botId}`); // until they are in the run history
        return (await owner.client.post<{ token: string; runs: number }>(`${at}/preview`, said)).body;
      };
      const seen = await preview();
      owner.client.seeing(String((await asked()).body['position']));
      const now = await preview();
      const stale = await owner.client.post(at, { ...said, token: seen.token });
      expect([seen.runs, now.runs, stale.status, stale.body.code]).toEqual([3, 4, 409, 'PREVIEW_STALE']);
      const { bulkId } = (await owner.client.post(at, { ...said, token: now.token, reason: 'Portal is down' })).body;
      for (let ended: unknown = null; ended === null;) {
        const { body } = await owner.client.get(`${at}/${String(bulkId)}`);
        ended = body['endedAt'];
        if (ended !== null) expect(body).toMatchObject({ runs: 4, done: 4, refused: 0, left: 0 });
      }
      expect(
        (await owner.client.get<Items>(`${owner.path}/runs?botId=${botId}&status=stopped`)).body.items,
      ).toHaveLength(4);
      const stranger = await founder(annals);
      expect((await stranger.client.get(`${stranger.path}/bulk-actions/${String(bulkId)}`)).body.code).toBe(
        'BULK_ACTION_NOT_FOUND',
      );
    });

    it('B11 a run of a disabled bot is refused and recorded, when it is asked for and when it would begin', async () => {
      const { botId, client } = await bot(annals, owner, 'fuel-surcharge');
      const {
        body: { runId: waiting },
      } = await owner.client.post<{ runId: string }>(`${owner.path}/bots/${botId}/runs`);
      await owner.client.post(`${owner.path}/bots/${botId}/disable`);
      const refused = await owner.client.post<{ code: string; runId: string }>(`${owner.path}/bots/${botId}/runs`);
      expect([refused.status, refused.body.code]).toEqual([409, 'BOT_DISABLED']);
      const begun = await client.post(`${owner.path}/runs/${waiting}/start`);
      expect([begun.status, begun.body.code]).toEqual([409, 'BOT_DISABLED']);
      const audit = await owner.client.get<Items>(`${owner.path}/audit?type=RunRefused`);
      owner.client.seeing(String((await owner.client.post(`${owner.path}/bots/${botId}/enable`)).body.position));
      for (const runId of [refused.body.runId, waiting])
        expect((await owner.client.get(`${owner.path}/runs/${runId}`)).body).toMatchObject({
          status: 'refused',
          code: 'BOT_DISABLED',
        });
      expect(audit.status).toBe(200);
    });

    it('an organization’s key may do what its issuer may, no more; revoked it opens nothing', async () => {
      const escalated = await owner.client.post(`${owner.path}/api-keys`, {
        name: 'all',
        expiresInDays: 30,
        permissions: ['bots:read', 'runs:report'],
      });
      expect([escalated.status, escalated.body.code]).toEqual([403, 'PERMISSION_ESCALATION']);
      const issued = await owner.client.post<{ keyId: string; secret: string }>(`${owner.path}/api-keys`, {
        name: 'service',
        expiresInDays: 30,
        permissions: ['bots:read', 'runs:start'],
      });
      expect(issued.status).toBe(201);
      const service = new Client(annals.url, issued.body.secret);
      expect((await service.get(`${owner.path}/bots`)).status).toBe(200);
      expect((await service.get(`${owner.path}/members`)).status).toBe(403);
      expect((await service.get(`/api/v1/organizations/${(await founder(annals)).organizationId}/bots`)).status).toBe(
        404,
      );
      const keys = await owner.client.get<Items>(`${owner.path}/api-keys`);
      expect(keys.text).not.toContain(issued.body.secret);
      expect(keys.body.items.find(({ keyId }) => keyId === issued.body.keyId)?.lastUsedAt).toEqual(expect.any(String));
      expect((await owner.client.post(`${owner.path}/api-keys/${issued.body.keyId}/revoke`)).status).toBe(200);
      expect((await service.get(`${owner.path}/bots`)).status).toBe(401);
      expect(
        (
          await owner.client.post(`${owner.path}/api-keys`, {
            name: 'long',
            expiresInDays: 366,
            permissions: ['bots:read'],
          })
        ).status,
      ).toBe(400);
    });
  });

  describe('views (D5, D6)', () => {
    it('shows the overview, filters runs, pages and reads its own writes', async () => {
      const solo = await founder(annals, 'solo');
      const { botId, client } = await bot(annals, solo);
      let last = '0';
      for (const outcome of ['succeed', 'succeed', 'fail']) {
        const {
          body: { runId },
        } = await solo.client.post<{ runId: string }>(`${solo.path}/bots/${botId}/runs`);
        await client.post(`${solo.path}/runs/${runId}/start`);
        last = (
          await client.post<{ position: string }>(
            `${solo.path}/runs/${runId}/${outcome}`,
            outcome === 'fail' ? { error: 'No' } : {},
          )
        ).body.position;
      }
      solo.client.seeing(last);
      const overview = await solo.client.get<{
        members: number;
        runsByDay: { succeeded: number; failed: number; refused: number }[];
      }>(`${solo.path}/overview?days=14`);
      expect(overview.body.members).toBe(1);
      expect(overview.body.runsByDay.at(-1)).toMatchObject({ succeeded: 2, failed: 1, refused: 0 });
      expect((await solo.client.get<Items>(`${solo.path}/runs?status=failed`)).body.items).toHaveLength(1);
      const newest = await solo.client.get<Items>(`${solo.path}/runs?limit=2`);
      const older = await solo.client.get<Items>(
        `${solo.path}/runs?limit=2&cursor=${encodeURIComponent(newest.body.next ?? '')}`,
      );
      expect([newest.body.items.length, older.body.items.length, older.body.next]).toEqual([2, 1, null]);
    });

    it('W10 the audit log has a sentence for every event, with its actor, and the details', async () => {
      const renamed = await owner.client.post(`${owner.path}/rename`, { name: 'Halden Freight', reason: 'New brand' });
      expect(renamed.status).toBe(200);
      const audit = await owner.client.get<{
        items: {
          sequence: number;
          type: string;
          actor: { label: string };
          sentence: { text?: string; label?: string }[];
        }[];
        total: number;
      }>(`${owner.path}/audit?limit=200`);
      const [entry] = audit.body.items;
      expect(entry).toMatchObject({ type: 'OrganizationRenamed', actor: { label: 'olga' } });
      expect(audit.body.items.every(({ sentence }) => sentence.length > 0)).toBe(true);
      expect(audit.body.items.map(({ sequence }) => sequence)).toEqual(
        [...audit.body.items.map(({ sequence }) => sequence)].sort((a, b) => b - a),
      );
      const details = await owner.client.get(`${owner.path}/audit/${entry?.sequence}`);
      expect(details.body).toMatchObject({
        reason: 'New brand',
        permission: 'org.info:write',
        grants: expect.stringContaining('owner') as string,
        text: { name: 'Halden Freight' },
      });
    });

    it('D6 a read that cannot be had in time says how far the view is', async () => {
      const answer = await owner.client.get(`${owner.path}/overview`, { headers: { 'min-position': '99999999999' } });
      expect([answer.status, answer.body.code]).toEqual([503, 'READ_MODEL_BEHIND']);
      expect(answer.headers.get('retry-after')).not.toBeNull();
    });
  });
});
