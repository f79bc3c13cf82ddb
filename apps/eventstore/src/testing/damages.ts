import { randomInt } from 'node:crypto';

/** Position of a row that is spoilt, and of another one that may have a part in it. */
export interface Victims {
  readonly position: number;
  readonly other: number;
}

/** One way to spoil what is stored, as a superuser can. */
export interface Damage {
  readonly name: string;
  /** Statements that run in one transaction. */
  statements(victims: Victims): readonly string[];
}

const set =
  (assignment: string) =>
  ({ position }: Victims): string[] => [`UPDATE eventstore.events SET ${assignment} WHERE position = ${position}`];

function flipBit(victims: Victims): string[] {
  const bit = `floor(${randomInt(1_000_000)} * 8 * length(frame)::bigint / 1000000)::bigint`;
  return set(`frame = set_bit(frame, ${bit}, 1 - get_bit(frame, ${bit}))`)(victims);
}

const swap =
  (columns: readonly string[]) =>
  ({ position, other }: Victims): string[] => [
    `UPDATE eventstore.events e SET ${columns.map((column) => `${column} = o.${column}`).join(', ')} FROM (SELECT * FROM eventstore.events) o
   WHERE (e.position, o.position) IN ((${position}, ${other}), (${other}, ${position}))`,
  ];

/** A number that no position or revision of a test reaches. */
const FAR = 1_000_000;

function swapPositions({ position, other }: Victims): string[] {
  const move = (from: number, to: number): string =>
    `UPDATE eventstore.events SET position = ${to} WHERE position = ${from}`;
  return [move(position, FAR), move(other, position), move(FAR, other)];
}

export const damages: readonly Damage[] = [
  { name: 'a bit of the frame', statements: flipBit },
  { name: 'the end of the frame', statements: set('frame = substring(frame FROM 1 FOR length(frame) - 1)') },
  { name: 'more frame than there was', statements: set(`frame = frame || '\\x00'::bytea`) },
  { name: 'no frame', statements: set(`frame = ''::bytea`) },
  { name: 'the checksum', statements: (victims) => set(`checksum = checksum # (1 << ${randomInt(32)})`)(victims) },
  { name: 'the position', statements: set(`position = position + ${FAR}`) },
  {
    name: 'the stream',
    statements: set(`stream_id = (SELECT max(stream_id) FROM eventstore.events), revision = revision + ${FAR}`),
  },
  { name: 'the revision', statements: set(`revision = revision + ${FAR}`) },
  {
    name: 'the key of the stream',
    statements: ({ position }) => [
      `UPDATE eventstore.events SET stream_key = stream_key || 'x' WHERE stream_id = (SELECT stream_id FROM eventstore.events WHERE position = ${position}) AND stream_key IS NOT NULL`,
    ],
  },
  { name: 'the id', statements: set('event_id = gen_random_uuid()') },
  { name: 'the row', statements: ({ position }) => [`DELETE FROM eventstore.events WHERE position = ${position}`] },
  { name: 'frames of two rows', statements: swap(['frame']) },
  { name: 'frames of two rows with their checksums', statements: swap(['frame', 'checksum']) },
  { name: 'positions of two rows', statements: swapPositions },
];
