import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const phones = `${ORGANIZATION}/phones` as const;
const phone = `${phones}/{phoneId}` as const;
/** Of every route about one number. */
const ofPhone = {
  method: 'POST',
  params: api.PhoneParams,
  answer: api.PhoneEffect,
  access: 'org.phone:manage',
  tag: 'organization',
} as const;

export const listPhones = route({
  method: 'GET',
  path: phones,
  params: OrganizationParams,
  answer: api.Phones,
  access: 'org.phone:read',
  tag: 'organization',
  sentence: 'The phone numbers of the organization, at most 20.',
  readsOwnWrites: true,
});

export const addPhone = route({
  ...ofPhone,
  path: phones,
  params: OrganizationParams,
  body: api.AddPhone,
  status: 201,
  sentence: 'Adds a phone number and sends it a code. It counts once the code was said.',
  refusals: ['PHONE_INVALID', 'PHONE_ALREADY_REGISTERED', 'PHONE_LIMIT_REACHED', 'RATE_LIMITED'],
});

export const sendPhoneCode = route({
  ...ofPhone,
  path: `${phone}/send-code`,
  body: WithReason,
  sentence: 'Sends a new code; the one before it is worth nothing any more.',
  refusals: ['PHONE_NOT_FOUND', 'PHONE_ALREADY_VERIFIED', 'RATE_LIMITED'],
});

export const verifyPhone = route({
  ...ofPhone,
  path: `${phone}/verify`,
  body: api.VerifyPhone,
  sentence:
    'Says the code that a number got. It ends after 10 minutes or 5 tries. The first verified number of a purpose is its default.',
  refusals: ['PHONE_NOT_FOUND', 'PHONE_CODE_INVALID', 'PHONE_CODE_EXPIRED'],
});

export const makePhoneDefault = route({
  ...ofPhone,
  path: `${phone}/make-default`,
  body: WithReason,
  sentence: 'Makes a verified number the default of its purpose.',
  refusals: ['PHONE_NOT_FOUND', 'PHONE_NOT_VERIFIED'],
});

export const renamePhone = route({
  ...ofPhone,
  path: `${phone}/rename`,
  body: api.RenamePhone,
  sentence: 'Says what a number is for, in words.',
  refusals: ['PHONE_NOT_FOUND'],
});

export const assignPhone = route({
  ...ofPhone,
  path: `${phone}/assign`,
  body: api.AssignPhone,
  sentence: 'Gives a number to a workspace, or back to the whole organization.',
  refusals: ['PHONE_NOT_FOUND', 'WORKSPACE_NOT_FOUND'],
});

export const removePhone = route({
  ...ofPhone,
  path: `${phone}/remove`,
  body: WithReason,
  sentence: 'Removes a number that no workspace uses.',
  refusals: ['PHONE_NOT_FOUND', 'PHONE_IN_USE'],
});
