import type { BulkAct, Run } from '@annals/contracts';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { useChoice } from '../../components/use-choice';
import { BulkBar } from './bulk-bar';
import type { Asked } from './bulk-panel';
import type { useRuns } from './use-runs';

type AnyRun = z.output<typeof Run>;

const naming = { keyOf: ({ runId }: AnyRun) => runId, nameOf: ({ botName }: AnyRun) => `the run of ${botName}` };

interface Bulk {
  /** Rows are chosen by who may do something to many. */
  choice: ReturnType<typeof useChoice<AnyRun>> | undefined;
  bar: ReactNode;
  /** What somebody is asked about, until they answer. */
  asked: Asked | undefined;
  end: () => void;
}

/** Many runs at once: those that are chosen on this page, or all that match its filters. */
export function useBulk({ rows, matching }: ReturnType<typeof useRuns>): Bulk {
  const { can } = useOrganization();
  const choice = useChoice(rows, naming);
  const filters = JSON.stringify(matching);
  // Other filters mean other runs: what was meant is forgotten with them.
  const [all, setAll] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const isAll = all === filters;
  const clear = () => {
    setAll(undefined);
    choice.clear();
  };
  const ask = (act: BulkAct) => {
    const filter = isAll ? matching : { runIds: choice.chosen.map(({ runId }) => runId) };
    setAsked({ act, filter });
  };
  const end = () => {
    setAsked(undefined);
    clear();
  };
  const bar = choice.chosen.length > 0 && (
    <BulkBar
      chosen={choice.chosen.length}
      all={isAll}
      chooseAll={() => {
        setAll(filters);
      }}
      ask={ask}
      clear={clear}
    />
  );
  return { choice: can('runs:bulk') ? choice : undefined, bar, asked, end };
}
