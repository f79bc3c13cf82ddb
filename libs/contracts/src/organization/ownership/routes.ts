import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const offer = `${ORGANIZATION}/ownership-offer` as const;

export const getOwnershipOffer = route({
  method: 'GET',
  path: offer,
  params: OrganizationParams,
  answer: api.OwnershipOffer,
  access: 'org:read',
  tag: 'ownership',
  sentence: 'The open offer of ownership, for owners and for the person who may accept it.',
  readsOwnWrites: true,
});

export const offerOwnership = route({
  method: 'POST',
  path: offer,
  params: OrganizationParams,
  body: api.OfferOwnership,
  answer: api.OwnershipEffect,
  access: 'org:transfer_ownership',
  tag: 'ownership',
  sentence: 'Offers a member to become an owner. The offer ends after 7 days; there is one at a time.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'MEMBER_SUSPENDED',
    'CONTACT_JUST_CHANGED',
    'ALREADY_OWNER',
    'OWNERSHIP_OFFER_OPEN',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const acceptOwnership = route({
  method: 'POST',
  path: `${offer}/accept`,
  params: OrganizationParams,
  body: WithReason,
  answer: api.OwnershipEffect,
  access: 'org:read',
  tag: 'ownership',
  sentence: 'Makes you an owner, as somebody offered. They become an Admin at the same moment if they chose to.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'OWNERSHIP_OFFER_NOT_FOUND',
    'OWNERSHIP_OFFER_EXPIRED',
    'CONTACT_JUST_CHANGED',
    'OFFERER_NOT_ENTITLED',
  ],
});

export const declineOwnership = route({
  method: 'POST',
  path: `${offer}/decline`,
  params: OrganizationParams,
  body: WithReason,
  answer: api.OwnershipEffect,
  access: 'org:read',
  tag: 'ownership',
  sentence: 'Declines what was offered to you.',
  refusals: ['OWNERSHIP_OFFER_NOT_FOUND'],
});

export const withdrawOwnershipOffer = route({
  method: 'POST',
  path: `${offer}/withdraw`,
  params: OrganizationParams,
  body: WithReason,
  answer: api.OwnershipEffect,
  access: 'org:transfer_ownership',
  tag: 'ownership',
  sentence: 'Takes an open offer back, whichever owner made it.',
  refusals: ['OWNERSHIP_OFFER_NOT_FOUND', 'ONLY_OWNER_MAY_GRANT_OWNER'],
});
