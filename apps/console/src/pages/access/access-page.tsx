import { Link, getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import people from '../people/people.module.css';
import { WhoCould } from './who-could';
import { WhyMay } from './why-may';

const route = getRouteApi('/signed-in/organizations/$organizationId/access');

/** Why somebody may something, and who could, now or at a date. */
export function AccessPage() {
  const { organizationId } = useOrganization();
  const { tab, ...asked } = route.useSearch();
  const tabs = [
    { name: 'Why may…?', search: { ...asked, cursor: undefined }, isShown: tab === undefined },
    { name: 'Who could…?', search: { ...asked, tab: 'who' as const }, isShown: tab === 'who' },
  ];
  return (
    <Page title="Access">
      <div className={people.head}>
        <nav className={people.tabs} aria-label="Access">
          {tabs.map(({ name, search, isShown }) => (
            <Link
              key={name}
              to="/organizations/$organizationId/access"
              params={{ organizationId }}
              search={search}
              className={people.tab}
              activeOptions={{ exact: true }}
              aria-current={isShown ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      </div>
      {tab === 'who' ? <WhoCould /> : <WhyMay />}
    </Page>
  );
}
