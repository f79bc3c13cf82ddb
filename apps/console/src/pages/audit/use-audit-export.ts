import type { CallOf, routes } from '@annals/contracts';
import { useEffect, useRef, useState } from 'react';
import { requestAuditExport, takeAuditFile } from '../../api/audit-exports';
import { type ApiError, asApiError } from '../../api/problem';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';

type Asked = Omit<CallOf<typeof routes.audit.requestAuditExport>, 'organizationId'>;
/** What of the log is asked for. */
export type Filter = Omit<Asked, 'format' | 'reason'>;

/** A file on its way. */
export interface Taken {
  exportId: string;
  rows: number;
  first: number | null;
  last: number | null;
  /** Lines that have come by now. */
  lines: number;
  state: 'coming' | 'done' | 'broken';
  error: ApiError | null;
}

/** Asks for a file, takes it, and hands it to the browser once it is whole. Who goes away takes no more of it. */
export function useAuditExport() {
  const { organizationId } = useOrganization();
  const [taken, setTaken] = useState<Taken>();
  const going = useRef(new AbortController());
  useEffect(() => {
    const current = going.current;
    return () => {
      current.abort();
    };
  }, []);
  const change = (changes: Partial<Taken>) => {
    setTaken((before) => before && { ...before, ...changes });
  };
  const take = async (exportId: string, name: string) => {
    const { signal } = going.current;
    const progress = (lines: number) => {
      change({ lines });
    };
    try {
      save(await takeAuditFile({ organizationId, exportId }, { signal, progress }), name);
      change({ state: 'done' });
    } catch (cause) {
      change({ state: 'broken', error: signal.aborted ? null : asApiError(cause) });
    }
  };
  const ask = useCommand(
    async (asked: Asked, key: string) => ({
      ...(await requestAuditExport(organizationId, asked, key)),
      format: asked.format,
    }),
    {
      organizationId,
      onDone: ({ exportId, rows, first, last, format }) => {
        setTaken({ exportId, rows, first, last, lines: 0, state: 'coming', error: null });
        void take(exportId, `audit-${last ?? 0}.${format}`);
      },
    },
  );
  return {
    ask,
    taken,
    stop: () => {
      going.current.abort();
    },
  };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
