import { listExported, type AccessEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Access } from '../../access/access';

/** Somebody takes a list as a file. */
export interface RecordExport {
  readonly exported: Parameters<typeof listExported>[0];
  readonly search: string;
}

/** Each file is told: the same list, a minute later, may have other people in it. */
export const recordExport: Decide<Access, RecordExport, AccessEvent> = (_, { exported, search }) => [
  listExported(exported, { search }),
];
