import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import classes from './run-figures.module.css';
import { type Figures, barWords, stretchOf, tick, total } from './strip';

interface Props {
  figures: Figures;
  choose: (from: string, to: string) => void;
}

const EVERY = 6;

/**
 * When did it begin? A bar for each stretch of time. Dragging over some of them looks at that time only; so do the
 * arrows with Shift, and Enter.
 */
export function RunStrip({ figures, choose }: Props) {
  const { buckets, minutes } = figures;
  const top = Math.max(1, ...buckets.map(total));
  const [chosen, setChosen] = useState<readonly [number, number] | null>(null);
  const [current, setCurrent] = useState(buckets.length - 1);
  const bars = useRef<(HTMLButtonElement | null)[]>([]);
  const at = Math.min(current, buckets.length - 1);
  const take = (range: readonly [number, number]) => {
    setChosen(null);
    const stretch = stretchOf(figures, range);
    if (stretch) choose(stretch.from, stretch.to);
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: buckets.length - 1 - at }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(buckets.length - 1, at + by));
    setChosen(event.shiftKey ? [chosen?.[0] ?? at, next] : null);
    setCurrent(next);
    bars.current[next]?.focus();
  };
  const isChosen = (index: number) => chosen !== null && index >= Math.min(...chosen) && index <= Math.max(...chosen);
  return (
    <div
      className={classes.strip}
      role="group"
      aria-label="Runs by time. Arrows go from bar to bar, with Shift they choose several, Enter looks at that time only."
      onKeyDown={step}
      onPointerLeave={() => {
        setChosen(null);
      }}
    >
      {buckets.map((bucket, index) => (
        <UnstyledButton
          key={bucket.at}
          ref={(bar: HTMLButtonElement | null) => {
            bars.current[index] = bar;
          }}
          className={classes.bar}
          aria-label={barWords(bucket)}
          title={barWords(bucket)}
          aria-pressed={isChosen(index)}
          tabIndex={index === at ? 0 : -1}
          onPointerDown={() => {
            setChosen([index, index]);
          }}
          onPointerEnter={(event) => {
            if (event.buttons === 1 && chosen !== null) setChosen([chosen[0], index]);
          }}
          onClick={() => {
            take(chosen ?? [index, index]);
          }}
          onPointerUp={() => {
            if (chosen !== null && chosen[0] !== index) take([chosen[0], index]);
          }}
        >
          <i data-of="bad" style={{ height: `${(100 * bucket.failed) / top}%` }} />
          <i data-of="no" style={{ height: `${(100 * bucket.refused) / top}%` }} />
          <i data-of="other" style={{ height: `${(100 * bucket.other) / top}%` }} />
          <i data-of="ok" style={{ height: `${(100 * bucket.succeeded) / top}%` }} />
          {index % Math.ceil(buckets.length / EVERY) === 0 && (
            <span className={classes.tick} aria-hidden>
              {tick(bucket, minutes)}
            </span>
          )}
        </UnstyledButton>
      ))}
    </div>
  );
}
