import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeysOf } from '../../api/identity';
import { keysQuery } from '../../api/queries';
import { PanelHeading } from '../facts';
import { LoadFailure } from '../failure';
import { keyLooks, Status } from '../status';
import { Pager } from '../toolbar';
import { useCursor } from '../use-cursor';
import { useNow, When } from '../when';
import { Issuer } from './about-key';
import { IssueDialog } from './issue-dialog';
import { keyState } from './key-state';
import { RevokeKey } from './revoke-key';
import classes from './keys.module.css';

const ends = { active: 'expires', expired: 'expired', revoked: 'revoked', ended: 'ended' } as const;

/**
 * The keys of a bot, in its panel: issue, see when each was last used, revoke. @param manage whether the reader may
 * issue and revoke
 */
export function KeyList({ owner, name, manage }: { owner: KeysOf; name: string; manage: boolean }) {
  const [issuing, issue] = useDisclosure(false);
  const [cursor, turn] = useState<string>();
  const keys = useQuery(keysQuery(owner, cursor));
  const pages = useCursor(cursor, keys.data?.next ?? null, turn);
  const now = useNow();
  return (
    <>
      <div className={classes.head}>
        <PanelHeading>Keys of {name}</PanelHeading>
        {manage && (
          <Button variant="default" onClick={issue.open}>
            Issue key
          </Button>
        )}
      </div>
      {keys.error !== null && keys.data === undefined && (
        <LoadFailure what="list of keys" error={keys.error} retry={() => void keys.refetch()} />
      )}
      {keys.data === undefined && keys.error === null && <div className={classes.coming} aria-busy="true" />}
      {keys.data?.items.length === 0 && <p className={classes.none}>It has none, so it cannot report anything.</p>}
      <ul className={classes.list}>
        {(keys.data?.items ?? []).map((key) => {
          const state = keyState(key, now);
          return (
            <li key={key.keyId} className={classes.key}>
              <div className={classes.words}>
                <p>
                  <b>{key.name}</b>
                </p>
                <p className={classes.meta}>
                  Issued by <Issuer apiKey={key} /> ·{' '}
                  {key.lastUsedAt === null ? (
                    'never used'
                  ) : (
                    <>
                      last used <When at={key.lastUsedAt} />
                    </>
                  )}{' '}
                  · {ends[state]} <When at={key.revokedAt ?? key.expiresAt} />
                </p>
                {state === 'active' && !key.may.includes('knowledge:search') && (
                  <p className={classes.meta}>
                    Issued before bots could search knowledge, so it can’t. Issue a new key, then revoke this one.
                  </p>
                )}
              </div>
              <span className={classes.end}>
                <Status look={keyLooks[state]} />
                {state === 'active' && manage && <RevokeKey owner={owner} apiKey={key} />}
              </span>
            </li>
          );
        })}
      </ul>
      <Pager {...pages} />
      {manage && <IssueDialog owner={owner} opened={issuing} close={issue.close} of={name} />}
    </>
  );
}
