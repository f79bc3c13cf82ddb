import { isSealed, type Sealed, type SealedPart } from './sealing';
import type { StoredRecord } from './stored-record';

/** A record taken apart: its body and metadata have the form that history.md §2 says. */
export interface Parsed {
  readonly record: StoredRecord;
  readonly data: object;
  readonly personal?: Sealed;
  readonly text?: Sealed;
  readonly reason?: Sealed;
  readonly meta: Readonly<Record<string, string>>;
}

/** Takes a record apart. @throws with the reason when it does not have that form */
export function parse(record: StoredRecord): Parsed {
  const { data: body } = record;
  if (!isObject(body) || !isObject(body['data']))
    throw new Error('its body is not of the form { data, personal?, text? }');
  const metadata = flat(record);
  return {
    record,
    data: body['data'],
    meta: metadata,
    ...sealedPart('personal', body['personal']),
    ...sealedPart('text', body['text']),
    ...sealedPart('reason', metadata['reason'] === undefined ? undefined : fromJson(metadata['reason'])),
  };
}

/**
 * The metadata of a record, also of one whose body can't be read. @throws with the reason when it does not have its
 * form
 */
export function flat({ metadata }: StoredRecord): Readonly<Record<string, string>> {
  if (!isFlat(metadata)) throw new Error('its metadata is not flat, string to string');
  return metadata;
}

function sealedPart(part: SealedPart, value: unknown): { [P in SealedPart]?: Sealed } {
  if (value === undefined) return {};
  if (!isSealed(value)) throw new Error(`its ${part} is not sealed`);
  return { [part]: value };
}

/** Text that is no JSON stays text: it isn't sealed, and the caller says so. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, object | undefined>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isFlat(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return false;
  for (const each of Object.values(value)) if (typeof each !== 'string') return false;
  return true;
}
