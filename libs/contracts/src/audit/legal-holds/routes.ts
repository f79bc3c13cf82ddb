import { OrganizationParams, WithReason } from '../../organization/params';
import { ORGANIZATION } from '../../organization/path';
import { route } from '../../route';
import * as api from './api';

const holds = `${ORGANIZATION}/legal-holds` as const;

export const listLegalHolds = route({
  method: 'GET',
  path: holds,
  params: OrganizationParams,
  query: api.ListLegalHolds,
  answer: api.LegalHolds,
  access: 'privacy:read',
  tag: 'privacy',
  sentence: 'Legal holds that are in force: whom they name is not erased.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const placeLegalHold = route({
  method: 'POST',
  path: holds,
  params: OrganizationParams,
  body: api.PlaceLegalHold,
  answer: api.LegalHoldEffect,
  status: 201,
  access: 'legal_hold:manage',
  tag: 'privacy',
  sentence:
    'Places a legal hold on people, or on everybody: nobody of them is erased until it is lifted, also where it is approved already.',
  refusals: ['LEGAL_HOLD_LIMIT_REACHED'],
});

export const liftLegalHold = route({
  method: 'POST',
  path: `${holds}/{holdId}/lift`,
  params: api.LegalHoldParams,
  body: WithReason,
  answer: api.LegalHoldEffect,
  access: 'legal_hold:manage',
  tag: 'privacy',
  sentence: 'Lifts a legal hold. What was approved and waited for it is done.',
  refusals: ['LEGAL_HOLD_NOT_FOUND'],
});
