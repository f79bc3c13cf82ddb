import type { EventDefinition } from '@annals/contracts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { promiseOf } from './parts-schema';

const FILE = 'libs/contracts/events.lock.json';
const Entry = z.strictObject({ type: z.string(), version: z.int(), sha256: z.string() });
export type Entry = z.infer<typeof Entry>;

/** Everything that was ever released. */
export const readLock = (root: string): Entry[] =>
  existsSync(join(root, FILE)) ? z.array(Entry).parse(JSON.parse(readFileSync(join(root, FILE), 'utf8'))) : [];
const entryOf = (definition: EventDefinition): Entry => ({
  type: definition.type,
  version: definition.version,
  sha256: createHash('sha256').update(promiseOf(definition)).digest('hex'),
});
const same =
  (one: Entry) =>
  (other: Entry): boolean =>
    one.type === other.type && one.version === other.version;

/** In one line, what a lock has that it had not: `BotNoted (version 1) is new.` */
export function changes(before: readonly Entry[], now: readonly Entry[]): string {
  const said = (entries: readonly Entry[], what: string) =>
    entries.map(({ type, version }) => `${type} (version ${version}) ${what}.`);
  const isNew = (entry: Entry) => !before.some(same(entry));
  const isOther = (entry: Entry) => before.some((old) => same(entry)(old) && old.sha256 !== entry.sha256);
  const isGone = (old: Entry) => !now.some(same(old));
  const all = [
    ...said(now.filter(isNew), 'is new'),
    ...said(now.filter(isOther), 'has another form'),
    ...said(before.filter(isGone), 'is gone'),
  ];
  return all.length === 0 ? 'No event is new or changed.' : all.join(' ');
}

/** What the definitions of today do to the released entries. */
function compare(locked: readonly Entry[], definitions: readonly EventDefinition[]) {
  const now = definitions.map(entryOf);
  return {
    added: now.filter((entry) => !locked.some(same(entry))),
    changed: now.filter((entry) => locked.some((old) => same(entry)(old) && old.sha256 !== entry.sha256)),
    gone: locked.filter((old) => !now.some((entry) => entry.type === old.type)),
  };
}

/** Every event type is in the lock, and none that is there has changed or vanished: events are kept for ever. */
export function checkLock(root: string, definitions: readonly EventDefinition[]): string[] {
  const { added, changed, gone } = compare(readLock(root), definitions);
  return [
    ...added.map(({ type, version }) => `${type} (version ${version}) is not in ${FILE}: run "npm run events".`),
    ...changed.map(
      ({ type, version }) =>
        `${type} (version ${version}) differs from ${FILE}: stored events have the old form. Add an optional field in a new version, or a new type.`,
    ),
    ...gone.map(
      ({ type }) => `${type} is in ${FILE} but is defined no more: stored events of that type could not be read.`,
    ),
  ];
}

/** The part of CHANGELOG.md about what is not released yet. */
function unreleased(root: string): string {
  const text = existsSync(join(root, 'CHANGELOG.md')) ? readFileSync(join(root, 'CHANGELOG.md'), 'utf8') : '';
  return /## \[?Unreleased\]?([\s\S]*?)(?=\n## |$)/.exec(text)?.[1] ?? '';
}

const isReleased = (root: string): boolean =>
  !z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    .version.startsWith('0.');

/**
 * Adds new event types to the lock. Until 1.0.0 a changed or removed one is taken over when CHANGELOG.md names it;
 * later never.
 * @returns a sentence for each entry that may not change; then nothing was written
 */
export function writeLock(root: string, definitions: readonly EventDefinition[]): string[] {
  const locked = readLock(root);
  const { added, changed, gone } = compare(locked, definitions);
  const refused = [...changed, ...gone].filter(({ type }) => isReleased(root) || !unreleased(root).includes(type));
  if (refused.length > 0)
    return refused.map(
      ({ type }) =>
        `${type} is locked: ${isReleased(root) ? 'it is released for ever' : 'name the change in CHANGELOG.md under "Unreleased" first'}.`,
    );
  const kept = locked.filter((old) => ![...changed, ...gone].some(same(old)));
  const entries = [...kept, ...added, ...changed].sort((a, b) =>
    a.type === b.type ? a.version - b.version : a.type < b.type ? -1 : 1,
  );
  writeFileSync(join(root, FILE), `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
  return [];
}
