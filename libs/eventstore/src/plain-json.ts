/**
 * Throws unless a value reads back from JSON as itself: what is stored must be what was decided, and its bytes must be
 * the same when they are written anew, and every view must be able to hold it: no text with U+0000 or half of a
 * surrogate pair. BigInt (which would hang the client), NaN, dates, maps and the key `__proto__` are faults of the
 * decider; an absent key and an undefined one are the same.
 * @param path names the value in the message
 */
export function assertPlainJson(value: unknown, path: string): void {
  switch (typeof value) {
    case 'boolean':
    case 'undefined':
      return;
    case 'string':
      assertText(value, path);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new Error(`${path} is ${value}, which JSON can't hold`);
      return;
    case 'object':
      if (value !== null) assertPlainObject(value, path);
      return;
    default:
      throw new Error(`${path} is a ${typeof value}, which JSON can't hold`);
  }
}

/** Postgres holds no U+0000 and UTF-8 no lone surrogate: it would be stored, and read by nobody. */
function assertText(text: string, path: string): void {
  if (text.includes('\0')) throw new Error(`${path} contains U+0000, which no view can hold`);
  if (/\p{Surrogate}/u.test(text)) throw new Error(`${path} contains half of a surrogate pair, which UTF-8 can't hold`);
}

function assertPlainObject(value: object, path: string): void {
  if (Array.isArray(value)) {
    // Not forEach: it would jump over holes, which JSON fills with null.
    for (const [index, item] of value.entries() as IterableIterator<[number, unknown]>) {
      if (item === undefined) throw new Error(`${path}[${index}] is undefined, which JSON can't hold`);
      assertPlainJson(item, `${path}[${index}]`);
    }
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Error(`${path} is no plain object`);
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') throw new Error(`${path} has a key __proto__`);
    assertText(key, `a key of ${path}`);
    assertPlainJson(inner, `${path}.${key}`);
  }
}
