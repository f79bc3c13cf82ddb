import type { AuditEntry, AuditPage } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { readAudit } from '../../api/organization';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { count } from '../../format/words';
import classes from './folded.module.css';

type Entry = z.output<typeof AuditEntry>;
type Folded = z.output<typeof AuditPage>['folded'][number];
/** What the list around it was asked for. */
export type AuditQuery = Readonly<Record<string, string | number | undefined>>;

/** From so many on it is only known that there are many. */
const MANY = 50;

interface Props {
  folded: Folded;
  query: AuditQuery;
  row: (entry: Entry) => ReactNode;
}

/** What machines did between two entries: one line, until somebody wants to read it. */
export function FoldedEntries({ folded, query, row }: Props) {
  const [opened, setOpened] = useState(false);
  const words = `${folded.entries >= MANY ? `${count(MANY)} or more` : count(folded.entries)} routine ${folded.entries === 1 ? 'entry' : 'entries'}`;
  return (
    <>
      <li className={classes.line}>
        <UnstyledButton
          className={classes.open}
          aria-expanded={opened}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          {words}
        </UnstyledButton>
      </li>
      {opened && <Unfolded cursor={folded.cursor} query={query} row={row} />}
    </>
  );
}

function Unfolded({ cursor, query, row }: Omit<Props, 'folded'> & { cursor: string | null }) {
  const { organizationId } = useOrganization();
  const asked = { ...query, routine: 'shown' };
  const pages = useInfiniteQuery({
    queryKey: ['org', organizationId, 'audit-folded', asked, cursor],
    queryFn: ({ pageParam, signal }) => readAudit(organizationId, { ...asked, cursor: pageParam }, signal),
    initialPageParam: cursor ?? undefined,
    getNextPageParam: ({ items, next }) => (items.some(isOver) ? undefined : (next ?? undefined)),
  });
  const all = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const end = all.findIndex(isOver);
  return (
    <>
      {(end === -1 ? all : all.slice(0, end)).map(row)}
      {pages.error !== null && (
        <li className={classes.line}>
          <InlineError error={pages.error} />
        </li>
      )}
      {(pages.hasNextPage || pages.isLoading) && (
        <li className={classes.line}>
          <UnstyledButton
            className={classes.open}
            disabled={pages.isFetching}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetching ? 'Loading…' : 'Show more'}
          </UnstyledButton>
        </li>
      )}
    </>
  );
}

/** A group ends with the next entry that the list shows. */
const isOver = (entry: Entry): boolean => !entry.routine;
