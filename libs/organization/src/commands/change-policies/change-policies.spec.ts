import { defaultRoleSet, orgPolicyChanged } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, founded, joined, olga, organizationId, stranger } from '../../testing/some-organization';
import { changePolicies } from './change-policies';

const by = ({ actor }: { actor: typeof olga.actor }) => ({ actor });
const here = [...founded, joined(adam, ['admin'])];
const thrifty = orgPolicyChanged({ adminHasBilling: false });

describe('change policies', () => {
  it('says what changed, and nothing of what it was already', () =>
    given(organization, ...here, thrifty)
      .when(changePolicies, { organizationId, adminHasBilling: false, workspaceTerm: 'project' }, by(adam))
      .then(orgPolicyChanged({ workspaceTerm: 'project' })));

  it('X9, I-3: nobody gives a role by it what they may not do themselves', () => {
    given(organization, ...here, thrifty)
      .when(changePolicies, { organizationId, adminHasBilling: true }, by(adam))
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['org.billing_address:read', 'org.billing_address:write'] });
    given(organization, ...here, thrifty)
      .when(changePolicies, { organizationId, adminHasBilling: true }, by(olga))
      .then(orgPolicyChanged({ adminHasBilling: true }));
  });

  it('X4: the role that people get by default stays offered', () =>
    given(organization, ...here, defaultRoleSet({ role: 'developer' }))
      .when(changePolicies, { organizationId, hiddenRoles: ['developer'] }, by(olga))
      .thenRefused('ROLE_IN_USE'));

  it('I-6: only people of verified domains come in where there is one', () => {
    const close = { organizationId, ownDomainsOnly: true };
    given(organization, ...here)
      .when(changePolicies, close, by(olga))
      .thenRefused('OWN_DOMAIN_REQUIRED');
    given(organization, ...here)
      .when(changePolicies, { ...close, hasOwnDomain: true }, by(olga))
      .then(orgPolicyChanged({ ownDomainsOnly: true }));
    given(organization, ...here, orgPolicyChanged({ ownDomainsOnly: true }))
      .when(changePolicies, { organizationId, ownDomainsOnly: false }, by(olga))
      .then(orgPolicyChanged({ ownDomainsOnly: false }));
  });

  it('says no to who does not belong to it', () =>
    given(organization, ...here)
      .when(changePolicies, { organizationId, customRoles: false }, by(stranger))
      .thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when all of it is so already', () =>
    given(organization, ...here)
      .when(changePolicies, { organizationId, invitationsPerDay: 100, hiddenRoles: [] }, by(olga))
      .thenNothing());
});
