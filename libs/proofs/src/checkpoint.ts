import { fromBase64, fromDecimal, HASH, toBase64 } from './bytes';

/** What a log says of itself at one moment (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Which log: a name without spaces. */
  readonly origin: string;
  /** How many entries it has. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** The text of a checkpoint, which is what is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** The checkpoint that the text of a note says, or undefined where it says none. Lines that extend it are passed over. */
export function checkpointFrom(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', sizeLine = '', rootLine = ''] = lines;
  const [size, root] = [fromDecimal(sizeLine), fromBase64(rootLine)];
  if (lines.includes('') || size === undefined || root?.length !== HASH) return undefined;
  return { origin, size, root };
}
