import type { HistoryProofs } from '../../api/proofs';
import { Box } from '../../components/box';
import { When } from '../../components/when';
import { count } from '../../format/words';
import classes from './proofs.module.css';

const kinds = { file: 'a file', http: 'a server', s3: 'a bucket' };

/** Where the operator has copies of the checkpoints kept. */
export function KeptElsewhere({ anchors }: { anchors: HistoryProofs['anchors'] }) {
  return (
    <Box title="Kept elsewhere">
      {anchors.length === 0 ? (
        <div className={classes.boxed}>
          <p>
            Nowhere yet. An operator names places by <code>ANNALS_ANCHORS</code>. Until then keep a checkpoint yourself:
            without one nobody notices when all of it is rolled back.
          </p>
        </div>
      ) : (
        <ul className={classes.places}>
          {anchors.map(({ name, kind, number, keptAt, failingSince, fault }) => (
            <li key={name}>
              <span>
                {name}
                <small>
                  {kinds[kind]}, {number === 0 ? 'nothing yet' : `checkpoint ${count(number)}`}
                </small>
                {failingSince !== null && <small className={classes.wrong}>{fault}</small>}
              </span>
              <span className={failingSince === null ? classes.right : classes.wrong}>
                {failingSince === null ? (
                  <When at={keptAt} />
                ) : (
                  <>
                    failing since <When at={failingSince} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
