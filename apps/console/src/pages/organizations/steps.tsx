import { UnstyledButton } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { type Answers, recommended } from '../workspaces/which';
import classes from './create-organization.module.css';

interface Props {
  answers: Answers;
  values: Readonly<Record<'name' | 'country' | 'timeZone' | 'alias' | 'contactEmail', string>>;
}

/** The parts of the page, ticked when they are filled in; each leads to its first field. */
export function Steps({ answers, values }: Props) {
  const filled = (...names: (keyof Props['values'])[]) => names.every((name) => values[name].trim() !== '');
  const parts = [
    { id: 'need', name: 'What you need', done: recommended(answers) !== undefined },
    { id: 'place', name: 'Name and place', done: filled('name', 'country', 'timeZone') },
    { id: 'you', name: 'You in it', done: filled('alias', 'contactEmail') },
  ];
  const current = parts.find(({ done }) => !done)?.id;
  return (
    <nav aria-label="Parts of this page" className={classes.steps}>
      {parts.map(({ id, name, done }) => (
        <UnstyledButton
          key={id}
          className={classes.step}
          aria-current={id === current ? 'step' : undefined}
          onClick={() => {
            document.querySelector<HTMLInputElement>(`[data-part="${id}"] input`)?.focus();
          }}
        >
          {done ? (
            <IconCircleCheckFilled size={16} className={classes.ok} aria-label="Filled in" />
          ) : (
            <IconCircleDashed size={16} stroke={1.7} aria-hidden />
          )}
          {name}
        </UnstyledButton>
      ))}
    </nav>
  );
}
