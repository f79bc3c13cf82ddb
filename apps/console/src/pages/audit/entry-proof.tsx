import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inclusionQuery, proofFile } from '../../api/proofs';
import { asApiError } from '../../api/problem';
import { useOrganization } from '../../app/frame/frame-context';
import { Facts, PanelHeading } from '../../components/facts';
import { count } from '../../format/words';
import { rootWords } from '../../verify/words';

/** Where the entry is in the tree, under which checkpoint, and its proof as a file. */
export function EntryProof({ sequence }: { sequence: number }) {
  const { organizationId } = useOrganization();
  const { data, error } = useQuery(inclusionQuery(organizationId, sequence));
  const isWaiting = error !== null && asApiError(error).code === 'ENTRY_NOT_SIGNED';
  if (data === undefined && !isWaiting) return null;
  return (
    <>
      <PanelHeading>Proof</PanelHeading>
      {data === undefined ? (
        <p>The next checkpoint covers it, within a minute.</p>
      ) : (
        <Facts
          facts={[
            [
              'In the log',
              `at place ${count(data.index + 1)} of ${count(data.checkpoint.entries)}, under checkpoint ${count(data.checkpoint.number)}`,
            ],
            ['Root', rootWords(data.checkpoint.root)],
            [
              'File',
              <a key="file" href={proofFile(organizationId, sequence)} download={`entry-${sequence}.tlog-proof`}>
                Download the proof
              </a>,
            ],
            [
              'Check it',
              <Link key="check" to="/organizations/$organizationId/proofs" params={{ organizationId }}>
                Proofs
              </Link>,
            ],
          ]}
        />
      )}
    </>
  );
}
