import {
  appAccessDenied,
  appGrantExpired,
  appGrantRevoked,
  appShared,
  shareLinkMade,
  shareLinkRevoked,
} from '@annals/contracts';
import { happened, jobsOf, someId, someLog } from '@annals/views';
import { botId, linkId, organizationId } from '../../testing/examples';
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

  it('makes a job when a link is made or taken back', () => {
    const by = { personId, membership: 1 };
    const made = shareLinkMade({ linkId, botId, by, level: 'run', until: '2026-06-30T23:59:59.999Z' });
    expect(jobs(made)).toMatchObject([job(linkId)]);
    expect(jobs(shareLinkRevoked({ linkId, botId }))).toMatchObject([job(linkId)]);
  });

  it('stays quiet when it expires: the timer forgets it', () =>
    expect(reaction.handles(appGrantExpired({ grantId, botId, personId }).type)).toBe(false));
});
