import type { PoliciesAsked } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { changePolicies, policiesQuery } from '../../api/policies';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { Placeholder } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { PolicySwitches } from './policy-switches';
import { StartingPoint } from './starting-point';
import { SettingsFrame } from './tabs';

/** What the organization decides about itself (X1–X15): a starting point, and each policy by itself. */
export function PoliciesPage() {
  const { can } = useOrganization();
  return (
    <SettingsFrame>
      {can('org.policy:read') ? <Policies /> : <Forbidden what="policies" needs="org.policy:read" />}
    </SettingsFrame>
  );
}

function Policies() {
  const { organizationId, can } = useOrganization();
  const found = useQuery(policiesQuery(organizationId));
  const command = useCommand((changes: PoliciesAsked, key: string) => changePolicies(organizationId, changes, key), {
    organizationId,
    onDone: () => {
      toast({ text: 'Changed. It holds from the next act of everybody on.' });
    },
  });
  if (found.data === undefined)
    return found.error === null ? (
      <Placeholder height={640} fields />
    ) : (
      <LoadFailure what="policies" error={found.error} retry={() => void found.refetch()} />
    );
  const { policies, changes } = found.data;
  const shared = { policies, mayChange: can('org.policy:write'), command };
  return (
    <>
      <StartingPoint {...shared} />
      <PolicySwitches {...shared} changes={changes} />
    </>
  );
}
