import { type TestAnnals, startAnnals } from '@annals/testing';
import { loadSecrets, Vault } from '@annals/vault';
import { eventually } from '../../cli/src/testing/run-annals';
import { Client } from './support/client';
import { someAddress } from './support/people';

jest.setTimeout(180_000);

/** Mails hold links that open accounts: without a mail server they may be read on this machine, and from nowhere else. */
describe('an installation that other machines reach', () => {
  let annals: TestAnnals;
  beforeAll(async () => { annals = await startAnnals({ ANNALS_HOST: '0.0.0.0' }); });
  afterAll(() => annals.stop());

  it('shows its mails to nobody', async () => {
    const email = someAddress();
    expect((await new Client(annals.url).post('/api/v1/users', { email })).status).toBe(202);
    const vault = new Vault({ databaseUrl: annals.databaseUrl, secrets: await loadSecrets({ file: annals.secretsFile, create: false }) });
    await eventually('the mail', async () => (await vault.mailbox.list(1)).length > 0);
    await vault.close();
    for (const path of ['/mailbox', `/mailbox/messages?to=${encodeURIComponent(email)}`]) expect(await (await fetch(annals.url + path)).text()).not.toContain(email);
  });
});
