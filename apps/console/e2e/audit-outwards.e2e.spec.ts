import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aHome, type Home } from './support/home';
import { bringAxe, findings, picture, sideways } from './support/look';
import type { Visitor } from './support/visitor';

jest.setTimeout(180_000);

/** Domain.md §4.16, W9: the audit log leaves the console, as a file and to other systems. */
describe('the audit log, outwards', () => {
  let home: Home;
  let ada: Visitor;
  let siem: Server;
  let address: string;
  let isDown = false;
  beforeAll(async () => {
    siem = createServer((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(isDown ? 503 : 204).end());
    });
    await once(siem.listen(0, '127.0.0.1'), 'listening');
    address = `http://127.0.0.1:${(siem.address() as AddressInfo).port}/in`;
    home = await aHome('Ada');
    ada = home.owner;
    await bringAxe(ada.context);
  });
  afterAll(async () => {
    await home.leave();
    siem.closeAllConnections();
    siem.close();
  });
  afterEach(() => {
    expect(ada.troubles).toEqual([]);
  });

  async function isFine(name: string): Promise<void> {
    await ada.page.mouse.move(0, 0);
    for (const width of [1440, 360]) {
      await ada.widen(width);
      expect([...(await findings(ada.page)), ...(await sideways(ada.page))]).toEqual([]);
      await picture(ada.page, `${name}-${width}`);
    }
    await ada.widen(1440);
  }

  it('is exported: the file comes with its count, its range and the SHA-256 of its bytes', async () => {
    await ada.go(home.at('/audit'));
    await ada.button('Export').click();
    await ada.sees(/^Every entry there is by now/);
    const coming = ada.page.waitForEvent('download');
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^audit-\d+\.csv$/);
    const text = readFileSync((await file.path()) ?? '', 'utf8');
    expect(text).toContain('Ada created the organization');
    await ada.sees(createHash('sha256').update(text).digest('hex'));
    await ada.sees(/^Exported \d+ entries\.$/);
    await isFine('export-done');
    await ada.button('Done').click();
    await ada.sees(/^\d+ new entries$/);
  });

  it('W9: is sent on to a webhook, whose secret is shown once; how it is, is told; it is paused, goes on and is removed', async () => {
    await ada.go(home.at('/settings/destinations'));
    await ada.sees('The audit log stays here');
    await ada.button('Add destination').click();
    await ada.field('Name').fill('Kestrel Audit');
    await ada.field('Address').fill('https://10.0.0.1/in');
    const submit = ada.page.getByRole('dialog').getByRole('button', { name: 'Add destination' });
    await submit.click();
    await ada.sees(/^This address cannot be read/);
    await ada.field('Address').fill(address);
    await ada.page.getByRole('combobox', { name: 'Gets' }).click();
    await ada.page.getByRole('option', { name: 'Everything that ever happened' }).click();
    await submit.click();
    await ada.sees(/^whsec_/);
    await isFine('destination-secret');
    await ada.button('I have stored it').click();
    await ada.sees('Takes everything');
    await isFine('destination');
    await ada.button('Send a test').click();
    await ada.sees(/^Kestrel Audit took the test/);
    isDown = true;
    await ada.button('Rewind…').click();
    await ada.sees(/are sent again, in order\.$/);
    await ada.button('Rewind Kestrel Audit').click();
    await ada.sees('Takes nothing: it answered 503');
    await isFine('destination-failing');
    isDown = false;
    await ada.button('Pause…').click();
    await ada.button('Pause Kestrel Audit').click();
    await ada.sees('Paused');
    await ada.button('Go on').click();
    await ada.sees('Takes everything');
    await ada.button('Remove…').click();
    await ada.button('Remove Kestrel Audit').click();
    await ada.sees('The audit log stays here');
  });
});
