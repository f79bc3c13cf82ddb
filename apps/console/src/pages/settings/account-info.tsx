import { useOrganization } from '../../app/frame/frame-context';
import { Forbidden } from '../../components/page-states';
import { BillingAddressBox } from './billing-address';
import { InternalInfoBox } from './internal-info';
import { PhonesBox } from './phones';
import { SettingsFrame } from './tabs';

/** Internal fields, what invoices are made out to, and phone numbers: each for who may see it (D21, A18, A19). */
export function AccountInfoPage() {
  const { organizationId, can } = useOrganization();
  const [info, billing, phones] = [can('org.info:read'), can('org.billing_address:read'), can('org.phone:manage')];
  return (
    <SettingsFrame>
      {info && <InternalInfoBox />}
      {billing && <BillingAddressBox />}
      {phones && <PhonesBox />}
      {!info && !billing && !phones && (
        <Forbidden
          organizationId={organizationId}
          what="account info"
          needs="org.info:read"
          mayAsk={can('members:read')}
        />
      )}
    </SettingsFrame>
  );
}
