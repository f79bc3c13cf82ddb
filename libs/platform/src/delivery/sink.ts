import type { Instant } from '@annals/kernel';

/** An event on its way out of the installation. */
export interface Parcel {
  /** Of the event: the same whenever it is sent again, so that who gets it twice can tell. */
  readonly id: string;
  /** Its number in the organization: they come in this order, without a gap. */
  readonly sequence: number;
  readonly at: Instant;
  readonly type: string;
  /** What happened, in plain words. */
  readonly words: string;
  /** All of it as JSON. */
  readonly json: string;
}

/** Where parcels go. */
export interface Sink {
  /** So many are sent at a time. */
  readonly most: number;
  /** Settles when all of them were taken, in their order. @throws DeliveryFailed */
  send(parcels: readonly Parcel[], signal: AbortSignal): Promise<void>;
}

/** How long a sink has for what is sent at a time. */
export const SEND_WITHIN_MS = 10_000;
/** So many bytes of an answer are looked at. */
export const ANSWER_BYTES = 64 * 1024;

/** They were not taken; some of them may have been. `code` says why, and nothing that the other side wrote. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';

  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`Not taken: ${code}`, options);
  }
}

/** What an operator lets be reached in a private network. */
export interface Reach {
  readonly allowedHosts: readonly string[];
}
