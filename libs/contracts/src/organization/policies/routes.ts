import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const getPolicies = route({
  method: 'GET',
  path: `${ORGANIZATION}/policies`,
  params: OrganizationParams,
  answer: api.PoliciesNow,
  access: 'org.policy:read',
  tag: 'policies',
  sentence: 'What the organization has decided about itself, every policy with its value.',
  readsOwnWrites: true,
});

export const changePolicies = route({
  method: 'POST',
  path: `${ORGANIZATION}/policies`,
  params: OrganizationParams,
  body: api.ChangePolicies,
  answer: api.PoliciesEffect,
  access: 'org.policy:write',
  tag: 'policies',
  sentence:
    'Changes policies, from the next act of everybody on; what is left out stays. Nobody allows a role by it what they may not do themselves.',
  refusals: ['SEAT_LIMIT_REACHED', 'PERMISSION_ESCALATION', 'ROLE_IN_USE', 'OWN_DOMAIN_REQUIRED'],
});
