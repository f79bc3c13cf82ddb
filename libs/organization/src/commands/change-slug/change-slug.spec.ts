import { organizationSlugChanged } from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { changeSlug } from './change-slug';

const { now } = someFacts;
const to = (slug: string) => ({ organizationId, slug });
const first = organizationSlugChanged({}, { slug: 'halden-freight' });
const formerUntil = plus(now, { days: 180 });

describe('A14: change what an organization is called in addresses', () => {
  it('is called so from now on, and the old one leads here for 180 days', () => {
    given(organization, ...founded)
      .when(changeSlug, to('halden-freight'))
      .then(first);
    given(organization, ...founded, first)
      .when(changeSlug, to('halden'))
      .then(organizationSlugChanged({ formerUntil }, { slug: 'halden' }));
  });

  it('says no where there is no organization', () =>
    given(organization).when(changeSlug, to('halden')).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when it is called so already', () =>
    given(organization, ...founded, first)
      .when(changeSlug, to('halden-freight'))
      .thenNothing());
});
