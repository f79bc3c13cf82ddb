import {
  appShared,
  botDescribed,
  botRegistered,
  botRunAsSet,
  botVersionPublished,
  botVersionRolledBack,
  type FleetEvent,
} from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { adam, botId, created, grantId, mia, organizationId, otherBotId, registered } from '../../testing/examples';
import { copyBot } from './copy-bot';

const elsewhere = '0c000000-0000-4000-8000-00000000000d';
const [digest, ofCopy] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const said = { configuration: '{"retries":3}', note: 'First one' };
const version = (n: number) => botVersionPublished({ botId, version: n, bytes: 13, digest }, said);
const configuration = { version: 1, text: said.configuration, bytes: 13, digest: ofCopy };
const copy = { organizationId, botId, workspaceId: elsewhere, owner: mia };
const copyId = someFacts.id('bot');
const made = (more: { name?: string; version?: number } = {}): FleetEvent =>
  botRegistered(
    {
      botId: copyId,
      workspaceId: elsewhere,
      kind: 'rpa',
      ownedBy: mia,
      copiedFrom: { botId, version: more.version ?? 0 },
    },
    { name: more.name ?? 'invoice-reader' },
  );

describe('P29: copy a bot', () => {
  it('is another bot with its name or another one, in that workspace', () => {
    given(fleet, registered).when(copyBot, copy).then(made());
    given(fleet, registered)
      .when(copyBot, { ...copy, name: 'bill-reader' })
      .then(made({ name: 'bill-reader' }));
  });

  it('begins with its description and what is in use of its configuration; nothing else comes along', () => {
    const before = [
      registered,
      botDescribed({ botId }, { description: 'Reads bills.' }),
      version(1),
      version(2),
      botVersionRolledBack({ botId, version: 2, to: 1 }),
      botRunAsSet({ botId, runAs: adam }),
      appShared({ grantId, botId, to: adam, level: 'manage' }),
      created,
    ];
    given(fleet, ...before)
      .when(copyBot, { ...copy, configuration })
      .then(
        made({ version: 1 }),
        botDescribed({ botId: copyId }, { description: 'Reads bills.' }),
        botVersionPublished(
          { botId: copyId, version: 1, bytes: 13, digest: ofCopy },
          { configuration: said.configuration },
        ),
      );
  });

  it('says no to a bot that is not there', () =>
    given(fleet, registered)
      .when(copyBot, { ...copy, botId: otherBotId })
      .thenRefused('BOT_NOT_FOUND'));

  it('stays quiet where this command made it already', () =>
    given(fleet, registered, made()).when(copyBot, copy).thenNothing());
});
