import type { ReactNode } from 'react';
import classes from './box.module.css';

interface Props {
  title?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A panel of the page: a line around it, a head with a title and what belongs to it at the right. */
export function Box({ title, action, children, className }: Props) {
  return (
    <section className={[classes.box, className].filter(Boolean).join(' ')}>
      {title !== undefined && (
        <header className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
