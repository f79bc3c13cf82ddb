import { MAX_INT64, TOMBSTONE } from './types';

/**
 * Who may do what with a stream, by the names of users and groups (`$all`: everybody who is known). What is absent is
 * left to the default.
 */
export interface AccessList {
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  readonly delete?: readonly string[];
  readonly readMetadata?: readonly string[];
  readonly writeMetadata?: readonly string[];
}

/** What the newest metadata event says about its stream. Custom keys do not concern this server. */
export interface StreamMetadata {
  /** Only the last so many events are visible. */
  readonly maxCount?: number;
  /** Events older than so many seconds are hidden. */
  readonly maxAge?: number;
  /** Events before this revision are hidden. */
  readonly truncateBefore?: number;
  /** `$tb` is exactly 2^63-1: the stream reads as missing until it is written again. */
  readonly softDeleted: boolean;
  /** `$acl`. */
  readonly acl?: AccessList;
}

export const NO_METADATA: StreamMetadata = { softDeleted: false };
export const SOFT_DELETE = Buffer.from('{"$tb":9223372036854775807}');

// TypeScript's library lags behind: the source text of numbers is standard (ES2026) and in Node 24.
declare global {
  interface JSON {
    rawJSON(text: string): object;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON with integers as bigint, so that 2^63-1 and its neighbours stay apart. Undefined: no JSON object. */
export function parseExactly(json: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json.toString('utf8'), (_key, parsed: unknown, context?: { source?: string }) =>
      typeof parsed === 'number' && context?.source !== undefined && /^-?\d+$/.test(context.source)
        ? BigInt(context.source)
        : parsed,
    );
    return isObject(value) ? value : undefined;
  } catch (error) {
    // anyone may write anything to a metadata stream: it counts as none
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The right that each key of `$acl` is about. */
const RIGHTS = new Map<string, keyof AccessList>([
  ['$r', 'read'],
  ['$w', 'write'],
  ['$d', 'delete'],
  ['$mr', 'readMetadata'],
  ['$mw', 'writeMetadata'],
]);

/** One name or a list of names; undefined for anything else. */
function parseNames(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((name): name is string => typeof name === 'string') ? value : undefined;
}

/** `$acl`: an object with the five keys and nothing else; undefined when it is not that. */
function parseAccessList(value: unknown): AccessList | undefined {
  if (!isObject(value)) return undefined;
  const list: { -readonly [Right in keyof AccessList]: readonly string[] } = {};
  for (const [key, text] of Object.entries(value)) {
    const [right, names] = [RIGHTS.get(key), parseNames(text)];
    if (right === undefined || names === undefined) return undefined;
    list[right] = names;
  }
  return list;
}

/** A time span of .NET holds so many whole seconds. */
const MAX_SECONDS = 922_337_203_685n;
/** The numeric keys, and what each holds at most, below zero too. */
const LIMITS = [
  ['$maxCount', MAX_INT64],
  ['$tb', MAX_INT64],
  ['$maxAge', MAX_SECONDS],
  ['$cacheControl', MAX_SECONDS],
] as const;

function isWithin(value: unknown, limit: bigint): boolean {
  if (value === undefined) return true;
  return typeof value === 'bigint' && value <= limit && value >= (limit === MAX_INT64 ? -MAX_INT64 - 1n : -limit);
}

/**
 * Metadata as EventStoreDB reads it: one numeric key with anything but an int64 (or more seconds than a time span
 * holds), or an access list that is none, makes all of it void (access is then as by default); 0 and negative values
 * count as absent.
 * @param json data of the last event of the metadata stream, undefined when that event is no JSON
 */
export function parseMetadata(json: Buffer | undefined): StreamMetadata {
  const parsed = json === undefined ? undefined : parseExactly(json);
  if (parsed === undefined) return NO_METADATA;
  if (LIMITS.some(([key, limit]) => !isWithin(parsed[key], limit))) return NO_METADATA;
  const acl = '$acl' in parsed ? parseAccessList(parsed['$acl']) : {};
  if (acl === undefined) return NO_METADATA;
  const positive = (key: string): number | undefined => {
    const value = parsed[key];
    return typeof value === 'bigint' && value > 0n ? Number(value) : undefined;
  };
  const maxCount = positive('$maxCount');
  const maxAge = positive('$maxAge');
  const truncateBefore = positive('$tb');
  return {
    ...(maxCount === undefined ? {} : { maxCount }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(truncateBefore === undefined ? {} : { truncateBefore }),
    softDeleted: parsed['$tb'] === MAX_INT64,
    ...('$acl' in parsed ? { acl } : {}),
  };
}

/** The same metadata with another `$tb`, its other numbers untouched; undefined when there is no valid JSON object. */
export function withTruncateBefore(json: Buffer, revision: number): Buffer | undefined {
  const parsed = parseExactly(json);
  if (parsed === undefined) return undefined;
  const next = { ...parsed, $tb: BigInt(revision) };
  return Buffer.from(
    JSON.stringify(next, (_key, value: unknown) =>
      typeof value === 'bigint' ? JSON.rawJSON(value.toString()) : value,
    ),
  );
}

/** First revision that a reader may see, `$maxAge` aside. */
export function firstVisible({ maxCount, truncateBefore }: StreamMetadata, last: number): number {
  const byCount = maxCount === undefined ? 0 : last - maxCount + 1;
  return Math.min(Math.max(0, byCount, truncateBefore ?? 0), TOMBSTONE);
}
