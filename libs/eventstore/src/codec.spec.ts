import { createHash, randomUUID } from 'node:crypto';
import { lampDoused, lampForms, lampHung, lampLent } from '@annals/testing';
import { Erased, type DomainEvent } from '@annals/kernel';
import fc from 'fast-check';
import { Decoder, type Opening } from './decode';
import { Encoder } from './encode';
import { UnreadableEvent } from './faults';
import { eventId, uuidV5 } from './ids';
import type { StoredRecord } from './stored-record';
import type { CommandContext } from './command-context';
import { aCommand } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';

const organization = randomUUID();
const at = '2026-06-03T09:15:00.000Z';
const doused = () => lampDoused({ lampId: randomUUID() });
const hung = (name: string) => lampHung({ lampId: randomUUID(), roomId: randomUUID() }, { name });
const lent = (personId: string, email = 'ada@example.org') => lampLent({ lampId: randomUUID(), personId }, { email });

describe('the codec', () => {
  let keyring: MemoryKeyring;
  beforeEach(() => {
    keyring = new MemoryKeyring();
  });

  /** As the store and its client do it: bytes in, parsed JSON out. */
  const stored = async (
    stream: string,
    events: readonly DomainEvent[],
    context = aCommand(),
  ): Promise<StoredRecord[]> =>
    (await new Encoder(keyring, lampForms.definitions).encode({ stream, context, at }, events)).map(
      ({ id, type, data, metadata }, revision) => ({
        id,
        type,
        stream,
        revision,
        position: { commit: BigInt(revision), prepare: BigInt(revision) },
        data: JSON.parse(Buffer.from(data).toString()) as unknown,
        metadata: JSON.parse(Buffer.from(metadata).toString()) as unknown,
      }),
    );
  const decode = (records: readonly StoredRecord[], opening?: Opening) =>
    new Decoder(keyring, lampForms).decode(records, opening);
  const bodyOf = (record: StoredRecord | undefined) =>
    record?.data as { data: object; personal?: { k: string }; text?: { k: string } };
  const metadataOf = (record: StoredRecord | undefined) => record?.metadata as Record<string, string>;

  it('gives back what it was given, and its bytes as they are stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        async (typed, anything) => {
          const reason = anything.replaceAll('\0', '');
          const name = `x${typed.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim()}`;
          const events = [doused(), hung(name), lent(randomUUID())];
          const encoded = await new Encoder(keyring, lampForms.definitions).encode(
            { stream: `house-${organization}`, context: aCommand({ reason }), at },
            events,
          );
          const records = encoded.map(({ id, type, data, metadata }): StoredRecord => ({
            id,
            type,
            stream: `house-${organization}`,
            revision: 0,
            position: { commit: 1n, prepare: 1n },
            data: JSON.parse(Buffer.from(data).toString()),
            metadata: JSON.parse(Buffer.from(metadata).toString()),
          }));
          const decoded = await decode(records);
          expect(decoded.map(({ type, data, personal, text }) => ({ type, data, personal, text }))).toEqual(
            events.map((event: DomainEvent) => ({
              type: event.type,
              data: event.data,
              personal: event.personal,
              text: event.text,
            })),
          );
          expect(decoded.every(({ meta }) => meta.reason === reason)).toBe(true);
          decoded.forEach(({ raw }, index) => {
            expect(Buffer.compare(raw.data, encoded[index]?.data ?? Buffer.alloc(0))).toBe(0);
            expect(Buffer.compare(raw.metadata, encoded[index]?.metadata ?? Buffer.alloc(0))).toBe(0);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('names events by command, stream and index', async () => {
    const context = aCommand();
    const [first, second] = await stored(`house-${organization}`, [doused(), doused()], context);
    expect([first?.id, second?.id]).toEqual(
      [0, 1].map((index) => uuidV5(context.commandId, `house-${organization}/${index}`)),
    );
    expect(eventId(context.commandId, 'a', 0)).not.toBe(eventId(context.commandId, 'b', 0));
    // RFC 9562, version 5: SHA-1 of the namespace's bytes and the name.
    const digest = createHash('sha1')
      .update(Buffer.from(context.commandId.replaceAll('-', ''), 'hex'))
      .update('noun')
      .digest('hex');
    expect(uuidV5(context.commandId, 'noun').replaceAll('-', '').slice(0, 12)).toBe(digest.slice(0, 12));
  });

  it('keeps plain what decisions rest on, and seals the rest', async () => {
    const event = lent(randomUUID());
    const [record] = await stored(
      `organization-${organization}`,
      [event],
      aCommand({ reason: 'because', origin: { ip: '203.0.113.9', userAgent: 'curl' } }),
    );
    expect(bodyOf(record).data).toEqual(event.data);
    expect(JSON.stringify([record?.data, record?.metadata])).not.toMatch(/ada@|because|203\.0|curl/);
  });

  it('has a fresh salt and flat metadata', async () => {
    const context = aCommand();
    const records = [
      ...(await stored(`house-${organization}`, [doused()], context)),
      ...(await stored(`house-${organization}`, [doused()], context)),
    ];
    expect(new Set(records.map((record) => metadataOf(record)['salt'])).size).toBe(2);
    expect(metadataOf(records[0])).toEqual({
      $correlationId: context.correlationId,
      $causationId: context.commandId,
      at,
      actor: context.actor,
      command: context.commandId,
      schema: '1',
      salt: expect.any(String) as string,
    });
  });

  describe('keys', () => {
    const keyId = async (scope: string, subject: string) => (await keyring.forSubject(scope, subject)).id;

    it("are the person's in the organization, the organization's, and the account's", async () => {
      const personId = randomUUID();
      const userId = randomUUID();
      const [member] = await stored(`organization-${organization}`, [lent(personId)]);
      const [lamp] = await stored(`house-${organization}`, [hung('Lamp')], aCommand({ reason: 'why' }));
      const [account] = await stored(
        `account-${userId}`,
        [lent(userId)],
        aCommand({ reason: 'why', origin: { ip: '::1', userAgent: '' }, actorKey: { scope: 'account', subject: 'x' } }),
      );
      expect(bodyOf(member).personal?.k).toBe(await keyId(organization, personId));
      expect(bodyOf(lamp).text?.k).toBe(await keyId(organization, 'organization'));
      expect(metadataOf(lamp)['reason']).toContain(await keyId(organization, 'organization'));
      expect(bodyOf(account).personal?.k).toBe(await keyId('account', userId));
      expect(metadataOf(account)['reason']).toContain(await keyId('account', userId));
      expect(metadataOf(account)['origin']).toContain(await keyId('account', 'x'));
    });

    it('that were destroyed leave the type Erased, and everything else as it was', async () => {
      const personId = randomUUID();
      const records = await stored(
        `organization-${organization}`,
        [lent(personId), lent(randomUUID(), 'grace@example.org')],
        aCommand({ reason: 'why' }),
      );
      await keyring.destroy(organization, personId);
      const [erased, other] = await decode(records);
      expect(erased?.personal).toBe(Erased.value);
      expect(erased?.data).toMatchObject({ personId });
      expect(other?.personal).toEqual({ email: 'grace@example.org' });
      await keyring.destroy(organization, 'organization');
      expect((await decode(records)).map(({ meta }) => meta.reason)).toEqual([Erased.value, Erased.value]);
    });

    it('that are missing without a tombstone are a fault, never Erased', async () => {
      const records = await stored(`house-${organization}`, [hung('Lamp')]);
      keyring = new MemoryKeyring();
      await expect(decode(records)).rejects.toThrow('MissingKey');
      await expect(
        new Decoder({ forSubject: () => Promise.reject(new Error('unused')), open: async () => new Map() }).decode(
          records,
        ),
      ).rejects.toThrow('The keyring says nothing about key');
    });

    it('are asked for once for a batch, and not at all for what a fold does not look at', async () => {
      const records = await stored(
        `organization-${organization}`,
        [lent(randomUUID()), lent(randomUUID()), doused()],
        aCommand({ reason: 'why' }),
      );
      const asked: string[][] = [];
      const watched = {
        forSubject: (scope: string, subject: string) => keyring.forSubject(scope, subject),
        open: (ids: readonly string[]) => {
          asked.push([...ids]);
          return keyring.open(ids);
        },
      };
      const decoder = new Decoder(watched, lampForms);
      await decoder.decode(records);
      expect(asked.map((ids) => ids.length)).toEqual([3]);
      expect((await decoder.decode(records, 'text')).map(({ personal, meta }) => [personal, meta.reason])).toEqual([
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ]);
      expect(asked).toHaveLength(1);
    });
  });

  it.each<[string, (record: StoredRecord) => Partial<StoredRecord>, RegExp]>([
    [
      'a part moved to another event',
      () => ({ id: randomUUID() }),
      /Its text does not open: it was changed, or moved here/,
    ],
    [
      'A4: a part moved to another stream',
      () => ({ stream: `house-${randomUUID()}` }),
      /Its text does not open: it was changed, or moved here/,
    ],
    [
      'A4: a part moved to another type',
      () => ({ type: 'LampRenamed' }),
      /Its text does not open: it was changed, or moved here/,
    ],
    ['a body of another form', () => ({ data: 'text' }), /body is not of the form/],
    [
      'metadata that is not flat',
      (record) => ({ metadata: { ...metadataOf(record), at: { nested: 1 } } }),
      /metadata is not flat/,
    ],
    [
      'metadata without its actor',
      (record) => ({ metadata: { ...metadataOf(record), actor: 'somebody' } }),
      /Its actor is "somebody"/,
    ],
    [
      'metadata without its command',
      (record) => ({
        metadata: Object.fromEntries(Object.entries(metadataOf(record)).filter(([key]) => key !== 'command')),
      }),
      /lacks command/,
    ],
    [
      'a reason that is no JSON',
      (record) => ({ metadata: { ...metadataOf(record), reason: 'plain' } }),
      /its reason is not sealed/,
    ],
    [
      'a part that is not sealed',
      (record) => ({ data: { ...bodyOf(record), text: { name: 'plain' } } }),
      /its text is not sealed/,
    ],
  ])('does not read %s', async (_name, spoil, message) => {
    const [record] = await stored(`house-${organization}`, [hung('Lamp')]);
    if (!record) throw new Error('nothing stored');
    const reading = decode([{ ...record, ...spoil(record) }]);
    await expect(reading).rejects.toBeInstanceOf(UnreadableEvent);
    await expect(reading).rejects.toThrow(message);
  });

  it('reads an actor of a kind that this release does not know', async () => {
    const [record] = await stored(`house-${organization}`, [hung('Lamp')]);
    if (!record) throw new Error('nothing stored');
    const [event] = await decode([{ ...record, metadata: { ...metadataOf(record), actor: 'partner:acme' } }]);
    expect(event?.meta.actor).toBe('partner:acme');
  });

  it('A4: does not read a reason, or anything personal, that another event, stream or type had', async () => {
    const context = () => aCommand({ reason: 'because' });
    const [lamp] = await stored(`house-${organization}`, [hung('Lamp')], context());
    const [other] = await stored(`house-${organization}`, [hung('Lamp')], context());
    const [member] = await stored(`organization-${organization}`, [lent(randomUUID())]);
    if (!lamp || !other || !member) throw new Error('nothing stored');
    await expect(
      decode([{ ...lamp, metadata: { ...metadataOf(lamp), reason: metadataOf(other)['reason'] } }]),
    ).rejects.toThrow(/Its reason does not open: it was changed, or moved here/);
    await expect(decode([{ ...member, stream: `organization-${randomUUID()}` }])).rejects.toThrow(
      /Its personal does not open: it was changed, or moved here/,
    );
    expect(await decode([lamp, other, member])).toHaveLength(3);
  });

  it('keeps what it cannot read in its place, and reads the others', async () => {
    const [first, second, third] = await stored(`house-${organization}`, [hung('Ada'), hung('Bob'), hung('Cleo')]);
    if (!first || !second || !third) throw new Error('nothing stored');
    const entries = await new Decoder(keyring, lampForms).entries([first, { ...second, data: '{"data":{' }, third]);
    expect(entries.map(({ revision, type, unreadable }) => [revision, type, unreadable?.message])).toEqual([
      [0, 'LampHung', undefined],
      [1, 'LampHung', expect.stringContaining('its body is not of the form')],
      [2, 'LampHung', undefined],
    ]);
  });

  it('says who, when and where of an event that it cannot read, where at least that can be read', async () => {
    const context = aCommand({ reason: 'because' });
    const [record] = await stored(`house-${organization}`, [hung('Ada')], context);
    if (!record) throw new Error('nothing stored');
    const newer = { ...record, metadata: { ...metadataOf(record), schema: '2' } };
    const entries = await new Decoder(keyring, lampForms).entries([
      { ...record, data: '{"data":{' },
      newer,
      { ...record, metadata: '{"at":' },
      { ...newer, metadata: { ...newer.metadata, actor: 'somebody' } },
    ]);
    const known = { at, actor: context.actor, command: context.commandId };
    expect(entries.map(({ unreadable, meta }) => unreadable && meta)).toEqual([
      expect.objectContaining(known),
      expect.objectContaining({ ...known, schema: 2 }),
      undefined,
      undefined,
    ]);
    expect(entries.some(({ meta }) => meta?.reason !== undefined)).toBe(false);
  });

  it('says whom an event that it cannot read concerns: everybody, where it was renamed since', async () => {
    const [record] = await stored(`house-${organization}`, [doused()]);
    if (!record) throw new Error('nothing stored');
    const decoder = new Decoder(keyring, {
      definitions: new Map([['LampDoused', { version: 2 }]]),
      upcasts: new Map([['LampStopped@1', (event) => ({ ...event, type: 'LampDoused', version: 2 })]]),
    });
    const entries = await decoder.entries([
      { ...record, type: 'LampStopped' },
      record,
      { ...record, type: 'LampStopped', data: 'broken' },
      { ...record, type: 'LampVanished' },
    ]);
    expect(entries.map((entry) => (entry.unreadable ? entry.concerns : entry.data))).toEqual([
      bodyOf(record).data,
      'LampDoused',
      undefined,
      'LampVanished',
    ]);
  });

  it.each<[string, DomainEvent, RegExp]>([
    ['a type that is not defined', { type: 'LampVanished', data: {} }, /There is no event type LampVanished/],
    [
      'a field that is not defined',
      { type: 'LampDoused', data: { lampId: randomUUID(), name: 'Ada' } },
      /LampDoused.data has no name/,
    ],
    [
      'a value that is not as defined',
      { type: 'LampDoused', data: { lampId: 'ada' } },
      /LampDoused.data is not as its definition says/,
    ],
    [
      'a part that is not defined',
      { type: 'LampDoused', data: { lampId: randomUUID() }, personal: { email: 'a@b.c' } },
      /LampDoused has no personal/,
    ],
    [
      'a part too few',
      { type: 'LampHung', data: { lampId: randomUUID(), roomId: randomUUID() } },
      /LampHung lacks text/,
    ],
    ['a BigInt', { type: 'LampDoused', data: { lampId: 1n } }, /LampDoused.data.lampId is a bigint/],
  ])('does not write %s', async (_name, event, message) => {
    await expect(stored(`house-${organization}`, [event])).rejects.toThrow(message);
  });

  it.each<[string, Partial<CommandContext>, RegExp]>([
    ['U+0000 in a reason', { reason: 'because\u0000' }, /LampDoused: reason in the metadata contains U\+0000/],
    [
      'half of a surrogate pair in a reason',
      { reason: 'because \ud83d' },
      /reason in the metadata contains half of a surrogate pair/,
    ],
    [
      'a reason that is too long',
      { reason: 'x'.repeat(4001) },
      /reason in the metadata has 4001 characters; at most 4000/,
    ],
    ['U+0000 in an address', { origin: { ip: '::1\u0000', userAgent: '' } }, /ip in the metadata contains U\+0000/],
    [
      'half of a surrogate pair in a user agent',
      { origin: { ip: '::1', userAgent: '\udc00' } },
      /userAgent in the metadata contains half/,
    ],
    [
      'a user agent that is too long',
      { origin: { ip: '::1', userAgent: 'x'.repeat(10_000) } },
      /userAgent in the metadata has 10000/,
    ],
    ['U+0000 in a session', { session: '\0' }, /session in the metadata/],
    ['U+0000 in grants', { grants: '\0' }, /grants in the metadata/],
    ['U+0000 in a permission', { permission: '\0' }, /permission in the metadata/],
    ['U+0000 in whom it is for', { onBehalfOf: '\0' }, /onBehalfOf in the metadata/],
    ['U+0000 in a correlation', { correlationId: '\0' }, /correlationId in the metadata/],
    ['U+0000 in a cause', { causationId: '\0' }, /causationId in the metadata/],
    ['U+0000 in an actor', { actor: 'system:\0' }, /actor in the metadata/],
  ])('A1: does not write %s', async (_name, context, message) => {
    await expect(stored(`house-${organization}`, [doused()], aCommand(context))).rejects.toThrow(message);
  });

  it('A1: does not write U+0000 or half of a surrogate pair in a part, either', async () => {
    await expect(stored(`house-${organization}`, [hung('a\0')])).rejects.toThrow(/LampHung.text.name contains U\+0000/);
    await expect(stored(`house-${organization}`, [hung('a\ud800')])).rejects.toThrow(
      /LampHung.text.name contains half of a surrogate pair/,
    );
  });

  it('does not write under a command id that is no uuid', async () => {
    await expect(stored(`house-${organization}`, [doused()], aCommand({ commandId: 'c1' }))).rejects.toThrow(/UUID/i);
  });
});
