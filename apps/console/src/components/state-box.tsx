import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './state-box.module.css';

interface Props {
  icon: TablerIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  framed?: boolean;
}

/** A state in the place of the content: icon, bold line, sentence, at most two buttons. */
export function StateBox({ icon: Icon, title, children, actions, framed = true }: Props) {
  return (
    <div className={classes.box} data-framed={framed || undefined}>
      <Icon size={24} stroke={1.5} aria-hidden className={classes.icon} />
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.sentence}>{children}</p>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
