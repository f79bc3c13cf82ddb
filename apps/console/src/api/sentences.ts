import { refusals, type RefusalCode } from '@annals/contracts';

/**
 * What goes wrong before there is an answer of the API: no connection, no answer in time, an answer that is not ours.
 */
export type ClientCode = 'OFFLINE' | 'TIMEOUT' | 'UNREADABLE' | 'READ_ONLY_THEN';

/** Codes whose sentence in the API speaks to programmers; people get these words instead. */
const forPeople: Partial<Record<RefusalCode, string>> = {
  VALIDATION_FAILED: 'Some fields are missing or not in the expected form. Nothing was changed.',
  BODY_NOT_JSON: 'The console sent something that the server could not read. Nothing was changed. Load the page again.',
  BODY_TOO_LARGE: 'This text is too long. Nothing was changed. Shorten it and try again.',
  UNSUPPORTED_MEDIA_TYPE:
    'The console sent something that the server could not read. Nothing was changed. Load the page again.',
  METHOD_NOT_ALLOWED: 'The console and the server do not fit together. Nothing was changed. Load the page again.',
  IDEMPOTENCY_KEY_REUSED:
    'This was sent before with other content. Nothing was changed. Close the form and start again.',
  IDEMPOTENCY_KEY_INVALID:
    'The console sent something that the server could not read. Nothing was changed. Load the page again.',
  INTERNAL: 'Something broke on our side, and it was recorded. Try again: nothing happens twice.',
  HISTORY_DAMAGED:
    'A part of what is stored about this is damaged, and it was recorded. Trying again does not help: whoever operates Annals has to restore it from a backup.',
  OUTCOME_UNKNOWN: 'The answer was lost on the way. Try again: nothing happens twice.',
  READ_MODEL_BEHIND: 'This page is a few seconds behind. Your last change will appear by itself.',
  ACCOUNT_LOCKED:
    'Too many wrong passwords: sign-in with this address is locked, for 15 minutes at most. A new password by “Forgot it?” ends that at once.',
  CURSOR_INVALID: 'This page of the list is not valid any more. Start again from the newest.',
  REVISION_MISMATCH:
    'Somebody changed this in the meantime. Nothing was changed. Look at it again before you change it.',
};

const ofClient: Readonly<Record<ClientCode, string>> = {
  OFFLINE: 'The server cannot be reached. Check your connection and try again: nothing happens twice.',
  TIMEOUT: 'The server did not answer within 10 s. Try again: nothing happens twice.',
  READ_ONLY_THEN: 'This is how it was, and nothing can be changed there. Return to now first.',
  UNREADABLE: 'The server answered in a way that this console does not understand. Load the page again.',
};

const isClientCode = (code: RefusalCode | ClientCode): code is ClientCode => Object.hasOwn(ofClient, code);

/**
 * A sentence for people for everything that can go wrong with a request: what happened, whether anything changed, what
 * to do.
 */
export function sentenceOf(code: RefusalCode | ClientCode): string {
  return isClientCode(code) ? ofClient[code] : (forPeople[code] ?? refusals[code][1]);
}
