import { commandDenied, type DenialsEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';

export interface RecordDenial {
  readonly organizationId: string;
  /** As it was counted. */
  readonly denied: DenialsEvent['data'];
}

/** A denial is told as often as it is asked: that it is told once is its command's id. */
export const recordDenial: Decide<object, RecordDenial, DenialsEvent> = (_, { denied }) => [
  { type: commandDenied.type, data: denied },
];
