import type { FireFigures } from '@annals/contracts';
import type { z } from 'zod';
import { duration, exact } from '../../format/time';
import { count, plural } from '../../format/words';
import { refusalWords } from '../runs/outcome';
import classes from './fire-strip.module.css';
import { stripLook } from './words';

type Figures = z.output<typeof FireFigures>;

/** What the last due times of a trigger came to: when did it begin to go wrong? */
export function FireStrip({ figures }: { figures: Figures }) {
  if (figures.due === 0) return null;
  return (
    <section className={classes.strip} aria-label="The last 30 days">
      <Bars strip={figures.strip} />
      <dl className={classes.figures}>
        <Figure name="Due" value={count(figures.due)} />
        <Figure name="Fired" value={count(figures.fired)} />
        <Figure
          name="Skipped"
          value={count(skipped(figures))}
          tone={figures.skipped.length > 0 ? 'no' : undefined}
          note={reasons(figures)}
        />
        <Figure
          name="Not launched"
          value={count(figures.notLaunched)}
          tone={figures.notLaunched > 0 ? 'bad' : undefined}
        />
        {figures.lateBy !== null && (
          <Figure
            name="Fired within"
            value={duration(figures.lateBy.p50)}
            note={`99 of 100 within ${duration(figures.lateBy.p99)}`}
          />
        )}
      </dl>
    </section>
  );
}

const skipped = ({ skipped: each }: Figures): number => each.reduce((sum, { count: many }) => sum + many, 0);
const reasons = ({ skipped: each }: Figures): string =>
  each.map(({ code, count: many }) => `${count(many)}: ${refusalWords(code)}`).join('\n');

function Bars({ strip }: Pick<Figures, 'strip'>) {
  const [first, last] = [strip[0], strip.at(-1)];
  const failed = strip.filter(({ fate, status }) => stripLook(fate, status) === 'bad').length;
  const words = `The last ${plural(strip.length, 'due time')}: ${failed} failed, ${strip.filter(({ fate }) => fate !== 'fired').length} did not run.`;
  return (
    <div className={classes.bars}>
      <div className={classes.row} role="img" aria-label={words}>
        {strip.map(({ due, fate, status, code }, nth) => (
          <i
            key={`${due} ${nth}`}
            data-look={stripLook(fate, status)}
            title={`${exact(due)}${code === null ? '' : `: ${refusalWords(code)}`}`}
          />
        ))}
      </div>
      <div className={classes.ends}>
        <span>{first === undefined ? '' : exact(first.due)}</span>
        <span>{last === undefined || strip.length === 1 ? '' : exact(last.due)}</span>
      </div>
    </div>
  );
}

function Figure({
  name,
  value,
  note,
  tone,
}: {
  name: string;
  value: string;
  note?: string;
  tone?: 'no' | 'bad' | undefined;
}) {
  return (
    <div title={note === '' ? undefined : note}>
      <dt>{name}</dt>
      <dd data-tone={tone}>{value}</dd>
    </div>
  );
}
