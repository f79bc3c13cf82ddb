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
  beforeAll(async () => { world = await startWorld('keys', { sharedDatabase, startEventStore }); });
  afterAll(() => world.stop());

  const issue = (organizationId: string, commandId: string = randomUUID()) => world.issueKey.execute(new IssueApiKeyCommand(
    { organizationId, name: 'Service', expiresInDays: 30, permissions: ['runs:read'], issuerMay: ['runs:read', 'api_keys:manage'] }, contextOf(commandId)));
  const authenticate = (bearer: string) => world.principals.authenticate({ bearer });

  it('a key opens its organization with its permissions; a repeated command shows the same secret', async () => {
    const organizationId = randomUUID();
    const commandId = randomUUID();
    const issued = await issue(organizationId, commandId);
    expect(await issue(organizationId, commandId)).toEqual(issued);
    expect(issued.secret).toMatch(/^ann_/);
    expect(await authenticate(issued.secret)).toEqual({
      kind: 'key', id: issued.keyId, actor: `key:${issued.keyId}`, key: { organizationId, permissions: ['runs:read'] },
    });
    const stored = await all(world.store.read(`keys-${organizationId}`));
    expect(JSON.stringify(stored.map(({ raw }) => Buffer.from(raw.data).toString()))).not.toContain(issued.secret);
  });

  it("a bot's own key belongs to that bot; a bot that is not there gets none", async () => {
    const organizationId = randomUUID();
    const { botId } = world.bots;
    const ofBot = (id: string) => world.issueBotKey.execute(new IssueBotKeyCommand({ organizationId, botId: id, name: 'Robot', expiresInDays: 30 }, contextOf()));
    const issued = await ofBot(botId);
    expect((await authenticate(issued.secret))?.key).toEqual({ organizationId, botId, permissions: ['bots:heartbeat', 'runs:report'] });
    await expect(ofBot(randomUUID())).rejects.toMatchObject({ code: 'BOT_NOT_FOUND' });
  });

  it('an expired key is told so, a revoked or forged one is nobody', async () => {
    const organizationId = randomUUID();
    const [expiring, revoked] = [await issue(organizationId), await issue(organizationId)];
    await world.revokeKey.execute(new RevokeApiKeyCommand({ organizationId, keyId: revoked.keyId }, contextOf()));
    expect(await authenticate(revoked.secret)).toBeUndefined();
    expect(await authenticate(`${expiring.secret.slice(0, -2)}xx`)).toBeUndefined();
    await expect(world.revokeKey.execute(new RevokeApiKeyCommand({ organizationId, keyId: revoked.keyId }, contextOf()))).rejects.toMatchObject({ code: 'API_KEY_REVOKED' });
    world.wait({ days: 31 });
    await expect(authenticate(expiring.secret)).rejects.toBeInstanceOf(Refused);
  });

  it('a key that the log revoked is closed even when the api died before it told the vault', async () => {
    const organizationId = randomUUID();
    const { keyId, secret } = await issue(organizationId);
    await world.store.decide({ stream: keys, id: [organizationId] }, contextOf(), (state, facts) => revokeApiKey(state, { organizationId, keyId }, facts));
    expect(await authenticate(secret)).toBeDefined();
    await world.work(`keys-${organizationId}`);
    expect(await authenticate(secret)).toBeUndefined();
  });

  it('a key that was revoked before the vault ever heard of it stays closed when its command is repeated', async () => {
    const organizationId = randomUUID();
    const commandId = randomUUID();
    const dying = jest.spyOn(world.vault.apiKeys, 'issue').mockRejectedValueOnce(new Error('The process died'));
    await expect(issue(organizationId, commandId)).rejects.toThrow('died');
    dying.mockRestore();
    const { state } = await world.store.state({ stream: keys, id: [organizationId] }, 0);
    const [keyId = ''] = state.byId.keys();
    await world.revokeKey.execute(new RevokeApiKeyCommand({ organizationId, keyId }, contextOf()));
    expect(await authenticate((await issue(organizationId, commandId)).secret)).toBeUndefined();
  });
});
