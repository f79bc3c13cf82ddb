import type { Permission } from '@annals/contracts';
import type { FunctionComponent } from 'react';
import { Forbidden } from '../../components/page-states';
import { useOrganization } from './frame-context';
import { Page } from './page';

interface Closed {
  /** Of the page. */
  title: string;
  /** What cannot be seen: "You can't see the runs here". */
  what: string;
}

/** A page for who may see what is on it; to everybody else it says what they lack, and asks the server for nothing. */
export function openTo(permission: Permission, { title, what }: Closed, Content: FunctionComponent): FunctionComponent {
  return function OpenTo() {
    const { can } = useOrganization();
    if (can(permission)) return <Content />;
    return (
      <Page title={title}>
        <Forbidden what={what} needs={permission} />
      </Page>
    );
  };
}
