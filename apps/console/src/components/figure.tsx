import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PagePath } from '../app/frame/pages';
import classes from './figure.module.css';

/** Figures beside each other, two by two where it is narrow. */
export const FigureRow = ({ children }: { children: ReactNode }) => <div className={classes.figures}>{children}</div>;

interface FigureProps {
  name: string;
  value: string;
  beside: string;
  /** Where its rows are. */
  to: PagePath;
  params: { organizationId: string };
  children: ReactNode;
}

/** A figure, what to compare it with, and the way to its rows. */
export function Figure({ name, value, beside, to, params, children }: FigureProps) {
  return (
    <Link to={to} params={params} className={classes.figure}>
      <span className={classes.name}>
        {name}
        <IconChevronRight size={15} stroke={1.7} aria-hidden />
      </span>
      <span>
        <b className={classes.value}>{value}</b> <span className={classes.beside}>{beside}</span>
      </span>
      <span className={classes.note}>{children}</span>
    </Link>
  );
}
