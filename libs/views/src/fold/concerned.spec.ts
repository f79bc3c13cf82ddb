import { UnreadableEvent, type UnreadEvent } from '@annals/eventstore';
import { lampDoused } from '@annals/testing';
import { someLog } from '../grammar/given-log';
import { concerned, enveloped } from './concerned';
import { HandlerFailed } from './fold';

const [event] = someLog(lampDoused({ lampId: '00000000-0000-4000-8000-00000000000b' }));
if (!event) throw new Error('a log of one event has one');
const { id, stream, revision, position, type, meta } = event;
const unread = (parts: Partial<UnreadEvent> = {}): UnreadEvent => ({
  id,
  stream,
  revision,
  position,
  type,
  meta,
  concerns: type,
  unreadable: new UnreadableEvent(event, 'version 2 is newer'),
  ...parts,
});

describe('an event that cannot be read', () => {
  it('is nothing to who handles other types, and must not be passed by who handles its own', () => {
    expect(concerned(unread(), () => false)).toBeUndefined();
    expect(() => concerned(unread(), (handled) => handled === 'LampDoused')).toThrow(HandlerFailed);
  });

  it('concerns everybody where its type of today is not known', () =>
    expect(() => concerned(unread({ concerns: undefined }), () => false)).toThrow(HandlerFailed));

  it('is passed by who needs its metadata only where that can be read', () => {
    expect(enveloped(unread()).meta).toEqual(meta);
    expect(() => enveloped(unread({ meta: undefined }))).toThrow(
      /^the metadata of the event cannot be read: version 2 is newer$/,
    );
  });
});
