import type { Permission } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { IssueApiKeyCommand } from '../commands/issue-api-key/issue-api-key.handler';
import { IssueBotKeyCommand } from '../commands/issue-bot-key/issue-bot-key.handler';
import { revokeApiKey } from '../commands/revoke-api-key/revoke-api-key';
import { RevokeApiKeyCommand } from '../commands/revoke-api-key/revoke-api-key.handler';
import { all, contextOf, startWorld, type World } from '../testing/a-world.service';
import { keys } from './keys';

jest.setTimeout(60_000);

describe('API keys, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('keys', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  type Member = ReturnType<World['memberships']['join']>;
  const someAdmin = (organizationId: string = randomUUID()) => world.memberships.join(organizationId, ['admin']);
  const issue = (
    { organizationId, userId }: Member,
    { commandId, permissions = ['runs:read'] }: { commandId?: string; permissions?: Permission[] } = {},
  ) =>
    world.issueKey.execute(
      new IssueApiKeyCommand(
        { organizationId, name: 'Service', expiresInDays: 30, permissions },
        contextOf(commandId, `user:${userId}`),
      ),
    );
  const issueForBot = ({ organizationId, userId }: Member, botId = world.bots.botId) =>
    world.issueBotKey.execute(
      new IssueBotKeyCommand(
        { organizationId, botId, name: 'Robot', expiresInDays: 30 },
        contextOf(undefined, `user:${userId}`),
      ),
    );
  const authenticate = (bearer: string) => world.principals.authenticate({ bearer });
  const history = async (organizationId: string) =>
    (await all(world.store.read(`keys-${organizationId}`))).map(({ type, data }) =>
      'cause' in data ? `${type} ${String(data.cause)}` : type,
    );

  it('a key opens its organization with its permissions; a repeated command shows the same secret', async () => {
    const admin = someAdmin();
    const commandId = randomUUID();
    const issued = await issue(admin, { commandId });
    expect(await issue(admin, { commandId })).toEqual(issued);
    expect(issued.secret).toMatch(/^ann_/);
    const { organizationId, personId } = admin;
    expect(await authenticate(issued.secret)).toEqual({
      kind: 'key',
      id: issued.keyId,
      actor: `key:${issued.keyId}`,
      key: { organizationId, holder: { kind: 'person', id: personId, membership: 1 }, permissions: ['runs:read'] },
    });
    const stored = await all(world.store.read(`keys-${organizationId}`));
    expect(JSON.stringify(stored.map(({ raw }) => Buffer.from(raw.data).toString()))).not.toContain(issued.secret);
  });

  it("a bot's own key belongs to that bot; a bot that is not there gets none", async () => {
    const admin = someAdmin();
    const { botId } = world.bots;
    const issued = await issueForBot(admin);
    expect((await authenticate(issued.secret))?.key).toEqual({
      organizationId: admin.organizationId,
      holder: { kind: 'bot', id: botId },
      permissions: ['bots:heartbeat', 'runs:report', 'knowledge:search'],
    });
    await expect(issueForBot(admin, randomUUID())).rejects.toMatchObject({ code: 'BOT_NOT_FOUND' });
  });

  it('an expired key is told so, a revoked or forged one is nobody', async () => {
    const admin = someAdmin();
    const [expiring, revoked] = [await issue(admin), await issue(admin)];
    const revoking = () =>
      world.revokeKey.execute(
        new RevokeApiKeyCommand({ organizationId: admin.organizationId, keyId: revoked.keyId }, contextOf()),
      );
    await revoking();
    expect(await authenticate(revoked.secret)).toBeUndefined();
    expect(await authenticate(`${expiring.secret.slice(0, -2)}xx`)).toBeUndefined();
    await expect(revoking()).rejects.toMatchObject({ code: 'API_KEY_REVOKED' });
    world.wait({ days: 31 });
    await expect(authenticate(expiring.secret)).rejects.toBeInstanceOf(Refused);
  });

  it('a key that the log revoked is closed even when the api died before it told the vault', async () => {
    const { organizationId, ...admin } = someAdmin();
    const { keyId, secret } = await issue({ organizationId, ...admin });
    await world.store.decide({ stream: keys, id: [organizationId] }, contextOf(), (state, facts) =>
      revokeApiKey(state, { organizationId, keyId }, facts),
    );
    expect(await authenticate(secret)).toBeDefined();
    await world.work(`keys-${organizationId}`);
    expect(await authenticate(secret)).toBeUndefined();
  });

  it('a key that was revoked before the vault ever heard of it stays closed when its command is repeated', async () => {
    const admin = someAdmin();
    const { organizationId } = admin;
    const commandId = randomUUID();
    const dying = jest.spyOn(world.vault.apiKeys, 'issue').mockRejectedValueOnce(new Error('The process died'));
    await expect(issue(admin, { commandId })).rejects.toThrow('died');
    dying.mockRestore();
    const { state } = await world.store.state({ stream: keys, id: [organizationId] }, 0);
    const [keyId = ''] = state.byId.keys();
    await world.revokeKey.execute(new RevokeApiKeyCommand({ organizationId, keyId }, contextOf()));
    expect(await authenticate((await issue(admin, { commandId })).secret)).toBeUndefined();
  });

  it('B1: who lost the right, or is gone, issues nothing; nor does a key', async () => {
    const [demoted, removed] = [someAdmin(), someAdmin()];
    world.memberships.change(demoted, ['auditor']);
    world.memberships.end(removed);
    await expect(issue(demoted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(issueForBot(demoted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(issue(removed)).rejects.toMatchObject({ code: 'ORG_NOT_FOUND' });
    const asKey = contextOf(undefined, `key:${randomUUID()}`);
    const { organizationId } = someAdmin();
    await expect(
      world.issueKey.execute(
        new IssueApiKeyCommand(
          { organizationId, name: 'Child', expiresInDays: 365, permissions: ['runs:read'] },
          asKey,
        ),
      ),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await history(demoted.organizationId)).toEqual([]);
  });

  it.each<readonly [string, (admin: Member) => void, string]>([
    [
      'demoted',
      (admin) => {
        world.memberships.change(admin, ['member']);
      },
      'FORBIDDEN',
    ],
    [
      'removed',
      (admin) => {
        world.memberships.end(admin);
      },
      'ORG_NOT_FOUND',
    ],
    [
      'removed and back',
      (admin) => {
        world.memberships.join(admin.organizationId, ['admin'], admin);
      },
      'ORG_NOT_FOUND',
    ],
  ])(
    'B1: an issuer who is %s at the same moment gets no key, and the log takes it back',
    async (_, meanwhile, code) => {
      const admin = someAdmin();
      world.memberships.meanwhile = () => {
        meanwhile(admin);
      };
      await expect(issue(admin)).rejects.toMatchObject({ code });
      expect(await history(admin.organizationId)).toEqual(['ApiKeyIssued', 'ApiKeyRevoked issuer_not_entitled']);
    },
  );

  it('B1: a bot gets no key from somebody who is demoted at the same moment', async () => {
    const admin = someAdmin();
    world.memberships.meanwhile = () => {
      world.memberships.change(admin, ['member']);
    };
    await expect(issueForBot(admin)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await history(admin.organizationId)).toEqual(['ApiKeyIssued', 'ApiKeyRevoked issuer_not_entitled']);
  });

  it("B1, W4: a membership that ends takes its keys along, once, and leaves bots' keys, other people's and those of a new membership", async () => {
    const admin = someAdmin();
    const other = someAdmin(admin.organizationId);
    const [first, second, ofBot, ofOther] = [
      await issue(admin),
      await issue(admin),
      await issueForBot(admin),
      await issue(other),
    ];
    world.memberships.end(admin);
    const back = world.memberships.join(admin.organizationId, ['admin'], admin);
    const ofNew = await issue(back);
    const job = {
      organizationId: admin.organizationId,
      personId: admin.personId,
      causedBy: randomUUID(),
      correlation: randomUUID(),
    };
    await world.endKeys(job);
    await world.endKeys(job);
    expect((await history(admin.organizationId)).filter((each) => each.startsWith('ApiKeyRevoked'))).toEqual([
      'ApiKeyRevoked membership_ended',
      'ApiKeyRevoked membership_ended',
    ]);
    const open = await Promise.all(
      [first, second, ofBot, ofOther, ofNew].map(async ({ secret }) => (await authenticate(secret)) !== undefined),
    );
    expect(open).toEqual([false, false, true, true, true]);
  });

  it('a retired bot’s keys end once its last run has, once each; other keys stay', async () => {
    const admin = someAdmin();
    const [first, second, own] = [await issueForBot(admin), await issueForBot(admin), await issue(admin)];
    const { organizationId } = admin;
    const job = { organizationId, botId: world.bots.botId, causedBy: randomUUID(), correlation: randomUUID() };
    world.bots.atWork = true;
    await expect(world.endBotKeys(job)).rejects.toThrow('have not ended yet');
    expect(await authenticate(first.secret)).toBeDefined();
    world.bots.atWork = false;
    await world.endBotKeys(job);
    await world.endBotKeys(job);
    expect((await history(organizationId)).filter((each) => each.startsWith('ApiKeyRevoked'))).toEqual([
      'ApiKeyRevoked bot_retired',
      'ApiKeyRevoked bot_retired',
    ]);
    const open = [first, second, own].map(async ({ secret }) => (await authenticate(secret)) !== undefined);
    expect(await Promise.all(open)).toEqual([false, false, true]);
  });
});
