import type { DenialsEvent } from '@annals/contracts';
import { remembersNothing, type Stream } from '@annals/kernel';

/** Stream `denials-{organizationId}.{yyyymm}` (history.md §1). It is for auditors: no decision folds it. */
export const denials: Stream<object, DenialsEvent> = {
  category: 'denials',
  initial: () => ({}),
  evolve: { CommandDenied: remembersNothing },
};
