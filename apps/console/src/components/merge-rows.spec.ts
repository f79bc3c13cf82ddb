import { merge } from './merge-rows';

it('rows that are shown are renewed in place; new ones do not push in', () =>
  expect(
    merge(
      [
        { id: 'a', state: 1 },
        { id: 'b', state: 1 },
      ],
      [
        { id: 'new', state: 1 },
        { id: 'a', state: 2 },
      ],
      (row) => row.id,
    ),
  ).toEqual([
    { id: 'a', state: 2 },
    { id: 'b', state: 1 },
  ]));
