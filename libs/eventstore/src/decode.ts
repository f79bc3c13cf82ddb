import { eventDefinitions, upcasts, type StoredForm } from '@annals/contracts';
import { Erased, type Actor, type Metadata } from '@annals/kernel';
import { UnreadableEvent } from './faults';
import type { Keyring } from './keyring';
import type { LogEvent } from './log-event';
import type { StoredRecord } from './stored-record';
import { isSealed, unseal, type Sealed, type SealedPart } from './sealing';
import { upcast, type Forms } from './upcasting';

type Keys = ReadonlyMap<string, Buffer | 'destroyed'>;

/** A record taken apart: its body and metadata have the form that history.md §2 says. */
interface Parsed {
  readonly record: StoredRecord;
  readonly data: object;
  readonly personal?: Sealed;
  readonly text?: Sealed;
  readonly reason?: Sealed;
  readonly meta: Readonly<Record<string, string>>;
}

/** Which sealed parts to open. A fold opens `text` only: no decision may rest on what can be erased. */
export type Opening = 'everything' | 'text';

/** The bytes as stored. Written anew on demand: JSON of ours reads back to the very same bytes (plain-json.ts, codec.spec.ts), and most readers never ask. */
class RawBytes {
  constructor(private readonly record: StoredRecord) {}
  get data(): Uint8Array {
    return Buffer.from(JSON.stringify(this.record.data), 'utf8');
  }
  get metadata(): Uint8Array {
    return Buffer.from(JSON.stringify(this.record.metadata), 'utf8');
  }
}

/** Turns stored records into events: decrypt first, upcast second. Whatever it can't read is a fault that stops the reader. */
export class Decoder {
  constructor(private readonly keyring: Keyring, private readonly forms: Forms = { definitions: eventDefinitions, upcasts }) {}

  /** Decodes a batch, in order, with one look at the keyring. @throws UnreadableEvent at the first event that can't be read */
  async decode(records: readonly StoredRecord[], opening: Opening = 'everything'): Promise<LogEvent[]> {
    const parsed = records.map((record) => parse(record));
    const ids = new Set<string>();
    for (const { personal, text, reason } of parsed) {
      if (text) ids.add(text.k);
      if (opening === 'text') continue;
      if (personal) ids.add(personal.k);
      if (reason) ids.add(reason.k);
    }
    const keys: Keys = ids.size === 0 ? new Map<string, Buffer>() : await this.keyring.open([...ids]);
    return parsed.map((each) => this.one(each, keys, opening));
  }

  private one(parsed: Parsed, keys: Keys, opening: Opening): LogEvent {
    const { record, meta } = parsed;
    try {
      const stored = upcast(this.forms, formOf(parsed, keys, opening));
      return {
        id: record.id, stream: record.stream, revision: record.revision, position: record.position,
        type: stored.type, data: stored.data, personal: stored.personal, text: stored.text,
        meta: metadataOf(meta, parsed.reason && opening === 'everything' ? open(parsed, keys, 'reason') : undefined),
        raw: new RawBytes(record),
      };
    } catch (error) {
      throw error instanceof UnreadableEvent ? error : new UnreadableEvent(record, error instanceof Error ? error.message : 'it cannot be decoded', { cause: error });
    }
  }
}

function formOf(parsed: Parsed, keys: Keys, opening: Opening): StoredForm {
  const { record, data, meta } = parsed;
  const version = Number(meta['schema']);
  if (!Number.isSafeInteger(version) || version < 1) throw new Error(`Its schema version is "${meta['schema']}"`);
  const personal = parsed.personal && opening === 'everything' ? openPart(parsed, keys, 'personal') : undefined;
  const text = parsed.text && openPart(parsed, keys, 'text');
  return { type: record.type, version, data, ...(personal ? { personal } : {}), ...(text ? { text } : {}) };
}

function openPart(parsed: Parsed, keys: Keys, part: 'personal' | 'text'): object {
  const opened = open(parsed, keys, part);
  if (typeof opened !== 'object' || opened === null) throw new Error(`Its ${part} is no object`);
  return opened;
}

function open(parsed: Parsed, keys: Keys, part: Exclude<SealedPart, 'origin'>): unknown {
  const sealed = parsed[part];
  const key = sealed && keys.get(sealed.k);
  if (key === 'destroyed') return Erased.value;
  // The keyring answers for every id or throws; silence is not erasure.
  if (!sealed || !key) throw new Error(`The key of its ${part} is missing`);
  try {
    return unseal(key, { eventId: parsed.record.id, part }, sealed);
  } catch (error) {
    throw new Error(`Its ${part} does not open`, { cause: error });
  }
}

function parse(record: StoredRecord): Parsed {
  const { data: body, metadata } = record;
  if (!isObject(body) || !isObject(body['data'])) throw new UnreadableEvent(record, 'its body is not of the form { data, personal?, text? }');
  if (!isFlat(metadata)) throw new UnreadableEvent(record, 'its metadata is not flat, string to string');
  return {
    record, data: body['data'], meta: metadata,
    ...sealedPart(record, 'personal', body['personal']),
    ...sealedPart(record, 'text', body['text']),
    ...sealedPart(record, 'reason', metadata['reason'] === undefined ? undefined : fromJson(metadata['reason'])),
  };
}

function sealedPart(record: StoredRecord, part: SealedPart, value: unknown): { [P in SealedPart]?: Sealed } {
  if (value === undefined) return {};
  if (!isSealed(value)) throw new UnreadableEvent(record, `its ${part} is not sealed`);
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

function metadataOf(meta: Readonly<Record<string, string>>, reason: unknown): Metadata {
  const need = (key: string): string => {
    const value = meta[key];
    if (value === undefined) throw new Error(`Its metadata lacks ${key}`);
    return value;
  };
  const actor = need('actor');
  if (!isActor(actor)) throw new Error(`Its actor is "${actor}"`);
  const { onBehalfOf, session, permission, grants } = meta;
  return {
    correlationId: need('$correlationId'), causationId: need('$causationId'), at: need('at'), actor, command: need('command'),
    schema: Number(need('schema')), salt: need('salt'),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }), ...(session === undefined ? {} : { session }),
    ...(permission === undefined ? {} : { permission }), ...(grants === undefined ? {} : { grants }),
    ...(typeof reason === 'string' || reason instanceof Erased ? { reason } : {}),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, object | undefined>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isActor = (value: string): value is Actor => /^(?:user|key|system|operator):./.test(value);

function isFlat(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return false;
  for (const each of Object.values(value)) if (typeof each !== 'string') return false;
  return true;
}
