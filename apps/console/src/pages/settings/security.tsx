import { useQuery } from '@tanstack/react-query';
import { domainsQuery } from '../../api/domains';
import { useOrganization } from '../../app/frame/frame-context';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { Placeholder } from '../../components/skeleton';
import { DomainsBox } from './domains';
import { SettingsFrame } from './tabs';

/** Who comes in by which door: the domains of the organization. */
export function SecurityPage() {
  const { can } = useOrganization();
  return (
    <SettingsFrame>
      {can('security:read') ? <Domains /> : <Forbidden what="security settings" needs="security:read" />}
    </SettingsFrame>
  );
}

function Domains() {
  const { organizationId } = useOrganization();
  const found = useQuery(domainsQuery(organizationId));
  if (found.data !== undefined) return <DomainsBox domains={found.data.items} />;
  return found.error === null ? (
    <Placeholder height={200} fields />
  ) : (
    <LoadFailure what="domains" error={found.error} retry={() => void found.refetch()} />
  );
}
