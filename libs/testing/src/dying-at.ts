/** What a process says no more that died. */
export class Died extends Error {}

/**
 * A process that dies at the nth thing that it does with what it was given: before that is begun, or after it is done
 * and before it hears of it.
 */
export function dyingAt(nth: number, when: 'before' | 'after' = 'before'): <T extends object>(target: T) => T {
  let begun = 0;
  const call = (method: (...all: unknown[]) => unknown, of: object, given: unknown[]): unknown => {
    begun += 1;
    if (begun !== nth) return Reflect.apply(method, of, given);
    if (when === 'before') throw new Died();
    return Promise.resolve(Reflect.apply(method, of, given)).then(() => {
      throw new Died();
    });
  };
  return (target) =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => call(value as (...all: unknown[]) => unknown, of, given);
      },
    });
}
