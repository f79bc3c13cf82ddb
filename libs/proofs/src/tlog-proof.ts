import { fromBase64, fromDecimal, HASH, toBase64 } from './bytes';
import { LONGEST } from './tree';

/** A proof that needs nothing but itself and a trusted key (c2sp.org/tlog-proof@v1). */
export interface TlogProof {
  /** Of the entry, from 0. */
  readonly index: number;
  /** The hashes from the leaf's sibling up. */
  readonly path: readonly Uint8Array[];
  /** The signed note of the checkpoint, as it is. */
  readonly checkpoint: string;
  /** What the entry consists of, where that goes along: nothing that is proved by itself. */
  readonly extra?: Uint8Array;
}

const FIRST = 'c2sp.org/tlog-proof@v1';

/** The proof as a text. */
export function proofText({ index, path, checkpoint, extra }: TlogProof): string {
  const extraLines = extra === undefined ? [] : [`extra ${toBase64(extra)}`];
  return [FIRST, ...extraLines, `index ${index}`, ...path.map(toBase64), '', checkpoint].join('\n');
}

const after = (word: string, line: string | undefined): string | undefined =>
  line?.startsWith(`${word} `) === true ? line.slice(word.length + 1) : undefined;

function extraOf(line: string | undefined): { readonly extra?: Uint8Array } | undefined {
  const base64 = after('extra', line);
  if (base64 === undefined) return {};
  const extra = fromBase64(base64);
  return extra && { extra };
}

/** The proof that a text says, or undefined where it is none. Nothing of it is verified yet. */
export function proofFrom(text: string): TlogProof | undefined {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  const extra = extraOf(lines[0]);
  if (first !== FIRST || extra === undefined) return undefined;
  const [indexLine, ...pathLines] = lines.slice(extra.extra === undefined ? 0 : 1);
  const index = fromDecimal(after('index', indexLine) ?? '');
  if (index === undefined || pathLines.length > LONGEST) return undefined;
  const path = pathLines.flatMap((line) => fromBase64(line) ?? []);
  if (path.length !== pathLines.length || path.some(({ length }) => length !== HASH)) return undefined;
  return { index, path, checkpoint: text.slice(end + 2), ...extra };
}
