import { needKinds, needReasons, type Need, type NeedKind } from '@annals/contracts';
import type { BotPresence } from '@annals/vault';
import type { Facts, KnownBot } from './facts';
import type { JudgedRuns } from './judged-runs';
import { needsOf, type Sight } from './needs';

const now = '2026-11-19T14:32:00.000Z';
const early = '2026-11-19T14:06:00.000Z';
const bot = (botName: string, over: Partial<KnownBot> = {}): KnownBot => ({
  botId: botName,
  botName,
  workspaceId: 'here',
  enabled: true,
  running: false,
  hasFailed: true,
  waiting: 0,
  oldestAt: null,
  ...over,
});
const judged = (botId: string, over: Partial<JudgedRuns> = {}): JudgedRuns => ({
  botId,
  ended: 15,
  failed: 0,
  failingSince: null,
  error: null,
  ...over,
});
const beat = (over: Partial<BotPresence> = {}): BotPresence => ({
  status: 'idle',
  version: null,
  host: 'WH-1',
  at: now,
  ...over,
});
const trigger = (trigger_id: string, over: Partial<Facts['triggers'][number]> = {}) => ({
  organization_id: 'o',
  trigger_id,
  bot_id: 'a',
  name: trigger_id,
  enabled: true,
  is_left: true,
  paused_after: null,
  paused_at: null,
  ...over,
});
const key = (key_id: string, bot_id: string | null = null) => ({
  organization_id: 'o',
  key_id,
  bot_id,
  name: 'Host',
  ends_soon_from: early,
  expires_at: early,
});
const invitation = (invitation_id: string, expires_at: string) => ({
  organization_id: 'o',
  invitation_id,
  person_id: invitation_id,
  expires_at,
  email: `${invitation_id}@acme.example`,
});

const accessRequest = (access_request_id: string, bot_id: string, asked_at: string) => ({
  organization_id: 'o',
  access_request_id,
  bot_id,
  asked_at,
  expires_at: now,
});

interface Case extends Partial<Facts> {
  readonly runs?: readonly JudgedRuns[];
  readonly refusals?: Readonly<Record<string, number>>;
  readonly beats?: Readonly<Record<string, BotPresence>>;
}
const all: Sight = { sees: () => true, seesAddresses: true };
function needs({ runs = [], refusals = {}, beats = {}, ...facts }: Case, sight = all): Need[] {
  const nothing = { bots: [], triggers: [], keys: [], invitations: [], joinRequests: [], accessRequests: [] };
  const of = {
    runs: new Map(runs.map((each) => [each.botId, each])),
    refusals: new Map(Object.entries(refusals)),
    beats: new Map(Object.entries(beats)),
    now,
  };
  return needsOf({ facts: { ...nothing, ...facts }, ...of }, sight).map(({ need }) => need);
}

