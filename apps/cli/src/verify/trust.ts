import { checkpointOfLog, keyFrom, type Checkpoint, type NoteKey } from '@annals/proofs';
import { sha256, verifyEd25519 } from '@annals/vault';
import { readFileSync } from 'node:fs';
import { CannotDo } from '../sentence';
import { whyNot } from './words';

/** How the command line calculates. */
export const by = { sha256, verify: verifyEd25519 };

/** A file that the command line was given. @throws CannotDo */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CannotDo(`The file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

/** The key in its line. @throws CannotDo */
export function trustedKey(line: string): NoteKey {
  const key = keyFrom(sha256, line);
  if (!key) throw new CannotDo('The key is not of the form name+id+base64, or its id is not its own.');
  return key;
}

/** A checkpoint that was kept. @throws CannotDo */
export async function keptCheckpoint(file: string, key: NoteKey): Promise<Checkpoint> {
  const checkpoint = await checkpointOfLog(textOf(file), key, by);
  if (!checkpoint.ok) throw new CannotDo(`The checkpoint ${file} does not count: ${whyNot(checkpoint.because)}.`);
  return checkpoint.value;
}
