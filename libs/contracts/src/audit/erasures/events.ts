import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { digest, id, instant, lines, word } from '../../words';
import { approvedBy, erasureEnd, erasurePlace, standing } from './words';

/**
 * In stream `oversight-{organizationId}`: somebody is to be erased here, and nobody knows yet whether. `requestedBy` may
 * not approve it, unless they are the person. `plan` says what becomes of their bots, as at a removal.
 */
export const erasureRequested = defineEvent('ErasureRequested', {
  data: {
    erasureId: id,
    personId: id,
    standing: word(standing.options),
    requestedBy: id,
    expiresAt: instant,
    plan: z.object({ bots: z.array(z.object({ botId: id, to: id.optional() })), others: id.optional() }).optional(),
  },
  // Why somebody is erased is about them, so it is forgotten with them.
  personal: { why: lines(500).optional() },
  of: 'personId',
});
/** Until `dueAt` it can be called off. */
export const erasureApproved = defineEvent('ErasureApproved', {
  data: { erasureId: id, personId: id, approvedBy: id, as: word(approvedBy.options), dueAt: instant },
});
/** From here on nobody can call it off: what they are here ends, then their key is destroyed. */
export const erasureBegun = defineEvent('ErasureBegun', { data: { erasureId: id, personId: id } });
/** Nobody is erased: called off, turned down, or nobody answered in time. */
export const erasureEnded = defineEvent('ErasureEnded', {
  data: { erasureId: id, personId: id, how: word(erasureEnd.options) },
});
/** The key of the person in this organization is destroyed: what it sealed can't be read by anybody, for ever. */
export const subjectErased = defineEvent('SubjectErased', { data: { erasureId: id, personId: id } });
/**
 * What was erased, where and how much of it: nothing in it is about the person. `digest` is of the certificate
 * (`certificateText`), so that a copy of it can be compared.
 */
export const erasureCertificateIssued = defineEvent('ErasureCertificateIssued', {
  data: {
    erasureId: id,
    personId: id,
    number: z.int().min(1),
    erasedAt: instant,
    /** How many events of it can't be read any more, by the category of their streams. */
    streams: z
      .array(
        z.object({
          category: word<string>(['organization', 'access', 'oversight']),
          streams: z.int(),
          events: z.int(),
        }),
      )
      .max(100),
    places: z.array(z.object({ place: word(erasurePlace.options), count: z.int().min(0), doneAt: instant })).max(100),
    digest,
  },
});

export const erasuresEvents = {
  erasureRequested,
  erasureApproved,
  erasureBegun,
  erasureEnded,
  subjectErased,
  erasureCertificateIssued,
};
export type ErasuresEvent = EventOf<(typeof erasuresEvents)[keyof typeof erasuresEvents]>;

/** What a certificate says, before its digest. */
export type ErasureCertified = Omit<Parameters<typeof erasureCertificateIssued>[0], 'digest'>;

/** The text that the digest of a certificate is of: one line of JSON, its fields in this order, for whoever checks a copy. */
export function certificateText({ streams, places, ...certified }: ErasureCertified): string {
  const { erasureId, personId, number, erasedAt } = certified;
  return JSON.stringify({
    ...{ erasureId, personId, number, erasedAt },
    streams: streams.map((each) => [each.category, each.streams, each.events]),
    places: places.map(({ place, count, doneAt }) => [place, count, doneAt]),
  });
}
