import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { usePersonName } from '../../components/use-person-name';
import classes from './bot.module.css';
import type { AnyBot } from './types';
import { useDialogLink } from './use-dialog-link';

/** As whom a bot runs: amber where that is a person, as everything that rests on somebody's staying. */
export function RunsAs({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  const personId = bot.runsAs?.personId ?? null;
  const name = usePersonName(personId);
  const open = useDialogLink(bot.botId);
  const who =
    bot.runsAs === null ? (
      'itself'
    ) : (
      <span className={classes.amber}>
        {personId !== null && can('members:read') ? (
          <Link to="/organizations/$organizationId/people" params={{ organizationId }} search={{ row: personId }}>
            {name ?? '\u00a0'}
          </Link>
        ) : (
          'a member'
        )}
      </span>
    );
  if (!can('bots.owner:reassign', bot.workspaceId, bot.botId)) return who;
  return (
    <>
      {who}, <span className={classes.factAct}>{open('run-as')({ children: 'change' })}</span>
    </>
  );
}
