import { inWords, type Run } from '@annals/contracts';
import { IconKey, IconUser } from '@tabler/icons-react';
import type { z } from 'zod';
import { personal } from '../../format/words';
import { sourceWords } from './query';
import classes from './runs.module.css';

/** Who asked for a run: by name where the reader may see it, also when they have left. */
export function Requester({ run: { requestedBy, source } }: { run: z.output<typeof Run> }) {
  const Icon = requestedBy.kind === 'key' ? IconKey : IconUser;
  const name = requestedBy.label === undefined ? inWords(sourceWords, source) : personal(requestedBy.label);
  return (
    <span className={classes.requester}>
      <Icon size={15} stroke={1.7} aria-hidden />
      {name}
    </span>
  );
}
