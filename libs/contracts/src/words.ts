import { z } from 'zod';

/** Field types of events and of the API: one spelling of each, so that limits are the same everywhere. */

/** A random uuid, in lower case however it was typed: streams are named by it. Other organizations' ids are simply things that do not exist. */
export const id = z.uuid().toLowerCase();

/** ISO 8601 with milliseconds, UTC. */
export const instant = z.iso.datetime({ precision: 3 });

const INSTANT_EXPECTED = 'is expected to be an instant as in RFC 3339, e.g. 2026-11-22T00:00:00Z (the + of an offset is written %2B in an address)';

/**
 * An instant that somebody asks for in a query: RFC 3339 from year 1 to 9999, with up to nine decimals and any offset. It comes out as an `instant`; what is finer than
 * a millisecond is cut off, as no event is that fine.
 */
export const queryInstant = z.iso.datetime({ offset: true, abort: true, error: INSTANT_EXPECTED })
  .refine((value) => /:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(value.slice('YYYY-MM-DDThh'.length)), { abort: true, error: INSTANT_EXPECTED })
  .overwrite((value) => new Date(value).toISOString())
  .refine((value) => /^(?!0000)\d{4}-/.test(value), INSTANT_EXPECTED);

/** UTC day, YYYY-MM-DD. */
export const utcDay = z.iso.date();

/** How often a secret was minted anew: 1, 2, 3 … (history.md §4). */
export const generation = z.int().min(1);

const withoutControl = (value: string) => !/[\u0000-\u001f\u007f]|[\ud800-\udfff]/u.test(value);

/** One line that a person typed, trimmed, without control characters or lone surrogates. */
export const line = (min: number, max: number) => z.string().trim().min(min).max(max).refine(withoutControl, 'has characters that cannot be shown');

/** Text of several lines: reasons and errors. */
export const lines = (max: number) => z.string().trim().min(1).max(max)
  .refine((value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/u.test(value), 'has characters that cannot be shown');

/** An e-mail address as typed; compared by its lower-case form. RFC 5321 limits it to 254 octets. */
export const email = z.string().trim().max(254).pipe(z.email());

/** The name of an organization: A9, no mark-up and no links (phishing by invitation mail). */
export const organizationName = line(1, 80).refine((value) => !/[<>]|https?:\/\//i.test(value), 'may not contain links or < >');

/** How a person is called: B2, 1 to 60 characters, with the same rule against links as names that get mailed. */
export const alias = line(1, 60).refine((value) => !/[<>]|https?:\/\//i.test(value), 'may not contain links or < >');

/** A new password: ASVS 6.2.1 (at least 8) and 6.2.9 (64 and more allowed). Common ones are refused by the server: `PASSWORD_WEAK`. */
export const password = z.string().min(8).max(256);

/** A personal value in an answer: `null` once the person has been erased; screens print `[erased]`. */
export const personal = z.string().nullable();

/** Position in the log, an opaque decimal string; hand it back as `Min-Position`. */
export const position = z.string().regex(/^\d{1,20}$/);

/** What a command answers beside its ids: where its effect is. */
export const effect = { revision: z.int(), position };

/** Cursor paging: `cursor` comes from `next` of the page before, newest first unless a list says otherwise. */
export const page = { cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

/** Reasons are typed with a command and live in its metadata, never in `data`. */
export const reason = lines(500).optional();
