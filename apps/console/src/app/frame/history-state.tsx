import { Tooltip } from '@mantine/core';
import { IconShieldCheckFilled, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type HistoryProofs, proofsQuery } from '../../api/proofs';
import { useNow } from '../../components/when';
import { relative } from '../../format/time';
import { entryNumber, plural } from '../../format/words';
import { useOrganization } from './frame-context';
import classes from './history-state.module.css';

const icons = { unbroken: IconShieldCheckFilled, broken: IconShieldX, unchecked: IconShieldQuestion };

/** On every page, for who may read the history: whether it is unbroken, and when that was looked at. */
export function HistoryState() {
  const { organizationId, can } = useOrganization();
  const mayRead = can('audit:read');
  const { data } = useQuery({ ...proofsQuery(organizationId), enabled: mayRead });
  const now = useNow();
  if (!mayRead || data === undefined) return null;
  const Icon = icons[data.state];
  const [said, beside] = words(data, now);
  return (
    <section className={classes.place} aria-label="State of the history">
      <Tooltip label={said} position="right">
        <Link
          to="/organizations/$organizationId/proofs"
          params={{ organizationId }}
          className={classes.state}
          data-state={data.state}
        >
          <Icon size={17} stroke={1.7} aria-hidden />
          <span>
            <b>{said}</b>
            <small>{beside}</small>
          </span>
        </Link>
      </Tooltip>
    </section>
  );
}

function words({ state, broken, entries, checkedAt }: HistoryProofs, now: number): [said: string, beside: string] {
  if (broken !== null)
    return [`History broken at ${entryNumber(broken.sequence)}`, `Found ${relative(broken.foundAt, now)}`];
  const checked = checkedAt === null ? 'not looked at yet' : relative(checkedAt, now);
  return [
    state === 'unbroken' ? 'History unbroken' : 'History not checked',
    `${plural(entries, 'event')} · ${checked}`,
  ];
}
