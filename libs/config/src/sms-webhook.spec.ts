import { readSettings } from './settings';
import { smsWebhookOf } from './sms-webhook';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const of = (env: Record<string, string>) => smsWebhookOf(readSettings({ env }));
const withUrl = (url: string, more: Record<string, string> = {}) =>
  of({ ANNALS_SMS_WEBHOOK_URL: url, ANNALS_SMS_WEBHOOK_SECRET: secret, ...more });

describe('A19: the gateway of text messages', () => {
  it('is none where none is named', () => expect(of({})).toBeUndefined());

  it.each(['https://sms.example.org/send?to=x', 'https://[2606:4700::1111]/', 'https://9.9.9.9:8443/sms'])(
    'is %s',
    (url) => expect(withUrl(url)).toEqual({ url, secret }),
  );

  it('may be on this machine as long as nobody else uses the installation', () => {
    const url = 'http://127.0.0.1:9090/sms';
    expect(withUrl(url)).toEqual({ url, secret });
    expect(withUrl(url, { ANNALS_PUBLIC_URL: 'http://localhost:8080' })).toEqual({ url, secret });
    expect(() => withUrl(url, { ANNALS_PUBLIC_URL: 'https://annals.example.org' })).toThrow('names this machine');
  });

  it.each([
    'https://10.0.0.7/sms',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
    'https://0x0a000007/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:10.0.0.7]/',
  ])('is not %s, which is inside a network', (url) => expect(() => withUrl(url)).toThrow('inside a private network'));

  it('is neither in the clear nor without its secret', () => {
    expect(() => withUrl('http://sms.example.org')).toThrow('must be an https address');
    expect(() => of({ ANNALS_SMS_WEBHOOK_URL: 'https://sms.example.org' })).toThrow('SECRET is missing');
    expect(() => of({ ANNALS_SMS_WEBHOOK_SECRET: secret })).toThrow('URL is missing');
    expect(() => withUrl('https://sms.example.org', { ANNALS_SMS_WEBHOOK_SECRET: 'whsec_short' })).toThrow('24 bytes');
  });
});
