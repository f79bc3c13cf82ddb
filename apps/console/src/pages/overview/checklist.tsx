import { checklistStep, type ChecklistStep } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { checklistQuery, hideChecklist } from '../../api/checklist';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { useTerms } from '../../components/use-terms';
import { plural } from '../../format/words';
import { steps } from './checklist-steps';
import classes from './checklist.module.css';

interface State {
  shown: boolean;
  /** Nothing has run yet: there is nothing else to see. */
  alone: boolean;
  isDone: (step: ChecklistStep) => boolean;
  hide: () => void;
}

/**
 * The first steps of a new organization, each ticked by what has happened; shown to who can take them, until all are
 * done, or the reader hides them.
 */
export function useChecklist(): State {
  const { organizationId, can } = useOrganization();
  const { data } = useQuery({ ...checklistQuery(organizationId), enabled: can('bots:create') });
  const hiding = useCommand((_: object, key) => hideChecklist({ organizationId }, key), { organizationId });
  const isDone = (step: ChecklistStep) => data?.steps.some((each) => each.step === step && each.done) ?? false;
  const isHidden = data === undefined || data.hidden || hiding.pending;
  const shown = !isHidden && !data.steps.every(({ done }) => done);
  return { shown, alone: shown && !(isDone('bot') && isDone('run')), isDone, hide: () => void hiding.run({}) };
}

/** What to do first; each step with what it takes as long as it is open. */
export function Checklist({ isDone, hide }: State) {
  const { organization } = useOrganization();
  const done = checklistStep.options.filter(isDone).length;
  const left = checklistStep.options.length - done;
  return (
    <section aria-label="First steps">
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>Welcome to {organization.name}</h2>
          <p className={classes.lead}>
            {plural(left, 'step is', 'steps are')} left. Each ticks itself off when it has happened.
          </p>
        </div>
        <span className={classes.progress}>
          <i aria-hidden>
            <b style={{ width: `${(done / checklistStep.options.length) * 100}%` }} />
          </i>
          {done} of {checklistStep.options.length}
        </span>
      </div>
      <ol className={classes.steps}>
        {checklistStep.options.map((step) => (
          <Step key={step} step={step} done={isDone(step)} />
        ))}
      </ol>
      <p className={classes.later}>
        Not now?{' '}
        <UnstyledButton className={classes.hide} onClick={hide}>
          Hide the first steps
        </UnstyledButton>{' '}
        for you alone.
      </p>
    </section>
  );
}

function Step({ step, done }: { step: ChecklistStep; done: boolean }) {
  const say = useTerms();
  const Icon = done ? IconCircleCheckFilled : IconCircleDashed;
  const { title, what, More } = steps[step];
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Icon size={19} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p className={classes.name}>{say(title)}</p>
        <p className={classes.what}>{what}</p>
        {!done && More !== undefined && (
          <div className={classes.more}>
            <More />
          </div>
        )}
      </div>
      {done && <span className={classes.tick}>Done</span>}
    </li>
  );
}
