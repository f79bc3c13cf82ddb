import { roleName } from '../../roles';
import { tells, type SentenceTemplate } from '../../sentence';
import { inWords } from '../../words';
import { orgPolicyChanged, type PoliciesEvent } from './events';
import {
  catalogueTerms,
  ownerTerms,
  policyNames,
  workspaceTerms,
  type PoliciesInForce,
  type PolicyName,
} from './values';

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** What each policy is about, as a title; and how its value reads. */
export const policyWords: {
  readonly [Name in PolicyName]: readonly [title: string, say: (value: PoliciesInForce[Name]) => string];
} = {
  hiddenRoles: [
    'Roles not offered',
    (roles) => new Intl.ListFormat('en').format(roles.map((each) => roleName(each) ?? each)) || 'none',
  ],
  customRoles: ['Roles of your own', yes],
  ownerTerm: ['Owners are called', (term) => inWords(ownerTerms, term)],
  workspaceTerm: ['Workspaces are called', (term) => inWords(workspaceTerms, term)],
  workspaceRoles: ['Roles in workspaces', yes],
  membersMayCreateWorkspaces: ['Members may make workspaces', yes],
  workspaceOwnersMayInvite: ['Workspace owners may invite externals', yes],
  adminHasBilling: ['Admins look after billing', yes],
  adminMayDelete: ['Admins may delete the organization', yes],
  membersMayLeave: ['People may leave on their own', yes],
  discoverable: ['Strangers may ask to join', yes],
  ownDomainsOnly: ['Only people of your domains', yes],
  invitationsPerDay: ['Invitations a day', (count) => count.toLocaleString('en')],
  externalsTakeSeats: ['Externals take seats', yes],
  runsKeptDays: ['Runs are seen for', (days) => (days === null ? 'ever' : `${days.toLocaleString('en')} days`)],
  knowledgeByMeaning: ['Knowledge is searched by meaning', yes],
  erasureHoldDays: [
    'Erasures can be called off for',
    (days) => (days === 1 ? '1 day' : `${days.toLocaleString('en')} days`),
  ],
  catalogue: ['Apps that members see', (shown) => inWords(catalogueTerms, shown)],
};

function said<Name extends PolicyName>(name: Name, policies: Partial<PoliciesInForce>): string[] {
  const value = policies[name];
  const [title, say] = policyWords[name];
  return value === undefined ? [] : [`“${title}” to ${say(value)}`];
}

export const policiesSentences: { readonly [Type in PoliciesEvent['type']]: SentenceTemplate<Type> } = {
  OrgPolicyChanged: tells(orgPolicyChanged, (data) => {
    const policies = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
    const parts = policyNames.flatMap((name) => said(name, policies));
    return [`set the policy ${new Intl.ListFormat('en').format(parts)}`];
  }),
};
