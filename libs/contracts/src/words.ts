import { z } from 'zod';
import { isAddress } from './address';
import { isLinkLike } from './links';
import { areShowable, isShowable, isVisible } from './text';

/** Field types of events and of the API: one spelling of each, so that limits are the same everywhere. */

/**
 * A random uuid, in lower case however it was typed: streams are named by it. Other organizations' ids are simply
 * things that do not exist.
 */
export const id = z.uuid().toLowerCase();

/** Years that Postgres has too: 1 to 9999. */
const hasYear = (value: string) => !value.startsWith('0000');

/** ISO 8601 with milliseconds, UTC. */
export const instant = z.iso.datetime({ precision: 3 }).refine(hasYear, 'has no such year');

const INSTANT_EXPECTED =
  'is expected to be an instant as in RFC 3339, e.g. 2026-11-22T00:00:00Z (the + of an offset is written %2B in an address)';

/**
 * An instant that somebody asks for in a query: RFC 3339 from year 1 to 9999, with up to nine decimals and any offset.
 * It comes out as an `instant`; what is finer than a millisecond is cut off, as no event is that fine.
 */
export const queryInstant = z.iso
  .datetime({ offset: true, abort: true, error: INSTANT_EXPECTED })
  .refine((value) => /:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(value.slice('YYYY-MM-DDThh'.length)), {
    abort: true,
    error: INSTANT_EXPECTED,
  })
  .overwrite((value) => new Date(value).toISOString())
  .refine((value) => /^\d{4}-/.test(value) && hasYear(value), INSTANT_EXPECTED);

/** SHA-256, in hexadecimal. */
const DIGEST = /^[0-9a-f]{64}$/;
/** What names bytes that lie elsewhere. */
export const digest = z
  .string()
  .regex(DIGEST)
  .meta({ examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] });

/** Whom a thing belongs to: a person in one of their memberships, so that it does not come back with them. */
export const owner = z.object({ personId: id, membership: z.int().min(1) });

/** UTC day, YYYY-MM-DD. */
export const utcDay = z.iso.date();

/** Lower-case tokens, joined by dots or a colon as permissions are: `api`, `chat_agent`, `org.info:write`. */
const WORD = /^[a-z][a-z0-9_]*(?:[.:][a-z0-9_]+)*$/;
/** UPPER_SNAKE, as refusals are. */
const CODE = /^[A-Z][A-Z0-9_]*$/;
/** As the IANA data base names time zones: `Europe/Oslo`, `America/Argentina/Buenos_Aires`, `UTC`. */
const ZONE = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;

/**
 * A word that will grow (kind, source, cause, permission …), as it is stored and answered. What is written is one of
 * `known`; what is read is any string of that form, as another release may have written it. So a new word changes no
 * schema, and the compiler makes every reader say what it does with one that it does not know (history.md §2).
 *
 *     via: word(['sign_up', 'invitation'])
 *
 * @param known what this release writes: for people and examples only. Without it any such word may be written.
 */
export const word = <Known extends string = string>(known: readonly Known[] = []): z.ZodType<string, Known> =>
  open(WORD, known);

/** The same for the code of a refusal. */
export const code = <Known extends string = string>(known: readonly Known[] = []): z.ZodType<string, Known> =>
  open(CODE, known);

function open<Known extends string>(form: RegExp, known: readonly Known[]): z.ZodType<string, Known>;
function open(form: RegExp, known: readonly string[]): z.ZodType<string, string> {
  const schema = z.string().max(80).regex(form);
  return known.length === 0 ? schema : schema.meta({ examples: [...known] });
}

/** A time zone as it is stored and answered: newer data bases know others. */
export const timeZone = z
  .string()
  .max(40)
  .regex(ZONE)
  .meta({ examples: ['Europe/Oslo'] });

