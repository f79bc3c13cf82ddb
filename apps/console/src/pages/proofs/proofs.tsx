import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheckFilled, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type HistoryProofs, proofsQuery } from '../../api/proofs';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { When } from '../../components/when';
import { date } from '../../format/time';
import { count, entryNumber, plural } from '../../format/words';
import { kept } from '../../verify/kept';
import { Broken } from './broken';
import { CheckFile } from './check-file';
import { CheckHere } from './check-here';
import { Checkpoints } from './checkpoints';
import { KeptElsewhere } from './kept-elsewhere';
import { Offline } from './offline';
import classes from './proofs.module.css';
import { saveText } from './save-text';

/** Whether the history is unbroken, and how anybody finds that out without believing it. */
export function ProofsPage() {
  const { organizationId } = useOrganization();
  const read = useQuery(proofsQuery(organizationId));
  return (
    <Page title="Proofs">
      {read.data !== undefined ? (
        <Content proofs={read.data} />
      ) : read.error === null ? (
        <SkeletonRows />
      ) : (
        <LoadFailure what="proofs" error={read.error} retry={() => void read.refetch()} />
      )}
    </Page>
  );
}

function Content({ proofs }: { proofs: HistoryProofs }) {
  return (
    <>
      <Answer proofs={proofs} />
      {proofs.broken === null && <Figures proofs={proofs} />}
      <div className={classes.columns}>
        <div className={classes.main}>
          {proofs.broken !== null && <Broken found={proofs.broken} entries={proofs.entries} />}
          <CheckHere entries={proofs.entries} />
          <Checkpoints />
        </div>
        <div className={classes.side}>
          {proofs.broken !== null && <WhatToDo />}
          <KeptElsewhere anchors={proofs.anchors} />
          <CheckFile />
          <Offline proofs={proofs} />
        </div>
      </div>
    </>
  );
}

const icons = { unbroken: IconShieldCheckFilled, broken: IconShieldX, unchecked: IconShieldQuestion };

function Answer({ proofs }: { proofs: HistoryProofs }) {
  const { organizationId } = useOrganization();
  const Icon = icons[proofs.state];
  const { broken, latest } = proofs;
  return (
    <section className={classes.banner} data-state={proofs.state} aria-label="Whether the history is unbroken">
      <Icon size={22} aria-hidden />
      <div>
        <h2>{headline(proofs)}</h2>
        <p>
          <Checked proofs={proofs} />
        </p>
      </div>
      <div className={classes.acts}>
        {broken !== null && (
          <Button
            variant="default"
            onClick={() => {
              saveText(
                `evidence-${organizationId}.json`,
                JSON.stringify({ proofs, kept: kept(organizationId) }, null, 2),
              );
            }}
          >
            Save the evidence
          </Button>
        )}
        {latest !== null && (
          <Button
            leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
            onClick={() => {
              saveText(`checkpoint-${latest.number}.txt`, latest.signedNote);
            }}
          >
            Save checkpoint
          </Button>
        )}
      </div>
    </section>
  );
}

function headline({ state, broken }: HistoryProofs): string {
  if (broken !== null) return `The history is broken at entry ${entryNumber(broken.sequence)}`;
  return state === 'unbroken' ? 'The history is unbroken' : 'The history was not looked at lately';
}

function Checked({ proofs: { broken, entries, checkedAt, mended, restoredAt } }: { proofs: HistoryProofs }) {
  const { organizationId } = useOrganization();
  const here = kept(organizationId);
  if (broken !== null)
    return (
      <>
        Found <When at={broken.foundAt} />. Runs, people and billing go on; no checkpoint is signed until this is
        settled.
      </>
    );
  const [last] = mended;
  return (
    <>
      {plural(entries, 'entry', 'entries')}. Last checked by Annals <When at={checkedAt} />
      {here !== undefined && (
        <>
          , by this browser <When at={here.at} />
        </>
      )}
      .
      {last !== undefined &&
        ` It was broken at ${entryNumber(last.sequence)} until ${date(last.mendedAt ?? last.foundAt)}.`}
      {restoredAt !== null && ` Restored from a backup on ${date(restoredAt)}.`}
    </>
  );
}

function Figures({ proofs: { entries, unsigned, checkpoints, anchors, walkedAt } }: { proofs: HistoryProofs }) {
  const failing = anchors.filter(({ failingSince }) => failingSince !== null).length;
  return (
    <dl className={classes.figures}>
      <div>
        <dt>Entries in the tree</dt>
        <dd>
          <b>{count(entries)}</b>
          <span>{count(unsigned)} since the last checkpoint</span>
        </dd>
      </div>
      <div>
        <dt>Signed checkpoints</dt>
        <dd>
          <b>{count(checkpoints)}</b>
          <span>one each 1,000 entries or 60 s</span>
        </dd>
      </div>
      <div>
        <dt>Kept elsewhere</dt>
        <dd>
          <b>{count(anchors.length)}</b>
          <span>
            {anchors.length === 0
              ? 'no place yet'
              : failing === 0
                ? 'all of them take them'
                : `${count(failing)} failing`}
          </span>
        </dd>
      </div>
      <div>
        <dt>All of it compared</dt>
        <dd>
          <b>
            <When at={walkedAt} />
          </b>
          <span>each entry with what was stored</span>
        </dd>
      </div>
    </dl>
  );
}

function WhatToDo() {
  return (
    <section className={classes.banner} aria-label="What to do">
      <ol className={classes.numbered}>
        <li>
          <b>Save the evidence</b>What was found, and the checkpoint that this browser kept.
        </li>
        <li>
          <b>Check it yourself</b>In this browser, or offline with a checkpoint that you kept.
        </li>
        <li>
          <b>Compare with a backup</b>An operator finds the entry as it was in a backup from before.
        </li>
        <li>
          <b>Restore and check again</b>Once everything is as it was signed, this turns green by itself; that it was
          broken stays on record.
        </li>
      </ol>
    </section>
  );
}
