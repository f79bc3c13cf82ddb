import { CommandMemory, REMEMBERED_COMMANDS } from './command-memory';

describe('the memory of commands', () => {
  it('knows where the events of a command are, however many', () => {
    const memory = new CommandMemory();
    memory.remember('a', 0, 10n);
    memory.remember('b', 1, 11n);
    memory.remember('b', 2, 12n);
    memory.remember('b', 3, 13n);
    expect(memory.find('a')).toEqual({ first: 0, last: 0, position: 10n });
    expect(memory.find('b')).toEqual({ first: 1, last: 3, position: 13n });
    expect(memory.find('c')).toBeUndefined();
  });

  it('holds the last 1,000 commands, and forgets the oldest first', () => {
    const memory = new CommandMemory();
    for (let each = 0; each < 1001; each += 1) memory.remember(`command ${each}`, each, BigInt(each));
    expect(REMEMBERED_COMMANDS).toBe(1000);
    expect(memory.size).toBe(1000);
    expect(memory.find('command 0')).toBeUndefined();
    expect(memory.find('command 1')).toBeDefined();
    expect(memory.find('command 1000')).toBeDefined();
  });
});
