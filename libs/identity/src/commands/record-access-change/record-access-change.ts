import {
  id,
  instant,
  memberCredentialChanged,
  memberLockedOut,
  memberSignedOut,
  word,
  type AccessEvent,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { z } from 'zod';
import type { Access } from '../../access/access';

/** What an account tells every organization that its person belongs to; `sessionId: null`: all sessions until then. */
export const AccessChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal(memberSignedOut.type), at: instant, sessionId: id.nullable(), cause: word() }),
  z.object({ change: z.literal(memberLockedOut.type), at: instant, until: instant }),
  z.object({ change: z.literal(memberCredentialChanged.type), at: instant, kind: word(), cause: word() }),
]);
export type AccessChange = z.output<typeof AccessChange>;

export type RecordAccessChange = AccessChange & { readonly organizationId: string; readonly personId: string };

/** A session that never acted here is the concern of others: nothing is said of it. */
export const recordAccessChange: Decide<Access, RecordAccessChange, AccessEvent> = ({ sessions }, told) => {
  const { personId, at } = told;
  switch (told.change) {
    case 'MemberLockedOut':
      return [memberLockedOut({ personId, at, until: told.until })];
    case 'MemberCredentialChanged':
      return [memberCredentialChanged({ personId, at, kind: told.kind, cause: told.cause })];
    case 'MemberSignedOut': {
      const { sessionId, cause } = told;
      if (sessionId === null) return [memberSignedOut({ personId, at, cause })];
      return sessions.get(personId)?.has(sessionId) === true
        ? [memberSignedOut({ personId, at, sessionId, cause })]
        : [];
    }
  }
};
