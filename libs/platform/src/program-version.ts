import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** A bundled process (infra/tools/prepare/bundle.mjs) has all of them in the files beside its own. */
const LIBRARIES = basename(__dirname) === 'bundled' ? __dirname : resolve(__dirname, '../..');

/**
 * A digest of the code of all libraries, as it runs. What a state comes from (slices, upcasts, words of the kernel, the
 * memory of commands) is somewhere in it, so no change of any of these can be forgotten. Taken at the start, before
 * another release may lie in the same place.
 */
export function programVersion(folder = LIBRARIES): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}
