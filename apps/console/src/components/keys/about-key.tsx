import type { ApiKey } from '@annals/contracts';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { inSentence, permissionWords, personal } from '../../format/words';
import classes from './keys.module.css';

type AnyKey = z.output<typeof ApiKey>;

/** Whoever issued a key, also when they have left. */
export function Issuer({ apiKey: { issuedBy } }: { apiKey: AnyKey }) {
  return (
    <>
      {personal(issuedBy.alias)}
      {!issuedBy.isMember && <span className={classes.meta}> (left)</span>}
    </>
  );
}

/** What the key may now; of what it was given, but its issuer may not (any more), that it may not. */
export function May({ apiKey: { permissions, may, bot, revokedAt } }: { apiKey: AnyKey }) {
  const lost = revokedAt === null ? permissions.filter((permission) => !may.includes(permission)) : [];
  const shown = revokedAt === null ? may : permissions;
  return (
    <>
      {shown
        .map(permissionWords)
        .map((words, at) => (at === 0 ? words : inSentence(words)))
        .join('; ')}
      {lost.length > 0 && bot === null && (
        <span className={classes.lost}>
          Not while its issuer may not: {lost.map(permissionWords).map(inSentence).join('; ')}
        </span>
      )}
    </>
  );
}

/** Whose key it is, where revoking it is asked about. */
export function whose({ bot, issuedBy }: AnyKey): ReactNode {
  if (bot !== null)
    return (
      <>
        It is a key of the bot <b>{bot.name}</b>, issued by {personal(issuedBy.alias)}.
      </>
    );
  return (
    <>
      It is a key of <b>{personal(issuedBy.alias)}</b>, who issued it{issuedBy.isMember ? '' : ' and has left'}.
    </>
  );
}
