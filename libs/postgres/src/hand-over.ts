import { chownSync, existsSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NOBODY, type ServerAccount } from './account';
import { isHeld } from './postmaster';

/** The owner of a folder that is being handed over: whoever finds it goes on with that. */
const UNDER_WAY = { uid: 0, gid: 0 };

/** Whether a data folder belongs to nobody (as earlier releases left it) or was left half handed over. */
export function isNobodys(data: string): boolean {
  const { uid } = lstatSync(data);
  return uid === NOBODY.uid || uid === UNDER_WAY.uid;
}

/**
 * Gives a data folder of an earlier release, which belongs to nobody, to the user that Postgres runs as now. A kill in
 * between leaves it to the next start. Whoever else runs as nobody is shut out before anything in it is touched, and
 * nothing is touched that is not nobody's.
 * @param folder as of `prepareDataFolder`
 * @returns false when it is not a data folder of ours, a server works on it, or parts of it are elsewhere
 */
export function handOver(folder: string, { uid, gid }: ServerAccount): boolean {
  const data = join(folder, 'data');
  if (!existsSync(join(folder, 'password')) || !existsSync(join(data, 'PG_VERSION')) || isHeld(data)) return false;
  chownSync(data, UNDER_WAY.uid, UNDER_WAY.gid);
  const all = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name));
  const whole = all.every((path) => !lstatSync(path).isSymbolicLink());
  if (whole) for (const path of all) if (lstatSync(path).uid === NOBODY.uid) lchownSync(path, uid, gid);
  const owner = whole ? { uid, gid } : NOBODY;
  chownSync(data, owner.uid, owner.gid);
  return whole;
}
