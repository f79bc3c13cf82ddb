import { phoneNumberCodeRequested, type Phones } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { anyStream, startAnnals, write, type TestAnnals } from '@annals/testing';
import { loadSecrets, Vault } from '@annals/vault';
import { v5 } from 'uuid';
import type { z } from 'zod';
import { codeFor, founder, member, somePhone, type Founder } from '../support/people';

jest.setTimeout(180_000);

interface Refusal {
  readonly code: string;
  readonly triesLeft?: number;
}

/** Phone numbers over HTTP and the real processes: the code travels as a text message to the mailbox page. */
describe('A19: phone numbers', () => {
  let annals: TestAnnals;
  let owner: Founder;
  beforeAll(async () => {
    annals = await startAnnals();
    owner = await founder(annals, 'Olga');
  });
  afterAll(() => annals.stop());

  const post = (path: string, body: object = {}) => owner.client.post<Refusal>(`${owner.path}/phones${path}`, body);
  const says = async (path: string, body: object = {}) => {
    const answer = await post(path, body);
    return [answer.status, answer.body.code];
  };
  const add = async (changes: object = {}) => {
    const phone = { ...somePhone(), ...changes };
    const { body } = await owner.client.post<{ phoneId: string }>(`${owner.path}/phones`, phone);
    return { ...phone, ...body };
  };
  const listed = async () => (await owner.client.get<z.output<typeof Phones>>(`${owner.path}/phones`)).body.items;
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('is added, verified by the code of its text message, and the default of its purpose', async () => {
    const { phoneId, number } = await add({ number: '+47 69 21 04 73', label: 'Reception', purpose: 'contact' });
    const item = { phoneId, number: '+4769210473', written: '+47 69 21 04 73', label: 'Reception', purpose: 'contact' };
    expect(await listed()).toMatchObject([{ ...item, isDefault: false, verifiedAt: null }]);
    const code = await codeFor(annals, number.replaceAll(' ', ''));
    const tried = await post(`/${phoneId}/verify`, { code: wrong(code) });
    expect([tried.status, tried.body.code, tried.body.triesLeft]).toEqual([400, 'PHONE_CODE_INVALID', 4]);
    expect((await post(`/${phoneId}/verify`, { code })).status).toBe(200);
    const [phone] = await listed();
    expect(phone).toMatchObject({ ...item, isDefault: true, verifiedAt: expect.any(String) as string });
    expect(await says(`/${phoneId}/send-code`)).toEqual([409, 'PHONE_ALREADY_VERIFIED']);
  });

  it('has a code that ends after five tries, also of many at once; a new one counts, the old one does not', async () => {
    const { phoneId, number } = await add();
    const first = await codeFor(annals, number);
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => post(`/${phoneId}/verify`, { code: wrong(first) })),
    );
    const codes = tries.map(({ body }) => body.code).sort();
    expect(codes).toEqual([
      ...Array<string>(7).fill('PHONE_CODE_EXPIRED'),
      ...Array<string>(5).fill('PHONE_CODE_INVALID'),
    ]);
    expect(await says(`/${phoneId}/verify`, { code: first })).toEqual([410, 'PHONE_CODE_EXPIRED']);
    expect(await says(`/${phoneId}/make-default`)).toEqual([409, 'PHONE_NOT_VERIFIED']);
    expect((await post(`/${phoneId}/send-code`)).status).toBe(200);
    const second = await codeFor(annals, number, 2);
    if (second !== first)
      expect(await says(`/${phoneId}/verify`, { code: first })).toEqual([400, 'PHONE_CODE_INVALID']);
    expect((await post(`/${phoneId}/verify`, { code: second })).status).toBe(200);
  });

  it('has a code that ends after ten minutes', async () => {
    const { phoneId, number } = await add();
    const code = await codeFor(annals, number);
    const vault = new Vault({
      databaseUrl: annals.databaseUrl,
      secrets: await loadSecrets({ file: annals.secretsFile, create: false }),
    });
    const store = new EventStore({ connectionString: annals.eventstoreUrl, keyring: vault.keys });
    try {
      // As it stands once they are over: the code that counts has ended.
      await write(store, { stream: anyStream('organization'), id: [owner.organizationId] }, [
        phoneNumberCodeRequested({ phoneId, generation: 1, codeExpiresAt: '2020-01-01T00:10:00.000Z' }),
      ]);
    } finally {
      await Promise.all([store.close(), vault.close()]);
    }
    expect(await says(`/${phoneId}/verify`, { code })).toEqual([410, 'PHONE_CODE_EXPIRED']);
    expect((await post(`/${phoneId}/send-code`)).status).toBe(200);
    expect((await post(`/${phoneId}/verify`, { code: await codeFor(annals, number, 2) })).status).toBe(200);
  });

  it('gets five codes an hour', async () => {
    const { phoneId } = await add();
    for (let n = 2; n <= 5; n += 1) expect((await post(`/${phoneId}/send-code`)).status).toBe(200);
    expect(await says(`/${phoneId}/send-code`)).toEqual([429, 'RATE_LIMITED']);
  });

  it('is refused where it is none, is there already, or in use', async () => {
    const phone = somePhone();
    expect(await says('', { ...phone, number: '69 21 04 00' })).toEqual([400, 'PHONE_INVALID']);
    const { phoneId } = await add(phone);
    expect(await says('', { ...phone, purpose: 'channel' })).toEqual([409, 'PHONE_ALREADY_REGISTERED']);
    const workspaceId = v5('workspace', owner.organizationId);
    expect(await says(`/${phoneId}/assign`, { workspaceId: phoneId })).toEqual([404, 'WORKSPACE_NOT_FOUND']);
    expect((await post(`/${phoneId}/assign`, { workspaceId })).status).toBe(200);
    expect(await says(`/${phoneId}/remove`)).toEqual([409, 'PHONE_IN_USE']);
    expect((await post(`/${phoneId}/assign`)).status).toBe(200);
    expect((await post(`/${phoneId}/remove`)).status).toBe(200);
    expect(await says(`/${phoneId}/remove`)).toEqual([404, 'PHONE_NOT_FOUND']);
  });

  it('is one of twenty at most, for owners and admins', async () => {
    const other = await founder(annals, 'Otto');
    const added: number[] = [];
    for (let n = 0; n < 20; n += 1) added.push((await other.client.post(`${other.path}/phones`, somePhone())).status);
    expect(new Set(added)).toEqual(new Set([201]));
    const more = await other.client.post<Refusal>(`${other.path}/phones`, somePhone());
    expect([more.status, more.body.code]).toEqual([409, 'PHONE_LIMIT_REACHED']);
    const mia = await member(annals, other, ['billing_admin']);
    expect((await mia.client.get(`${other.path}/phones`)).status).toBe(403);
  });
});