describe('D1: what needs somebody', () => {
  it('is nothing when nothing is wrong, and a bot that never spoke is not silent', () =>
    expect(
      needs({ bots: [bot('a'), bot('b')], runs: [judged('a', { failed: 2, ended: 3 })], beats: { a: beat() } }),
    ).toEqual([]));

  it('is a bot that fails in half of its last runs and three times at least, the worst first', () => {
    const runs = [
      judged('a', { failed: 8, error: 'x', failingSince: early }),
      judged('b', { failed: 15 }),
      judged('c', { failed: 7 }),
      judged('d', { ended: 2, failed: 2 }),
      judged('e', { failed: 15 }),
    ];
    const bots = [...'abcd'].map((name) => bot(name));
    expect(needs({ bots: [...bots, bot('e', { enabled: false })], runs })).toEqual([
      { kind: 'failing', botId: 'b', botName: 'b', failed: 15, of: 15, since: null, error: null },
      { kind: 'failing', botId: 'a', botName: 'a', failed: 8, of: 15, since: early, error: 'x' },
    ]);
  });

  it('is a bot that says so itself, unless it is named already', () => {
    const beats = { a: beat({ status: 'error' }), b: beat({ status: 'error' }) };
    const found = needs({ bots: [bot('a'), bot('b')], runs: [judged('b', { failed: 9 })], beats });
    expect(found.map(({ kind }) => kind)).toEqual(['failing', 'error']);
    expect(found[1]).toEqual({ kind: 'error', botId: 'a', botName: 'a', lastSeenAt: now });
  });

  it('puts silent bots together, three by name at most, with the host that they share and what waits for them', () => {
    const silent = beat({ at: early });
    const of = (...names: string[]) =>
      needs({
        bots: names.map((name) => bot(name, { waiting: 2, oldestAt: early })),
        beats: Object.fromEntries(names.map((name) => [name, silent])),
      });
    const named = (...names: string[]) => names.map((name) => ({ botId: name, botName: name }));
    const both = { bots: named('a', 'b'), count: 2, lastSeenAt: early, host: 'WH-1', waiting: 4 };
    expect(of('b', 'a')).toEqual([{ kind: 'silent', ...both }]);
    expect([of('a', 'b', 'c')[0], of('a', 'b', 'c', 'd')[0]]).toEqual([
      expect.objectContaining({ bots: named('a', 'b', 'c') }),
      expect.objectContaining({ bots: named('a', 'b'), count: 4 }),
    ]);
    const elsewhere = { a: silent, b: { ...silent, host: 'WH-2' } };
    expect(needs({ bots: [bot('a'), bot('b')], beats: elsewhere })).toMatchObject([{ host: null }]);
  });

  it('is a queue whose oldest run waits for ten minutes', () => {
    const at = (oldestAt: string, over: Partial<KnownBot> = {}) =>
      needs({ bots: [bot('a', { waiting: 3, oldestAt, ...over })] });
    expect(at('2026-11-19T14:22:00.000Z')).toEqual([
      { kind: 'queue', botId: 'a', botName: 'a', waiting: 3, oldestAt: '2026-11-19T14:22:00.000Z' },
    ]);
    expect([at('2026-11-19T14:22:00.001Z'), at(early, { enabled: false })]).toEqual([[], []]);
  });

  it('is a disabled bot that is still asked to run; it is neither failing nor silent', () =>
    expect(
      needs({
        bots: [bot('a', { enabled: false })],
        refusals: { a: 2 },
        runs: [judged('a', { failed: 15 })],
        beats: { a: beat({ at: early }) },
      }),
    ).toEqual([{ kind: 'refusing', botId: 'a', botName: 'a', refused: 2 }]));

  it('is a trigger that paused itself, and those that are held by the same', () => {
    const paused = trigger('p', { enabled: false, paused_after: 10, paused_at: early });
    const named = { botId: 'a', botName: 'a' };
    const found = needs({ bots: [bot('a')], triggers: [trigger('y'), trigger('x'), paused] });
    expect(found).toEqual([
      { kind: 'paused', ...named, triggerId: 'p', triggerName: 'p', failures: 10, since: early },
      { kind: 'held', ...named, triggerId: 'x', triggerName: 'x', count: 2, by: 'OWNER_GONE' },
    ]);
    expect(needs({ bots: [bot('a', { enabled: false })], triggers: [trigger('x')] })).toMatchObject([
      { by: 'BOT_DISABLED' },
    ]);
    expect(needs({ bots: [], triggers: [trigger('x'), paused] })).toEqual([]);
  });

  it('is a key that ends, people who ask to belong, invitations that nobody took', () => {
    const [one, two] = [invitation('one', early), invitation('two', now)];
    const request = { organization_id: 'o', request_id: 'r', asked_at: early, expires_at: now };
    expect(
      needs({ bots: [bot('a')], keys: [key('k', 'a'), key('l')], joinRequests: [request], invitations: [one, two] }),
    ).toEqual([
      { kind: 'key_ending', keyId: 'k', keyName: 'Host', bot: { botId: 'a', botName: 'a' }, expiresAt: early },
      { kind: 'key_ending', keyId: 'l', keyName: 'Host', bot: null, expiresAt: early },
      { kind: 'join_requests', count: 1, oldestAt: early },
      { kind: 'invitations_expired', count: 2, email: null, expiredAt: now },
    ]);
    const last = (seesAddresses: boolean) => needs({ invitations: [one] }, { ...all, seesAddresses });
    expect([last(true), last(false)]).toMatchObject([[{ email: 'one@acme.example' }], [{ email: null }]]);
  });

  it('is people who ask for access to a bot, for who may share it: one of each bot, whoever has waited longest first', () => {
    const accessRequests = [accessRequest('q', 'a', now), accessRequest('r', 'a', now), accessRequest('s', 'b', early)];
    const bots = [bot('a'), bot('b')];
    const ofA = { kind: 'access_requests', botId: 'a', botName: 'a', count: 2, oldestAt: now };
    expect(needs({ bots, accessRequests })).toEqual([
      { kind: 'access_requests', botId: 'b', botName: 'b', count: 1, oldestAt: early },
      ofA,
    ]);
    expect(needs({ bots, accessRequests }, { ...all, sees: (_, place) => place?.botId === 'a' })).toEqual([ofA]);
    expect(needReasons.access_requests.seenWith).toBe('bots:share');
  });

  it('comes in the order of the table, and nothing of it is shown to who may not know', () => {
    const everything: Case = {
      bots: [
        bot('fails'),
        bot('errs'),
        bot('silent'),
        bot('slow', { waiting: 1, oldestAt: early }),
        bot('off', { enabled: false }),
        bot('a'),
      ],
      runs: [judged('fails', { failed: 15 })],
      refusals: { off: 1 },
      beats: { errs: beat({ status: 'error' }), silent: beat({ at: early }) },
      accessRequests: [accessRequest('q', 'a', early)],
      triggers: [trigger('x'), trigger('p', { enabled: false, paused_after: 3, paused_at: early })],
      keys: [key('k')],
      joinRequests: [{ organization_id: 'o', request_id: 'r', asked_at: early, expires_at: now }],
      invitations: [invitation('one', early)],
    };
    expect(needs(everything).map(({ kind }) => kind)).toEqual(needKinds);
    expect(needs(everything, { ...all, sees: () => false })).toEqual([]);
    const only = (kind: NeedKind) =>
      needs(everything, { ...all, sees: (asked, place) => asked === kind && place?.workspaceId !== 'elsewhere' });
    for (const kind of needKinds) expect(only(kind).map((need) => need.kind)).toEqual([kind]);
    const elsewhere = { ...everything, bots: everything.bots?.map((each) => ({ ...each, workspaceId: 'elsewhere' })) };
    expect(
      needs(
        { ...elsewhere, bots: elsewhere.bots ?? [] },
        { ...all, sees: (_, place) => place?.workspaceId !== 'elsewhere' },
      ).map(({ kind }) => kind),
    ).toEqual(['key_ending', 'join_requests', 'invitations_expired']);
    expect(needKinds.map((kind) => needReasons[kind].weight)).toEqual(expect.arrayContaining(['bad', 'warn', 'to_do']));
  });
});
