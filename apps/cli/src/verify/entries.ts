import { routes, StoredEntry } from '@annals/contracts';
import { createReadStream } from 'node:fs';
import type { BotApi } from '../bot/bot-api';
import { CannotDo } from '../sentence';

export type Entry = typeof StoredEntry._output;

/** A line is an event; one that is longer than any is none. */
const LONGEST_LINE = 32 * 1024 * 1024;
const PAGE = 200;

/**
 * Entries of a file, one in each line, the oldest first, many at a time. @throws CannotDo with the number of the line
 * that is none
 */
export async function* entriesOfFile(file: string): AsyncGenerator<readonly Entry[]> {
  let [number, rest] = [0, ''];
  const read = (line: string): Entry[] => {
    number += 1;
    return line === '' ? [] : [entryOf(line, `Line ${number} of ${file}`)];
  };
  for await (const chunk of chunksOf(file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) read(rest);
    yield lines.flatMap(read);
  }
  yield read(rest);
}

/** @throws CannotDo */
async function* chunksOf(file: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  } catch (cause) {
    throw new CannotDo(`The file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

/** @param where begins the sentence about what is no entry */
export function entryOf(line: string, where: string): Entry {
  const no = (): CannotDo => new CannotDo(`${where} is no entry of a history.`);
  if (line.length > LONGEST_LINE) throw no();
  try {
    const read = JSON.parse(line) as Entry;
    // As quick as a hundred thousand entries a second need; what is wrong within becomes another hash.
    if (isEntry(read)) return read;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw no();
}

const isEntry = (read: unknown): read is Entry => {
  if (typeof read !== 'object' || read === null) return false;
  const { sequence, id, stream, revision, type, data, metadata } = read as Partial<Entry>;
  return (
    Number.isSafeInteger(sequence) &&
    Number.isSafeInteger(revision) &&
    [id, stream, type, data, metadata].every((text) => typeof text === 'string')
  );
};

/** The same of an installation that runs. @throws SaidNo, CannotDo */
export async function* entriesOfInstallation(api: BotApi, organizationId: string): AsyncGenerator<readonly Entry[]> {
  for (let after = 0; ;) {
    const { items, next } = await api.ask(routes.audit.listStoredEntries, { organizationId, after, limit: PAGE });
    yield items;
    after = items.at(-1)?.sequence ?? after;
    if (next === null) return;
  }
}
