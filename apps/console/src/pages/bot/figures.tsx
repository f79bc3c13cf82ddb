import { Link, useNavigate } from '@tanstack/react-router';
import { since } from '../../app/page-search';
import { useOrganization } from '../../app/frame/frame-context';
import { useNow } from '../../components/when';
import { count, share } from '../../format/words';
import { RunFigures } from '../runs/run-figures';
import classes from './bot.module.css';
import type { AnyBot } from './types';

/** How its runs went: of the last 24 hours by the hour, and since it was registered. */
export function Figures({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  const navigate = useNavigate();
  const { botId, runs, failed } = bot;
  const from = since('24h', useNow());
  const to = '/organizations/$organizationId/runs';
  const params = { organizationId };
  return (
    <section aria-label="Runs">
      {can('runs:read') && (
        <RunFigures
          matching={{ botId, from }}
          choose={(first, last) => void navigate({ to, params, search: { bot: botId, from: first, to: last } })}
        />
      )}
      <p className={classes.since}>
        Last 24 hours. Since it was registered {count(runs)} began, {share(runs - failed, runs)} succeeded.{' '}
        {can('runs:read') && (
          <Link to={to} params={params} search={{ bot: botId }}>
            All runs
          </Link>
        )}
      </p>
    </section>
  );
}
