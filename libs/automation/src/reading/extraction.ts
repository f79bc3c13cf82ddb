import type { ReadableMedia, SyncFailure } from '@annals/contracts';
import type { Section } from './chunks';

/** What is read, in a process of its own. */
export interface Document {
  readonly media: ReadableMedia;
  readonly bytes: Uint8Array;
}

/** What was in it. */
export interface Extracted {
  readonly passages: readonly Section[];
  readonly characters: number;
  /** Of a web page: what it is called, where it leads to, and whether machines may follow and keep it. */
  readonly title?: string;
  readonly links?: readonly string[];
  readonly isHidden?: boolean;
}

export type ExtractionFailure = Extract<SyncFailure, 'UNREADABLE' | 'PASSWORD' | 'TOO_LARGE' | 'TOO_LONG'>;
export type Extraction = { readonly found: Extracted } | { readonly failed: ExtractionFailure };

/** More than any workspace holds. */
export const MOST_CHARACTERS = 1_200_000;
/** What reading may take of the machine. */
export const MEMORY_MB = { heap: 192, process: 512 } as const;
/** With it the process ends that took more. */
export const OUT_OF_MEMORY = 71;