/** A time zone that somebody asks for: one that this process knows. */
export const askedTimeZone = timeZone
  .refine(isTimeZone, 'is no time zone as IANA names them')
  .meta({ example: 'Europe/Oslo' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** As BCP 47 writes languages, with a script and a region where they tell: `en`, `nb-NO`, `zh-Hant-TW`. */
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;
/** A language as it is stored and answered: newer programs know others. */
export const language = z
  .string()
  .regex(LANGUAGE)
  .meta({ examples: ['nb-NO'] });

/** A language that somebody asks for, in whichever case: one that this process knows. */
export const askedLanguage = z
  .string()
  .max(11, { abort: true })
  .overwrite(canonicalLanguage)
  .regex(LANGUAGE, { abort: true, error: 'is no language as BCP 47 writes them' })
  .refine((tag) => Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0, 'is a language that is not known here')
  .meta({ example: 'nb-NO' });

/** What is none stays as it is, for the pattern to refuse. */
function canonicalLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

/** The patterns of open words in a JSON schema: the only ones that `data` of an event may have. */
export const openWords: Readonly<Record<string, 'word' | 'code' | 'time zone' | 'digest' | 'language'>> = {
  [WORD.source]: 'word',
  [CODE.source]: 'code',
  [ZONE.source]: 'time zone',
  [DIGEST.source]: 'digest',
  [LANGUAGE.source]: 'language',
};
/** Whether it has the form of an open word, as the names of built-in roles have and ids have not. */
export const isWord = (value: string): boolean => WORD.test(value);
export const isCode = (value: string): boolean => CODE.test(value);

/** What a table says of an open word; undefined where this release does not know it. */
export const meaningOf = <T>(table: Readonly<Record<string, T>>, known: string): T | undefined =>
  Object.hasOwn(table, known) ? table[known] : undefined;

/** What people read for an open word: what the table says, or the word itself where this release does not know it. */
export const inWords = (table: Readonly<Record<string, string>>, shown: string): string =>
  meaningOf(table, shown) ?? shown.replaceAll('_', ' ');

/** How often a secret was minted anew: 1, 2, 3 … (history.md §4). */
export const generation = z.int().min(1);

const HIDDEN = 'has characters that cannot be shown';
const BLANK = 'has nothing that can be seen';

/**
 * Too long is found out first: nothing slower ever looks at a text without a limit. Before NFC the same text may take
 * up to four times as many characters.
 */
const typed = (max: number) =>
  z
    .string()
    .trim()
    .max(4 * max, { abort: true })
    .normalize('NFC')
    .max(max, { abort: true });

/**
 * One line that a person typed, trimmed and in form NFC: something in it can be seen, and nothing is hidden or turns it
 * round (`text.ts`).
 */
export const line = (min: number, max: number) =>
  typed(max).min(min).refine(isShowable, HIDDEN).refine(isVisible, BLANK);

/** Text of several lines: reasons and errors. */
export const lines = (max: number) => typed(max).min(1).refine(areShowable, HIDDEN).refine(isVisible, BLANK);

/**
 * What a program says: an error, how far it is, what it is called. It is never refused for its length or its
 * characters, as the run or the bot that it is about would hang on that: it is cut, with an ellipsis as its mark, and
 * what cannot be shown becomes U+FFFD.
 */
export const said = (max: number) =>
  z.string().overwrite((value) => cut(value.trim().normalize('NFC').replace(cannotBeShown, '\ufffd'), max));

/** The same of a line of a log, where spaces in front mean something. */
export const saidLine = (max: number) =>
  z.string().overwrite((value) => cut(value.trimEnd().normalize('NFC').replace(cannotBeShown, '\ufffd'), max));

const cannotBeShown = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function cut(value: string, max: number): string {
  // Half of a character that two code units make is left out, too.
  return value.length <= max ? value : `${value.slice(0, max - 1).replace(/[\ud800-\udbff]$/u, '')}…`;
}

/** An e-mail address as typed (`address.ts`); compared by `comparableAddress`. */
export const email = z
  .string()
  .trim()
  .max(254, { abort: true })
  .normalize('NFC')
  .refine(isAddress, { error: 'is not an e-mail address', params: { code: 'not_an_email' } })
  .meta({ format: 'email' });

/**
 * A name that is mailed to people who did not ask for it: no mark-up, and nothing that a mail program would make a link
 * of (`links.ts`).
 */
const mailedName = (max: number) =>
  line(1, max).refine(
    (value) => !/[<>]/.test(value) && !isLinkLike(value),
    'may not contain links, addresses, telephone numbers or < >',
  );

/** The name of an organization (A9). */
export const organizationName = mailedName(80);

/** How a person is called (B2). */
export const alias = mailedName(60);

/**
 * A new password: ASVS 6.2.1 (at least 8) and 6.2.9 (64 and more allowed). Common ones are refused by the server:
 * `PASSWORD_WEAK`.
 */
export const password = z.string().min(8).max(256).meta({ example: 'correct horse battery' });

/** A personal value in an answer: `null` once the person has been erased; screens print `[erased]`. */
export const personal = z.string().nullable();

/** Position in the log, an opaque decimal string; hand it back as `Min-Position`. */
export const position = z.string().regex(/^\d{1,20}$/);

/** What a command answers beside its ids: where its effect is. */
export const effect = { revision: z.int(), position };

/** Cursor paging: `cursor` comes from `next` of the page before, newest first unless a list says otherwise. */
export const page = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of a list: `next` is the cursor of the page that follows, null on the last. */
export const paged = <Item extends z.ZodType>(item: Item) => ({ items: z.array(item), next: z.string().nullable() });

/** What is looked for in names; they are kept in form NFC. */
export const search = z.string().max(80).normalize('NFC').optional();

const FEW = 'Three letters or digits together, at least';
/**
 * A text in a long history, by an index of its letters. By fewer letters no index finds it; two signs of Han, kana or
 * Hangul are a word.
 */
export const searchedText = z
  .string()
  .max(80)
  .regex(/^\s*$|[\p{L}\p{N}]{3}|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]{2}/u, FEW)
  .normalize('NFC')
  .meta({ example: 'mailbox' });

/** Reasons are typed with a command and live in its metadata, never in `data`. */
export const reason = lines(500).optional();

/**
 * Who did something. `label`: how they are called now, `null` once they are erased, absent where the reader may not see
 * it.
 */
export const actor = z.object({
  kind: word<string>(['user', 'key', 'system', 'operator']),
  id: z.string(),
  label: personal.optional(),
});

/** Whose doings are looked for: `user:…` or `key:…` in letters of either size, or another actor as it is stored. */
export const askedActor = z
  .string()
  .max(60)
  .overwrite((who) => who.replace(/^(?:user|key):.*$/i, (one) => one.toLowerCase()));
