import { z } from 'zod';
import { AssetPlan } from '../../organization/people/api';
import { actor, digest, effect, id, instant, lines, page, paged, personal, word } from '../../words';
import { approvedBy, erasurePlace, erasureStatus, MOST_LEGAL_HOLDS, standing } from './words';

/** POST …/erasures: who is to be erased. Bots that they own need a plan, as at a removal. */
export const RequestErasure = z
  .strictObject({ personId: id, assetPlan: AssetPlan.optional(), why: lines(500).optional() })
  .meta({ id: 'RequestErasure' });
/** POST …/me/erasure */
export const EraseMe = z.strictObject({ assetPlan: AssetPlan.optional() }).meta({ id: 'EraseMe' });
export const ErasureParams = z.object({ organizationId: id, erasureId: id });
export const ErasureEffect = z.object({ erasureId: id, ...effect }).meta({ id: 'ErasureEffect' });

/** Somebody as they are called now; null: erased. */
const who = z.object({ personId: id, label: personal });

/** What is known of an erasure. `person.label`: null once they are erased. */
export const Erasure = z
  .object({
    erasureId: id,
    person: who,
    standing: word<string>(standing.options),
    status: word<string>(erasureStatus.options),
    requestedBy: who,
    requestedAt: instant,
    /** Why, in the words of who asked; forgotten with the person. */
    why: personal,
    /** Nobody has to answer any more after that. */
    expiresAt: instant,
    approvedBy: who.nullable(),
    as: word<string>(approvedBy.options).nullable(),
    approvedAt: instant.nullable(),
    /** Until then it can be called off. */
    dueAt: instant.nullable(),
    endedAt: instant.nullable(),
    erasedAt: instant.nullable(),
    /** The legal holds that keep it from being done. */
    heldBy: z.array(z.object({ holdId: id, name: z.string() })).max(MOST_LEGAL_HOLDS),
    /** Of its certificate. */
    number: z.int().nullable(),
    /** The entry of the history that asked for it. */
    sequence: z.int(),
  })
  .meta({ id: 'Erasure' });

/** GET …/erasures: the newest first. */
export const ListErasures = z.strictObject({ ...page, status: erasureStatus.optional() });
export const Erasures = z.object(paged(Erasure)).meta({ id: 'Erasures' });
/** GET …/me/erasure */
export const MyErasure = z.object({ erasure: Erasure.nullable(), holdDays: z.int() }).meta({ id: 'MyErasure' });

/** GET …/people/{personId}/erasure-preview: what erasing somebody would touch, and what forbids it. */
export const ErasurePreview = z
  .object({
    person: who,
    email: personal.optional(),
    standing: word<string>(standing.options),
    /** How many entries of the history hold something about them. */
    entries: z.int(),
    /** By the category of their streams. */
    streams: z
      .array(
        z.object({
          category: word<string>(['organization', 'access', 'oversight']),
          streams: z.int(),
          events: z.int(),
        }),
      )
      .max(100),
    /** Runs that they asked for. */
    runs: z.int(),
    isLastOwner: z.boolean(),
    /** The organization, or a name that it had, is called like an address of theirs: that name stays. */
    organizationNamedAfter: z.boolean(),
    heldBy: z.array(z.object({ holdId: id, name: z.string() })).max(MOST_LEGAL_HOLDS),
    /** A request that waits, or an erasure that is due. */
    open: id.nullable(),
    holdDays: z.int(),
    /** The owners who may approve it, beside who asks. */
    approvers: z.array(who).max(100),
  })
  .meta({ id: 'ErasurePreview' });

/** GET …/erasures/{erasureId}/certificate. It holds nothing about the person. */
export const ErasureCertificate = z
  .object({
    organizationId: id,
    erasureId: id,
    personId: id,
    number: z.int(),
    requestedAt: instant,
    approvedAt: instant,
    erasedAt: instant,
    issuedAt: instant,
    streams: z
      .array(
        z.object({
          category: word<string>(['organization', 'access', 'oversight']),
          streams: z.int(),
          events: z.int(),
        }),
      )
      .max(100),
    places: z.array(z.object({ place: word<string>(erasurePlace.options), count: z.int(), doneAt: instant })).max(100),
    digest,
    /** The entry of the history that is the certificate. */
    sequence: z.int(),
    eventId: id,
    issuedBy: actor,
  })
  .meta({ id: 'ErasureCertificate' });
