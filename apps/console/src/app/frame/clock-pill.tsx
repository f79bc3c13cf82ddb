import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { momentQuery } from '../../api/history';
import { useWallClock } from '../../components/when';
import { clock, date } from '../../format/time';
import { MomentForm } from '../past/moment-form';
import { useLook } from '../past/use-look';
import classes from './page.module.css';
import { useOrganization } from './frame-context';

/** Time is part of every page: live with the time in UTC, since when no news arrive, or as of when it is looked at. */
export function ClockPill() {
  const { live, organizationId } = useOrganization();
  const { at, look } = useLook();
  const now = useWallClock();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { data } = useQuery({ ...momentQuery(organizationId, at ?? ''), enabled: at !== undefined });
  const words = live.live ? 'Live' : `Offline since ${clock(live.since, false)}`;
  const then = data === undefined ? 'As it was' : `${date(data.at)}, ${clock(data.at, false)}`;
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-end" width={520} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.pill}
          onClick={toggle}
          aria-haspopup="dialog"
          data-live={live.live}
          data-past={at !== undefined}
          data-time="clock"
        >
          <i aria-hidden />
          <b>{at === undefined ? words : then}</b> <span>{at === undefined ? `${clock(now, false)} UTC` : 'UTC'}</span>
          <VisuallyHidden>: see another moment</VisuallyHidden>
          <IconChevronDown size={14} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="See another moment" className={classes.moments}>
        <MomentForm
          instant={data === undefined ? now : Date.parse(data.at)}
          look={(next) => {
            close();
            look(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
