import { Metadata, status } from '@grpc/grpc-js';
import { TimeoutError } from '@eventstore/db-client';
import { allows, describeAllowances } from './allowances';
import { consume } from './server-under-test';

describe('what the version of a server allows', () => {
  it('E1: nothing for the embedded one, slow consumers before 24, the memory of ids for every other', () => {
    const cases = [91, 92, 97, 124, 20];
    expect(cases.filter((number) => allows('24.10.0-embedded', number))).toEqual([]);
    expect(cases.filter((number) => allows('23.10.6', number))).toEqual([91, 92, 97, 124]);
    expect(cases.filter((number) => allows('24.10.4', number))).toEqual([124]);
    expect(cases.filter((number) => allows('unknown', number))).toEqual([91, 92, 97, 124]);
  });
  it('is said in one list', () => {
    expect(describeAllowances('23.10.6').join('\n')).toMatch(
      /23\.10\.6:\n {2}case 91 may differ: .*Consumer too slow.*\n {2}case 92 may differ: .*\n {2}case 97 may differ: .*\n {2}case 124 may differ: .*\n.*kill the server.*\n.*98 to 111/,
    );
  });
  it('a consumer that was too slow goes on where the version allows it, and nowhere else', async () => {
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      await Promise.resolve();
      if (runs < 3)
        throw new TimeoutError(
          Object.assign(new Error('Consumer too slow'), {
            code: status.ABORTED,
            details: '',
            metadata: new Metadata(),
          }),
        );
    };
    await consume(run, true);
    expect(runs).toBe(3);
    runs = 0;
    await expect(consume(run, false)).rejects.toThrow('Consumer too slow');
    await expect(consume(() => Promise.reject(new Error('something else')), true)).rejects.toThrow('something else');
  });
});
