import { CSV_BEGINS, csvLine, inPlainWords, type AuditEntryDetails } from '@annals/contracts';
import { personalCell, type Columns } from '@annals/platform';
import { createHash } from 'node:crypto';
import type { z } from 'zod';

type Entry = z.output<typeof AuditEntryDetails>;

/** Entries are in memory so many at a time, however many there are. */
const PART = 500;

const json = (value: object | null): string => (value === null ? '' : JSON.stringify(value));

const columns: Columns<Entry> = {
  sequence: ({ sequence }) => String(sequence),
  at: ({ at }) => at,
  type: ({ type }) => type,
  area: ({ area }) => area,
  outcome: ({ outcome }) => outcome,
  sentence: inPlainWords,
  actor: ({ actor: { kind, id } }) => `${kind}:${id}`,
  actorName: ({ actor: { label } }) => personalCell(label),
  reason: ({ reason }) => reason ?? '',
  permission: ({ permission }) => permission ?? '',
  grants: ({ grants }) => grants ?? '',
  session: ({ session }) => session ?? '',
  command: ({ command }) => command,
  correlationId: ({ correlationId }) => correlationId,
  causationId: ({ causationId }) => causationId,
  stream: ({ stream }) => stream,
  revision: ({ revision }) => String(revision),
  position: ({ position }) => position,
  data: ({ data }) => json(data),
  text: ({ text }) => json(text),
  personal: ({ personal }) => json(personal),
};

interface Format {
  readonly type: string;
  readonly head: string;
  readonly line: (entry: Entry) => string;
}

/** How a file is written; a program reads texts as they are, formulas or not. */
const formats: Readonly<Record<string, Format>> = {
  csv: {
    type: 'text/csv; charset=utf-8',
    head: CSV_BEGINS + csvLine(Object.keys(columns)),
    line: (entry) => csvLine(Object.values(columns).map((cell) => cell(entry))),
  },
  jsonl: {
    type: 'application/x-ndjson',
    head: '',
    line: (entry) => `${JSON.stringify({ ...entry, words: inPlainWords(entry) })}\n`,
  },
};

/** @throws Error for a format of another release */
export function formatOf(name: string): Format {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new Error(`This release writes no ${name}`);
  return format;
}

/** What was given out. */
export interface GivenOut {
  readonly rows: number;
  /** SHA-256 of every byte, the head of the file, too. */
  readonly digest: string;
}

interface Source {
  /** The number of the last entry that is there already; 0 begins with the head of the file. */
  readonly after: number;
  readonly read: (after: number, limit: number) => Promise<readonly Entry[]>;
  /** Told before the file ends: one that cannot be told of breaks off. */
  readonly told: (given: GivenOut) => Promise<unknown>;
}

/** The file, part by part: the next one is read when this one is taken. */
export async function* auditFile({ head, line }: Format, { after, read, told }: Source): AsyncGenerator<string> {
  const digest = createHash('sha256');
  let rows = 0;
  const out = (text: string): string => {
    digest.update(text);
    return text;
  };
  if (after === 0 && head !== '') yield out(head);
  for (let last = after; ;) {
    const part = await read(last, PART);
    if (part.length > 0) yield out(part.map(line).join(''));
    rows += part.length;
    last = part.at(-1)?.sequence ?? last;
    if (part.length < PART) break;
  }
  await told({ rows, digest: digest.digest('hex') });
}
