import { Button, Modal, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DialogButtons, DialogFields } from '../../components/facts';
import { useTerms } from '../../components/use-terms';
import { FiveQuestions, Recommendation } from './five-questions';
import { type Answers, recommended } from './which';
import classes from './workspaces.module.css';

const TITLE = 'A workspace or an organization of its own?';

interface Props {
  opened: boolean;
  open: (opened: boolean) => void;
  /** Absent for who makes no workspaces. */
  makeWorkspace?: () => void;
}

/** D6: in short, and as five questions that tell whether a workspace is enough, with the rules behind the answer. */
export function WhichOne({ opened, open, makeWorkspace }: Props) {
  const say = useTerms();
  const close = () => {
    open(false);
  };
  return (
    <section className={classes.hint} aria-labelledby="which-one">
      <h3 id="which-one">{say(TITLE)}</h3>
      <p>
        {say('A workspace keeps people and bots apart.')} Separate bills, message fees or single sign-on need an
        organization.
      </p>
      <UnstyledButton
        className={classes.out}
        onClick={() => {
          open(true);
        }}
      >
        Answer five questions
      </UnstyledButton>
      <Modal opened={opened} onClose={close} title={say(TITLE)} size={520}>
        {opened && <Questions close={close} {...(makeWorkspace ? { makeWorkspace } : {})} />}
      </Modal>
    </section>
  );
}

function Questions({ close, makeWorkspace }: { close: () => void; makeWorkspace?: () => void }) {
  const say = useTerms();
  const [answers, setAnswers] = useState<Answers>({});
  const found = recommended(answers);
  return (
    <>
      <DialogFields>
        <FiveQuestions answers={answers} onChange={setAnswers} say={say} />
        <div className={classes.found}>
          <Recommendation answers={answers} say={say} />
        </div>
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Close
        </Button>
        {found?.kind === 'workspace' && makeWorkspace !== undefined && (
          <Button onClick={makeWorkspace}>{say('Make a workspace')}</Button>
        )}
        {found?.kind === 'organization' && (
          <Button component={Link} to="/new-organization">
            Create an organization
          </Button>
        )}
      </DialogButtons>
    </>
  );
}
