import { vaultTables } from '@annals/vault';
import { z } from 'zod';

/** First bytes of every backup; the number is the version of the format. */
export const MAGIC = Buffer.from('ANNALS BACKUP 1\n', 'latin1');
/** Kind, length, CRC-32 of the content: before each block. */
export const BLOCK_HEAD = 9;
/** Uncompressed bytes that are collected for a block; one with a very large event is larger. */
export const BLOCK_BYTES = 1024 * 1024;
/** No block that we write comes near it; a length beyond it is damage, not a reason to take memory. */
export const LARGEST_BLOCK = 256 * 1024 * 1024;

export const kinds = { header: 1, part: 2, data: 3, end: 4, footer: 5 } as const;

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What the backup is, before its parts. */
export const Header = z.object({
  madeAt: z.iso.datetime(),
  /** Tells the secrets file that opens the vault of this backup. */
  secrets: z.string(),
  vaultVersion: z.int(),
  contents: z.array(z.enum(['log', 'vault'])),
  /** Of the last event of the log; 0 where there is none. */
  lastPosition: z.int().nonnegative(),
});
export type Header = z.infer<typeof Header>;

/** The log, or a table of the vault with its columns. */
export const Part = z.discriminatedUnion('of', [
  z.object({ of: z.literal('log') }),
  z.object({ of: z.literal('vault'), table: z.enum(vaultTables), columns: z.array(z.string()) }),
]);
export type Part = z.infer<typeof Part>;

/** What a part held: events or rows, their bytes uncompressed and the SHA-256 of these. */
export const Summary = z.object({
  name: z.string(),
  count: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: Digest,
});
export type Summary = z.infer<typeof Summary>;

/** The end of the file: all parts again, and the SHA-256 of every byte before this block. */
export const Footer = z.object({ parts: z.array(Summary), sha256: Digest });
export type Footer = z.infer<typeof Footer>;

export const nameOf = (part: Part): string => (part.of === 'log' ? 'log' : `vault.${part.table}`);

/** Something about a backup that its owner has to know; the message is one sentence. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
