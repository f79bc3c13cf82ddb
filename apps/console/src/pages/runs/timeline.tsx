import type { Run } from '@annals/contracts';
import type { z } from 'zod';
import { clock, duration } from '../../format/time';
import { steps } from './outcome';
import classes from './timeline.module.css';

/** The steps of a run, each with its share of the whole time. */
export function Timeline({ run }: { run: z.output<typeof Run> }) {
  const list = steps(run);
  const first = new Date(list[0]?.at ?? run.requestedAt).getTime();
  const whole = Math.max(1, ...list.map((step) => new Date(step.at).getTime() - first));
  return (
    <ol className={classes.steps}>
      {list.map((step) => {
        const end = new Date(step.at).getTime() - first;
        const width = (step.after ?? 0) / whole;
        return (
          <li key={step.name} className={classes.step} data-tone={step.tone}>
            <i className={classes.dot} aria-hidden />
            <span className={classes.words}>
              <span>{step.name}</span>
              <span className={classes.at}>{clock(step.at)} UTC</span>
            </span>
            <span className={classes.track} aria-hidden>
              <b
                style={{ left: `${Math.min(97, 100 * (end / whole - width))}%`, width: `${Math.max(3, 100 * width)}%` }}
              />
            </span>
            <span className={classes.after}>{step.after === null ? '' : duration(step.after)}</span>
          </li>
        );
      })}
    </ol>
  );
}
