import { stopsOf } from './organization/lifecycle/status';
import { looksBack } from './past';
import type { RefusalCode } from './refusals';
import type { Route } from './route';

/**
 * Whatever is asked: what is not as the contract says, a key that is none (reads look at it, too), nobody's or a foreign
 * site's session, and faults of ours.
 */
const ofAll: readonly RefusalCode[] = [
  'VALIDATION_FAILED',
  'IDEMPOTENCY_KEY_INVALID',
  'UNAUTHENTICATED',
  'API_KEY_EXPIRED',
  'CROSS_SITE_REQUEST',
  'INTERNAL',
  'HISTORY_DAMAGED',
  'UNAVAILABLE',
];

/** What is sent with a body, even an unasked one, and under a key. */
const ofCommands: readonly RefusalCode[] = [
  'BODY_NOT_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_KEY_REUSED',
  'CONFLICT',
  'REVISION_MISMATCH',
  'SUBJECT_ERASED',
  'OUTCOME_UNKNOWN',
];

/** Every way in which a route may say no: its own ones, and those that follow from what it requires and takes. */
export function refusalsOf(route: Route): readonly RefusalCode[] {
  const { access, method, path, needsVerifiedAddress, readsOwnWrites, refusals = [] } = route;
  return [
    ...new Set<RefusalCode>([
      ...refusals,
      ...(access === 'public' ? [] : (['FORBIDDEN'] as const)),
      ...(path.includes('{organizationId}')
        ? (['ORG_NOT_FOUND', 'ORG_PURGED', 'ORGANIZATION_SETUP_REQUIRED', 'NO_ORGANIZATION'] as const)
        : []),
      ...(needsVerifiedAddress ? (['EMAIL_NOT_VERIFIED'] as const) : []),
      ...stopsOf(route),
      ...(method === 'GET' ? [] : ofCommands),
      ...(readsOwnWrites ? (['READ_MODEL_BEHIND'] as const) : []),
      ...(looksBack(route) ? (['INSTANT_BEFORE_CREATION', 'INSTANT_IN_FUTURE', 'PAST_NOT_READY'] as const) : []),
      ...(method === 'GET' && path.startsWith('/api/v1/organizations/{organizationId}') && !looksBack(route)
        ? (['KNOWN_ONLY_NOW'] as const)
        : []),
      ...ofAll,
    ]),
  ];
}
