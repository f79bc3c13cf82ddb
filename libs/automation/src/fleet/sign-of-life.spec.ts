import { allRoutes, botKeyPermissions, nameOf, refused, routes, type Route } from '@annals/contracts';
import type { RequestFacts } from '@annals/platform';
import { botId, organizationId } from '../testing/examples';
import { SignOfLife } from './sign-of-life.service';
import type { SignsOfLife } from './signs-of-life.service';

const caller = {
  principal: {
    kind: 'key',
    key: { organizationId, permissions: botKeyPermissions, holder: { kind: 'bot', id: botId } },
  },
  context: {},
} as unknown as RequestFacts;
const person = { principal: { kind: 'user' }, context: {} } as unknown as RequestFacts;

/** The bots that were noted as seen, of fresh signs for each. */
function noting(seen: () => Promise<void> = async () => undefined) {
  const noted: string[] = [];
  const note: Pick<SignsOfLife, 'seen'> = {
    seen: async (bot) => {
      noted.push(bot.botId);
      await seen();
    },
  };
  return { noted, signs: new SignOfLife(note as SignsOfLife) };
}

const asked = allRoutes.filter(({ access }) => botKeyPermissions.some((permission) => permission === access));
const others = asked.filter((route) => route !== routes.automation.beat);

describe('D1: whatever a bot asks with its own key is a sign of life', () => {
  it('which is every call of a worker, its search in knowledge among them', () => {
    const names = asked.map((route) => nameOf(route));
    const calls = ['beat', 'claimRun', 'startRun', 'renewLease', 'writeLog', 'reportProgress', 'succeedRun', 'failRun'];
    expect(names).toEqual(expect.arrayContaining([...calls, 'reportStopped', 'searchKnowledge']));
  });

  it.each(others.map((route): [string, Route] => [nameOf(route), route]))('by %s', async (_name, route) => {
    const { noted, signs } = noting();
    await signs.notice(caller, route);
    expect(noted).toEqual([botId]);
  });

  it('once in five seconds; heartbeats note themselves, and people are no bots', async () => {
    const { noted, signs } = noting();
    await signs.notice(caller, routes.automation.beat);
    await signs.notice(person, routes.automation.renewLease);
    expect(noted).toEqual([]);
    for (const route of others) await signs.notice(caller, route);
    expect(noted).toEqual([botId]);
  });

  it('what could not be noted is noted by the next call; a retired bot’s workers report all the same', async () => {
    const broken = noting(() => Promise.reject(new Error('The vault does not answer')));
    for (let n = 0; n < 2; n += 1)
      await expect(broken.signs.notice(caller, routes.automation.renewLease)).rejects.toThrow('does not answer');
    expect(broken.noted).toHaveLength(2);
    const retired = noting(() => Promise.reject(refused('BOT_NOT_FOUND')));
    await retired.signs.notice(caller, routes.automation.reportStopped);
    expect(retired.noted).toHaveLength(1);
  });
});
