import { IconBuilding } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Me } from '../../api/identity';
import { places } from '../../app/last-place';
import { Box } from '../../components/box';
import { FiveQuestions, Recommendation } from '../workspaces/five-questions';
import { type Answers, recommended } from '../workspaces/which';
import classes from './create-organization.module.css';

/** D6, D14: whether it has to be an organization, by five answers. Who knows goes on without them. */
export const WhatYouNeed = ({ answers, onChange }: { answers: Answers; onChange: (answers: Answers) => void }) => (
  <Box title="What do you need?" action={<small>{Object.keys(answers).length} of 5 answered</small>}>
    <div className={classes.questions}>
      <FiveQuestions answers={answers} onChange={onChange} />
    </div>
  </Box>
);

/** What the answers come to, and the way to a workspace where that is enough. */
export function WhatFits({ answers, me }: { answers: Answers; me: Me }) {
  const { latest } = places();
  const last = me.organizations.find(({ organizationId }) => organizationId === latest) ?? me.organizations[0];
  return (
    <section className={classes.fits} aria-labelledby="what-fits">
      <h2 id="what-fits">
        <IconBuilding size={16} stroke={1.7} aria-hidden />
        What fits
      </h2>
      <Recommendation answers={answers} />
      <p className={classes.rule}>
        The rule: one yes to the first four means an organization; yes only to the last means a workspace.
      </p>
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
    </section>
  );
}
