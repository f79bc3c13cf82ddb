import { BYTES, MessageReader, VARINT } from '@annals/protobuf';
import { decodePosition, decodeStreamIdentifier, type Position } from './shared';

/** Which events of $all are wanted. */
export interface FilterOptions {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
  /** Events looked at between two looks for a checkpoint; undefined when the request names none. */
  readonly window: number | undefined;
  readonly checkpointInterval: number;
}

export type StreamStart = 'start' | 'end' | bigint;
export type AllStart = 'start' | 'end' | Position;

/** ReadReq.Options, undefined where a oneof is unset. */
export interface ReadOptions {
  readonly source: { readonly stream: string; readonly from: StreamStart } | { readonly all: AllStart } | undefined;
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  readonly amount: { readonly count: bigint } | 'subscription' | undefined;
  readonly filter: FilterOptions | 'none' | undefined;
  readonly structuredIds: boolean;
  /** A read of a stream ends with a message that says its last revision. */
  readonly saysLast: boolean;
}

type Draft = { -readonly [Key in keyof ReadOptions]: ReadOptions[Key] };

function decodeStream(reader: MessageReader): { stream: string; from: StreamStart } {
  let stream = '';
  let from: StreamStart = 'start';
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) stream = decodeStreamIdentifier(reader.message());
    else if (tag === VARINT(2)) from = reader.uint64();
    else if (tag === BYTES(3)) {
      reader.bytes();
      from = 'start';
    } else if (tag === BYTES(4)) {
      reader.bytes();
      from = 'end';
    } else reader.skip(tag);
  }
  return { stream, from };
}

function decodeAll(reader: MessageReader): { all: AllStart } {
  let all: AllStart = 'start';
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) all = decodePosition(reader.message());
    else if (tag === BYTES(2)) {
      reader.bytes();
      all = 'start';
    } else if (tag === BYTES(3)) {
      reader.bytes();
      all = 'end';
    } else reader.skip(tag);
  }
  return { all };
}

function decodeExpression(reader: MessageReader): { regex: string; prefixes: string[] } {
  let regex = '';
  const prefixes: string[] = [];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) regex = reader.string();
    else if (tag === BYTES(2)) prefixes.push(reader.string());
    else reader.skip(tag);
  }
  return { regex, prefixes };
}

const DEFAULT_WINDOW = 32;

function decodeFilter(reader: MessageReader): FilterOptions {
  let on: FilterOptions['on'] = 'stream';
  let expression: { regex: string; prefixes: string[] } = { regex: '', prefixes: [] };
  let window: number | undefined;
  let checkpointInterval = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1) || tag === BYTES(2)) {
      on = tag === BYTES(1) ? 'stream' : 'type';
      expression = decodeExpression(reader.message());
    } else if (tag === VARINT(3)) window = reader.varint();
    else if (tag === BYTES(4)) {
      reader.bytes();
      window = DEFAULT_WINDOW;
    } else if (tag === VARINT(5)) checkpointInterval = reader.varint();
    else reader.skip(tag);
  }
  return { on, ...expression, window, checkpointInterval };
}

function decodeUuidOption(reader: MessageReader): boolean {
  let structured = false;
  while (!reader.done) {
    const tag = reader.tag();
    structured = tag === BYTES(1);
    reader.skip(tag);
  }
  return structured;
}

/** ControlOption { compatibility(1) }. */
function decodeControl(reader: MessageReader): boolean {
  let compatibility = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === VARINT(1)) compatibility = reader.varint();
    else reader.skip(tag);
  }
  return compatibility >= 1;
}

function decodeOption(reader: MessageReader, tag: number, draft: Draft): void {
  switch (tag) {
    case BYTES(1):
      draft.source = decodeStream(reader.message());
      return;
    case BYTES(2):
      draft.source = decodeAll(reader.message());
      return;
    case VARINT(3):
      draft.backwards = reader.varint() === 1;
      return;
    case VARINT(4):
      draft.resolveLinks = reader.varint() !== 0;
      return;
    case VARINT(5):
      draft.amount = { count: reader.uint64() };
      return;
    case BYTES(6):
      reader.bytes();
      draft.amount = 'subscription';
      return;
    case BYTES(7):
      draft.filter = decodeFilter(reader.message());
      return;
    case BYTES(8):
      reader.bytes();
      draft.filter = 'none';
      return;
    case BYTES(9):
      draft.structuredIds = decodeUuidOption(reader.message());
      return;
    case BYTES(10):
      draft.saysLast = decodeControl(reader.message());
      return;
    default:
      reader.skip(tag);
  }
}

/** ReadReq { options(1) }. */
export function decodeRead(bytes: Buffer): ReadOptions {
  const draft: Draft = {
    source: undefined,
    backwards: false,
    resolveLinks: false,
    amount: undefined,
    filter: undefined,
    structuredIds: false,
    saysLast: false,
  };
  const reader = new MessageReader(bytes);
  while (!reader.done) {
    const tag = reader.tag();
    if (tag !== BYTES(1)) {
      reader.skip(tag);
      continue;
    }
    const options = reader.message();
    while (!options.done) decodeOption(options, options.tag(), draft);
  }
  return draft;
}
