import { memberSignedIn, type AccessEvent, type EventOf } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Access } from '../../access/access';

/** A session of a member acts in the organization, from this device. */
export interface RecordSignIn {
  readonly signedIn: EventOf<typeof memberSignedIn>['data'];
  readonly device: EventOf<typeof memberSignedIn>['personal'];
}

/** Its first act is what the organization is told. */
export const recordSignIn: Decide<Access, RecordSignIn, AccessEvent> = ({ sessions }, { signedIn, device }) =>
  sessions.get(signedIn.personId)?.has(signedIn.sessionId) === true ? [] : [memberSignedIn(signedIn, device)];
