import { Link } from '@tanstack/react-router';
import type { HistoryProofs } from '../../api/proofs';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Facts } from '../../components/facts';
import { exact } from '../../format/time';
import { count, entryNumber, plural } from '../../format/words';
import { hashWords } from '../../verify/words';
import classes from './proofs.module.css';

type Found = NonNullable<HistoryProofs['broken']>;

const how: Readonly<Record<Found['kind'], string>> = {
  changed: 'It is another one than when it was stored',
  gone: 'It is not there any more',
  added: 'It was put in between',
  unreadable: 'It is damaged, and can’t be read',
  'not-as-signed': 'What is stored is not what the checkpoint was signed of',
};

/** Where the history is broken, and what was found there. */
export function Broken({ found, entries }: { found: Found; entries: number }) {
  const { organizationId } = useOrganization();
  const { sequence, kind, stored, found: now, checkpoint, foundAt, lastGoodAt } = found;
  return (
    <Box title="What was found">
      <div className={classes.boxed}>
        <Facts
          facts={[
            [
              'First entry that differs',
              <Link
                key="entry"
                to="/organizations/$organizationId/audit"
                params={{ organizationId }}
                search={{ row: sequence }}
              >
                {entryNumber(sequence)}
              </Link>,
            ],
            ['How', how[kind]],
            [kind === 'not-as-signed' ? 'Root as signed' : 'Hash as stored', <Hash key="stored" hex={stored} right />],
            ['As it is now', <Hash key="now" hex={now} />],
            [
              'First checkpoint over it',
              checkpoint === null ? 'none yet' : `${count(checkpoint.number)}, ${exact(checkpoint.signedAt)}`,
            ],
            ['Entries before it', sequence === 1 ? 'none' : `${count(sequence - 1)}, all as stored`],
            ['Entries after it', plural(Math.max(entries - sequence, 0), 'entry', 'entries')],
            ['Found', exact(foundAt)],
            ['Last good check', lastGoodAt === null ? 'none' : `${exact(lastGoodAt)}: so it was changed after that`],
          ]}
        />
      </div>
    </Box>
  );
}

function Hash({ hex, right = false }: { hex: string | null; right?: boolean }) {
  if (hex === null) return <>nothing</>;
  return <span className={`${classes.hash} ${right ? classes.right : classes.wrong}`}>{hashWords(hex)}</span>;
}
