import type { Need, Needs } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconBan, IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { useNow } from '../../components/when';
import { count, plural } from '../../format/words';
import { needWords } from './needs';
import classes from './needs-you.module.css';

const icons = {
  failing: IconAlertTriangleFilled,
  error: IconAlertTriangleFilled,
  silent: IconPlugConnectedX,
  refusing: IconBan,
};

/** The first thing on the overview: what needs the reader, or that nothing does. */
export function NeedsYou({ needs: { items, total } }: { needs: z.output<typeof Needs> }) {
  if (total === 0)
    return (
      <section className={classes.fine}>
        <IconCircleCheck size={17} stroke={1.7} aria-hidden />
        <h2>Nothing needs you</h2>
      </section>
    );
  const shown = items.length < total ? `, the worst ${count(items.length)} first` : '';
  return (
    <Box title={`${plural(total, 'thing')} ${total === 1 ? 'needs' : 'need'} you${shown}`}>
      <ul>
        {items.map((need) => (
          <Row key={need.kind === 'silent' ? need.kind : `${need.kind} ${need.botId}`} need={need} />
        ))}
      </ul>
    </Box>
  );
}

function Row({ need }: { need: Need }) {
  const { title, cause, bot } = needWords(need, useNow());
  const Icon = icons[need.kind];
  return (
    <li className={classes.need}>
      <Icon
        size={17}
        stroke={1.7}
        aria-hidden
        className={classes.icon}
        data-kind={need.kind === 'error' ? 'failing' : need.kind}
      />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {cause !== '' && <p className={classes.cause}>{cause}</p>}
      </div>
      <Acts kind={need.kind} bot={bot} />
    </li>
  );
}

function Acts({ kind, bot }: { kind: Need['kind']; bot: string | undefined }) {
  const { organizationId, can } = useOrganization();
  const params = { organizationId };
  const outcome = kind === 'failing' ? 'failed' : kind === 'refusing' ? 'refused' : undefined;
  const see = kind === 'silent' || kind === 'error' || (kind === 'failing' && can('bots:toggle'));
  return (
    <div className={classes.acts}>
      {see && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/organizations/$organizationId/bots"
              params={params}
              search={bot === undefined ? { status: 'offline' } : { row: bot }}
            />
          )}
        >
          {bot === undefined ? 'See bots' : 'See bot'}
        </Button>
      )}
      {outcome !== undefined && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/organizations/$organizationId/runs" params={params} search={{ bot, outcome }} />
          )}
        >{`See ${outcome} runs`}</Button>
      )}
    </div>
  );
}
