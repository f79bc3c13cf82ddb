import { z } from 'zod';
import { OrganizationParams } from '../organization/params';
import { route } from '../route';
import { Links, SignUpTerms } from './api';

/** Routes of the process itself, of no context. */

export const listenToOrganization = route({
  method: 'GET',
  path: '/api/v1/organizations/{organizationId}/live',
  params: OrganizationParams,
  access: 'org:read',
  tag: 'live',
  sentence:
    'Says which views of the organization moved. Server-sent events `moved` of `{ view, position }`: fetch it again.',
  produces: 'text/event-stream',
});

export const listenToMe = route({
  method: 'GET',
  path: '/api/v1/me/live',
  access: 'signed-in',
  tag: 'live',
  sentence: 'Says which of your own views moved. Server-sent events `moved` of `{ view, position }`: fetch it again.',
  produces: 'text/event-stream',
});

export const isLive = route({
  method: 'GET',
  path: '/health/live',
  status: 200,
  access: 'public',
  sentence: 'The process runs.',
});

export const isReady = route({
  method: 'GET',
  path: '/health/ready',
  status: 200,
  access: 'public',
  sentence: 'The process can serve.',
});

export const isHealthy = route({
  method: 'GET',
  path: '/healthz',
  status: 200,
  access: 'public',
  sentence: 'The same as /health/live, under the name that many supervisors ask for.',
});

export const getLinks = route({
  method: 'GET',
  path: '/api/v1/links',
  answer: Links,
  status: 200,
  access: 'public',
  tag: 'installation',
  sentence:
    'Where the operator of the installation helps: support, status, security. Null where nothing is configured.',
});

export const getSignUpTerms = route({
  method: 'GET',
  path: '/api/v1/sign-up',
  answer: SignUpTerms,
  status: 200,
  access: 'public',
  tag: 'installation',
  sentence:
    'How people sign up on this installation: when their address has to be verified, and whether they are asked what their organization is like.',
});

export const showMailbox = route({
  method: 'GET',
  path: '/mailbox/{secret}',
  params: z.object({ secret: z.string() }),
  access: 'public',
  sentence: 'The mails and text messages that would have been sent, as a page.',
  produces: 'text/html',
});

export const listMailbox = route({
  method: 'GET',
  path: '/mailbox/{secret}/messages',
  params: z.object({ secret: z.string() }),
  query: z.object({ to: z.string().optional() }),
  status: 200,
  access: 'public',
  sentence: 'The mails and text messages that would have been sent; `to` narrows them to one address or number.',
});
