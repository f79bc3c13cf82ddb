import { inPlainWords, type AuditEntryDetails } from '@annals/contracts';
import type { z } from 'zod';

/** An entry of the log with all details. */
export type Entry = z.output<typeof AuditEntryDetails>;

/** What a terminal would take for an order, or a reader for another line. */
const ORDERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const oneLine = (text: string): string => text.replace(ORDERS, ' ').trim();

/** "2026-06-03 09:15:00 UTC" */
const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

/** How an entry is printed, by the name of the format. */
export const formats = {
  sentences: (entry: Entry): string => {
    const refused = entry.outcome === 'denied' ? 'Refused: ' : '';
    const reason = entry.reason === null ? '' : ` (${oneLine(entry.reason)})`;
    return `${moment(entry.at)}  #${entry.sequence}  ${refused}${oneLine(inPlainWords(entry))}${reason}`;
  },
  jsonl: (entry: Entry): string => JSON.stringify({ ...entry, words: inPlainWords(entry) }),
} as const;

export type Format = keyof typeof formats;
export const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);
