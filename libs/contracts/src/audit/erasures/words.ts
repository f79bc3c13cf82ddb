import { z } from 'zod';

/** What somebody is to an organization that erases them. */
export const standing = z.enum(['member', 'former_member', 'invited_person', 'asked_to_join']);
/** As what somebody approved: as a second one, or because it is about themselves. */
export const approvedBy = z.enum(['second_person', 'person']);
/** How a request ends without an erasure. `called_off`: after it was approved. */
export const erasureEnd = z.enum(['withdrawn', 'rejected', 'called_off', 'expired']);
/** Where something of a person was, beside the log. */
export const erasurePlace = z.enum(['key', 'claims', 'views', 'payloads', 'run_logs', 'mailbox', 'answers']);
/** How an erasure stands. */
export const erasureStatus = z.enum(['requested', 'approved', 'begun', 'erased', ...erasureEnd.options]);

/** What people read for each place. */
export const placeWords: Readonly<Record<string, readonly [where: string, what: string]>> = {
  key: ['Key of the person', 'destroyed'],
  claims: ['Reserved names and addresses', 'free again'],
  views: ['Lists and search', 'emptied'],
  payloads: ['Inputs and outputs of runs', 'deleted where they name the person'],
  run_logs: ['Logs of runs', 'deleted where they name the person'],
  mailbox: ['Mail kept here', 'deleted'],
  answers: ['Remembered answers', 'deleted'],
};

/** A request that nobody answers ends after so long. */
export const ERASURE_WAITS = { hours: 72 };
/** So many wait or are due at a time, in an organization. */
export const MOST_OPEN_ERASURES = 50;
/** So many legal holds there are at a time, and so many people one names. */
export const MOST_LEGAL_HOLDS = 20;
export const MOST_HELD_PEOPLE = 100;
