import { given } from './grammar';
import { Refused } from './refused';
import { type Evolve, remembersNothing, type Stream } from './stream';

type Door = { open: boolean; opened: number };
type DoorEvent =
  | { type: 'DoorOpened'; data: { by: string } }
  | { type: 'DoorShut'; data: object }
  | { type: 'DoorPainted'; data: object; personal: { painter: string } };

const evolve: Evolve<Door, DoorEvent> = {
  DoorOpened: (door) => {
    door.open = true;
    door.opened += 1;
  },
  DoorShut: (door) => {
    door.open = false;
  },
  DoorPainted: remembersNothing,
};
const door: Stream<Door, DoorEvent> = { category: 'door', initial: () => ({ open: false, opened: 0 }), evolve };

const openDoor = (
  state: { readonly open: boolean; readonly opened: number },
  { by }: { by: string },
): readonly DoorEvent[] => {
  if (state.opened > 2) throw new Refused('WORN_OUT', { opened: state.opened });
  return state.open ? [] : [{ type: 'DoorOpened', data: { by } }];
};

describe('given/when/then', () => {
  const opened: DoorEvent = { type: 'DoorOpened', data: { by: 'ada' } };
  const shut: DoorEvent = { type: 'DoorShut', data: {} };

  it('finds the right events', () => given(door).when(openDoor, { by: 'ada' }).then(opened));
  it('finds silence', () => given(door, opened).when(openDoor, { by: 'ada' }).thenNothing());
  it('finds a refusal with its details', () =>
    given(door, opened, shut, opened, shut, opened)
      .when(openDoor, { by: 'ada' })
      .thenRefused('WORN_OUT', { opened: 3 }));

  it('fails on another event', () =>
    expect(() => given(door).when(openDoor, { by: 'bo' }).then(opened)).toThrow(/ada[^]*bo/));
  it('fails on an event where none was expected', () =>
    expect(() => given(door).when(openDoor, { by: 'ada' }).thenNothing()).toThrow('Expected'));
  it('fails when nobody refuses', () =>
    expect(() => given(door).when(openDoor, { by: 'ada' }).thenRefused('WORN_OUT')).toThrow('Expected a refusal'));
  it('fails on another code', () =>
    expect(() => given(door, opened, opened, opened).when(openDoor, { by: 'ada' }).thenRefused('SHUT')).toThrow(
      'WORN_OUT',
    ));
  it('lets a fault through', () =>
    expect(() =>
      given(door)
        .when(() => {
          throw new TypeError('broken');
        }, {})
        .thenRefused('WORN_OUT'),
    ).toThrow(TypeError));
});
