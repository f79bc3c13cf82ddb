import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleXFilled, IconRefresh } from '@tabler/icons-react';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { plural } from '../../format/words';
import classes from './knowledge.module.css';
import { ReplaceDialog } from './replace-dialog';
import { RemoveDialog } from './source-menu';
import { useSourceActs } from './use-source-acts';
import { type AnySource, becauseOf } from './words';

interface Props {
  ids: WorkspaceIds;
  /** The worst of those that cannot be read. */
  source: AnySource;
  failures: number;
}

/** What can't be read, before everything else, with what may be done about it. */
export function Attention({ ids, source, failures }: Props) {
  const { can } = useOrganization();
  const of = { ...ids, sourceId: source.sourceId };
  const acts = useSourceActs(of, source);
  const [replacing, replace] = useDisclosure(false);
  const [removing, remove] = useDisclosure(false);
  const { name, failure, characters, kind, state } = source;
  const why = failure === null ? 'what was read of it is not here any more' : becauseOf(failure.code);
  const used = characters === null || state === 'missing' ? 'Nothing of it is used.' : 'What was read before is used.';
  const isReplaced = kind !== 'website' && failure !== null;
  return (
    <section className={classes.attention} aria-label="What can’t be read">
      <IconCircleXFilled size={18} aria-hidden />
      <div>
        <p>
          <b>
            {plural(failures, 'source')} can’t be read: {name}
          </b>
        </p>
        <p>
          Because {why}. {used}
        </p>
        {!removing && <InlineError error={acts.error} />}
      </div>
      {can('knowledge:manage', ids.workspaceId) && (
        <div className={classes.acts}>
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} stroke={1.7} aria-hidden />}
            loading={acts.pending && !removing}
            onClick={isReplaced ? replace.open : () => void acts.run({ act: 'read' })}
          >
            {isReplaced ? 'Replace file' : 'Read again'}
          </Button>
          <Button variant="default" onClick={remove.open}>
            Remove
          </Button>
          <ReplaceDialog of={of} name={name} opened={replacing} close={replace.close} />
          <RemoveDialog source={source} acts={acts} opened={removing} close={remove.close} />
        </div>
      )}
    </section>
  );
}
