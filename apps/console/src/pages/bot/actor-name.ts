import type { TimelineEntry } from '@annals/contracts';
import type { z } from 'zod';
import { personal } from '../../format/words';

type Actor = z.output<typeof TimelineEntry>['actor'];

const nameless: Readonly<Record<string, string>> = {
  user: 'Somebody',
  key: 'A key',
  system: 'Annals',
  operator: 'An operator',
};

/** Who did something, as far as the reader may know. */
export const actorName = ({ kind, label }: Actor): string =>
  label === undefined ? (nameless[kind] ?? 'Somebody') : personal(label);
