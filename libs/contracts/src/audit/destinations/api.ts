import { z } from 'zod';
import { effect, id, instant, line, queryInstant, reason, word } from '../../words';
import { destinationKinds, MOST_DESTINATIONS, type DestinationKind } from './words';

const kinds = Object.keys(destinationKinds) as [DestinationKind, ...DestinationKind[]];
export const destinationKind = z.enum(kinds);

/** A secret of somebody else's system: kept sealed, and never shown. */
const secret = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[\x21-\x7e]+$/);
/** Where to send, and of what kind it is. */
const address = z.string().max(2_000);
const name = line(1, 80);

export const DestinationParams = z.object({ organizationId: id, destinationId: id });

/**
 * POST …/audit/destinations. `address` is https://… of a webhook, of Splunk's collector, or of a bucket (with a folder
 * in it, where one is wanted); of syslog it is syslog+tls://host:port. `secret` is Splunk's token, or the secret access
 * key of the bucket. `from`: with everything that ever happened, or with what happens from now on.
 */
export const AddDestination = z
  .strictObject({
    kind: destinationKind.meta({ example: 'webhook' }),
    name,
    address: address.meta({ example: 'https://siem.example.org/annals' }),
    from: z.enum(['beginning', 'now']).default('now'),
    secret: secret.optional(),
    /** Of a bucket. */
    region: z
      .string()
      .max(40)
      .regex(/^[a-z0-9-]+$/)
      .optional(),
    accessKeyId: z.string().max(128).regex(/^\w+$/).optional(),
    /** Of syslog: who signed the certificate of the other side, in PEM, where it is nobody whom everybody knows. */
    authority: z.string().max(8_000).startsWith('-----BEGIN CERTIFICATE-----').optional(),
  })
  .meta({ id: 'AddDestination' });
/** `secret` of a webhook: what its calls are signed with, shown here and never again. */
export const AddedDestination = z
  .object({ destinationId: id, secret: z.string().nullable(), ...effect })
  .meta({ id: 'AddedDestination' });
export const DestinationEffect = z.object({ destinationId: id, ...effect }).meta({ id: 'DestinationEffect' });

/** POST …/rewind: with all that is behind an entry, or with what happened from an instant on. */
export const RewindDestination = z
  .strictObject({ after: z.int().min(0).optional(), from: queryInstant.optional(), reason })
  .refine(({ after, from }) => (after === undefined) !== (from === undefined), 'takes either after or from')
  .meta({ id: 'RewindDestination', example: { after: 0 } });
export const RewoundDestination = z
  .object({ destinationId: id, after: z.int(), ...effect })
  .meta({ id: 'RewoundDestination' });

/** POST …/test: whether one made-up event was taken, at once; `code` says why not. */
export const DestinationTest = z
  .object({ destinationId: id, taken: z.boolean(), code: z.string().nullable(), tookMs: z.int() })
  .meta({ id: 'DestinationTest' });

/** GET …/audit/destinations, by age. */
export const Destination = z
  .object({
    destinationId: id,
    kind: word<string>(kinds),
    name: z.string(),
    address: z.string(),
    isPaused: z.boolean(),
    addedAt: instant,
    /** The number of the last entry that was taken. */
    after: z.int(),
    /** How many entries it has not got yet. */
    behind: z.int(),
    sent: z.int(),
    sentAt: instant.nullable(),
    /** Of what it does not take: since when, why, how often it was tried, and when it is tried again. */
    failing: z.object({ since: instant, code: z.string(), tries: z.int(), nextAt: instant.nullable() }).nullable(),
  })
  .meta({ id: 'Destination' });
export const Destinations = z
  .object({ items: z.array(Destination).max(MOST_DESTINATIONS), last: z.int() })
  .meta({ id: 'Destinations' });
