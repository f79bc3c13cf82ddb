import { useQueries } from '@tanstack/react-query';
import { accountInfoQuery, billingAddressQuery, phonesQuery } from '../../api/account-info';
import { useOrganization } from '../../app/frame/frame-context';
import { Forbidden } from '../../components/page-states';
import { Placeholder } from '../../components/skeleton';
import { BillingAddressBox } from './billing-address';
import { InternalInfoBox } from './internal-info';
import { PhonesBox } from './phones';
import { SettingsFrame } from './tabs';

/** Internal fields, what invoices are made out to, and phone numbers: each for who may see it (D21, A18, A19). */
export function AccountInfoPage() {
  const { can } = useOrganization();
  const [info, billing, phones] = [can('org.info:read'), can('org.billing_address:read'), can('org.phone:read')];
  return (
    <SettingsFrame>
      {info || billing || phones ? (
        <Boxes {...{ info, billing, phones }} />
      ) : (
        <Forbidden what="account info" needs="org.info:read" />
      )}
    </SettingsFrame>
  );
}

/**
 * The boxes come together: one that comes first would be pushed down by the others, which differ in height. Only at
 * first: one that failed reads again by itself, and would be taken away for it, and read again for having come back.
 */
function Boxes({ info, billing, phones }: Readonly<Record<'info' | 'billing' | 'phones', boolean>>) {
  const { organizationId } = useOrganization();
  const loading = useQueries({
    queries: [
      { ...accountInfoQuery(organizationId), enabled: info },
      { ...billingAddressQuery(organizationId), enabled: billing },
      { ...phonesQuery(organizationId), enabled: phones },
    ],
    combine: (found) => found.some(({ isLoading, isFetched }) => isLoading && !isFetched),
  });
  if (loading) return <Placeholder height={640} fields />;
  return (
    <>
      {info && <InternalInfoBox />}
      {billing && <BillingAddressBox />}
      {phones && <PhonesBox />}
    </>
  );
}
