import { botVersionPublished, botVersionRolledBack, MOST_VERSIONS } from '@annals/contracts';
import { given } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { botId, organizationId, otherBotId, registered } from '../../testing/examples';
import { publishVersion } from './publish-version';

const [digest, another] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const content = { configuration: '{"retries":3}', bytes: 13, note: 'First one' };
const command = { organizationId, botId, basedOn: 0, digest, ...content };
const version = (n: number, of: string = digest) =>
  botVersionPublished(
    { botId, version: n, bytes: 13, digest: of },
    { configuration: '{"retries":3}', note: 'First one' },
  );
const back = botVersionRolledBack({ botId, version: 2, to: 1 });

describe('B27: publish a version of a bot’s configuration', () => {
  it('is the next one, and in use', () => {
    given(fleet, registered).when(publishVersion, command).then(version(1));
    given(fleet, registered, version(1))
      .when(publishVersion, { ...command, basedOn: 1, digest: another })
      .then(version(2, another));
  });

  it('is the next one also after going back, and where it says what an earlier one said', () => {
    given(fleet, registered, version(1), version(2, another), back)
      .when(publishVersion, { ...command, basedOn: 1, digest: another })
      .then(version(3, another));
    given(fleet, registered, version(1), version(2, another))
      .when(publishVersion, { ...command, basedOn: 2 })
      .then(version(3));
  });

  it('says no to a bot that is not there, to who has seen another version, and to one too many', () => {
    given(fleet, registered)
      .when(publishVersion, { ...command, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND');
    given(fleet, registered, version(1))
      .when(publishVersion, { ...command, digest: another })
      .thenRefused('BOT_VERSION_CHANGED', { inUse: 1 });
    given(fleet, registered, version(1), version(2, another), back)
      .when(publishVersion, { ...command, basedOn: 2 })
      .thenRefused('BOT_VERSION_CHANGED', { inUse: 1 });
    const all = Array.from({ length: MOST_VERSIONS }, (_, index) => version(index + 1));
    given(fleet, registered, ...all)
      .when(publishVersion, { ...command, basedOn: MOST_VERSIONS, digest: another })
      .thenRefused('BOT_VERSION_LIMIT_REACHED', { limit: MOST_VERSIONS });
  });

  it('stays quiet where the last one is in use and says the same, whatever was seen', () =>
    given(fleet, registered, version(1)).when(publishVersion, command).thenNothing());
});
