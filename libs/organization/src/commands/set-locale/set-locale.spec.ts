import { localeSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId } from '../../testing/some-organization';
import { setLocale } from './set-locale';

const oslo = { country: 'NO', timeZone: 'Europe/Oslo' };
const set = { organizationId, ...oslo };

describe('B2: set where an organization is at home', () => {
  it('says what changed, and nothing else', () => {
    given(organization, ...founded)
      .when(setLocale, set)
      .then(localeSet(oslo));
    given(organization, ...founded, localeSet({ country: 'NO', timeZone: 'UTC' }))
      .when(setLocale, set)
      .then(localeSet({ timeZone: 'Europe/Oslo' }));
    given(organization, ...founded, localeSet(oslo))
      .when(setLocale, { ...set, language: 'nb-NO' })
      .then(localeSet({ language: 'nb-NO' }));
  });

  it('says no where there is no organization', () =>
    given(organization).when(setLocale, set).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet where it is at home there already', () =>
    given(organization, ...founded, localeSet(oslo))
      .when(setLocale, set)
      .thenNothing());

  it('leaves the language as it is where nobody asks for one', () =>
    given(organization, ...founded, localeSet({ ...oslo, language: 'nb-NO' }))
      .when(setLocale, set)
      .thenNothing());
});
