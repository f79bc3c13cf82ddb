import { callOf, type CallOf, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import { ApiError, problemOf } from './problem';

const api = routes.audit;

type Asked = Omit<CallOf<typeof api.requestAuditExport>, 'organizationId'>;
export const requestAuditExport = (organizationId: string, asked: Asked, key: string) =>
  call(api.requestAuditExport)({ organizationId, ...asked }, key);

/** What is told of a file: looked at again until it was given out to its last byte. */
export const auditExportQuery = (organizationId: string, exportId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'audit-export', exportId],
    queryFn: ({ signal }) => call(api.getAuditExport)({ organizationId, exportId }, signal),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.taken.length === 0 ? 500 : false),
  });

interface Taking {
  signal: AbortSignal;
  /** Told how many lines have come by now. */
  progress: (lines: number) => void;
}

const LINE = 10;

/** The file, piece by piece, so that who waits sees how far it is. @throws ApiError where it breaks off */
export async function takeAuditFile(
  ids: { organizationId: string; exportId: string },
  { signal, progress }: Taking,
): Promise<Blob> {
  const pieces: BlobPart[] = [];
  let lines = 0;
  try {
    const response = await fetch(callOf(api.takeAuditExport, ids).path, { credentials: 'same-origin', signal });
    if (!response.ok || response.body === null) throw await problemOf(response);
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value);
      lines += next.value.reduce((sum, byte) => (byte === LINE ? sum + 1 : sum), 0);
      progress(lines);
    }
    return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
  } catch (cause) {
    if (cause instanceof ApiError || signal.aborted) throw cause;
    throw new ApiError('OFFLINE', 0, {}, { cause });
  }
}
