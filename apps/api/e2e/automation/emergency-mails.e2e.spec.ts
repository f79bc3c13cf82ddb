import { startAnnals, type TestAnnals } from '@annals/testing';
import { founder, mailAbout, member, someName } from '../support/people';

jest.setTimeout(120_000);

describe('W22: who hears of an emergency stop', () => {
  let annals: TestAnnals;
  beforeAll(async () => {
    annals = await startAnnals();
  });
  afterAll(() => annals.stop());

  it('owners and admins, of what was stopped, by whom and why, and of its end; nobody else', async () => {
    const owner = await founder(annals, 'olga');
    const admin = await member(annals, owner, ['admin']);
    const other = await member(annals, owner, ['member'], someName());
    const stopped = /All runs of .* are stopped/;
    const { client, path } = owner;
    expect((await client.post(`${path}/emergency-stop`, { reason: 'The portal is attacked' })).status).toBe(200);
    expect((await client.post(`${path}/emergency-stop/lift`, { reason: 'It is over' })).status).toBe(200);
    for (const { email } of [owner, admin]) {
      const lifted = await mailAbout(annals, email, /Runs of .* start again/);
      expect(lifted.text).toContain('“It is over”');
      expect((await mailAbout(annals, email, stopped)).text).toContain('“The portal is attacked”');
      expect((await annals.mail(email)).filter(({ subject }) => stopped.test(subject))).toHaveLength(1);
    }
    expect((await annals.mail(other.email)).filter(({ subject }) => stopped.test(subject))).toEqual([]);
  });
});
