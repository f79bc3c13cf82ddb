import { Fragment } from 'react';
import classes from './marked.module.css';

/** A text in which what was looked for is marked, in capitals or not. */
export function Marked({ text, part }: { text: string; part: string | undefined }) {
  const looked = part?.trim() ?? '';
  if (looked === '') return text;
  const pieces = text.split(new RegExp(`(${looked.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'iu'));
  return pieces.map((piece, index) =>
    index % 2 === 0 ? (
      <Fragment key={index}>{piece}</Fragment>
    ) : (
      <mark key={index} className={classes.mark}>
        {piece}
      </mark>
    ),
  );
}
