import type { AuditChange } from '@annals/contracts';
import type { z } from 'zod';
import { eventWords } from '../../format/words';
import classes from './changes.module.css';

type Change = z.output<typeof AuditChange>;

/** What is changed, as people call it. */
export const fieldName = ({ field, of }: Change): string => {
  const name = eventWords(field.charAt(0).toUpperCase() + field.slice(1));
  return of === null ? name : `${name} of ${of}`;
};
const NONE = 'none';
/** More than so many of an entry are in its panel only. */
const SHOWN = 3;

/** What there was before an entry, and what there is after it, in a line each. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const names = changes.length > 1;
  return (
    <span className={classes.changes}>
      {changes.slice(0, SHOWN).map((change) => (
        <span key={fieldName(change)} className={classes.change}>
          {names && <span className={classes.field}>{fieldName(change)}</span>}
          <del>{change.before ?? NONE}</del>
          <span aria-hidden>→</span>
          <ins>{change.after ?? NONE}</ins>
        </span>
      ))}
      {changes.length > SHOWN && <span className={classes.field}>and {changes.length - SHOWN} more</span>}
    </span>
  );
}

/** The same as a table, all of them. */
export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={fieldName(change)}>
            <th scope="row">{fieldName(change)}</th>
            <td>{change.before ?? NONE}</td>
            <td className={classes.after}>{change.after ?? NONE}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
