import { isOfAccount, ORGANIZATION_KEY, textKeyOf, type EventDefinition } from '@annals/contracts';
import { parseStreamName, type DomainEvent, type Instant } from '@annals/kernel';
import type { CommandContext, KeySubject } from './command-context';
import { eventId } from './ids';
import type { Keyring } from './keyring';
import { assertPlainJson } from './plain-json';
import { random } from './random';
import { seal, type Sealed, type SealingContext } from './sealing';
import { formsOfAnnals, type Forms } from './upcasting';

/** An event as it goes to the store: JSON bytes of its body and of its flat metadata. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** As in the metadata: by it a process knows its own event from one that a twin stored under the same id. */
  readonly salt: string;
}

/** What an append says about all its events. */
export interface AppendHeader {
  readonly stream: string;
  readonly context: CommandContext;
  readonly at: Instant;
}

/**
 * Turns decided events into stored ones (history.md §2): ids from the command, sealed parts, metadata with a fresh
 * salt. Throws before anything is sent when an event is not as its definition says.
 */
export class Encoder {
  constructor(
    private readonly keyring: Keyring,
    private readonly definitions: Forms['definitions'] = formsOfAnnals.definitions,
  ) {}

  /** The same command, stream and index give the same event id; nonce and salt are new every time. */
  async encode(decision: AppendHeader, events: readonly DomainEvent[]): Promise<EncodedEvent[]> {
    const encoded: EncodedEvent[] = [];
    for (const [index, event] of events.entries())
      encoded.push(await this.one(decision, eventId(decision.context.commandId, decision.stream, index), event));
    return encoded;
  }

  private async one(decision: AppendHeader, id: string, event: DomainEvent): Promise<EncodedEvent> {
    const definition = this.check(event);
    const { stream, context } = decision;
    const salt = random(16).toString('base64');
    const plain = metadataOf(decision, definition, salt);
    assertMetadata({ ...plain, ...context.origin, reason: context.reason }, event.type);
    const place = { eventId: id, stream, type: event.type };
    const body = {
      data: event.data,
      ...(event.personal
        ? {
            personal: await this.seal(
              personOf(stream, definition, event),
              { ...place, part: 'personal' },
              event.personal,
            ),
          }
        : {}),
      ...(event.text ? { text: await this.seal(keyOfText(stream), { ...place, part: 'text' }, event.text) } : {}),
    };
    const sealed = context.origin || context.reason !== undefined ? await this.sealedContext(decision, place) : {};
    return { id, type: event.type, data: jsonBytes(body), metadata: jsonBytes({ ...plain, ...sealed }), salt };
  }

  /** What is stored is stored for ever: nothing goes there that its definition doesn't name. */
  private check(event: DomainEvent): EventDefinition {
    const definition = this.definitions.get(event.type);
    if (!definition) throw new Error(`There is no event type ${event.type}`);
    for (const part of ['data', 'personal', 'text'] as const) {
      const value = event[part];
      const schema = definition[part];
      if ((value === undefined) !== (schema === undefined))
        throw new Error(`${event.type} ${schema ? 'lacks' : 'has no'} ${part}`);
      if (value === undefined || schema === undefined) continue;
      assertPlainJson(value, `${event.type}.${part}`);
      const unknown = Object.keys(value).find((key) => !(key in schema.shape));
      if (unknown !== undefined) throw new Error(`${event.type}.${part} has no ${unknown}`);
      const parsed = schema.safeParse(value);
      if (!parsed.success)
        throw new Error(`${event.type}.${part} is not as its definition says`, { cause: parsed.error });
    }
    return definition;
  }

  /** Where the request came from, and why, in the words of the actor. */
  private async sealedContext(
    { stream, context: { origin, reason, actorKey } }: AppendHeader,
    place: Omit<SealingContext, 'part'>,
  ): Promise<Record<string, string>> {
    const whose = organizationOf(stream);
    return {
      ...(origin
        ? { origin: JSON.stringify(await this.seal(actorKey ?? whose, { ...place, part: 'origin' }, origin)) }
        : {}),
      ...(reason === undefined
        ? {}
        : { reason: JSON.stringify(await this.seal(whose, { ...place, part: 'reason' }, reason)) }),
    };
  }

  private async seal(whose: KeySubject, place: SealingContext, value: unknown): Promise<Sealed> {
    return seal(await this.keyring.forSubject(whose.scope, whose.subject), place, value);
  }
}

/** Flat, string to string; what is undefined is left out of the JSON. */
function metadataOf(
  { context, at }: AppendHeader,
  { version }: EventDefinition,
  salt: string,
): Record<string, string | undefined> {
  const { commandId, correlationId, causationId = commandId, actor, onBehalfOf, session, permission, grants } = context;
  return {
    $correlationId: correlationId,
    $causationId: causationId,
    at,
    actor,
    command: commandId,
    schema: String(version),
    onBehalfOf,
    session,
    permission,
    grants,
    salt,
  };
}

/** Characters of an entry of the metadata, in plain: far more than any contract lets through. */
const LONGEST = 4000;

/** Metadata are kept and read like the parts of an event, so they are held to the same. @throws naming the entry */
function assertMetadata(metadata: Readonly<Record<string, string | undefined>>, type: string): void {
  for (const [key, value] of Object.entries(metadata)) {
    assertPlainJson(value, `${type}: ${key} in the metadata`);
    if (value !== undefined && typeof value !== 'string') throw new Error(`${type}: ${key} in the metadata is no text`);
    if (value !== undefined && value.length > LONGEST)
      throw new Error(`${type}: ${key} in the metadata has ${value.length} characters; at most ${LONGEST} are kept`);
  }
}

const jsonBytes = (value: object): Buffer => Buffer.from(JSON.stringify(value), 'utf8');

/** The organization's own key; in an account's stream, which belongs to no organization, the account's. */
export function organizationOf(stream: string): KeySubject {
  const { category, owner } = parseStreamName(stream);
  return isOfAccount(category) ? { scope: 'account', subject: owner } : { scope: owner, subject: ORGANIZATION_KEY };
}

/** What seals what people typed: the organization's own key, or the one of its billing details. */
export function keyOfText(stream: string): KeySubject {
  const { category, owner } = parseStreamName(stream);
  return isOfAccount(category) ? { scope: 'account', subject: owner } : { scope: owner, subject: textKeyOf(category) };
}

/** The person of an event: one key in each organization, and one for the account (history.md §4). */
function personOf(stream: string, definition: EventDefinition, event: DomainEvent): KeySubject {
  const { category, owner } = parseStreamName(stream);
  const subject: unknown = definition.of === undefined ? undefined : Reflect.get(event.data, definition.of);
  if (typeof subject !== 'string') throw new Error(`${event.type} does not say whose its personal part is`);
  return { scope: isOfAccount(category) ? 'account' : owner, subject };
}
