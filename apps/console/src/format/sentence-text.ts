import type { AuditEntry } from '@annals/contracts';
import type { z } from 'zod';
import { personal } from './words';

type Entry = z.output<typeof AuditEntry>;

/** The sentence of an entry as plain text, for labels. */
export const sentenceText = ({ actor, sentence }: Pick<Entry, 'actor' | 'sentence'>): string =>
  `${personal(actor.label)} ${sentence.map((part) => ('kind' in part ? personal(part.label) : part.text)).join('')}`;
