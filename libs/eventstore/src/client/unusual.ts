import { BYTES, type MessageReader, WireError } from '@annals/protobuf';

/** What the store sends in the usual case is read by hand; everything else is left to the generated code. */
export class Unusual extends Error {}

/**
 * Reads a message by hand, or by the generated code where it is not the usual one (or none at all: that code then says
 * what is wrong with it).
 * @param byHand gives undefined, or throws Unusual from where it is deep in the message
 */
export function usualOr<T>(byHand: () => T | undefined, generated: () => T): T {
  try {
    return byHand() ?? generated();
  } catch (error) {
    if (!(error instanceof Unusual || error instanceof WireError)) throw error;
    return generated();
  }
}

/** A number; beyond 2^53 it is not exact, and left to the generated code. */
export function exact(message: MessageReader): number {
  const value = message.varint();
  if (!Number.isSafeInteger(value)) throw new Unusual();
  return value;
}

/** The only field of a message, which is this one and has bytes. */
export function only(message: MessageReader, field: number): MessageReader {
  if (message.tag() !== BYTES(field)) throw new Unusual();
  return message;
}
