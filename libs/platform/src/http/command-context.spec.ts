import type { CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import fastify, { type InjectOptions } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Principal } from '../ports';
import { commandContext, type Allowance } from './command-context';

const olga: Principal = {
  kind: 'user',
  id: '0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a',
  actor: 'user:0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a',
  session: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c',
};
const service: Principal = {
  kind: 'key',
  id: '0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e',
  actor: 'key:0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e',
};
const vault = new Vault({
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  secrets: { keyEncryptionKey: randomBytes(32), serverKey: Buffer.alloc(32, 7) },
});

/** What a request's command is: on a real request, through fastify. */
async function contextOf(
  headers: Record<string, string> = {},
  {
    principal,
    allowance = {},
    isPublic = false,
    url = '/api/v1/things',
    body = {},
  }: { principal?: Principal; allowance?: Allowance; isPublic?: boolean; url?: string; body?: object } = {},
): Promise<CommandContext> {
  const app = fastify();
  let context: CommandContext | undefined;
  app.post('/*', (request) => {
    context = commandContext(request, vault, { ...(principal ? { principal } : {}), allowance, isPublic });
    return {};
  });
  app.setErrorHandler((error, _request, reply) => reply.send(error instanceof Refused ? error.message : String(error)));
  const sent: InjectOptions = { method: 'POST', url, headers, payload: body };
  const answer = await app.inject(sent);
  if (!context) throw new Error(answer.body);
  return context;
}

const key = { 'idempotency-key': 'k-1' };

describe('the identity of a command (history.md §3)', () => {
  it('is the same for ever: principal, method, path and key; the query is not part of it', async () => {
    const first = await contextOf(key, { principal: olga });
    expect(first.commandId).toBe('f4e6775e-4a96-5053-aca5-68c100a16492');
    expect((await contextOf(key, { principal: olga, url: '/api/v1/things?x=1' })).commandId).toBe(first.commandId);
  });

  it('is another one for another person, path or key', async () => {
    const ids = [
      await contextOf(key, { principal: olga }),
      await contextOf(key, { principal: service }),
      await contextOf(key, { principal: olga, url: '/api/v1/others' }),
      await contextOf({ 'idempotency-key': 'k-2' }, { principal: olga }),
      await contextOf(key, { isPublic: true, body: { email: 'olga@acme.example' } }),
    ].map(({ commandId }) => commandId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('before sign-in is by the address or the link, whatever session is sent along, and shows neither', async () => {
    const asked = { isPublic: true, body: { email: 'Olga@Acme.example ' } };
    const nobody = await contextOf(key, asked);
    expect((await contextOf(key, { ...asked, principal: olga, body: { email: 'olga@acme.example' } })).commandId).toBe(
      nobody.commandId,
    );
    expect((await contextOf(key, { isPublic: true, body: { token: 'a.1.b' } })).commandId).not.toBe(nobody.commandId);
    expect(JSON.stringify(nobody)).not.toMatch(/acme/i);
  });

  it('is a new one every time without a key', async () =>
    expect((await contextOf()).commandId).not.toBe((await contextOf()).commandId));

  it.each(['', 'a b', 'é', 'x'.repeat(201)])('refuses the key %j', async (wrong) => {
    await expect(contextOf({ 'idempotency-key': wrong })).rejects.toThrow('IDEMPOTENCY_KEY_INVALID');
  });
});

describe('what a command says about itself', () => {
  it('takes a correlation id that is an id, in lower case, and no other: jobs read it back', async () => {
    const correlation = async (given: string) =>
      (await contextOf({ ...key, 'x-correlation-id': given }, { principal: olga })).correlationId;
    expect(await correlation('0B0B0B0B-0b0b-4b0b-8b0b-0b0b0b0b0b0b')).toBe('0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b');
    for (const wrong of ['aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', 'olga@acme.example', ''])
      expect(await correlation(wrong)).toBe((await contextOf(key, { principal: olga })).commandId);
  });

  it('has a person’s origin under their key in the organization, else that of their account, and none for a key', async () => {
    expect(await contextOf({ 'user-agent': 'a spec' }, { principal: olga })).toMatchObject({
      origin: { ip: '127.0.0.1', userAgent: 'a spec' },
      actorKey: { scope: 'account', subject: olga.id },
      session: olga.session,
    });
    const actorKey = { scope: 'an organization', subject: 'a person' };
    const inOrganization = await contextOf({ 'user-agent': 'a spec' }, { principal: olga, allowance: { actorKey } });
    expect(inOrganization).toMatchObject({ actorKey });
    expect(await contextOf({ 'user-agent': 'a spec' }, { principal: service })).not.toHaveProperty('origin');
  });

  it('asks for the revision of If-Match, quoted or not', async () => {
    expect(await contextOf({ 'if-match': '"12"' })).toMatchObject({ expectedRevision: 12 });
    expect(await contextOf({ 'if-match': '12' })).toMatchObject({ expectedRevision: 12 });
    await expect(contextOf({ 'if-match': 'W/"12"' })).rejects.toThrow('VALIDATION_FAILED');
  });
});
