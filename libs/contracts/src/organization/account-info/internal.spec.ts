import { z } from 'zod';
import { allRoutes, nameOf } from '../../routes';
import type { Route } from '../../route';
import { INTERNAL } from './api';

/** What an answer is made of, as JSON: marks of fields stand in it, however deep they are. */
const written = ({ answer }: Route): string =>
  answer === undefined ? '' : JSON.stringify(z.toJSONSchema(answer, { unrepresentable: 'any' }));
const [mark] = Object.keys(INTERNAL);
const INTERNAL_NAMES = ['industry', 'size', 'useCase'];

describe('D21, X10: what an organization says for internal use', () => {
  it('is marked, and in the answer of its settings only', () => {
    const answers = allRoutes.filter((route) => written(route).includes(`"${mark}":true`));
    expect(answers.map((route) => [nameOf(route), route.access])).toEqual([['getAccountInfo', 'org.info:read']]);
    expect(answers.map(written).join('').split(`"${mark}":true`)).toHaveLength(INTERNAL_NAMES.length + 1);
  });

  it('is in no other answer under the same names either, least of all in a public one', () => {
    const named = allRoutes.filter((route) => INTERNAL_NAMES.some((name) => written(route).includes(`"${name}":{`)));
    expect(named.map(nameOf)).toEqual(['getAccountInfo']);
    expect(named.filter(({ access }) => access === 'public' || access === 'signed-in')).toEqual([]);
  });
});
