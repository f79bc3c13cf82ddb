import { granted, routes, type Route, type SystemRole, type WorkspaceRole } from '@annals/contracts';
import { Memberships, WorkspaceOf, type Membership } from '../ports';
import { allowedIn } from './allowed';
import { judge } from './judge';
import { workspacesWith } from './workspaces-with';

const numbered = (n: number) => `0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c000${n}`;
const [organizationId, ours, theirs, ourBot, theirBot, ourRun, nothing] = [1, 2, 3, 4, 5, 6, 7].map(numbered) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

class Places extends WorkspaceOf {
  async bot(_organizationId: string, botId: string): Promise<string | undefined> {
    return new Map([
      [ourBot, ours],
      [theirBot, theirs],
    ]).get(botId);
  }

  async trigger(): Promise<undefined> {}

  async run(_organizationId: string, runId: string): Promise<string | undefined> {
    return runId === ourRun ? ours : undefined;
  }
}

class One extends Memberships {
  constructor(private readonly member: Membership) {
    super();
  }

  async standing() {
    return { status: 'active' };
  }

  async of(): Promise<Membership> {
    return this.member;
  }

  async ofPerson(): Promise<Membership> {
    return this.member;
  }
}

/** Somebody with these roles in the organization who was added to workspaces. */
const somebody = (roles: SystemRole[], added: Readonly<Record<string, WorkspaceRole>>) =>
  allowedIn(
    new One({
      personId: 'p',
      roles,
      granted: granted(roles),
      workspaces: new Map(Object.entries(added)),
      membership: 1,
      revision: 7,
    }),
    organizationId,
    { kind: 'user', id: 'u', actor: 'user:u' },
  );

type Guarded = Route & { readonly access: 'bots:read' };
async function judged(
  who: ReturnType<typeof somebody>,
  route: Route,
  { params = {}, body = {} }: { params?: object; body?: object },
): Promise<unknown> {
  try {
    return await judge(await who, { route: route as Guarded, request: { params, body }, organizationId }, new Places());
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

describe('A6 X6: a permission is held by roles of the organization or by what somebody is in a workspace', () => {
  const { disableBot, getBot, getRun, listBots, registerBot, requestRun } = routes.automation;
  const builder = () => somebody(['member'], { [ours]: 'builder' });
  const builderAndViewer = () => somebody(['member'], { [ours]: 'builder', [theirs]: 'viewer' });

  it('by a role of the organization everywhere, without asking where things are', async () => {
    expect(await judged(somebody(['admin'], {}), disableBot, { params: { botId: nothing } })).toBe('admin@7');
    expect(await judged(somebody(['auditor'], { [ours]: 'owner' }), getBot, { params: { botId: theirBot } })).toBe(
      'auditor@7',
    );
  });

  it('in the workspace of the bot, of the run, and in the one that the body names', async () => {
    const by = `ws:${ours}/builder@7`;
    expect(await judged(builder(), requestRun, { params: { botId: ourBot } })).toBe(by);
    expect(await judged(builder(), getRun, { params: { runId: ourRun } })).toBe(by);
    expect(await judged(builder(), registerBot, { body: { workspaceId: ours } })).toBe(by);
    expect(await judged(builder(), routes.organization.getWorkspace, { params: { workspaceId: ours } })).toBe(by);
  });

  it('what is elsewhere does not exist, as what is nowhere', async () => {
    for (const botId of [theirBot, nothing, 'no id'])
      expect(await judged(builder(), getBot, { params: { botId } })).toBe('BOT_NOT_FOUND');
    expect(await judged(builder(), getRun, { params: { runId: nothing } })).toBe('RUN_NOT_FOUND');
    for (const workspaceId of [theirs, nothing, 'no id'])
      expect(await judged(builder(), registerBot, { body: { workspaceId } })).toBe('WORKSPACE_NOT_FOUND');
  });

  it('what they see but may not do is forbidden, and so is what they may do nowhere', async () => {
    expect(await judged(builderAndViewer(), requestRun, { params: { botId: theirBot } })).toBe('FORBIDDEN');
    expect(
      await judged(somebody(['auditor'], { [ours]: 'builder' }), requestRun, { params: { botId: theirBot } }),
    ).toBe('FORBIDDEN');
    for (const botId of [ourBot, theirBot, nothing])
      expect(await judged(builder(), disableBot, { params: { botId } })).toBe('FORBIDDEN');
    expect(await judged(builder(), registerBot, {})).toBe('WORKSPACE_NOT_FOUND');
    expect(await judged(builder(), routes.audit.listAudit, {})).toBe('FORBIDDEN');
  });

  it('lists are open to who holds it somewhere, and show that only', async () => {
    expect(await judged(builder(), listBots, {})).toBe(`ws:${ours}/builder@7`);
    expect(await judged(somebody(['member'], {}), listBots, {})).toBe('FORBIDDEN');
    expect(workspacesWith(await builderAndViewer(), 'runs:start')).toEqual(new Set([ours]));
    expect(workspacesWith(await builderAndViewer(), 'runs:read')).toEqual(new Set([ours, theirs]));
    expect(workspacesWith(await somebody(['owner'], {}), 'runs:read')).toBe('all');
  });

  it('a role of another release allows nothing', async () =>
    expect(
      workspacesWith(
        await allowedIn(
          new One({
            personId: 'p',
            roles: ['member'],
            granted: granted(['member']),
            workspaces: new Map([[ours, 'gardener']]),
            membership: 1,
            revision: 7,
          }),
          organizationId,
          { kind: 'user', id: 'u', actor: 'user:u' },
        ),
        'bots:read',
      ),
    ).toEqual(new Set()));

  it('a key of a person may in a workspace what it was given and they may there', async () => {
    const key = {
      organizationId,
      permissions: ['runs:start', 'workspaces.members:assign'],
      holder: { kind: 'person', id: 'p', membership: 1 },
    } as const;
    const member = {
      personId: 'p',
      roles: ['member'],
      granted: granted(['member']),
      workspaces: new Map([[ours, 'manager']]),
      membership: 1,
      revision: 7,
    };
    const allowed = await allowedIn(new One(member), organizationId, { kind: 'key', id: 'k', actor: 'key:k', key });
    expect([...(allowed.workspaces.get(ours)?.permissions ?? [])]).toEqual(['runs:start']);
  });
});
