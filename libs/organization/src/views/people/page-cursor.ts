import { instant, id, refused } from '@annals/contracts';
import { z } from 'zod';

/** Where a page ends: the last row's instant, and its id for rows of the same instant. */
export interface PlaceInList {
  readonly at: string;
  readonly id: string;
}

const RowCursor = z.tuple([instant, id]);

/** A place as an opaque word for clients. */
export function cursorOf({ at, id: row }: PlaceInList): string {
  return Buffer.from(JSON.stringify([at, row])).toString('base64url');
}

/** @throws Refused CURSOR_INVALID for anything that `cursorOf` did not make */
export function rowOf(cursor: string): PlaceInList {
  const read = RowCursor.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success) throw refused('CURSOR_INVALID');
  const [at, row] = read.data;
  return { at, id: row };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refused('CURSOR_INVALID');
    throw cause;
  }
}
