import { Button } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proofsQuery } from '../../api/proofs';
import { entryNumber } from '../../format/words';
import { useOrganization } from './frame-context';
import classes from './status-strip.module.css';

/** On every page of an organization whose history is not as it was. */
export function HistoryStrip() {
  const { organizationId, can } = useOrganization();
  const { data } = useQuery({ ...proofsQuery(organizationId), enabled: can('audit:read') });
  if (data?.broken == null) return null;
  return (
    <div className={classes.strip} role="alert">
      <IconShieldX size={16} aria-hidden />
      <span className={classes.said}>
        <b>The history is broken at entry {entryNumber(data.broken.sequence)}</b>
        <br />
        What is stored there is not what it was. Nothing after it is lost; it must not be relied on until this is
        settled.
      </span>
      <span className={classes.acts}>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/organizations/$organizationId/proofs" params={{ organizationId }} />
          )}
        >
          What was found
        </Button>
      </span>
    </div>
  );
}
