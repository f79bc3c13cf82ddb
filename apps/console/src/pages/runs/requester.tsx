import { inWords, type Run } from '@annals/contracts';
import { IconBolt, IconKey, IconUser } from '@tabler/icons-react';
import type { z } from 'zod';
import { personal } from '../../format/words';
import { sourceWords } from './query';
import classes from './runs.module.css';

type AskedFor = Pick<z.output<typeof Run>, 'requestedBy' | 'source' | 'trigger'>;

const iconOf = ({ requestedBy: { kind }, trigger }: AskedFor) => {
  if (kind === 'system' && trigger !== null) return IconBolt;
  return kind === 'key' ? IconKey : IconUser;
};

/** Who asked for a run, or which trigger: by name where the reader may see it, also when they have left. */
export function Requester({ run }: { run: AskedFor }) {
  const { requestedBy, source, trigger } = run;
  const Icon = iconOf(run);
  const name = trigger?.name ?? inWords(sourceWords, source);
  return (
    <span className={classes.requester}>
      <Icon size={15} stroke={1.7} aria-hidden />
      {requestedBy.label === undefined ? name : personal(requestedBy.label)}
    </span>
  );
}
