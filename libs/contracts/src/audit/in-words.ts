import type { z } from 'zod';
import type { AuditEntry } from './api';

/** What stands for what was erased, wherever it is printed. */
const ERASED = '[erased]';

/** An entry in plain words: who did it, and what. */
export function inPlainWords({ actor, sentence }: Pick<z.output<typeof AuditEntry>, 'actor' | 'sentence'>): string {
  const said = sentence.map((part) => ('text' in part ? part.text : (part.label ?? ERASED))).join('');
  return `${actor.label ?? ERASED} ${said}`;
}
