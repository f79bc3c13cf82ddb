import { createHmac, randomUUID } from 'node:crypto';
import { triggerLimits } from '@annals/contracts';
import { type TestAnnals, startAnnals } from '@annals/testing';
import { eventually } from '../../../cli/src/testing/run-annals';
import { Client } from '../support/client';
import { bot, founder, type Founder, member, someName } from '../support/people';

jest.setTimeout(180_000);

interface Run {
  readonly runId: string;
  readonly source: string;
  readonly status: string;
  readonly trigger: { readonly triggerId: string; readonly name: string } | null;
}

describe('triggers', () => {
  let annals: TestAnnals;
  let owner: Founder;
  let scheduled: Awaited<ReturnType<typeof made>>;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'olga');
    scheduled = await made({ kind: 'schedule', name: 'Every minute', everyMinutes: 1 });
  });
  afterAll(() => annals.stop());

  const at = (path: string): string => `${owner.path}${path}`;
  const runs = async (query: string) => (await owner.client.get<{ items: Run[] }>(at(`/runs?${query}`))).body.items;
  const asks = (botId: string, body: object) =>
    owner.client.post<{ triggerId: string; address: string; secret: string; code: string }>(
      at(`/bots/${botId}/triggers`),
      { name: 'A trigger', ...body },
    );
  async function made(body: object, of?: Awaited<ReturnType<typeof bot>>) {
    const its = of ?? (await bot(annals, owner));
    const answer = await asks(its.botId, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return { ...its, ...answer.body };
  }
  const act = (triggerId: string, what: string, body: object = {}) =>
    owner.client.post<{ code: string; runId: string }>(at(`/triggers/${triggerId}${what}`), body);

  /** As Standard Webhooks signs, by whatever secret. */
  function call(
    { address, secret }: { address: string; secret: string },
    sent: { id?: string; at?: number; body?: object; signed?: object } = {},
  ) {
    const { id = randomUUID(), at: when = Date.now() / 1_000, body = { page: 4 }, signed = body } = sent;
    const timestamp = String(Math.floor(when));
    const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${id}.${timestamp}.${JSON.stringify(signed)}`)
      .digest('base64');
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    return new Client(annals.url).post<{ runId: string; code: string }>(address, body, headers);
  }

  it('B12: are listed with their next due times, changed, turned off and on, and deleted', async () => {
    const { triggerId, botId } = await made({
      kind: 'schedule',
      name: 'Weekdays',
      cron: '0 7 * * 1-5',
      zone: 'Europe/Oslo',
    });
    const shown = async () => (await owner.client.get(at(`/triggers/${triggerId}`))).body;
    expect(await shown()).toMatchObject({ name: 'Weekdays', enabled: true, held: null, zone: 'Europe/Oslo' });
    expect((await shown())['next']).toHaveLength(5);
    expect((await owner.client.get(at(`/triggers?botId=${botId}`))).body).toMatchObject({ items: [{ triggerId }] });
    const changed = { name: 'Every hour', everyMinutes: 60 };
    expect((await act(triggerId, '', changed)).status).toBe(200);
    expect(await shown()).toMatchObject({ ...changed, cron: null });
    await owner.client.post(at(`/bots/${botId}/disable`));
    expect(await shown()).toMatchObject({ held: 'BOT_DISABLED' });
    expect((await act(triggerId, '/fire')).body).toMatchObject({ code: 'BOT_DISABLED' });
    await act(triggerId, '/disable', { reason: 'Not this week.' });
    expect(await shown()).toMatchObject({ enabled: false, held: null, next: [] });
    await act(triggerId, '/enable');
    await act(triggerId, '/delete');
    for (const gone of ['', '/fires'])
      expect((await owner.client.get(at(`/triggers/${triggerId}${gone}`))).body).toMatchObject({
        code: 'TRIGGER_NOT_FOUND',
      });
    for (const gone of ['/enable', '/disable', '/delete', '/fire', '/secret'])
      expect((await act(triggerId, gone)).body.code).toBe('TRIGGER_NOT_FOUND');
    expect((await act(triggerId, '', changed)).body.code).toBe('TRIGGER_NOT_FOUND');
  });

  it('says no to what never comes due, what does not say when, and bots that set each other off', async () => {
    const { botId } = scheduled;
    const outside = ['60 * * * *', '* 24 * * *', '* * 32 * *', '* * 0 * *', '* * * 13 *', '* * * * 8', '*/70 * * * *'];
    for (const cron of ['0 0 30 2 *', '0 0 31 2,4 *', 'R * * * *', '5-1 * * * *', ...outside])
      expect([cron, (await asks(botId, { kind: 'schedule', cron })).body.code]).toEqual([cron, 'SCHEDULE_INVALID']);
    for (const never of [{}, { cron: '@daily', everyMinutes: 5 }])
      expect((await asks(botId, { kind: 'schedule', ...never })).body.code).toBe('SCHEDULE_INVALID');
    for (const cron of ['* * * *', '0 * * * * *', '', '@reboot', '* * * * *'.repeat(30)])
      expect([cron, (await asks(botId, { kind: 'schedule', cron })).body.code]).toEqual([cron, 'VALIDATION_FAILED']);
    expect((await asks(botId, { kind: 'event' })).body.code).toBe('SCHEDULE_INVALID');
    expect((await owner.client.get(at('/schedule?cron=0%200%2030%202%20*'))).body).toMatchObject({
      code: 'SCHEDULE_INVALID',
    });
    expect((await act(scheduled.triggerId, '', { name: 'Never', cron: '0 0 30 2 *' })).body.code).toBe(
      'SCHEDULE_INVALID',
    );
    const loop = { kind: 'event', source: { botId, ends: ['failed'] } };
    expect((await asks(botId, loop)).body.code).toBe('TRIGGER_LOOP');
    expect((await asks(botId, { ...loop, source: { botId: randomUUID(), ends: ['failed'] } })).body.code).toBe(
      'BOT_NOT_FOUND',
    );
    const event = await made(loop);
    const back = { name: 'Back', source: { botId: event.botId, ends: ['failed'] } };
    expect((await act(event.triggerId, '', back)).body.code).toBe('TRIGGER_LOOP');
    expect(
      (await act(event.triggerId, '', { ...back, source: { ...back.source, botId: randomUUID() } })).body.code,
    ).toBe('BOT_NOT_FOUND');
  });

  it('P14: a calendar is filled from public holidays, of known places and years only, and keeps the dates', async () => {
    const { body: known } = await owner.client.get<{ countries: { country: string }[] }>(at('/holidays/countries'));
    expect(known.countries.length).toBeGreaterThan(200);
    const asked = async (query: string) =>
      (await owner.client.get<{ code: string; days: { date: string }[] }>(at(`/holidays?${query}`))).body;
    const { days } = await asked('country=NO&years=2026,2027,2028');
    expect(days[0]).toEqual({ date: '2026-01-01', name: "New Year's Day" });
    const dates = days.map(({ date }) => date);
    const said = { name: 'Norway', weekdays: [6, 7], dates };
    expect((await owner.client.post(at('/calendars'), said)).status).toBe(201);
    const { items } = (await owner.client.get<{ items: object[] }>(at('/calendars'))).body;
    expect(items).toMatchObject([said]);
    expect((await asked('country=ZZ&years=2026')).code).toBe('COUNTRY_NOT_FOUND');
    for (const region of ['BY', 'constructor'])
      expect((await asked(`country=NO&region=${region}&years=2026`)).code).toBe('REGION_NOT_FOUND');
    for (const years of ['0', '0000', '9999', '2026,2027,2028,2029', '', '2026-2027', '2026&years=2027'])
      expect((await asked(`country=NO&years=${years}`)).code).toBe('VALIDATION_FAILED');
    const many = Array.from({ length: 401 }, (_, n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const tooMany = await owner.client.post(at('/calendars'), { name: 'Much', weekdays: [], dates: many });
    expect(tooMany.body).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('B12: many are changed at once, each by who may, with an answer for each', async () => {
    const [one, two] = [await made({ kind: 'webhook', name: 'One' }), await made({ kind: 'webhook', name: 'Two' })];
    const [gone, ids] = [randomUUID(), [one.triggerId, two.triggerId]];
    const change = (asked: object, by = owner.client) =>
      by.post<{ items: { triggerId: string; code: string | null }[]; position: string }>(at('/triggers/change'), asked);
    const done = await change({ act: 'disable', triggerIds: [...ids, gone] });
    expect(done.body.items).toEqual([
      ...ids.map((triggerId) => ({ triggerId, code: null })),
      { triggerId: gone, code: 'TRIGGER_NOT_FOUND' },
    ]);
    const state = async (triggerId: string) =>
      (await owner.client.get<{ enabled: boolean }>(at(`/triggers/${triggerId}`))).body.enabled;
    expect(await Promise.all(ids.map(state))).toEqual([false, false]);
    const auditor = await member(annals, owner, ['auditor'], someName());
    const refused = await change({ act: 'enable', triggerIds: ids }, auditor.client);
    expect(refused.body.items.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    await change({ act: 'delete', triggerIds: ids });
    expect((await act(one.triggerId, '/enable', {})).body.code).toBe('TRIGGER_NOT_FOUND');
  });

  it('W4: is given to somebody who may start runs of its bot', async () => {
    const { triggerId } = await made({ kind: 'webhook', name: 'Handed over' });
    const [admin, nobody] = [
      await member(annals, owner, ['admin'], someName()),
      await member(annals, owner, ['member'], someName()),
    ];
    expect((await act(triggerId, '/owner', { personId: nobody.personId })).body.code).toBe('OWNER_MAY_NOT_START');
    expect((await act(triggerId, '/owner', { personId: randomUUID() })).body.code).toBe('MEMBER_NOT_FOUND');
    expect((await act(triggerId, '/owner', { personId: admin.personId })).status).toBe(200);
    const { body } = await owner.client.get<{ ownerId: string }>(at(`/triggers/${triggerId}`));
    expect(body.ownerId).toBe(admin.personId);
  });

  it('a bot has as many as it may', async () => {
    const { botId } = await bot(annals, owner);
    for (let n = 0; n < triggerLimits.bot; n += 1)
      expect((await asks(botId, { kind: 'schedule', everyMinutes: 525_600 })).status).toBe(201);
    const full = await asks(botId, { kind: 'schedule', everyMinutes: 525_600 });
    expect([full.status, full.body]).toMatchObject([402, { code: 'TRIGGER_LIMIT_REACHED', of: 'bot', limit: 100 }]);
  });

  it('P14: a signed call fires a webhook with its body, once for each call; forged, old and unknown ones do not', async () => {
    const hook = await made({ kind: 'webhook', name: 'Carrier delay' });
    const id = randomUUID();
    const body = { page: 4, token: 'of the sender' };
    const first = await call(hook, { id, body });
    expect(first.status).toBe(202);
    expect((await call(hook, { id, body })).body.runId).toBe(first.body.runId);
    await act(hook.triggerId, '/disable', {});
    const again = await call(hook, { id, body });
    expect([again.status, again.body.runId]).toEqual([202, first.body.runId]);
    expect((await call(hook)).body.code).toBe('TRIGGER_OFF');
    await act(hook.triggerId, '/enable', {});
    const claimed = await hook.client.post<{ run: { runId: string; input: unknown } }>(
      at(`/bots/${hook.botId}/claims?wait=20`),
    );
    expect(claimed.body.run).toMatchObject({ runId: first.body.runId, input: body });
    expect(await runs(`triggerId=${hook.triggerId}`)).toMatchObject([
      { source: 'trigger', trigger: { name: 'Carrier delay' } },
    ]);
    const old = Date.now() / 1_000 - 301;
    for (const refused of [
      call(hook, { id: '' }),
      call({ ...hook, secret: 'whsec_YW5vdGhlcg==' }),
      call(hook, { at: old }),
      call(hook, { at: old + 700 }),
    ])
      expect((await refused).body.code).toBe('SIGNATURE_INVALID');
    expect((await new Client(annals.url).post(hook.address, { page: 4 })).body).toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
    expect((await call({ ...hook, address: `${hook.address}x` })).body.code).toBe('TRIGGER_NOT_FOUND');
    for (const many of [263_000, 1_100_000]) {
      const large = await call(hook, { body: { much: 'x'.repeat(many) } });
      expect([large.status, large.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    }
    expect((await call(hook, { id, body: { page: 5 } })).body.runId).toBe(first.body.runId);
    expect(await runs(`triggerId=${hook.triggerId}`)).toHaveLength(1);
    const list = [1, { page: 'x'.repeat(200_000) }];
    const listed = await call(hook, { body: list });
    expect(listed.status).toBe(202);
    expect((await owner.client.get(at(`/runs/${listed.body.runId}/payload`))).body).toMatchObject({
      input: { value: list },
    });
    await act(hook.triggerId, '/disable');
    expect((await call(hook)).body.code).toBe('TRIGGER_OFF');
    await act(hook.triggerId, '/enable');
    const rotated = await owner.client.post<typeof hook>(at(`/triggers/${hook.triggerId}/secret`));
    expect((await call(hook)).body.code).toBe('TRIGGER_NOT_FOUND');
    expect((await call({ ...rotated.body, secret: hook.secret })).body.code).toBe('SIGNATURE_INVALID');
    expect((await call(rotated.body)).status).toBe(202);
    expect((await act(scheduled.triggerId, '/secret')).body.code).toBe('TRIGGER_HAS_NO_SECRET');
    await owner.client.post(at(`/bots/${hook.botId}/disable`));
    expect((await call(rotated.body)).body.code).toBe('BOT_DISABLED');
  });

  it('a webhook takes 120 calls in a minute', async () => {
    const hook = await made({ kind: 'webhook', name: 'Busy' });
    await act(hook.triggerId, '/disable');
    const codes = new Set<string>();
    for (let n = 0; n < 121; n += 1) codes.add((await call(hook)).body.code);
    expect([...codes]).toEqual(['TRIGGER_OFF', 'RATE_LIMITED']);
  });

  it('P14 P15: how a run of another bot ends fires an event trigger; so many failures in a row pause one', async () => {
    const first = await made({ kind: 'webhook', name: 'Fails', pauseAfter: 2 });
    const source = { botId: first.botId, ends: ['failed'] };
    const follows = await made({ kind: 'event', name: 'Follows', source });
    for (const end of ['fail', 'succeed', 'fail', 'fail']) {
      expect((await call(first)).status).toBe(202);
      const { body } = await first.client.post<{ run: { runId: string } }>(at(`/bots/${first.botId}/claims?wait=20`));
      await first.client.post(at(`/runs/${body.run.runId}/${end}`), end === 'fail' ? { error: 'No' } : {});
    }
    await eventually('the trigger that follows fires, and the first one pauses itself', async () => {
      const { body } = await owner.client.get(at(`/triggers/${first.triggerId}`));
      return (await runs(`triggerId=${follows.triggerId}`)).length === 3 && body['pausedAfter'] === 2;
    });
    const claimed = await follows.client.post<{ run: { input: unknown } }>(at(`/bots/${follows.botId}/claims?wait=20`));
    expect(claimed.body.run.input).toMatchObject({ botId: first.botId, status: 'failed' });
    const listed = await owner.client.get<{ counts: object }>(at('/triggers?state=paused'));
    expect(listed.body).toMatchObject({ items: [{ triggerId: first.triggerId }], counts: { paused: 1 } });
  });

  it('B26: the worker fires a schedule at its due time, and the trigger says so', async () => {
    const fires = async () =>
      (await owner.client.get<{ items: object[] }>(at(`/triggers/${scheduled.triggerId}/fires`))).body.items;
    await eventually('the schedule fires', async () => (await fires()).length > 0, 70_000);
    expect((await fires()).at(-1)).toMatchObject({ status: 'requested', count: 1 });
    const [run] = await runs(`triggerId=${scheduled.triggerId}`);
    expect(run).toMatchObject({ source: 'trigger', trigger: { triggerId: scheduled.triggerId, name: 'Every minute' } });
  });
});
