import type { EventStore } from '@annals/eventstore';
import type { RequestFacts } from '@annals/platform';
import { organization } from '../../organization/organization';
import { MyPermissionsController } from './my-permissions.controller';

const store = { state: () => Promise.resolve({ state: organization.initial() }) } as unknown as EventStore;

describe('what somebody may', () => {
  it.each([
    [1_000, 1_000, false],
    [1_001, 1_000, true],
  ])('of %i single bots says %i, and whether there are more', async (has, said, moreBots) => {
    const bots = new Map(
      Array.from({ length: has }, (_, n) => [
        `bot-${n}`,
        { role: 'run', permissions: new Set(['runs:read'] as const) },
      ]),
    );
    const caller = { permissions: new Set(), workspaces: new Map(), bots } as unknown as RequestFacts;
    const answer = await new MyPermissionsController(store).permissions({
      asked: { organizationId: '0c000000-0000-4000-8000-0000000000a1' },
      caller,
    } as never);
    expect([answer.bots.length, answer.moreBots]).toEqual([said, moreBots]);
  });
});
