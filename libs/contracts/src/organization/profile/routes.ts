import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

/** Of every command about one's own profile. */
const ofMine = {
  method: 'POST',
  params: OrganizationParams,
  answer: api.ProfileEffect,
  access: 'members.own_profile:write',
  tag: 'profile',
} as const;

export const getMyProfile = route({
  method: 'GET',
  path: `${ORGANIZATION}/me/profile`,
  params: OrganizationParams,
  answer: api.MyProfile,
  access: 'org:read',
  tag: 'profile',
  sentence: 'What you are called here, and where you are written to about this organization.',
  refusals: ['FORBIDDEN'],
  readsOwnWrites: true,
});

export const updateMyProfile = route({
  ...ofMine,
  path: `${ORGANIZATION}/me/profile`,
  body: api.UpdateMyProfile,
  sentence: 'Changes what you are called here. Nobody else in the organization is called the same.',
  refusals: ['ALIAS_TAKEN', 'CONFLICT'],
});

export const requestContact = route({
  ...ofMine,
  path: `${ORGANIZATION}/me/contact`,
  body: api.RequestContact,
  sentence:
    'Mails a code to an address. Until it was said, the one before it counts. Asked again, a new code goes out.',
  refusals: ['RATE_LIMITED'],
});

export const verifyContact = route({
  ...ofMine,
  path: `${ORGANIZATION}/me/contact/verify`,
  body: api.VerifyContact,
  sentence:
    'Says the code. It ends after 10 minutes or 5 tries. The address before it is told that it was replaced, and nobody becomes an owner for 24 hours after it.',
  refusals: ['CONTACT_CODE_INVALID', 'CONTACT_CODE_EXPIRED'],
});
