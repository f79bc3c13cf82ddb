import { difference } from './difference';

describe('a change of roles', () => {
  it('says what is gained and lost', () => {
    expect(difference(['member'], ['auditor']).gains).toEqual([
      'org.policy:read',
      'org.info:read',
      'org.billing_address:read',
      'org.phone:read',
      'security:read',
      'members.email:read',
      'members.belongings:read',
      'roles:read',
      'effective_access:read',
      'bots:read',
      'runs:read',
      'runs.payload:read',
      'triggers:read',
      'knowledge:read',
      'api_keys:read',
      'audit:read',
      'privacy:read',
      'workspaces:list_all',
    ]);
    expect(difference(['auditor'], ['member']).sentence('Chen')).toBe(
      'Chen may then also: ask for access to bots, and take that back. Chen may no longer: see the policies of the organization; see what the organization says about itself for internal use; see the billing address; see phone numbers of the organization; see domains of the organization; see e-mail addresses of members; see what members own: their bots, and the keys that they issued; see roles and what they allow; see who may do what, and why; see bots and their status; see runs; see what runs were given, gave back and said; see triggers, when they fire and what came of it; see what bots may read, and search it; see API keys, without their secrets; read the audit log; see who is to be erased, certificates of erasure and legal holds; see workspaces.',
    );
  });
  it('says when nothing changes in what they may do', () =>
    expect(difference(['member', 'developer'], ['developer']).sentence('Chen')).toBe(
      'Chen may do the same as before.',
    ));
});
