import type { StoredForm } from '@annals/contracts';
import { Erased, isStoredActor, type Metadata } from '@annals/kernel';
import { UnreadableEvent } from './faults';
import type { Keyring } from './keyring';
import { readable, type LogEntry, type LogEvent } from './log-event';
import { flat, parse, type Parsed } from './parse';
import { unseal, type SealedPart } from './sealing';
import type { StoredRecord } from './stored-record';
import { formsOfAnnals, upcast, type Versions } from './upcasting';

type Keys = ReadonlyMap<string, Buffer | 'destroyed'>;

/** Which sealed parts to open. A fold opens `text` only: no decision may rest on what can be erased. */
export type Opening = 'everything' | 'text';

/**
 * The bytes as stored. Written anew on demand: JSON of ours reads back to the very same bytes (plain-json.ts,
 * codec.spec.ts), and most readers never ask.
 */
class RawBytes {
  constructor(private readonly record: StoredRecord) {}
  get data(): Uint8Array {
    return Buffer.from(JSON.stringify(this.record.data), 'utf8');
  }
  get metadata(): Uint8Array {
    return Buffer.from(JSON.stringify(this.record.metadata), 'utf8');
  }
}

/** Turns stored records into events: decrypt first, upcast second. */
export class Decoder {
  constructor(
    private readonly keyring: Keyring,
    private readonly forms: Versions = formsOfAnnals,
  ) {}

  /**
   * Decodes a batch, in order, with one look at the keyring. @throws UnreadableEvent at the first event that can't be
   * read, and what the keyring throws
   */
  async decode(records: readonly StoredRecord[], opening: Opening = 'everything'): Promise<LogEvent[]> {
    return (await this.entries(records, opening)).map(readable);
  }

  /**
   * As `decode`, but what can't be read stays in its place, with the reason. @throws what the keyring throws: a key
   * that is missing is nobody's poison, it stops everything (history.md §4)
   */
  async entries(records: readonly StoredRecord[], opening: Opening = 'everything'): Promise<LogEntry[]> {
    const parts = records.map((record) => ({ record, parsed: orUnreadable(record, () => parse(record)) }));
    const ids = new Set<string>();
    for (const { parsed } of parts)
      if (!(parsed instanceof UnreadableEvent)) for (const id of keysOf(parsed, opening)) ids.add(id);
    const keys = await this.open([...ids]);
    return parts.map(({ record, parsed }) => {
      const event =
        parsed instanceof UnreadableEvent ? parsed : orUnreadable(record, () => this.one(parsed, keys, opening));
      return event instanceof UnreadableEvent ? this.unread(record, event) : event;
    });
  }

  /** The keyring answers for every id or throws; silence is not erasure. */
  private async open(ids: readonly string[]): Promise<Keys> {
    const keys: Keys = ids.length === 0 ? new Map() : await this.keyring.open(ids);
    for (const id of ids) if (!keys.has(id)) throw new Error(`The keyring says nothing about key ${id}`);
    return keys;
  }

  /** The type of today of an event that was renamed since is its upcast's secret: then it may concern everybody. */
  private unread(record: StoredRecord, unreadable: UnreadableEvent): LogEntry {
    const { id, stream, revision, position, type } = record;
    const isRenamed =
      !this.forms.definitions.has(type) && [...this.forms.upcasts.keys()].some((step) => step.startsWith(`${type}@`));
    const meta = orUnreadable(record, () => metadataOf(flat(record), undefined));
    return {
      id,
      stream,
      revision,
      position,
      type,
      unreadable,
      concerns: isRenamed ? undefined : type,
      meta: meta instanceof UnreadableEvent ? undefined : meta,
    };
  }

  private one(parsed: Parsed, keys: Keys, opening: Opening): LogEvent {
    const { record, meta } = parsed;
    const stored = upcast(this.forms, formOf(parsed, keys, opening));
    return {
      id: record.id,
      stream: record.stream,
      revision: record.revision,
      position: record.position,
      type: stored.type,
      data: stored.data,
      personal: stored.personal,
      text: stored.text,
      meta: metadataOf(meta, parsed.reason && opening === 'everything' ? open(parsed, keys, 'reason') : undefined),
      raw: new RawBytes(record),
    };
  }
}

/** What is made of a record, or why nothing can be. */
function orUnreadable<T>(record: StoredRecord, make: () => T): T | UnreadableEvent {
  try {
    return make();
  } catch (error) {
    return new UnreadableEvent(record, error instanceof Error ? error.message : 'it cannot be decoded', {
      cause: error,
    });
  }
}

function keysOf({ personal, text, reason }: Parsed, opening: Opening): readonly string[] {
  return (opening === 'text' ? [text] : [personal, text, reason]).flatMap((part) => part?.k ?? []);
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
  if (!sealed || !key) throw new Error(`Its ${part} was not asked for`);
  try {
    const { id: eventId, stream, type } = parsed.record;
    return unseal(key, { eventId, stream, type, part }, sealed);
  } catch (error) {
    throw new Error(`Its ${part} does not open: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function metadataOf(meta: Readonly<Record<string, string>>, reason: unknown): Metadata {
  const need = (key: string): string => {
    const value = meta[key];
    if (value === undefined) throw new Error(`Its metadata lacks ${key}`);
    return value;
  };
  const actor = need('actor');
  if (!isStoredActor(actor)) throw new Error(`Its actor is "${actor}"`);
  const { onBehalfOf, session, permission, grants } = meta;
  return {
    correlationId: need('$correlationId'),
    causationId: need('$causationId'),
    at: need('at'),
    actor,
    command: need('command'),
    schema: Number(need('schema')),
    salt: need('salt'),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(session === undefined ? {} : { session }),
    ...(permission === undefined ? {} : { permission }),
    ...(grants === undefined ? {} : { grants }),
    ...(typeof reason === 'string' || reason instanceof Erased ? { reason } : {}),
  };
}
