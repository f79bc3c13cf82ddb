import type { Needs } from '@annals/contracts';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { count } from '../../format/words';
import { NeedList } from '../needs/need-list';
import classes from '../needs/needs.module.css';
import { needsTitle } from '../needs/words';

/** So many are on the overview; the page has all. */
export const NEEDS_SHOWN = 5;

/** The first thing on the overview: what needs the reader, or that nothing does. */
export function NeedsYou({ needs: { items, total } }: { needs: z.output<typeof Needs> }) {
  const { organizationId } = useOrganization();
  if (total === 0)
    return (
      <section className={classes.fine}>
        <IconCircleCheck size={17} stroke={1.7} aria-hidden />
        <h2>{needsTitle(0)}</h2>
      </section>
    );
  const shown = items.length < total ? `, the worst ${count(items.length)} first` : '';
  return (
    <Box
      title={`${needsTitle(total)}${shown}`}
      action={
        <Link className={classes.all} to="/organizations/$organizationId/needs" params={{ organizationId }}>
          {items.length < total ? `All ${count(total)}` : 'When is that?'}
        </Link>
      }
    >
      <NeedList items={items} />
    </Box>
  );
}
