import { appAccessDenied, appGrantExpired, appGrantRevoked, appShared } from '@annals/contracts';
import { happened, jobsOf, someId, someLog } from '@annals/views';
import { botId, organizationId } from '../../testing/examples';
import { keepEndOfAppAccessWhenItChanges as reaction } from './keep-end-of-app-access-when-it-changes';

const [grantId, accessRequestId, personId] = [someId('grant'), someId('request'), someId('mia')];
const job = (id: string) => ({ queue: 'automation.keep-app-access-end', payload: { organizationId, id } });
const jobs = (event: Parameters<typeof happened>[0]) =>
  jobsOf(reaction, someLog(happened(event, { organization: organizationId })));

describe('keep the end of access to an app when it changes', () => {
  it('makes a job when a bot is shared or asked for, and when that ends', () => {
    const shared = appShared({ grantId, botId, to: { personId, membership: 1 }, level: 'run' });
    expect(jobs(shared)).toMatchObject([job(grantId)]);
    expect(jobs(appGrantRevoked({ grantId, botId, personId }))).toMatchObject([job(grantId)]);
    expect(jobs(appAccessDenied({ accessRequestId, botId, personId }))).toMatchObject([job(accessRequestId)]);
  });

  it('stays quiet when it expires: the timer forgets it', () =>
    expect(reaction.handles(appGrantExpired({ grantId, botId, personId }).type)).toBe(false));
});
