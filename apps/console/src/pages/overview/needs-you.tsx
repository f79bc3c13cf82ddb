import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconBan, IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { plural } from '../../format/words';
import type { Need } from './needs';
import classes from './needs-you.module.css';

const icons = { failing: IconAlertTriangleFilled, silent: IconPlugConnectedX, refusing: IconBan };

/** The first thing on the overview: what needs the reader, or that nothing does. */
export function NeedsYou({ needs }: { needs: readonly Need[] }) {
  if (needs.length === 0) return <section className={classes.fine}><IconCircleCheck size={17} stroke={1.7} aria-hidden /><h2>Nothing needs you</h2></section>;
  return (
    <Box title={`${plural(needs.length, 'thing')} ${needs.length === 1 ? 'needs' : 'need'} you`}>
      <ul>
        {needs.map((need) => {
          const Icon = icons[need.kind];
          return (
            <li key={need.title} className={classes.need}>
              <Icon size={17} stroke={1.7} aria-hidden className={classes.icon} data-kind={need.kind} />
              <div className={classes.words}><p className={classes.title}>{need.title}</p>{need.cause !== '' && <p className={classes.cause}>{need.cause}</p>}</div>
              <Acts need={need} />
            </li>
          );
        })}
      </ul>
    </Box>
  );
}

function Acts({ need }: { need: Need }) {
  const { organizationId, can } = useOrganization();
  const bot = need.bots.length === 1 ? need.bots[0] : undefined;
  const params = { organizationId };
  return (
    <div className={classes.acts}>
      {need.kind === 'failing' && can('bots:toggle') && <Button variant="default" renderRoot={(props) => <Link {...props} to="/organizations/$organizationId/bots" params={params} search={{ row: bot }} />}>See bot</Button>}
      {need.kind !== 'silent' && <Button variant="default" renderRoot={(props) => <Link {...props} to="/organizations/$organizationId/runs" params={params} search={{ bot, outcome: need.kind === 'failing' ? 'failed' : 'refused' }} />}>{need.kind === 'failing' ? 'See failed runs' : 'See refused runs'}</Button>}
      {need.kind === 'silent' && <Button variant="default" renderRoot={(props) => <Link {...props} to="/organizations/$organizationId/bots" params={params} search={bot === undefined ? { status: 'offline' } : { row: bot }} />}>{bot === undefined ? 'See bots' : 'See bot'}</Button>}
    </div>
  );
}
