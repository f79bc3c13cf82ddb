import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Me } from '../../api/identity';
import { places } from '../../app/last-place';
import { Box } from '../../components/box';
import { FiveQuestions } from '../workspaces/five-questions';
import { type Answers, recommended } from '../workspaces/which';
import classes from './create-organization.module.css';

/** D6, D14: whether it has to be an organization, by five answers. Who knows goes on without them. */
export function WhatYouNeed({ me }: { me: Me }) {
  const [opened, { open }] = useDisclosure(false);
  const [answers, setAnswers] = useState<Answers>({});
  const { latest } = places();
  const last = me.organizations.find(({ organizationId }) => organizationId === latest) ?? me.organizations[0];
  return (
    <Box title="What do you need?">
      <div className={classes.fields}>
        <p className={classes.rule}>
          Bills, message fees, single sign-on or people of its own need an organization. To keep bots and knowledge
          apart a workspace is enough.
        </p>
        {opened ? (
          <FiveQuestions answers={answers} onChange={setAnswers} />
        ) : (
          <UnstyledButton className={classes.link} onClick={open}>
            Answer five questions
          </UnstyledButton>
        )}
        {last !== undefined && recommended(answers)?.kind === 'workspace' && (
          <Link
            to="/organizations/$organizationId/workspaces"
            params={{ organizationId: last.organizationId }}
            search={{ new: 'workspace' }}
            className={classes.link}
          >
            Make a workspace in {last.name} instead
          </Link>
        )}
      </div>
    </Box>
  );
}
