import { OneAuditEntry } from '@annals/contracts';
import { facts, storedEvent } from '../pages/audit/details';
import { areaName, byDay } from '../pages/audit/query';
import { sentenceText } from './sentence-text';
import { eventWords } from './words';

/** As an api that is newer than the console answers. */
const answer = {
  sequence: 7,
  at: '2026-06-03T09:15:00.000Z',
  type: 'WalletFunded',
  area: 'wallet',
  actor: { kind: 'user', id: 'u', label: 'Olga' },
  sentence: [{ text: 'put 40 credits into ' }, { kind: 'wallet', id: 'w', label: 'Runs in June' }],
  outcome: 'allowed',
  reason: null,
  data: { walletId: '0a000000-0000-4000-8000-000000000001', credits: 40, permission: 'wallets:fund' },
  personal: null,
  text: { note: 'For June' },
  permission: 'wallets:fund',
  grants: 'treasurer@3',
  roleNames: {},
  session: null,
  command: '0a000000-0000-4000-8000-000000000002',
  correlationId: '0a000000-0000-4000-8000-000000000002',
  changes: [],
  routine: false,
  onBehalfOf: null,
  origin: null,
  causationId: '0a000000-0000-4000-8000-000000000002',
  stream: 'wallet-0a000000-0000-4000-8000-000000000003.runs',
  revision: 0,
  position: '12',
};

describe('R13: an entry of a type that this console does not know', () => {
  const entry = OneAuditEntry.parse(answer);

  it('is shown in lists as it is told, with the things in it, and has words for its type and area', () => {
    expect(sentenceText(entry)).toBe('Olga put 40 credits into Runs in June');
    expect([eventWords(entry.type), areaName(entry.area)]).toEqual(['Wallet funded', 'Wallet']);
    expect(byDay([entry])).toHaveLength(1);
  });

  it('has its details, with permissions and roles by their names', () => {
    expect(facts(entry)).toEqual([
      ['Note', 'For June'],
      ['Wallet id', '0a000000-0000-4000-8000-000000000001'],
      ['Credits', '40'],
      ['Permission', 'wallets:fund'],
    ]);
    expect(storedEvent(entry)).toContain('"type": "WalletFunded"');
  });
});
