import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { oddViews, writtenViews, type WrittenView } from './written';

/** What every view was when its version was last settled. */
const FILE = 'libs/contexts/views.lock.json';
const Locked = z.array(z.strictObject({ name: z.string(), version: z.int(), sha256: z.string() }));

/** Every view, as it was settled last. */
export const readLock = (root: string): z.infer<typeof Locked> =>
  existsSync(join(root, FILE)) ? Locked.parse(JSON.parse(readFileSync(join(root, FILE), 'utf8'))) : [];

const byName = (views: readonly WrittenView[], name: string) => views.find((view) => view.name === name);

/** In one line, what a lock has that it had not: `View bots is version 3 now.` */
export function changes(before: readonly WrittenView[], now: readonly WrittenView[]): string {
  const changed = now.flatMap(({ name, version, sha256 }) => {
    const old = byName(before, name);
    if (old === undefined) return [`View ${name} is new.`];
    if (old.version !== version) return [`View ${name} is version ${version} now.`];
    return old.sha256 === sha256 ? [] : [`View ${name} is the same in other words.`];
  });
  const gone = before.filter(({ name }) => !byName(now, name)).map(({ name }) => `View ${name} is gone.`);
  return [...changed, ...gone].join(' ') || 'No view is new or changed.';
}

/** What may not be: rows that are not what their version says, for a projector would go on with the old ones. */
function refusals(locked: readonly WrittenView[], written: readonly WrittenView[]): string[] {
  return written.flatMap(({ name, version, sha256 }) => {
    const before = byName(locked, name);
    if (before === undefined || version > before.version) return [];
    if (version < before.version)
      return [`View ${name}: its version was ${before.version} already; it never goes back, not even to ${version}.`];
    return before.sha256 === sha256
      ? []
      : [
          `View ${name} has changed and is still version ${version}: raise it, so that its rows are made anew. ` +
            `Where they come out the same, say so: npm run views -- --same ${name}`,
        ];
  });
}

/** Every view is in the lock as it is written. */
export function checkViews(root: string): string[] {
  const [locked, written] = [readLock(root), writtenViews(root)];
  const odd = oddViews(root).map((file) => `${file}: begin a view with its name and its version.`);
  const refused = [...odd, ...refusals(locked, written)];
  if (refused.length > 0) return refused;
  return JSON.stringify(locked) === JSON.stringify(written)
    ? []
    : [`${FILE} is not as the views are: run "npm run views".`];
}

/**
 * Brings the lock up to the views.
 * @param same names of views that changed in their words only: their rows come out the same, so their version stays
 * @returns a sentence for each view that needs a new version; then nothing was written
 */
export function lockViews(root: string, same: readonly string[] = []): string[] {
  const written = writtenViews(root);
  const unknown = same.filter((name) => !byName(written, name)).map((name) => `There is no view ${name}.`);
  const locked = readLock(root).filter(({ name }) => !same.includes(name));
  const refused = [...unknown, ...refusals(locked, written)];
  if (refused.length === 0)
    writeFileSync(
      join(root, FILE),
      `[\n${written.map(({ name, version, sha256 }) => `  ${JSON.stringify({ name, version, sha256 })}`).join(',\n')}\n]\n`,
    );
  return refused;
}
