import { crc32 } from 'node:zlib';
import { DatabaseError } from 'pg';
import { FramedEvent } from '../wire/framed-event';

/**
 * What is stored is not what was written. The message is one sentence for the operator and for the client that asked.
 */
export class DamagedLog extends Error {
  override readonly name = 'DamagedLog';

  /** @param what where and how, as the end of "The stored log is damaged …" */
  constructor(what: string, options?: ErrorOptions) {
    super(`The stored log is damaged ${what}: restore it from a backup.`, options);
  }
}

/**
 * Codes of Postgres for what can't be right: data_corrupted, index_corrupted, undefined_file; and unique_violation,
 * since the only writer never gives a number twice.
 */
const CORRUPTED = ['XX001', 'XX002', '58P01', '23505'];

/**
 * The error, as a DamagedLog when it is Postgres' word for damage. @param where what was read, e.g. "in positions 1 to
 * 100"
 */
export function damageOf(error: unknown, where: string): unknown {
  if (!(error instanceof DatabaseError) || !CORRUPTED.includes(error.code ?? '')) return error;
  return new DamagedLog(`${where} (Postgres says: ${error.message})`, { cause: error });
}

/**
 * Checksum of an event: CRC-32 of its frame, which holds everything that is served of it; signed, as Postgres' integer.
 */
export const checksumOf = (frame: Buffer): number => crc32(frame) | 0;

/** Where an event was looked for; what is given must be what its frame says. */
export interface PlaceOfEvent {
  readonly position?: number;
  readonly stream?: string;
  readonly revision?: number;
}

const describe = ({ position, stream, revision }: PlaceOfEvent): string =>
  position !== undefined ? `at position ${position}` : `at revision ${revision ?? '?'} of stream ${stream ?? '?'}`;

/**
 * The event that a row holds, once its bytes are known to be those that were written, and to belong where they were
 * found.
 * @throws DamagedLog
 */
export function checkedEvent(frame: Buffer, checksum: number, place: PlaceOfEvent): FramedEvent {
  if (checksumOf(frame) !== checksum)
    throw new DamagedLog(`${describe(place)} (its bytes do not match their checksum)`);
  const event = new FramedEvent(frame);
  const { position = event.position, revision = event.revision, stream } = place;
  if (event.position !== position || event.revision !== revision || (stream !== undefined && event.stream !== stream)) {
    throw new DamagedLog(
      `${describe(place)} (the event there is that of position ${event.position}, revision ${event.revision} of stream ${event.stream})`,
    );
  }
  return event;
}
