import { granted, routes, type Route, type SystemRole, type WorkspaceRole } from '@annals/contracts';
import { AppGrants, Memberships, Places, type Membership, type Place, type SharedBots } from '../ports';
import { allowedIn } from './allowed';
import { judge } from './judge';
import { botsWith, workspacesWith } from './workspaces-with';

const numbered = (n: number) => `0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c000${n}`;
const [organizationId, ours, theirs, ourBot, theirBot, ourRun, myRun, myFormerRun, nothing] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
].map(numbered) as [string, string, string, string, string, string, string, string, string];

class Here extends Places {
  async bot(_organizationId: string, botId: string): Promise<Place | undefined> {
    const workspaceId = new Map([
      [ourBot, ours],
      [theirBot, theirs],
    ]).get(botId);
    return workspaceId === undefined ? undefined : { workspaceId, botId };
  }

  async trigger(): Promise<undefined> {}

  async accessRequest(): Promise<undefined> {}

  async run(_organizationId: string, runId: string): Promise<Place | undefined> {
    const askedBy = { personId: 'p', membership: 1 };
    return new Map<string, Place>([
      [ourRun, { workspaceId: ours, botId: ourBot }],
      [myRun, { workspaceId: theirs, botId: theirBot, askedBy }],
      [myFormerRun, { workspaceId: theirs, botId: theirBot, askedBy: { ...askedBy, membership: 2 } }],
    ]).get(runId);
  }
}

class Shared extends AppGrants {
  constructor(private readonly shared: Partial<SharedBots>) {
    super();
  }

  async of(): Promise<SharedBots> {
    return { granted: [], owned: [], revision: 3, ...this.shared };
  }
}

/** One member, also as all that is asked about them. */
class One extends Memberships {
  readonly memberships = this;
  readonly appGrants: AppGrants;

  constructor(
    private readonly member: Membership,
    shared: Partial<SharedBots> = {},
  ) {
    super();
    this.appGrants = new Shared(shared);
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
const somebody = (
  roles: SystemRole[],
  added: Readonly<Record<string, WorkspaceRole>>,
  shared: Partial<SharedBots> = {},
) =>
  allowedIn(
    new One(
      {
        personId: 'p',
        roles,
        granted: granted(roles),
        workspaces: new Map(Object.entries(added)),
        membership: 1,
        revision: 7,
      },
      shared,
    ),
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
    return await judge(await who, { route: route as Guarded, request: { params, body }, organizationId }, new Here());
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

describe('P28, X6: with single bots, because they were shared or are theirs (ADR 26)', () => {
  const { disableBot, getBot, listBots, reassignBot, requestRun, updateBot } = routes.automation;
  const at = { params: { botId: theirBot } };
  const can = (level: string, roles: SystemRole[] = ['external']) =>
    somebody(roles, {}, { granted: [{ botId: theirBot, level }] });
  const mine = [{ botId: theirBot, workspaceId: theirs }];

  it('each level allows what it says, and no more; an external manages nothing', async () => {
    const asked = async (level: string, roles?: SystemRole[]) => {
      const found: unknown[] = [];
      for (const route of [getBot, requestRun, updateBot, disableBot])
        found.push(await judged(can(level, roles), route, at));
      return found;
    };
    const [run, edit, manage] = ['run', 'edit', 'manage'].map((level) => `app:${theirBot}/${level}@3`);
    expect(await asked('run')).toEqual([run, run, 'FORBIDDEN', 'FORBIDDEN']);
    expect(await asked('edit')).toEqual([edit, edit, edit, 'FORBIDDEN']);
    expect(await asked('manage', ['member'])).toEqual([manage, manage, manage, manage]);
    expect(await asked('manage')).toEqual([manage, manage, manage, 'FORBIDDEN']);
    expect(await asked('cuddle', ['member'])).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('other bots do not exist, and lists show the shared one', async () => {
    expect(await judged(can('run'), getBot, { params: { botId: ourBot } })).toBe('BOT_NOT_FOUND');
    expect(await judged(can('run'), listBots, {})).toBe(`app:${theirBot}/run@3`);
    expect(botsWith(await can('run'), 'bots:read')).toEqual({ workspaces: new Set(), bots: new Set([theirBot]) });
  });

  it('who owns a bot manages it and gives it away where they see it, and does not see it by that', async () => {
    const owner = `app:${theirBot}/owner@3`;
    const sees = somebody(['member'], { [theirs]: 'builder' }, { owned: mine });
    expect(await judged(sees, disableBot, at)).toBe(owner);
    expect(await judged(sees, reassignBot, at)).toBe(owner);
    expect(await judged(somebody(['member'], {}, { owned: mine }), getBot, at)).toBe('FORBIDDEN');
    const external = somebody(['external'], { [theirs]: 'builder' }, { owned: mine });
    expect(await judged(external, disableBot, at)).toBe('FORBIDDEN');
  });

  it('§5.1: who may start runs controls those that they asked for, and reads them, in that membership', async () => {
    const { getRunPayload, stopRun } = routes.automation;
    const operator = () => somebody(['member'], { [theirs]: 'operator' });
    const of = (runId: string) => ({ params: { runId } });
    const own = `own:ws:${theirs}/operator@7`;
    expect(await judged(operator(), stopRun, of(myRun))).toBe(own);
    expect(await judged(operator(), getRunPayload, of(myRun))).toBe(own);
    expect(await judged(can('run'), stopRun, of(myRun))).toBe(`own:app:${theirBot}/run@3`);
    expect(await judged(operator(), stopRun, of(myFormerRun))).toBe('FORBIDDEN');
    expect(await judged(operator(), stopRun, of(ourRun))).toBe('RUN_NOT_FOUND');
    expect(await judged(operator(), stopRun, of(nothing))).toBe('RUN_NOT_FOUND');
    expect(await judged(somebody(['member'], { [theirs]: 'viewer' }), stopRun, of(myRun))).toBe('FORBIDDEN');
  });
});
